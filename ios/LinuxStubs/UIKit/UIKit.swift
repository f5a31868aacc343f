// An outline of UIKit, from Apple's documented signatures, as far as the app uses it. Each symbol has the iOS version that introduced it.
// Never part of the app.

@_exported import Foundation

public enum UIKeyboardType: Int, Sendable { case `default`, numberPad, URL, phonePad, emailAddress }  // iOS 2.0

public struct UITextContentType: Hashable, Sendable {  // iOS 10.0
    public static let URL = UITextContentType()
    public static let telephoneNumber = UITextContentType()  // iOS 10.0
    public static let username = UITextContentType()  // iOS 11.0
    public static let password = UITextContentType()  // iOS 11.0
    public static let oneTimeCode = UITextContentType()  // iOS 12.0
}

@MainActor
open class UIResponder: NSObject {}  // iOS 2.0

@MainActor
open class UIView: UIResponder {  // iOS 2.0
    public init(frame: CGRect) {}
    public required init?(coder: NSCoder) {}
    public var layer: CALayer { CALayer() }
    public var bounds: CGRect { .zero }
    open func layoutSubviews() {}
}

open class CALayer: NSObject, @unchecked Sendable {  // iOS 2.0
    public var frame = CGRect.zero
    @MainActor public func addSublayer(_ layer: CALayer) {}
}

@MainActor
public protocol UIApplicationDelegate: NSObjectProtocol {  // iOS 2.0
    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool
    func application(
        _ application: UIApplication, didRegisterForRemoteNotificationsWithDeviceToken deviceToken: Data)
    func application(
        _ application: UIApplication, didFailToRegisterForRemoteNotificationsWithError error: any Error)
}

extension UIApplicationDelegate {
    public func application(  // iOS 3.0
        _ application: UIApplication, didFailToRegisterForRemoteNotificationsWithError error: any Error
    ) {}
}

public struct UIBackgroundTaskIdentifier: Hashable, Sendable {  // iOS 4.0
    public static let invalid = UIBackgroundTaskIdentifier()
}

@MainActor
open class UIApplication: UIResponder {  // iOS 2.0
    public struct LaunchOptionsKey: Hashable, Sendable {}
    public struct OpenExternalURLOptionsKey: Hashable, Sendable {}
    public static var shared: UIApplication { fatalError("an outline does not run") }
    public static let openSettingsURLString = "app-settings:"  // iOS 8.0
    public static let openNotificationSettingsURLString = "app-settings:notifications"  // iOS 16.0
    public func open(  // iOS 10.0
        _ url: URL, options: [OpenExternalURLOptionsKey: Any] = [:],
        completionHandler completion: ((Bool) -> Void)? = nil
    ) {}
    public func registerForRemoteNotifications() {}  // iOS 8.0
    public func beginBackgroundTask(
        withName name: String?, expirationHandler handler: (@MainActor @Sendable () -> Void)? = nil
    )
        -> UIBackgroundTaskIdentifier
    { .invalid }
    public func endBackgroundTask(_ identifier: UIBackgroundTaskIdentifier) {}
}

@MainActor
public final class UIDevice: NSObject {  // iOS 2.0
    public static var current: UIDevice { fatalError("an outline does not run") }
    public var name: String { "" }
    public var model: String { "" }
}

@MainActor
public final class UIPasteboard: NSObject {  // iOS 3.0
    public struct OptionsKey: Hashable, Sendable {  // iOS 10.0
        let name: String
        public static let localOnly = OptionsKey(name: "localOnly")
        public static let expirationDate = OptionsKey(name: "expirationDate")
    }
    public static var general: UIPasteboard { fatalError("an outline does not run") }
    public func setItems(_ items: [[String: Any]], options: [OptionsKey: Any] = [:]) {}  // iOS 10.0
}
