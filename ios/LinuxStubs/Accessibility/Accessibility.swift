// An outline of Accessibility, from Apple's documented signatures, as far as the app uses it. Each symbol has the iOS version that
// introduced it. Never part of the app.

public enum AccessibilityNotification {  // iOS 17.0
    public struct Announcement: Sendable {
        public init(_ announcement: String) {}
        public func post() {}
    }
}
