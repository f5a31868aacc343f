// Where the accounts are kept.

import Foundation
import UIKit

/// The database's folder in the container of the app group.
public enum Database {
    /// Makes the folder, readable after the first unlock and in no backup, and returns the file's place.
    public static func place(group: String) throws -> URL {
        guard let container = FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: group) else {
            throw CocoaError(.fileNoSuchFile)
        }
        return try place(in: container)
    }

    static func place(in container: URL) throws -> URL {
        var folder = container.appendingPathComponent("assenso", isDirectory: true)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.protectionKey: FileProtectionType.completeUntilFirstUserAuthentication])
        var values = URLResourceValues()
        values.isExcludedFromBackup = true
        // With the folder everything in it: the database, its journal, what is set aside.
        try folder.setResourceValues(values)
        return folder.appendingPathComponent("assenso.db")
    }
}
