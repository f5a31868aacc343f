// An outline of UserNotifications, from Apple's documented signatures, as far as the app uses it. Each symbol has the iOS version that
// introduced it. Never part of the app.

@_exported import Foundation

public struct UNAuthorizationOptions: OptionSet, Sendable {  // iOS 10.0
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let sound = UNAuthorizationOptions(rawValue: 2)
    public static let alert = UNAuthorizationOptions(rawValue: 4)
}

public enum UNAuthorizationStatus: Int, Sendable {  // iOS 10.0
    case notDetermined, denied, authorized
    case provisional  // iOS 12.0
    case ephemeral  // iOS 14.0
}

public enum UNNotificationSetting: Int, Sendable { case notSupported, disabled, enabled }  // iOS 10.0

public final class UNNotificationSettings: NSObject, @unchecked Sendable {  // iOS 10.0
    public var authorizationStatus: UNAuthorizationStatus { .notDetermined }
    public var alertSetting: UNNotificationSetting { .notSupported }
}

public enum UNNotificationInterruptionLevel: UInt, Sendable { case passive, active, timeSensitive, critical }  // iOS 15.0

public final class UNNotificationSound: NSObject, @unchecked Sendable {  // iOS 10.0
    public static var `default`: UNNotificationSound { UNNotificationSound() }
}

open class UNNotificationContent: NSObject, @unchecked Sendable {  // iOS 10.0
    public var userInfo: [AnyHashable: Any] { [:] }
    open override func mutableCopy() -> Any { UNMutableNotificationContent() }
}

public final class UNMutableNotificationContent: UNNotificationContent, @unchecked Sendable {  // iOS 10.0
    public override init() {}
    public var title = ""
    public var body = ""
    public var sound: UNNotificationSound?
    public var categoryIdentifier = ""
    public var threadIdentifier = ""
    private var info: [AnyHashable: Any] = [:]
    public override var userInfo: [AnyHashable: Any] {
        get { info }
        set { info = newValue }
    }
    public var interruptionLevel = UNNotificationInterruptionLevel.active  // iOS 15.0
}

public final class UNNotificationRequest: NSObject, @unchecked Sendable {  // iOS 10.0
    public let identifier: String
    public let content: UNNotificationContent
    public init(identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?) {
        (self.identifier, self.content) = (identifier, content)
    }
}

open class UNNotificationTrigger: NSObject {}  // iOS 10.0

public final class UNNotification: NSObject, @unchecked Sendable {  // iOS 10.0
    public var request: UNNotificationRequest { fatalError("an outline does not run") }
}

public final class UNNotificationResponse: NSObject, @unchecked Sendable {  // iOS 10.0
    public var notification: UNNotification { fatalError("an outline does not run") }
    public var actionIdentifier: String { fatalError("an outline does not run") }
}

public let UNNotificationDefaultActionIdentifier = "com.apple.UNNotificationDefaultActionIdentifier"  // iOS 10.0
public let UNNotificationDismissActionIdentifier = "com.apple.UNNotificationDismissActionIdentifier"  // iOS 10.0

public struct UNNotificationActionOptions: OptionSet, Sendable {  // iOS 10.0
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let authenticationRequired = UNNotificationActionOptions(rawValue: 1)
    public static let destructive = UNNotificationActionOptions(rawValue: 2)
    public static let foreground = UNNotificationActionOptions(rawValue: 4)
}

public final class UNNotificationAction: NSObject, @unchecked Sendable {  // iOS 10.0
    public let identifier: String
    public let title: String
    public let options: UNNotificationActionOptions
    public init(identifier: String, title: String, options: UNNotificationActionOptions = []) {
        (self.identifier, self.title, self.options) = (identifier, title, options)
    }
}

public struct UNNotificationCategoryOptions: OptionSet, Sendable {  // iOS 10.0
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
}

public final class UNNotificationCategory: NSObject, @unchecked Sendable {  // iOS 10.0
    public let identifier: String
    public let actions: [UNNotificationAction]
    public let hiddenPreviewsBodyPlaceholder: String  // iOS 11.0
    public init(  // iOS 11.0
        identifier: String, actions: [UNNotificationAction], intentIdentifiers: [String], hiddenPreviewsBodyPlaceholder: String,
        options: UNNotificationCategoryOptions = []
    ) {
        (self.identifier, self.actions) = (identifier, actions)
        self.hiddenPreviewsBodyPlaceholder = hiddenPreviewsBodyPlaceholder
    }
}

public struct UNNotificationPresentationOptions: OptionSet, Sendable {  // iOS 10.0
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
}

public protocol UNUserNotificationCenterDelegate: NSObjectProtocol {  // iOS 10.0
    func userNotificationCenter(_ center: UNUserNotificationCenter, willPresent notification: UNNotification) async
        -> UNNotificationPresentationOptions
    func userNotificationCenter(_ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse) async
}

public final class UNUserNotificationCenter: NSObject, @unchecked Sendable {  // iOS 10.0
    public static func current() -> UNUserNotificationCenter { fatalError("an outline does not run") }
    public weak var delegate: (any UNUserNotificationCenterDelegate)?
    public func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool { false }
    public func setNotificationCategories(_ categories: Set<UNNotificationCategory>) {}
    public func notificationSettings() async -> UNNotificationSettings { UNNotificationSettings() }
    public func add(_ request: UNNotificationRequest, withCompletionHandler completionHandler: (@Sendable ((any Error)?) -> Void)?) {}
    public func removeDeliveredNotifications(withIdentifiers identifiers: [String]) {}
}

open class UNNotificationServiceExtension: NSObject {  // iOS 10.0
    public override init() {}
    open func didReceive(
        _ request: UNNotificationRequest, withContentHandler contentHandler: @escaping @Sendable (UNNotificationContent) -> Void
    ) {}
    open func serviceExtensionTimeWillExpire() {}
}
