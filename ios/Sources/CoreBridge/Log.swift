// The process's log.

import AssensoFFI

/// How much is logged. A release takes ``warn``.
public enum LogLevel: Hashable, Sendable, CaseIterable {
    /// A call failed in a way that nobody foresaw.
    case error

    /// A call failed; its line has an incident id, for support.
    case warn

    /// What changed for good.
    case info

    /// Every step, for development.
    case debug
}

/// Takes the lines of the log, none of which has a secret in it. Called on any thread; it must not call back.
public protocol LogSink: Sendable {
    func log(_ level: LogLevel, _ line: String)
}

/// The core has one log and no more, so this module has one too.
private let sink = Locked<(any LogSink)?>(nil)

/// Hands the log to `to` from now on, for the life of the process; false if that was done before.
public func startLog(_ to: any LogSink, level: LogLevel) -> Bool {
    let isFirst = sink.with { sink in
        guard sink == nil else { return false }
        sink = to
        return true
    }
    return isFirst && startLog(log: LogAdapter(to), level: level.ffi)
}

/// Notes what nobody foresaw, by its kind alone: its text could quote anything.
func note(_ place: StaticString, _ error: any Error) {
    sink.with { $0 }?.log(.error, "assenso_bridge: \(place) kind=\(type(of: error))")
}

private final class LogAdapter: PlatformLog {
    private let sink: any LogSink

    init(_ sink: any LogSink) { self.sink = sink }

    func log(level: AssensoFFI.LogLevel, line: String) throws { sink.log(LogLevel(level), line) }
}

extension LogLevel {
    fileprivate init(_ level: AssensoFFI.LogLevel) {
        self =
            switch level {
            case .error: .error
            case .warn: .warn
            case .info: .info
            case .debug: .debug
            }
    }

    fileprivate var ffi: AssensoFFI.LogLevel {
        switch self {
        case .error: .error
        case .warn: .warn
        case .info: .info
        case .debug: .debug
        }
    }
}
