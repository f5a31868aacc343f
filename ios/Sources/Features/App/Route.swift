// Where the person is, as a short text that outlives the process.

import CoreBridge

extension PhoneState {
    /// The place: no name, no address, no secret.
    public var saved: String { (books.route ?? Route(of: screen)).description }
}

/// A place in the app that can be gone to by its name.
enum Route: Hashable, Sendable, CustomStringConvertible {
    case home
    case provider
    case codes
    case settings
    case pairing(PairingKey, KeyClass?)

    /// A page about a mailbox.
    case mailbox(Row, Page)

    enum Page: String, Sendable {
        case mailbox, account
        case twoStep = "two-step"
    }

    /// The place of a screen, or the nearest one that can be gone to by its name.
    init(of screen: Screen) {
        switch screen {
        case .welcome, .accounts, .invited, .dissociated: self = .home
        case .provider, .scan: self = .provider
        case .codes: self = .codes
        case .settings: self = .settings
        case .pairing(let wizard): self = .pairing(wizard.flow.key, wizard.keyClass)
        case .mailbox(let row): self = .mailbox(row, .mailbox)
        case .account(let row): self = .mailbox(row, .account)
        case .twoStep(let page): self = .mailbox(page.row, .twoStep)
        case .deed(let deed): self = .mailbox(.paired(deed.account), .twoStep)
        case .remove(let page): self = .mailbox(page.row, .account)
        }
    }

    /// Nil for what is no place.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("home", 1): self = .home
        case ("provider", 1): self = .provider
        case ("codes", 1): self = .codes
        case ("settings", 1): self = .settings
        case ("pairing", 2), ("pairing", 3):
            guard let id = Int64(parts[1]) else { return nil }
            self = .pairing(PairingKey(id), parts.count == 3 ? KeyClass(rawValue: parts[2]) : nil)
        case (let page?, 3):
            guard let page = Page(rawValue: page), let id = Int64(parts[2]) else { return nil }
            switch parts[1] {
            case "account": self = .mailbox(.paired(AccountKey(id)), page)
            case "pairing": self = .mailbox(.unfinished(PairingKey(id)), page)
            default: return nil
            }
        default: return nil
        }
    }

    var description: String {
        switch self {
        case .home: "home"
        case .provider: "provider"
        case .codes: "codes"
        case .settings: "settings"
        case .pairing(let key, let keyClass):
            ["pairing", "\(key.id)", keyClass?.rawValue].compactMap { $0 }.joined(separator: "/")
        case .mailbox(.paired(let account), let page): "\(page.rawValue)/account/\(account.id)"
        case .mailbox(.unfinished(let pairing), let page): "\(page.rawValue)/pairing/\(pairing.id)"
        }
    }
}

extension PhoneState {
    /// Goes where the person was, as far as that is still there.
    mutating func follow() {
        let route = books.route
        books.route = nil
        // Something else was opened meanwhile.
        guard let route, stack.count == 1 else { return }
        switch route {
        case .home: break
        case .provider: push(.provider(ProviderPage(address: suggestedAddress)))
        // The prompt waits for the person: the app's own lock may be asking already.
        case .codes: push(.codes(CodesPage()))
        case .settings: push(.settings)
        case .pairing(let key, let keyClass): followPairing(key, keyClass)
        case .mailbox(let row, let page):
            guard accounts.rows.contains(row) else { return }
            push(.settings)
            push(.mailbox(row))
            if page != .mailbox { push(.account(row)) }
            if page == .twoStep { push(.twoStep(TwoStepPage(row: row))) }
        }
    }

    private mutating func followPairing(_ key: PairingKey, _ keyClass: KeyClass?) {
        guard let flow = accounts.unfinished.first(where: { $0.key == key }) else { return }
        let chosen = keyClass.flatMap { flow.keyClasses.contains($0) ? $0 : nil }
        if let wizard = PairingWizard(flow, keyClass: chosen) { push(.pairing(wizard)) }
    }
}
