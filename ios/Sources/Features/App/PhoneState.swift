// The app's whole state. Screens read it; only its reducer changes it.

import CoreBridge

/// All that the app knows and shows.
public struct PhoneState: Equatable, Sendable {
    public internal(set) var phase: Phase = .opening
    public internal(set) var lock: AppLock = .locked(.init(reason: .started))
    /// The screens that the person went to, the one on top last; never empty. It is the app's one router.
    public internal(set) var stack: [Screen] = [.accounts]
    /// What came by itself and stands before them.
    public internal(set) var front: Front?
    public internal(set) var accounts = Accounts()
    /// What went wrong outside every screen.
    public internal(set) var problem: Problem?
    /// Requests that wait, the one that ends first in front.
    public internal(set) var waiting: [Request] = []
    /// Accounts whose provider can't be reached.
    public internal(set) var offline: Set<AccountKey> = []
    /// What is wrong with an account.
    public internal(set) var troubles: [AccountKey: Problem] = [:]
    /// How the phone is set up; nil until it is known.
    public internal(set) var posture: PostureView?
    /// What weakens the phone, as far as it was looked for.
    public internal(set) var signs: Set<PhoneSign> = []
    /// Keys of an earlier installation were found and removed; until the person has read it.
    public internal(set) var leftovers = false
    public internal(set) var preferences: Preferences
    /// Providers that this app knows; the first one's address is suggested.
    public internal(set) var known: [KnownProvider]
    /// Since the start of the phone, ms, as the last tick told.
    public internal(set) var nowBootMs: Int64
    var books: Bookkeeping

    /// The state of an app that was just started; `saved` is the place of the last time.
    public init(
        nowBootMs: Int64, preferences: Preferences = Preferences(), known: [KnownProvider] = [], saved: String? = nil
    ) {
        (self.nowBootMs, self.preferences, self.known) = (nowBootMs, preferences, known)
        books = Bookkeeping(route: saved.flatMap(Route.init))
    }

    /// The screen on top.
    public var screen: Screen { stack[stack.count - 1] }

    /// What is to be drawn.
    public var shown: Shown {
        switch phase {
        case .stopped(let problem): return .stopped(problem)
        case .opening: return .opening
        case .open: break
        }
        if let front { return .inFront(front) }
        if case .locked(let lock) = lock { return .locked(lock) }
        return .page(screen)
    }
}

/// How far the app has come.
public enum Phase: Hashable, Sendable {
    case opening

    /// The app can't start; it can be tried again.
    case stopped(Problem)

    case open
}

/// What is to be drawn.
public enum Shown: Equatable, Sendable {
    case opening
    case stopped(Problem)
    case inFront(Front)
    case locked(AppLock.Locked)
    case page(Screen)
}

/// Says which question a result answers; the result of an older one is not looked at.
public struct Ticket: Hashable, Sendable {
    let number: Int
}

/// A provider that this app knows.
public struct KnownProvider: Hashable, Sendable {
    public let issuer: String
    public let name: String

    public init(issuer: String, name: String) { (self.issuer, self.name) = (issuer, name) }
}

/// What a person chose in the settings. It is kept by the platform.
public struct Preferences: Hashable, Sendable {
    /// What can be chosen, seconds.
    public static let lockAfterChoices = [0, 30, 60, 300]

    /// The app locks after so many seconds in the background; one of ``lockAfterChoices``.
    public var lockAfterSeconds: Int

    public init(lockAfterSeconds: Int = 60) { self.lockAfterSeconds = lockAfterSeconds }
}

/// Something about this phone or this build that weakens what it can promise. It is told; nothing is refused for it.
public enum PhoneSign: Hashable, Sendable, CaseIterable {
    /// The system was opened for other programs.
    case jailbreak

    /// This app was built for testing.
    case debuggableApp
}

/// What only the reducer needs to know.
struct Bookkeeping: Equatable, Sendable {
    /// Requests that the person wants to answer later.
    var putOff: Set<String> = []
    /// Requests whose answer is given and not sent yet.
    var kept: [Request] = []
    /// Requests that are not open any more, while it is asked how they ended.
    var ending: [Request] = []
    /// Outcomes that came while something else was in front, the oldest first.
    var untold: [Over] = []
    /// Requests that are over, the newest last; a list that was on its way may still name them.
    var settled: [String] = []
    /// The request whose notification was tapped, until it is there.
    var wanted: Wanted?
    /// Where to go once the accounts are known.
    var route: Route?
    /// When the app left the foreground, on the boot clock, ms; nil while it is there.
    var leftAtBootMs: Int64?
    var tickets = 0
}

/// A request that the person asked for.
struct Wanted: Hashable, Sendable {
    let account: AccountKey
    let requestID: String
}
