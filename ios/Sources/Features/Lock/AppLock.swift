// The app's own lock: it hides the screens, not the requests, whose approval asks for itself.

import CoreBridge

/// Whether the screens are hidden.
public enum AppLock: Hashable, Sendable {
    case open
    case locked(Locked)

    public struct Locked: Hashable, Sendable {
        public var reason: LockReason
        /// The platform's prompt is up.
        public var unlocking: Ticket?
        /// Why the last try did not open it.
        public var failure: Unlock?
    }
}

public enum LockReason: Hashable, Sendable {
    /// The app was just started.
    case started

    /// The person was away for longer than ``Preferences/lockAfterSeconds``.
    case away
}

/// What became of the prompt that opens the app.
public enum Unlock: Hashable, Sendable {
    case unlocked

    /// The person dismissed it.
    case cancelled

    /// Too many failed tries.
    case lockedOut

    /// The phone has no passcode: there is nothing to ask for.
    case notEnrolled

    /// Anything else.
    case unavailable
}

/// While a prompt may be up the person can't be told from one who is away: so much time is given.
private let promptGraceMs: Int64 = 60_000

extension PhoneState {
    mutating func foreground(_ bootMs: Int64) -> [Effect] {
        let away = books.leftAtBootMs.map { bootMs - $0 }
        nowBootMs = max(nowBootMs, bootMs)
        books.leftAtBootMs = nil
        var effects: [Effect] = []
        if phase == .opening { effects.append(.open) }
        if phase == .open { effects.append(.watch) }
        effects.append(.phone(.readPosture))
        // The person may have come back from turning it on.
        if case .scan(let page) = screen, page.camera == .refused || page.camera == .failed {
            effects.append(.phone(.readCamera))
        }
        if let away, away >= lockAfterMs { lockAway() }
        return effects
    }

    mutating func background(_ bootMs: Int64) -> [Effect] {
        nowBootMs = max(nowBootMs, bootMs)
        books.leftAtBootMs = bootMs
        return [.stopWatching] + lockShownCodes()
    }

    private var lockAfterMs: Int64 {
        let chosen = Int64(preferences.lockAfterSeconds) * 1000
        return promptMayBeUp ? max(chosen, promptGraceMs) : chosen
    }

    /// Whether the platform may be asking the person something.
    public var promptMayBeUp: Bool {
        if isUnlocking { return true }
        if case .asked(let asked) = front, asked.sending == .approve { return true }
        switch screen {
        case .codes(let page): return page.isOpening
        case .deed(let deed): return deed.isBusy
        case .pairing(let wizard): return wizard.busy != nil && wizard.page == .finishing
        default: return false
        }
    }

    var isUnlocking: Bool {
        if case .locked(let lock) = lock { lock.unlocking != nil } else { false }
    }

    /// Locks the app, if it is open and the phone has something to open it with.
    private mutating func lockAway() {
        guard lock == .open, posture?.screenLock != false else { return }
        forgetSecrets()
        lock = .locked(.init(reason: .away))
    }

    mutating func postureIs(_ posture: PostureView) -> [Effect] {
        self.posture = posture
        var effects: [Effect] = []
        if !posture.screenLock && !isUnlocking {
            lock = .open
        } else if mayAskToUnlock {
            effects = unlock()
        }
        return effects + prerequisitesChanged()
    }

    /// Whether the prompt comes by itself: once, and not before a request that the person came for.
    private var mayAskToUnlock: Bool {
        if case .locked(let lock) = lock, lock.failure != nil { return false }
        return books.leftAtBootMs == nil && books.wanted == nil && front == nil
    }

    mutating func unlock() -> [Effect] {
        guard case .locked(var locked) = lock, locked.unlocking == nil else { return [] }
        let ticket = ticket()
        (locked.unlocking, locked.failure) = (ticket, nil)
        lock = .locked(locked)
        return [.phone(.unlockApp(ticket))]
    }

    mutating func unlockEnded(_ ticket: Ticket, _ unlock: Unlock) -> [Effect] {
        guard case .locked(var locked) = lock, locked.unlocking == ticket else { return [] }
        if unlock == .unlocked {
            lock = .open
            return prerequisitesChanged()
        }
        (locked.unlocking, locked.failure) = (nil, unlock)
        lock = .locked(locked)
        // Nothing to ask for: the posture that is read now opens it.
        return unlock == .notEnrolled ? [.phone(.readPosture)] : []
    }

    mutating func setLockAfter(_ seconds: Int) -> [Effect] {
        guard Preferences.lockAfterChoices.contains(seconds) else { return [] }
        preferences.lockAfterSeconds = seconds
        return [.phone(.keep(preferences))]
    }
}
