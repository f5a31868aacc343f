// The folder whose files the rules read: the app's own, or a copy with something planted.

import Foundation

struct Tree: Sendable {
    let root: URL

    /// The iOS app's sources.
    static let ours = Tree(
        root: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent())

    func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// The files below a folder, by their paths below the root.
    func files(_ folder: String, _ ending: String = "") -> [String] {
        let below = root.appendingPathComponent(folder)
        let found = FileManager.default.enumerator(at: below, includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.compactMap { $0 as? URL } ?? [])
            .filter { (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true }
            .map { "\(folder)/" + $0.path.dropFirst(below.path.count + 1) }
            .filter { $0.hasSuffix(ending) }.sorted()
    }

    func list(_ path: String) throws -> [String: Any] {
        let data = try Data(contentsOf: root.appendingPathComponent(path))
        guard let list = try PropertyListSerialization.propertyList(from: data, format: nil) as? [String: Any]
        else { throw CocoaError(.propertyListReadCorrupt) }
        return list
    }

    /// A copy in which a file's text is another one.
    func planting(_ path: String, _ change: (String) -> String) throws -> Tree {
        let copy = FileManager.default.temporaryDirectory.appendingPathComponent("assenso-rules-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        for name in ["App", "LinuxStubs", "NotificationService", "Sources", "project.yml", "Package.swift"] {
            try FileManager.default.copyItem(
                at: root.appendingPathComponent(name), to: copy.appendingPathComponent(name))
        }
        let file = copy.appendingPathComponent(path)
        let old = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try change(old).write(to: file, atomically: true, encoding: .utf8)
        return Tree(root: copy)
    }

    func removed() { try? FileManager.default.removeItem(at: root) }
}
