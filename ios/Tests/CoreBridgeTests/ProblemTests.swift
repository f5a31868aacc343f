// Each code of the core has a problem that says what to do.

import Foundation
import Testing

@testable import CoreBridge

@Suite struct ProblemTests {
    /// What a person can do nothing about.
    private static let unforeseen = ["other", "panicked", "random", "wrong_step", "invalid_input"]

    @Test func everyCodeOfTheCoreHasAProblem() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../bindings/codes.txt").standardizedFileURL
        let codes = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(codes.count > 80)
        for code in codes {
            let problem = problem(ofCode: code)
            #expect(problem != nil, "\(code)")
            let isUnforeseen = Self.unforeseen.contains { code.hasSuffix(".\($0)") }
            if problem == .unexpected { #expect(isUnforeseen, "\(code) is unexpected") }
        }
        #expect(problem(ofCode: "pairing.of_tomorrow") == nil)
    }

    @Test func whatNobodyForesawSaysNothingOfItself() {
        struct Odd: Error { let secret = "SECRET" }
        #expect(problem(of: Odd()) == .unexpected)
        #expect(problem(of: CancellationError()) == .cancelled)
    }
}
