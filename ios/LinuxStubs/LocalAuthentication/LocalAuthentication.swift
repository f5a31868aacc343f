// An outline of LocalAuthentication, from Apple's documented signatures, as far as the app uses it. Each symbol has the iOS version that
// introduced it. Never part of the app.

@_exported import Foundation

public enum LAPolicy: Int, Sendable {  // iOS 8.0
    case deviceOwnerAuthenticationWithBiometrics = 1
    case deviceOwnerAuthentication = 2  // iOS 9.0
}

public typealias NSErrorPointer = UnsafeMutablePointer<NSError?>?  // iOS 2.0

open class LAContext: NSObject {  // iOS 8.0
    public override init() {}
    open var localizedReason = ""  // iOS 11.0
    open var interactionNotAllowed = false  // iOS 11.0
    open func canEvaluatePolicy(_ policy: LAPolicy, error: NSErrorPointer) -> Bool { fatalError("an outline does not run") }
    open func evaluatePolicy(_ policy: LAPolicy, localizedReason: String) async throws -> Bool {
        fatalError("an outline does not run")
    }
    open func invalidate() {}  // iOS 9.0
}

public let LAErrorDomain = "com.apple.LocalAuthentication"  // iOS 8.3

public struct LAError: Error, Sendable {  // iOS 8.0
    public enum Code: Int, Sendable, CaseIterable {
        case authenticationFailed = -1
        case userCancel = -2
        case userFallback = -3
        case systemCancel = -4
        case passcodeNotSet = -5
        case biometryNotAvailable = -6  // iOS 11.0
        case biometryNotEnrolled = -7  // iOS 11.0
        case biometryLockout = -8  // iOS 11.0
        case appCancel = -9  // iOS 9.0
        case invalidContext = -10  // iOS 9.0
        case notInteractive = -1004
    }
    public let code: Code
    public init(_ code: Code) { self.code = code }
}
