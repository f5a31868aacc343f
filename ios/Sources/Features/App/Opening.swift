// How the app comes up, and what it knows of the accounts.

import CoreBridge

extension PhoneState {
    mutating func opened(_ problem: Problem?) -> [Effect] {
        if let problem {
            phase = .stopped(problem)
            return []
        }
        return books.leftAtBootMs == nil ? [.load, .watch] : [.load]
    }

    mutating func retry() -> [Effect] {
        guard case .stopped = phase else { return [] }
        phase = .opening
        return [.open]
    }

    mutating func loaded(_ reply: Reply<Accounts>) -> [Effect] {
        switch reply {
        case .ok(let accounts):
            let wanted = books.wanted
            withAccounts(accounts)
            if phase != .open {
                phase = .open
                follow()
            }
            // The app's lock waited for a request that can't be: now it may ask.
            return wanted != nil && books.wanted == nil ? [.phone(.readPosture)] : []
        case .failed(let problem, _):
            if phase == .open { note(problem) } else { phase = .stopped(problem) }
            return []
        }
    }

    /// Takes the accounts over, and leaves what belongs to those that are gone.
    mutating func withAccounts(_ now: Accounts) {
        let devices = Set(now.paired.filter(\.isDevice).map(\.key))
        let lost = accounts.paired.first { $0.isDevice && now.paired($0.key)?.isDevice == false }
        accounts = now
        offline.formIntersection(devices)
        troubles = troubles.filter { devices.contains($0.key) }
        waiting.removeAll { !devices.contains($0.account) }
        stack = stack.prefix(1) + stack.dropFirst().filter(now.has)
        books.kept.removeAll { !devices.contains($0.account) }
        if let wanted = books.wanted, !devices.contains(wanted.account) { books.wanted = nil }
        withdrawFrom(devices)
        // Said on a screen of its own, unless it disturbs.
        if let lost, !screen.isBusy { push(.dissociated(lost.key)) }
    }

    mutating func reachable(_ account: AccountKey, _ isReachable: Bool) {
        if isReachable { offline.remove(account) } else { offline.insert(account) }
    }

    mutating func trouble(_ account: AccountKey, _ problem: Problem?) -> [Effect] {
        if case .dissociated = problem { return [.load] }
        troubles[account] = problem
        return []
    }
}

extension Accounts {
    /// Whether what a screen is about is still there.
    fileprivate func has(_ screen: Screen) -> Bool {
        if case .dissociated(let account) = screen { return paired(account)?.isDevice == false }
        return screen.row.map(rows.contains) ?? true
    }
}
