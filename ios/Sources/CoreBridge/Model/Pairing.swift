// Pairings, at their steps.

/// A pairing's name between the screens and the gateway; it survives a restart.
public struct PairingKey: Hashable, Sendable {
    public let id: Int64
    public init(_ id: Int64) { self.id = id }
}

/// A pairing at one of its steps.
public struct PairingFlow: Hashable, Sendable {
    public var key: PairingKey
    public var issuer: String
    public var provider: String
    /// The mailbox, once it is known.
    public var email: String?
    public var at: At
    /// Whether it turns 2-step verification on.
    public var activates: Bool
    /// The classes that the provider takes, best first for the person; never empty.
    public var keyClasses: [KeyClass]

    public init(
        key: PairingKey, issuer: String, provider: String, email: String?, at: At,
        activates: Bool = false, keyClasses: [KeyClass] = [.device]
    ) {
        (self.key, self.issuer, self.provider, self.email) = (key, issuer, provider, email)
        (self.at, self.activates, self.keyClasses) = (at, activates, keyClasses)
    }
}

/// Where a pairing stands.
public enum At: Hashable, Sendable {
    case signIn

    /// The code of the sign-in is asked for; where it went is not known after a restart.
    case signInCode(Sms?)

    /// Signed in; this phone may be associated.
    case signedIn

    /// Signed in with the recovery code; this phone may be associated without any SMS.
    case recovered

    case associateCode(Sms?)

    /// Interrupted in the middle of the association; it can go on.
    case finish

    /// 2-step verification is off; this phone may turn it on. Nil without a number that codes can go to.
    case activate(number: String?)

    /// The code that verifies the mobile number.
    case numberCode(Sms?)

    case associated(AccountKey)

    case ended
}

extension At {
    /// The same place after a code was refused: so many tries are left.
    public mutating func setTries(_ left: Int) {
        switch self {
        case .signInCode(var sms):
            sms?.triesLeft = left
            self = .signInCode(sms)
        case .numberCode(var sms):
            sms?.triesLeft = left
            self = .numberCode(sms)
        case .associateCode(var sms):
            sms?.triesLeft = left
            self = .associateCode(sms)
        default: break
        }
    }
}

/// A message that was sent.
public struct Sms: Hashable, Sendable {
    /// The number, masked.
    public var sentTo: String
    public var triesLeft: Int
    /// On the boot clock, ms.
    public var expiresAtBootMs: Int64

    public init(sentTo: String, triesLeft: Int, expiresAtBootMs: Int64) {
        (self.sentTo, self.triesLeft, self.expiresAtBootMs) = (sentTo, triesLeft, expiresAtBootMs)
    }
}
