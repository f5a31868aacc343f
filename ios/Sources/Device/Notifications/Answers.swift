// The answers that come from notifications, also on a locked phone and with no screen open.

import CoreBridge
import Features

struct Answers: Sendable {
    let gateway: @Sendable () async -> Reply<any Gateway>
    let notifications: RequestNotifications
    let notifier: Notifier

    private var words: any Words { notifications.words }

    func deny(_ notice: Notice) async {
        await give(notice) { gateway in
            switch await gateway.deny(notice.account, requestID: notice.requestID) {
            case .ok(.denied): notifications.showDenied(notice, words(.reportQuestion))
            case .ok(let outcome): notifications.showEnd(notice, words(outcome.title), words(outcome.meaning))
            case .failed(.answerKept, _): notifications.showDenied(notice, words.problem(.answerKept))
            case .failed(let problem, _): failed(notice, problem)
            }
        }
    }

    func report(_ notice: Notice, _ reason: ReportReason) async {
        await give(notice) { gateway in
            let text =
                switch await gateway.report(notice.account, requestID: notice.requestID, reason: reason) {
                case .ok(let outcome): words(said(reason, outcome))
                case .failed(let problem, _): words.problem(problem)
                }
            notifications.showEnd(notice, words(.outcomeDenied), text)
        }
    }

    private func give(_ notice: Notice, _ answer: (any Gateway) async -> Void) async {
        // Before the core is opened: what it tells of this request is no news to the person.
        await notifier.begins(notice.requestID)
        notifications.withdraw([notice.requestID])
        switch await gateway() {
        case .ok(let gateway): await answer(gateway)
        case .failed(let problem, _): failed(notice, problem)
        }
        await notifier.ends(notice.requestID)
    }

    /// Nothing was sent, nothing was kept. A request that can still be denied stands again.
    private func failed(_ notice: Notice, _ problem: Problem) {
        let why = words.problem(problem)
        if !problem.isFinal, notifications.showUnsent(notice, why) { return }
        notifications.showEnd(notice, words(.requestTitle), why)
    }
}

extension Problem {
    /// Whether another try can't end otherwise: this phone is not the account's device any more.
    fileprivate var isFinal: Bool {
        if case .dissociated = self { true } else { self == .notAssociated || self == .missing }
    }
}
