// What a notification is about.

import CoreBridge
import Foundation

/// What a notification says of a request. It travels with the notification: a process that was just started knows no request, and without a
/// network it learns of none, but what the person sees has to stand again if a denial fails.
public struct Notice: Hashable, Sendable {
    public let account: AccountKey
    public let requestID: String
    let provider: String
    let name: String
    /// When the request ends, on the boot clock, ms.
    let deadlineBootMs: Int64
    /// Whether this version can show the request; what it can't show, it can't authorize either.
    let isKnown: Bool

    init(_ request: Request) {
        (account, requestID) = (request.account, request.id)
        (provider, name) = (request.provider, request.name)
        (deadlineBootMs, isKnown) = (request.deadlineBootMs, request.signIn != nil)
    }

    /// What is kept in a notification; nil if it is not one of ours.
    public init?(_ info: [AnyHashable: Any]) {
        guard let account = info["account"] as? NSNumber, let requestID = info["request"] as? String else { return nil }
        (self.account, self.requestID) = (AccountKey(account.int64Value), requestID)
        (provider, name) = (info["provider"] as? String ?? "", info["name"] as? String ?? "")
        deadlineBootMs = (info["deadline"] as? NSNumber)?.int64Value ?? 0
        isKnown = (info["known"] as? NSNumber)?.boolValue ?? false
    }

    /// For a notification to keep.
    var info: [String: Any] {
        [
            "account": NSNumber(value: account.id), "request": requestID, "provider": provider, "name": name,
            "deadline": NSNumber(value: deadlineBootMs), "known": NSNumber(value: isKnown),
        ]
    }
}

/// What a tap on a notification, or on one of its buttons, asks for. None approves.
public enum NotificationTap: Hashable, Sendable {
    /// The request comes to the screen.
    case open(AccountKey, requestID: String)
    case deny(Notice)
    case report(Notice, ReportReason)

    /// Nil for what asks for nothing: it was swept away, or is not ours.
    public init?(action: String, info: [AnyHashable: Any], defaultAction: String) {
        guard let notice = Notice(info) else { return nil }
        switch action {
        case defaultAction, NotificationAction.approve.rawValue:
            self = .open(notice.account, requestID: notice.requestID)
        case NotificationAction.deny.rawValue: self = .deny(notice)
        case NotificationAction.notMe.rawValue: self = .report(notice, .notMe)
        case NotificationAction.mistake.rawValue: self = .report(notice, .mistake)
        default: return nil
        }
    }
}

/// The buttons of our notifications, by their identifiers.
enum NotificationAction: String, CaseIterable, Sendable {
    /// Opens the request, on which a number has to be typed.
    case approve = "org.assenso.open"
    case deny = "org.assenso.deny"
    case notMe = "org.assenso.not-me"
    case mistake = "org.assenso.mistake"
}

/// The kinds of our notifications, by their identifiers.
public enum NotificationKind: String, CaseIterable, Sendable {
    /// A request waits.
    case waits = "org.assenso.request"

    /// One waits that this version can't show: it can only be denied.
    case unknown = "org.assenso.unknown"

    /// It was denied: was it not you?
    case denied = "org.assenso.denied"

    /// Something that only is to be read.
    case end = "org.assenso.end"

    /// Whether it is about an answer that was given: it stays when the request leaves the provider's list.
    var isAnswer: Bool { self == .denied || self == .end }
}
