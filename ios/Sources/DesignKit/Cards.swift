// Things that belong together, and ways that lead somewhere.

import SwiftUI

/// Things that belong together.
public struct Card<Content: View>: View {
    private let content: Content

    public init(@ViewBuilder content: () -> Content) { self.content = content() }

    public var body: some View {
        Painted(ink: .text, ground: .card, border: .line) {
            VStack(alignment: .leading, spacing: Space.small) { content }
                .padding(Space.normal)
                .frame(maxWidth: .infinity, alignment: .leading)
        }
    }
}

/// The same, as one large button that leads somewhere; read aloud in one breath.
public struct LinkCard<Content: View>: View {
    private let symbol: Symbol?
    private let action: @MainActor () -> Void
    private let content: Content

    public init(
        symbol: Symbol? = nil, action: @escaping @MainActor () -> Void, @ViewBuilder content: () -> Content
    ) {
        (self.symbol, self.action, self.content) = (symbol, action, content())
    }

    public var body: some View {
        Button(action: action) {
            Card {
                HStack(spacing: Space.medium) {
                    if let symbol { symbol.image.ink(.primary) }
                    VStack(alignment: .leading, spacing: Space.tiny) { content }
                        .frame(maxWidth: .infinity, alignment: .leading)
                    Symbol.open.image.ink(.quiet)
                }
                .frame(minHeight: Space.touch)
            }
            .multilineTextAlignment(.leading)
        }
    }
}

/// A line that leads somewhere, with how it stands.
public struct LinkRow: View {
    private let title: String
    private let detail: String?
    private let symbol: Symbol
    private let action: @MainActor () -> Void

    public init(_ title: String, detail: String? = nil, symbol: Symbol, action: @escaping @MainActor () -> Void) {
        (self.title, self.detail, self.symbol, self.action) = (title, detail, symbol, action)
    }

    public var body: some View {
        LinkCard(symbol: symbol, action: action) {
            Name(title)
            if let detail { Aside(detail) }
        }
    }
}

/// One of several, of which exactly one holds.
public struct Choices<Value: Hashable>: View {
    private let values: [Value]
    private let chosen: Value
    private let title: (Value) -> String
    private let text: (Value) -> String?
    private let choose: @MainActor (Value) -> Void

    public init(
        _ values: [Value], chosen: Value, title: @escaping (Value) -> String,
        text: @escaping (Value) -> String? = { _ in nil }, choose: @escaping @MainActor (Value) -> Void
    ) {
        (self.values, self.chosen, self.title, self.text, self.choose) = (values, chosen, title, text, choose)
    }

    public var body: some View {
        ForEach(values, id: \.self) { value in
            Button(action: { choose(value) }) {
                Painted(ink: .text, ground: .card, border: value == chosen ? .primary : .line) {
                    HStack(spacing: Space.medium) {
                        (value == chosen ? Symbol.chosen : .notChosen).image.ink(.primary)
                        VStack(alignment: .leading, spacing: Space.tiny) {
                            Name(title(value))
                            if let text = text(value) { Aside(text) }
                        }
                        .frame(maxWidth: .infinity, alignment: .leading)
                    }
                    .padding(Space.normal)
                    .frame(minHeight: Space.touch)
                }
                .multilineTextAlignment(.leading)
            }
            .accessibilityAddTraits(value == chosen ? .isSelected : [])
        }
    }
}
