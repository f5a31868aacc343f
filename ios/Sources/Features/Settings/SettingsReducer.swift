// Settings, and what is done about one mailbox.

import CoreBridge

/// … → "2-step verification".
public struct TwoStepPage: Equatable, Sendable {
    public let row: Row
    public var busy: Ticket?
    public var problem: Problem?
    /// The provider was just asked, and answered.
    public var checked = false
}

/// Asks whether to take a mailbox off the list.
public struct RemovePage: Equatable, Sendable {
    public let row: Row
    public var busy: Ticket?
    public var problem: Problem?
}

extension PhoneState {
    /// "Associate this device": goes on with a pairing that was begun, or begins one at the same provider.
    mutating func associateAgain() {
        guard let row = screen.about, accounts.canAssociate(row) else { return }
        switch row {
        case .unfinished: openPairing(row)
        case .paired: push(.provider(ProviderPage(address: Field(accounts.paired(row)?.issuer ?? ""))))
        }
    }

    mutating func check() -> [Effect] {
        guard case .twoStep(var page) = screen, page.busy == nil, let account = accounts.paired(page.row)
        else { return [] }
        let ticket = ticket()
        (page.busy, page.problem, page.checked) = (ticket, nil, false)
        replaceTop(.twoStep(page))
        return [.check(ticket, account.key)]
    }

    mutating func checked(_ ticket: Ticket, _ reply: Reply<Account>) -> [Effect] {
        change { screen in
            guard case .twoStep(var page) = screen, page.busy == ticket else { return false }
            page.busy = nil
            if case .failed(let problem, _) = reply { page.problem = problem } else { page.checked = true }
            screen = .twoStep(page)
            return true
        }
        if case .ok(let account) = reply {
            put(account)
            reachable(account.key, true)
        }
        return [.load]
    }

    /// From a mailbox's page, or from the notice that this phone is no longer its device.
    mutating func askRemove() {
        if let row = screen.about, accounts.canRemove(row) { push(.remove(RemovePage(row: row))) }
    }

    mutating func confirmRemove() -> [Effect] {
        guard case .remove(var page) = screen, page.busy == nil else { return [] }
        let ticket = ticket()
        (page.busy, page.problem) = (ticket, nil)
        replaceTop(.remove(page))
        switch page.row {
        case .paired(let account): return [.remove(ticket, account)]
        case .unfinished(let pairing): return [.advance(pairing, .abandon(ticket))]
        }
    }

    mutating func removed(_ ticket: Ticket, _ reply: Reply<Done>) -> [Effect] {
        var gone: Row?
        change { screen in
            guard case .remove(var page) = screen, page.busy == ticket else { return false }
            if case .failed(let problem, _) = reply {
                (page.busy, page.problem) = (nil, problem)
                screen = .remove(page)
            } else {
                gone = page.row
            }
            return true
        }
        if let gone { stack = stack.prefix(1) + stack.dropFirst().filter { $0.about != gone } }
        return [.load]
    }

    /// The way to turn something on; notifications that are on are turned off there too.
    func turnOn(_ prerequisite: Prerequisite) -> Effect {
        switch prerequisite {
        case .screenLock: .phone(.openScreenLockSettings)
        case .biometrics: .phone(.openBiometricEnrolment)
        case .notifications:
            posture?.notifications == true ? .phone(.openNotificationSettings) : .phone(.askForNotifications)
        }
    }
}
