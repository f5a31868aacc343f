// Codes that are to be typed elsewhere.

import SwiftUI

/// As large as there is room for; read aloud one digit after the other.
public struct LargeCode: View {
    private let digits: String

    public init(_ digits: String) { self.digits = digits }

    public var body: some View {
        Text(verbatim: grouped(digits)).font(.largeTitle.weight(.semibold).monospacedDigit())
            .lineLimit(1).minimumScaleFactor(0.5)
            .accessibilityLabel(Text(verbatim: spelt(digits)))
            .privacySensitive()
            .ink(.primary)
    }
}

/// A code inside a sentence; `text` makes the sentence.
public struct SmallCode: View {
    private let digits: String
    private let text: (String) -> String

    public init(_ digits: String, text: @escaping (String) -> String) { (self.digits, self.text) = (digits, text) }

    public var body: some View {
        Text(verbatim: text(grouped(digits))).font(.body.monospacedDigit())
            .accessibilityLabel(Text(verbatim: text(spelt(digits))))
            .privacySensitive()
            .ink(.quiet)
    }
}

/// `123 456`, `1234 567`, with no break in between.
func grouped(_ digits: String) -> String {
    let half = (digits.count + 1) / 2
    return digits.count < 2 ? digits : digits.prefix(half) + "\u{A0}" + digits.dropFirst(half)
}

/// One after the other.
func spelt(_ digits: String) -> String { digits.map(String.init).joined(separator: " ") }
