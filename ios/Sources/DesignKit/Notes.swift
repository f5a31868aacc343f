// Something to know, with its symbol.

import SwiftUI

/// Above a page or in it. One that `comes` while the person is on the page is read aloud by itself; the others are found in their place.
public struct Note: View {
    private let text: String
    private let tone: Tone
    private let symbol: Symbol
    private let comes: Bool
    private let action: (title: String, perform: @MainActor () -> Void)?

    public init(
        _ text: String, _ tone: Tone, symbol: Symbol? = nil, comes: Bool = false,
        action: (title: String, perform: @MainActor () -> Void)? = nil
    ) {
        (self.text, self.tone, self.symbol, self.comes) = (text, tone, symbol ?? tone.symbol, comes)
        self.action = action
    }

    public var body: some View {
        if comes { note.announced(text) } else { note }
    }

    private var note: some View {
        Painted(ink: tone.note.ink, ground: tone.note.ground) {
            VStack(alignment: .leading, spacing: Space.small) {
                HStack(alignment: .firstTextBaseline, spacing: Space.medium) {
                    symbol.image
                    Text(verbatim: text).font(.subheadline)
                }
                .accessibilityElement(children: .combine)
                if let action {
                    Button(action: action.perform) {
                        Text(verbatim: action.title).font(.headline).frame(minHeight: Space.touch)
                    }
                }
            }
            .padding(Space.normal)
            .frame(maxWidth: .infinity, alignment: .leading)
        }
    }
}

/// A short line with a drawing: how something stands.
public struct Standing: View {
    private let text: String
    private let tone: Tone
    private let symbol: Symbol

    public init(_ text: String, _ tone: Tone, symbol: Symbol? = nil) {
        (self.text, self.tone, self.symbol) = (text, tone, symbol ?? tone.symbol)
    }

    public var body: some View {
        HStack(alignment: .firstTextBaseline, spacing: Space.small) {
            symbol.image
            Text(verbatim: text).font(.subheadline)
        }
        .accessibilityElement(children: .combine)
        .ink(tone.ink)
    }
}
