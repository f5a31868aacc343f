// The String Catalogs: complete, used, and in Android's words.

import Foundation

enum WordRules {
    private static let catalog = "App/Resources/Localizable.xcstrings"

    private struct Texts {
        /// By language and key; a text that says how many has a key for each form.
        var texts: [String: [String: String]] = ["en": [:], "it": [:]]
        var keys: Set<String> = []
    }

    private static func read(_ tree: Tree, _ path: String) throws -> Texts {
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: tree.root.appendingPathComponent(path)))
        let strings = (json as? [String: Any])?["strings"] as? [String: [String: Any]] ?? [:]
        var read = Texts()
        for (key, entry) in strings {
            read.keys.insert(key)
            for (language, text) in entry["localizations"] as? [String: [String: Any]] ?? [:] {
                let plural = (text["variations"] as? [String: Any])?["plural"] as? [String: [String: Any]]
                let forms = plural ?? ["": text]
                for (form, text) in forms {
                    let unit = text["stringUnit"] as? [String: String]
                    guard unit?["state"] == "translated", let value = unit?["value"] else { continue }
                    read.texts[language]?[form.isEmpty ? key : "\(key).\(form)"] = value
                }
            }
        }
        return read
    }

    /// Names in the source of `Phrase` and `Plural`.
    private static func phrases(_ tree: Tree) throws -> [(name: String, key: String)] {
        try tree.text("Sources/Features/Words/Phrase.swift").components(separatedBy: "\n").compactMap { line in
            let words = line.trimmingCharacters(in: .whitespaces).components(separatedBy: " ")
            guard words.first == "case", words.count > 1 else { return nil }
            return (words[1], words.count > 3 ? words[3].trimmingCharacters(in: ["\""]) : words[1])
        }
    }

    /// Each phrase in both languages, with the same places, and none besides.
    static func complete(_ tree: Tree) throws -> [String] {
        let read = try read(tree, catalog)
        let keys = Set(try phrases(tree).map(\.key))
        var found = keys.symmetricDifference(read.keys).map {
            "\($0): a phrase without a text, or a text without a phrase"
        }
        for key in keys {
            let forms = Set(
                ["en", "it"].flatMap { language in
                    (read.texts[language] ?? [:]).keys.filter { $0 == key || $0.hasPrefix("\(key).") }
                })
            if forms.isEmpty { found.append("\(key): no text") }
            let plural = forms.contains { $0.contains(".") }
            for language in ["en", "it"] {
                let own = (read.texts[language] ?? [:]).filter { $0.key == key || $0.key.hasPrefix("\(key).") }
                let isWhole = plural ? own["\(key).one"] != nil && own["\(key).other"] != nil : own[key] != nil
                if !isWhole { found.append("\(key): not in \(language)") }
            }
            if !plural, let en = read.texts["en"]?[key], let it = read.texts["it"]?[key], places(en) != places(it) {
                found.append("\(key): other places in the other language")
            }
        }
        for (language, texts) in read.texts {
            for (key, text) in texts where text.contains("...") || text.contains("  ") || text.contains("$s") {
                found.append("\(key): careless in \(language)")
            }
        }
        return found
    }

    /// Each phrase stands somewhere in the sources besides its declaration, with as many arguments as its text has places.
    static func used(_ tree: Tree) throws -> [String] {
        let sources = try ["App", "Sources"].flatMap { tree.files($0, ".swift") }
            .filter { !$0.hasSuffix("Words/Phrase.swift") }.map(tree.text).joined(separator: "\n")
        return try phrases(tree).compactMap { name, key in
            let expression = try NSRegularExpression(pattern: "\\.\(name)\\b")
            let isUsed = expression.firstMatch(in: sources, range: NSRange(sources.startIndex..., in: sources)) != nil
            return isUsed ? nil : "\(key): used nowhere"
        }
    }

    /// What an iPhone calls by another name, or only one of the two has. Everything else is said in the same words.
    static let others: Set<String> = [
        // The phone's PIN is its passcode.
        "lock_text", "lock_unavailable", "pair_class_device", "pair_finishing_text", "settings_lock_text",
        "request_confirming", "problem_locked_out", "problem_not_enrolled",
        // The system's settings are other ones.
        "pair_missing_lock", "pair_missing_biometrics", "pair_set_lock", "pair_set_biometrics", "problem_key_lost",
        // Only here.
        "leftovers", "sign_jailbreak",
    ]

    static func likeAndroid(_ tree: Tree, resources: URL) throws -> [String] {
        let read = try read(tree, catalog)
        return try [("en", "values"), ("it", "values-it")].flatMap { language, folder in
            let android = try texts(resources.appendingPathComponent("\(folder)/strings.xml"))
            return (read.texts[language] ?? [:]).compactMap { key, text -> String? in
                // The app's name is not translated, and stands once.
                if others.contains(key) || key.contains(".") || (key == "app_name" && language == "it") { return nil }
                return android[key] == text ? nil : "\(key) in \(language): Android says “\(android[key] ?? "nothing")”"
            }
        }
    }

    private static func texts(_ file: URL) throws -> [String: String] {
        let xml = try String(contentsOf: file, encoding: .utf8)
        let expression = try NSRegularExpression(pattern: #"<string name="([a-z_]+)"[^>]*>(.*?)</string>"#)
        var texts: [String: String] = [:]
        for match in expression.matches(in: xml, range: NSRange(xml.startIndex..., in: xml)) {
            guard let name = Range(match.range(at: 1), in: xml), let text = Range(match.range(at: 2), in: xml) else {
                continue
            }
            let key = String(xml[name])
            texts[key] = String(xml[text]).replacing("\\'", with: "'").replacing("$s", with: "$@").replacing(
                "&amp;", with: "&")
        }
        return texts
    }

    private static func places(_ text: String) -> [String] {
        text.components(separatedBy: "%").dropFirst().map { String($0.prefix(3)) }.sorted()
    }
}
