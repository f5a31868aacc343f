// The fallback codes: unlocked by the person, locked again as soon as nobody sees them.

import CoreBridge

/// The page of the codes.
public struct CodesPage: Equatable, Sendable {
    /// The visit that is being opened or is open; nil while they are locked.
    public var visit: Ticket?
    /// Nil until they are unlocked.
    public var codes: [Code]?
    /// When they lock, on the boot clock, ms.
    public var locksAtBootMs: Int64?
    public var problem: Problem?
    /// Whose code was just copied.
    public var copied: AccountKey?

    /// Whether the platform's prompt is up.
    public var isOpening: Bool { visit != nil && codes == nil }
}

extension PhoneState {
    mutating func openCodes() -> [Effect] {
        if accounts.paired.isEmpty {
            push(.codes(CodesPage(codes: [])))
            return []
        }
        push(.codes(CodesPage()))
        return unlockCodes()
    }

    mutating func unlockCodes() -> [Effect] {
        guard case .codes(let page) = screen, page.visit == nil, page.codes == nil else { return [] }
        let ticket = ticket()
        replaceTop(.codes(CodesPage(visit: ticket)))
        return [.unlockCodes(visit: ticket)]
    }

    mutating func codesAre(_ visit: Ticket, _ state: CodesState) {
        change { screen in
            guard case .codes(var page) = screen, page.visit == visit else { return false }
            switch state {
            case .shown(let codes, let locksAt):
                (page.codes, page.locksAtBootMs) = (codes, locksAt)
                (page.problem, page.copied) = (nil, nil)
            case .locked: page = CodesPage()
            case .failed(let problem): page = CodesPage(problem: problem)
            }
            screen = .codes(page)
            return true
        }
    }

    mutating func copyCode(_ account: AccountKey) -> [Effect] {
        guard case .codes(var page) = screen,
            let digits = page.codes?.first(where: { $0.account == account })?.digits
        else { return [] }
        page.copied = account
        replaceTop(.codes(page))
        return [.phone(.copyCode(Secret(digits.now)))]
    }

    /// Time went on: the codes lock, whether the core has said so or not.
    mutating func codesTick() -> [Effect] {
        let isOver = stack.contains { screen in
            if case .codes(let page) = screen, let locksAt = page.locksAtBootMs { locksAt <= nowBootMs } else { false }
        }
        return isOver ? lockShownCodes() : []
    }

    /// Codes that nobody can see lock.
    mutating func lockHiddenCodes() -> [Effect] {
        if case .page(.codes) = shown { return [] }
        return front == nil ? lockShownCodes() : []
    }

    /// Locks the codes that were unlocked; a prompt that is up stays.
    mutating func lockShownCodes() -> [Effect] {
        let wereShown = change { screen in
            guard case .codes(let page) = screen, page.visit != nil, page.codes != nil else { return false }
            screen = .codes(CodesPage())
            return true
        }
        return wereShown ? [.lockCodes] : []
    }
}
