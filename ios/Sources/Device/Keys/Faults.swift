// What a failure of Security or LocalAuthentication means.

import CoreBridge
import LocalAuthentication
import Security

extension SecurityFailure {
    /// Whether an item is not there.
    var isMissing: Bool { self == SecurityFailure(errSecItemNotFound) }

    /// What it means to whoever asked. What nobody foresaw changes nothing for good.
    var fault: PortFault {
        switch domain {
        case NSOSStatusErrorDomain: Self.ofStatus[OSStatus(truncatingIfNeeded: code)] ?? .unavailable
        case LAErrorDomain: LAError.Code(rawValue: code)?.fault ?? .unavailable
        // CryptoTokenKit answers for the Secure Enclave: TKError.Code.
        case "CryptoTokenKit": Self.ofToken[code] ?? .unavailable
        default: .unavailable
        }
    }

    private static let ofStatus: [OSStatus: PortFault] = [
        errSecUserCanceled: .cancelled,
        // The key, or the passcode that it stood on, is gone.
        errSecItemNotFound: .invalidated,
        // The phone was not unlocked since it started, or is locked while a person would have to be asked.
        errSecInteractionNotAllowed: .locked,
        errSecAuthFailed: .lockedOut,
    ]

    private static let ofToken: [Int: PortFault] = [
        // corruptedData: what a key says whose set of fingers or faces is another one now.
        -3: .invalidated,
        // canceledByUser
        -4: .cancelled,
        // authenticationFailed
        -5: .lockedOut,
        // objectNotFound, tokenNotFound
        -6: .invalidated,
        -7: .invalidated,
    ]
}

extension LAError.Code {
    /// What it means to whoever asked for a person.
    var fault: PortFault {
        switch self {
        case .userCancel, .userFallback, .systemCancel, .appCancel, .invalidContext: .cancelled
        case .authenticationFailed, .biometryLockout: .lockedOut
        case .passcodeNotSet, .biometryNotAvailable, .biometryNotEnrolled: .notEnrolled
        case .notInteractive: .locked
        @unknown default: .unavailable
        }
    }
}
