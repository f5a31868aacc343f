// Everything the app says, in one language.

import Foundation

/// The words of a language.
public protocol Words: Sendable {
    /// Its name, such as `en`: dates are written in its custom.
    var language: String { get }

    /// A text as it stands in the catalog, with its places `%1$@`, `%2$@` …
    func format(_ phrase: Phrase) -> String

    /// A text that says how many, in the right number.
    func count(_ text: Plural, _ n: Int) -> String
}

extension Words {
    /// A text; the `args` take its places.
    public func callAsFunction(_ phrase: Phrase, _ args: String...) -> String { text(phrase, args) }

    /// The same, with the arguments in a list.
    public func text(_ phrase: Phrase, _ args: [String]) -> String { fill(format(phrase), args) }
}

/// Puts each argument into its place `%1$@`, `%2$@` …; what stands in an argument is left alone.
func fill(_ format: String, _ args: [String]) -> String {
    var parts = format.components(separatedBy: "%")
    for index in parts.indices.dropFirst() {
        let part = parts[index]
        if let place = part.first?.wholeNumberValue, part.dropFirst().hasPrefix("$@"), args.indices.contains(place - 1)
        {
            parts[index] = args[place - 1] + part.dropFirst(3)
        } else {
            parts[index] = "%" + part
        }
    }
    return parts.joined()
}

/// The words of a bundle's String Catalog, in the language that the person chose for the app.
public struct BundleWords: Words {
    private let bundle: Bundle

    public init(_ bundle: Bundle) { self.bundle = bundle }

    public var language: String { bundle.preferredLocalizations.first ?? "en" }

    public func format(_ phrase: Phrase) -> String {
        bundle.localizedString(forKey: phrase.rawValue, value: nil, table: nil)
    }

    public func count(_ text: Plural, _ n: Int) -> String {
        String.localizedStringWithFormat(bundle.localizedString(forKey: text.rawValue, value: nil, table: nil), n)
    }
}
