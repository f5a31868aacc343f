// `Observer` and `PlatformLog`: they keep what they are told.

import AssensoFFI
import Foundation
import Harness

/// Keeps every change, and lets a test wait for one.
public final class Watcher: Observer {
    private struct State {
        var changes: [Change] = []
        var waiting: [(matches: @Sendable (Change) -> Bool, event: Event)] = []
    }

    public let script = Script<Void>()
    /// It was called, whatever it made of that.
    public let wasCalled = Event("a call of the observer")
    private let state = Locked(State())
    private let gone: Event?

    /// `gone` happens when nobody holds it any more.
    public init(gone: Event? = nil) { self.gone = gone }

    public func changed(change: Change) throws {
        defer { wasCalled.happen() }
        try script.meetNow(())
        let met = state.with { state in
            state.changes.append(change)
            return state.waiting.filter { $0.matches(change) }.map(\.event)
        }
        for event in met { event.happen() }
    }

    public var changes: [Change] { state.now.changes }

    /// Waits until there was such a change, after the first `count` changes.
    public func saw(
        _ what: String, after count: Int = 0, _ matches: @escaping @Sendable (Change) -> Bool
    ) async throws {
        let event = Event(what)
        let seen = state.with { state in
            state.waiting.append((matches, event))
            return state.changes.dropFirst(count).contains(where: matches)
        }
        if seen { event.happen() }
        try await event.within()
    }

    deinit { gone?.happen() }
}

/// Keeps every list of codes.
public final class CodesWatcher: CodesObserver {
    /// It was told codes.
    public let told = Event("the codes")
    /// It was told that they are locked.
    public let ended = Event("the end of the codes")
    public let script = Script<Void>()
    private let kept = Locked<[[CodeView]]>([])

    public init() {}

    public func changed(codes: [CodeView]) throws {
        try script.meetNow(())
        kept.with { $0.append(codes) }
        told.happen()
    }

    public func locked() throws {
        try script.meetNow(())
        ended.happen()
    }

    public var lists: [[CodeView]] { kept.now }
}

/// The log of all tests of this process, at the finest level: the core has one log.
public final class TestLog: PlatformLog {
    /// The log, started.
    public static let shared: TestLog = {
        let log = TestLog()
        precondition(startLog(log: log, level: .debug), "the log was started before")
        return log
    }()

    private let kept = Locked<[String]>([])

    public func log(level: LogLevel, line: String) throws {
        kept.with { $0.append(line) }
    }

    public var lines: [String] { kept.now }
}
