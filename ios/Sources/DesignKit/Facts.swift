// Values and what they are called.

import SwiftUI

/// A value with its label; `note` says what to make of it.
public struct Fact: Hashable, Sendable {
    let label: String
    let value: String
    let note: String?
    let tone: Tone

    public init(_ label: String, _ value: String, note: String? = nil, _ tone: Tone = .plain) {
        (self.label, self.value, self.note, self.tone) = (label, value, note, tone)
    }
}

/// Values one under the other; each is read aloud with its label.
public struct Facts: View {
    private let facts: [Fact]

    public init(_ facts: [Fact]) { self.facts = facts }

    public var body: some View {
        Card {
            ForEach(facts, id: \.label) { fact in
                if fact != facts.first { Divider() }
                Line(fact: fact)
            }
        }
    }
}

/// What to make of a value takes the whole width: a warning in a narrow column is long and pushes the rest off the screen.
private struct Line: View {
    @Environment(\.dynamicTypeSize) private var letters
    let fact: Fact

    var body: some View {
        VStack(alignment: .leading, spacing: Space.tiny) {
            if letters.isAccessibilitySize {
                label
                value
            } else {
                HStack(alignment: .firstTextBaseline, spacing: Space.medium) {
                    label.frame(maxWidth: .infinity, alignment: .leading)
                    value.frame(maxWidth: .infinity, alignment: .leading)
                }
            }
            if let note = fact.note { Standing(note, fact.tone) }
        }
        .accessibilityElement(children: .combine)
    }

    private var label: some View { Text(verbatim: fact.label).font(.subheadline).ink(.quiet) }

    private var value: some View { Text(verbatim: fact.value).font(.subheadline.weight(.medium)).ink(.text) }
}
