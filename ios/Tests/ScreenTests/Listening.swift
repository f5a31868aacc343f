// What VoiceOver would read of a state, in a language.

import CoreBridge
import Doubles
import Features
import Foundation
import SwiftUI

@MainActor
struct Listening {
    let words: CatalogWords
    var letters = DynamicTypeSize.large

    init(_ language: String, letters: DynamicTypeSize = .large) throws {
        (words, self.letters) = (try CatalogWords(language), letters)
    }

    func nodes(_ state: PhoneState, send: @escaping Send = { _ in }) -> [_Node] {
        _told(
            RootView(state: state, send: send) { EmptyView() }
                .environment(\.words, words)
                .environment(\.times, Times(language: words.language, zone: TimeZone(secondsFromGMT: 0) ?? .current))
                .dynamicTypeSize(letters))
    }
}

extension _Node {
    /// A line: `# heading`, `[ button ]`, `‹ field › value`.
    var line: String {
        let value = value.map { " \($0)" } ?? ""
        let state = (isSelected ? " (chosen)" : "") + (isEnabled ? "" : " (off)")
        switch role {
        case .heading: return "# \(label)\(value)"
        case .button: return "[ \(label) ]\(value)\(state)"
        case .field, .secureField: return "‹ \(label) ›\(value)\(state)"
        case .text, .progress, .image: return "\(label)\(value.isEmpty ? "" : ":" + value)"
        }
    }
}
