// An outline of what Foundation has on Apple's systems alone, from the documented signatures, as far as the app uses it. Each symbol has the
// iOS version that introduced it. Never part of the app.

import Foundation

/// Foundation's, where there is Objective-C.
open class NSUserActivity: NSObject {  // iOS 8.0
    public var webpageURL: URL? { nil }
}

public let NSUserActivityTypeBrowsingWeb = "NSUserActivityTypeBrowsingWeb"  // iOS 8.0

extension FileManager {
    public func containerURL(forSecurityApplicationGroupIdentifier groupIdentifier: String) -> URL? { nil }  // iOS 7.0
}
