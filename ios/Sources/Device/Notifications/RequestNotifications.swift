// What notifications say. Each request has one, under its id, and what became of an answer one beside it.

import CoreBridge
import Features

struct RequestNotifications: Sendable {
    let posting: any Posting
    let words: any Words
    let clock: any PhoneClock

    /// Says that a request waits; nothing if its time is over.
    func show(_ request: Request) {
        let notice = Notice(request)
        guard isOpen(notice) else { return }
        post(notice, words(notice.isKnown ? .requestQuestion : .requestUnknownTitle), about(notice), alerts: true)
    }

    /// A denial from the notification was not sent, and not kept either: the request stands again, with its buttons, and says why. Without
    /// a sound: the person has just been here. False if its time is over.
    func showUnsent(_ notice: Notice, _ why: String) -> Bool {
        guard isOpen(notice) else { return false }
        post(notice, words(.notificationNotSent), "\(why)\n\(about(notice))", alerts: false)
        return true
    }

    /// It is over, or stands on the screen.
    func withdraw(_ requestIDs: [String]) { posting.withdraw(requestIDs) }

    /// The denial was taken, or is kept: asks whether it was the person.
    func showDenied(_ notice: Notice, _ text: String) {
        post(notice, .denied, words(.outcomeDenied), text, alerts: false)
    }

    /// Says how an answer ended, in place of the question.
    func showEnd(_ notice: Notice, _ title: String, _ text: String) {
        post(notice, .end, title, text, alerts: false)
    }

    private func post(_ notice: Notice, _ title: String, _ body: String, alerts: Bool) {
        post(notice, notice.isKnown ? .waits : .unknown, title, body, alerts: alerts)
    }

    private func post(
        _ notice: Notice, _ kind: NotificationKind, _ title: String, _ body: String, alerts: Bool
    ) {
        posting.post(
            Posted(
                identifier: kind.isAnswer ? "\(notice.requestID).answer" : notice.requestID, kind: kind, title: title,
                body: body, alerts: alerts, notice: notice))
    }

    private func isOpen(_ notice: Notice) -> Bool { notice.deadlineBootMs > clock.bootMs() }

    private func about(_ notice: Notice) -> String { words(.notificationRequest, notice.name, notice.provider) }
}
