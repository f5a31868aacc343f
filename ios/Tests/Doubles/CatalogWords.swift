// The words of a String Catalog, read from its source: Linux has no compiler for it.

import Features
import Foundation
import Harness

/// One language of a catalog.
public struct CatalogWords: Words {
    public let language: String
    private let catalog: Catalog

    public init(_ language: String) throws { (self.language, catalog) = (language, try Catalog.app()) }

    public func format(_ phrase: Phrase) -> String { catalog.text(phrase.rawValue, language) ?? phrase.rawValue }

    public func count(_ text: Features.Plural, _ n: Int) -> String {
        let forms = catalog.forms(text.rawValue, language)
        return (n == 1 ? forms["one"] : forms["other"] ?? "")?.replacing("%lld", with: "\(n)") ?? text.rawValue
    }
}

/// A String Catalog, as Xcode keeps it.
public struct Catalog: Decodable, Sendable {
    struct Entry: Decodable, Sendable {
        let extractionState: String
        let localizations: [String: Localization]
    }
    struct Localization: Decodable, Sendable {
        var stringUnit: Unit?
        var variations: Variations?
    }
    struct Unit: Decodable, Sendable {
        let state: String
        let value: String
    }
    struct Variations: Decodable, Sendable { let plural: [String: Localization] }

    let sourceLanguage: String
    let strings: [String: Entry]

    /// The app's.
    public static func app() throws -> Catalog { try at("App/Resources/Localizable.xcstrings") }

    /// One below the folder `ios`.
    public static func at(_ path: String) throws -> Catalog {
        try JSONDecoder().decode(Catalog.self, from: Data(contentsOf: iosFolder.appendingPathComponent(path)))
    }

    public var keys: [String] { strings.keys.sorted() }

    /// A text that is translated; nil if there is none.
    public func text(_ key: String, _ language: String) -> String? {
        let unit = strings[key]?.localizations[language]?.stringUnit
        return unit?.state == "translated" ? unit?.value : nil
    }

    /// The forms of a text that says how many.
    public func forms(_ key: String, _ language: String) -> [String: String] {
        (strings[key]?.localizations[language]?.variations?.plural ?? [:]).compactMapValues(\.stringUnit?.value)
    }
}

/// The folder of the iOS app's sources.
public let iosFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
