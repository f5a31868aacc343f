// How moments and what is left of a time are written.

import Foundation

/// The custom of a language for moments, which come as Unix time in ms.
public struct Times: Sendable {
    private let locale: Locale
    private let zone: TimeZone

    public init(language: String, zone: TimeZone = .current) {
        (locale, self.zone) = (Locale(identifier: language), zone)
    }

    /// The time of a day, seconds included.
    public func time(_ unixMs: Int64) -> String { format(unixMs, date: .none, time: .medium) }

    /// A day and its time.
    public func moment(_ unixMs: Int64) -> String { format(unixMs, date: .medium, time: .short) }

    private func format(_ unixMs: Int64, date: DateFormatter.Style, time: DateFormatter.Style) -> String {
        let formatter = DateFormatter()
        (formatter.locale, formatter.timeZone) = (locale, zone)
        (formatter.dateStyle, formatter.timeStyle) = (date, time)
        return formatter.string(from: Date(timeIntervalSince1970: Double(unixMs) / 1000))
    }
}

/// Whole seconds, rounded up: nothing that is still good reads as 0.
public func wholeSeconds(_ ms: Int64) -> Int { Int((max(0, ms) + 999) / 1000) }

/// `4:59`.
public func minutes(_ ms: Int64) -> String {
    let seconds = wholeSeconds(ms)
    let rest = seconds % 60
    return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
}
