// What is said above the list of accounts, and what the list is made of.

import CoreBridge

/// A line above the list of accounts that concerns more than one card, or has to be done.
public enum Banner: Hashable, Sendable {
    /// Sign-ins still appear, but silently; a tap turns them on (``PageAction/turnOn(_:)``).
    case notificationsOff

    case offline(Account)

    /// This phone is no longer the account's device; a tap opens its page (``PageAction/openRow(_:)``).
    case dissociated(Account)
}

extension PhoneState {
    /// What is to be said above the list of accounts, the most urgent first.
    public var banners: [Banner] {
        let lost = accounts.paired.filter { !$0.isDevice }.map(Banner.dissociated)
        let isSilent = posture?.notifications == false && accounts.paired.contains(where: \.isDevice)
        return lost + (isSilent ? [.notificationsOff] : [])
            + accounts.paired.filter { offline.contains($0.key) }.map(Banner.offline)
    }

    /// Whether a request waits that is not on the screen and has no answer yet.
    public var hasHiddenRequest: Bool {
        if case .asked = front { false } else { !unanswered.isEmpty }
    }

    /// How many requests wait beside the one on the screen.
    public var moreWaiting: Int {
        var shown: String?
        if case .asked(let asked) = front { shown = asked.request.id }
        return unanswered.filter { $0.id != shown }.count
    }

    /// Requests that wait and have no answer yet.
    var unanswered: [Request] {
        waiting.filter { request in !books.kept.contains { $0.id == request.id } }
    }

    /// What the field of the provider's address begins with.
    var suggestedAddress: Field { Field(known.first?.issuer ?? "") }

    mutating func openRow(_ row: Row) {
        switch row {
        case .paired: if accounts.rows.contains(row) { push(.account(row)) }
        case .unfinished: openPairing(row)
        }
    }

    /// Opens a pairing where it stands.
    mutating func openPairing(_ row: Row) {
        if let flow = accounts.unfinished(row), let wizard = PairingWizard(flow) { push(.pairing(wizard)) }
    }
}

extension Account {
    /// Whether the account still has this phone as its device; a frozen one has.
    public var isDevice: Bool { association == .associated || association == .frozen }
}

extension Accounts {
    /// The mailboxes, in the order of the list.
    public var rows: [Row] { paired.map { .paired($0.key) } + unfinished.map { .unfinished($0.key) } }

    public func paired(_ key: AccountKey) -> Account? { paired.first { $0.key == key } }

    /// The account of a row, if it is one.
    public func paired(_ row: Row) -> Account? {
        if case .paired(let key) = row { paired(key) } else { nil }
    }

    /// The pairing of a row, if it is one.
    public func unfinished(_ row: Row) -> PairingFlow? {
        if case .unfinished(let key) = row { unfinished.first { $0.key == key } } else { nil }
    }

    /// What a row is called: the mailbox, or the provider's address while that is not known.
    public func name(_ row: Row) -> String {
        paired(row)?.name ?? unfinished(row).map { $0.email ?? $0.issuer } ?? ""
    }

    /// Whether "Associate this device" stands on the row's page "2-step verification".
    public func canAssociate(_ row: Row) -> Bool { rows.contains(row) && paired(row)?.association != .associated }

    /// Whether "Ask the provider again" stands there.
    public func canCheck(_ row: Row) -> Bool { paired(row) != nil }

    /// Whether "Remove from the list" stands on the row's page "Account".
    public func canRemove(_ row: Row) -> Bool { canAssociate(row) }
}
