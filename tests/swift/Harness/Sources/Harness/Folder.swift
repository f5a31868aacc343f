// Where things are: a temporary folder that goes with its owner, and what cargo built.

import Foundation

/// A temporary folder that is removed with its last owner.
public final class Folder: Sendable {
    public let path: String

    public init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("assenso-swift-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    /// A file in it.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Where cargo put what it built, as `tests/swift/run.sh` says.
public func builtByCargo(_ name: String) throws -> String {
    guard let folder = ProcessInfo.processInfo.environment["ASSENSO_LIBRARY_DIR"] else {
        throw HarnessError("ASSENSO_LIBRARY_DIR is not set: run tests/swift/run.sh")
    }
    return "\(folder)/\(name)"
}
