// Accounts, as the list shows them.

/// An account's name between the screens and the gateway.
public struct AccountKey: Hashable, Sendable {
    public let id: Int64
    public init(_ id: Int64) { self.id = id }
}

/// Whether this phone is the account's device, as the provider last signed.
public enum Association: Hashable, Sendable, CaseIterable {
    case associated, notActive, replaced, ownerChanged, signedOut, deactivated, frozen, unknown
}

/// What the approval key asks for at each signature.
public enum KeyClass: String, Hashable, Sendable, CaseIterable {
    /// Biometry or the phone's passcode.
    case device

    /// Biometry as it is enrolled now; a new enrolment ends the key.
    case biometric
}

/// Where the keys are, as obtained.
public enum KeyLevel: Hashable, Sendable, CaseIterable {
    case strongBox, tee, secureEnclave, software
}

/// What a phone has to wait with.
public enum Held: Hashable, Sendable, CaseIterable {
    /// Changing the number, the methods, the notice address or the recovery code, and hand-over.
    case settings

    /// Everything that gives somebody more power.
    case widening
}

/// What a phone has to wait with, and until when, Unix time in ms.
public struct Hold: Hashable, Sendable {
    public var held: Held
    public var untilUnixMs: Int64

    public init(_ held: Held, untilUnixMs: Int64) { (self.held, self.untilUnixMs) = (held, untilUnixMs) }
}

/// One account of the list.
public struct Account: Hashable, Sendable {
    public var key: AccountKey
    public var provider: String
    public var name: String
    public var issuer: String
    public var association: Association
    public var keyClass: KeyClass
    public var level: KeyLevel
    /// What this phone has to wait with; nil for nothing.
    public var hold: Hold?
    /// The provider told an older state than this phone knows; nothing was changed.
    public var alarm: Bool

    public init(
        key: AccountKey, provider: String, name: String, issuer: String, association: Association,
        keyClass: KeyClass, level: KeyLevel, hold: Hold?, alarm: Bool
    ) {
        (self.key, self.provider, self.name, self.issuer) = (key, provider, name, issuer)
        (self.association, self.keyClass, self.level) = (association, keyClass, level)
        (self.hold, self.alarm) = (hold, alarm)
    }
}

/// What the list of accounts shows.
public struct Accounts: Hashable, Sendable {
    /// Accounts that this phone was associated with.
    public var paired: [Account]
    /// Pairings that were begun and not ended.
    public var unfinished: [PairingFlow]

    public init(paired: [Account] = [], unfinished: [PairingFlow] = []) {
        (self.paired, self.unfinished) = (paired, unfinished)
    }
}
