// The outlines of Apple's frameworks declare nothing newer than iOS 17.

import Foundation

enum StubRules {
    /// Every declaration that others can see outside of a type says the version that introduced it, on its line or the one where its
    /// parameters begin; a member of a type, where it is newer than its type.
    static func versions(_ tree: Tree) throws -> [String] {
        try tree.files("LinuxStubs", ".swift").flatMap { path -> [String] in
            let lines = try tree.text(path).components(separatedBy: "\n")
            var isExtension = false
            return lines.enumerated().compactMap { index, line in
                if line.hasPrefix("extension "), !line.hasSuffix("}") {
                    isExtension = true
                } else if line.hasPrefix("}") {
                    isExtension = false
                }
                if let version = version(line), version > 17.0 { return "\(path):\(index + 1): newer than iOS 17" }
                let isOurs =
                    line.contains("_Node") || line.contains("_Telling") || line.contains("_Modified")
                    || line.contains("func _")
                let declares = line.hasPrefix("public ") || (isExtension && line.hasPrefix("    public "))
                guard declares, !isOurs else { return nil }
                // A long declaration says it where its first line ends, or where its result stands.
                let says = lines[index..<min(index + 5, lines.count)].prefix { $0 == line || !$0.contains("public ") }
                return says.contains { version($0) != nil } ? nil : "\(path):\(index + 1): no version"
            }
        }
    }

    private static func version(_ line: String) -> Double? {
        let parts = line.components(separatedBy: "// iOS ")
        return parts.count > 1 ? Double(parts[1].prefix { $0.isNumber || $0 == "." }) : nil
    }
}
