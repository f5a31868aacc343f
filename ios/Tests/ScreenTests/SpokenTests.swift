// The text of every screen, as it is read aloud, is kept in both languages: it changes only when somebody has read the change.

import Doubles
import Features
import Foundation
import SwiftUI
import Testing

@MainActor
@Suite struct SpokenTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Spoken")

    /// `ASSENSO_ACCEPT=1` keeps what is said now.
    private static let accepts = ProcessInfo.processInfo.environment["ASSENSO_ACCEPT"] == "1"

    @Test(arguments: Sample.all)
    func aScreenSaysWhatWasRead(sample: Sample) throws {
        let text = try ["en", "it"].map { language in
            let lines = try Listening(language).nodes(sample.state).map(\.line)
            return "== \(language)\n" + lines.joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
        let file = Self.folder.appendingPathComponent("\(sample.name).txt")
        if Self.accepts {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        #expect(kept == text, "read \(sample.name) anew, then ASSENSO_ACCEPT=1 ios/run.sh test --filter SpokenTests")
    }

    @Test func nothingIsKeptThatIsNoSample() throws {
        let kept = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(kept) == Set(Sample.all.map { "\($0.name).txt" }))
    }
}

/// What holds of every screen.
@MainActor
@Suite struct AccessibilityTests {
    @Test(arguments: Sample.all, ["en", "it"])
    func everythingThatIsTouchedHasANameAndRoomForAFinger(sample: Sample, language: String) throws {
        for letters in [DynamicTypeSize.large, .accessibility5] {
            for node in try Listening(language, letters: letters).nodes(sample.state)
            where node.tap != nil || node.type != nil {
                #expect(!node.label.isEmpty)
                #expect((node.minHeight ?? 0) >= 44, "\(node.label): \(node.minHeight ?? 0) pt")
            }
        }
    }

    @Test(arguments: Sample.all, ["en", "it"])
    func eachPageBeginsWithItsTitleAndSaysNoKeyAndNoPlace(sample: Sample, language: String) throws {
        let nodes = try Listening(language).nodes(sample.state)
        // The system's way back, and what waits above every page, come first.
        let first = nodes.first { $0.role == .heading }
        #expect(first != nil)
        let keys = Set(Phrase.allCases.map(\.rawValue)).filter { $0.contains("_") }
        for node in nodes {
            #expect(node.role != .image, "a drawing speaks: \(node.label)")
            #expect(!keys.contains(node.label) && !node.label.contains("%"), "\(node.label)")
        }
    }

    @Test(arguments: Sample.all)
    func withTheLargestLettersNothingIsLeftOut(sample: Sample) throws {
        let normal = try Listening("en").nodes(sample.state).map(\.line)
        let large = try Listening("en", letters: .accessibility5).nodes(sample.state).map(\.line)
        #expect(Set(normal) == Set(large))
    }

    @Test func codesAreReadDigitByDigitAndNeverAsOneNumber() throws {
        for sample in Sample.codes {
            let spoken = try Listening("en").nodes(sample.state).map(\.line).joined(separator: "\n")
            for digits in ["492039", "492 039", "492\u{A0}039", "12345678"] { #expect(!spoken.contains(digits)) }
        }
        let codes = try #require(Sample.codes.first { $0.name == "codes" })
        #expect(try Listening("en").nodes(codes.state).contains { $0.label == "4 9 2 0 3 9" })
    }

    @Test func aPasswordIsNotReadAloud() throws {
        let sample = try #require(Sample.pairing.first { $0.name == "pair_sign_in_problem" })
        #expect(try !Listening("en").nodes(sample.state).map(\.line).joined().contains("correct horse"))
    }
}
