// Words of a page.

import SwiftUI

/// The title of a page, its first heading.
struct Title: View {
    let text: String

    var body: some View {
        Text(verbatim: text).font(.title2.weight(.semibold)).accessibilityAddTraits(.isHeader)
            .frame(maxWidth: .infinity, alignment: .leading)
    }
}

/// What a page is about, in its largest letters.
public struct Headline: View {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var body: some View {
        Text(verbatim: text).font(.title.weight(.semibold)).accessibilityAddTraits(.isHeader).ink(.text)
    }
}

/// The name of a part of a page.
public struct Subtitle: View {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var body: some View {
        Text(verbatim: text).font(.headline).accessibilityAddTraits(.isHeader).padding(.top, Space.small).ink(.text)
    }
}

/// A paragraph.
public struct Paragraph: View {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var body: some View { Text(verbatim: text).font(.body).ink(.text) }
}

/// A paragraph that is good to know.
public struct Aside: View {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var body: some View { Text(verbatim: text).font(.subheadline).ink(.quiet) }
}

/// What something is called: a mailbox.
public struct Name: View {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var body: some View { Text(verbatim: text).font(.headline).ink(.text) }
}

/// A large drawing that says at a glance what the words below it say.
public struct Sign: View {
    private let symbol: Symbol
    private let tone: Tone

    public init(_ symbol: Symbol, _ tone: Tone) { (self.symbol, self.tone) = (symbol, tone) }

    public var body: some View {
        Painted(ink: tone.note.ink, ground: tone.note.ground) {
            symbol.image.font(.largeTitle).padding(Space.large)
        }
    }
}

/// Something is on its way; read aloud when it begins.
public struct Waiting: View {
    private let text: String

    public init(_ text: String) { self.text = text }

    public var body: some View {
        HStack(spacing: Space.medium) {
            ProgressView().accessibilityHidden(true)
            Text(verbatim: text).font(.body)
        }
        .accessibilityElement(children: .combine)
        .ink(.text)
        .announced(text)
    }
}
