// How requests come, take the front, and end.

import CoreBridge

/// So many requests that are over are remembered.
private let settledLimit = 64

extension PhoneState {
    /// The open requests of an account are these now.
    mutating func requestsAre(_ account: AccountKey, _ open: [Request]) -> [Effect] {
        let gone = waiting.filter { old in old.account == account && !open.contains { $0.id == old.id } }
        let fresh = open.filter { !books.settled.contains($0.id) }
        waiting = (waiting.filter { $0.account != account } + fresh).sortedByDeadline
        offline.remove(account)
        books.putOff.subtract(gone.map(\.id))
        return askVanished(account) + askKept() + forgetWanted(account)
    }

    /// The request in front is gone from the provider's list: it ended, and not by an answer from this screen.
    private mutating func askVanished(_ account: AccountKey) -> [Effect] {
        // An answer that is on its way says itself how it ended.
        guard let asked, asked.request.account == account, asked.sending == nil, !waits(asked.request.id)
        else { return [] }
        return askOutcome([asked.request])
    }

    /// The account's phone is another one now: its request is not asked about any more.
    mutating func withdrawFrom(_ devices: Set<AccountKey>) {
        guard let asked, asked.sending == nil, !devices.contains(asked.request.account) else { return }
        settle(nil, asked.request.id, .withdrawn)
    }

    /// A request is over. The outcome takes its place in front, but not that of another request.
    mutating func settle(_ account: AccountKey?, _ id: String, _ outcome: Outcome) {
        let question = outcome == .denied ? account.map(Question.init) : nil
        if asked == nil || asked?.request.id == id {
            front = .over(Over(requestID: id, outcome: outcome, question: question))
        }
        drop(id)
    }

    /// A request is over, and what is in front stays.
    mutating func drop(_ id: String) {
        waiting.removeAll { $0.id == id }
        books.putOff.remove(id)
        books.kept.removeAll { $0.id == id }
        books.ending.removeAll { $0.id == id }
        books.untold.removeAll { $0.requestID == id }
        if books.wanted?.requestID == id { books.wanted = nil }
        books.settled.removeAll { $0 == id }
        books.settled = (books.settled + [id]).suffix(settledLimit)
    }

    /// Ends requests whose time passed. One that is being answered ends with its answer.
    mutating func requestsTick() -> [Effect] {
        let answering = asked.flatMap { $0.sending == nil ? nil : $0.request.id }
        waiting.removeAll { $0.deadlineBootMs <= nowBootMs && $0.id != answering }
        // A notification may have answered it while the app was away.
        if let asked, asked.sending == nil, asked.request.deadlineBootMs <= nowBootMs {
            return askOutcome([asked.request]) + askKept()
        }
        return askKept()
    }

    /// Lets a request take the front, if one waits and nothing forbids it.
    mutating func presentRequest() {
        guard phase == .open, hasRoom, !isTyping else { return }
        if let fresh = unanswered.first(where: { !books.putOff.contains($0.id) }) { front = .asked(Asked(fresh)) }
    }

    /// What ended by itself makes room; the result of the person's own answer stays to be read.
    private var hasRoom: Bool {
        switch front {
        case nil: true
        case .asked: false
        case .over(let over): over.outcome == .expired || over.outcome == .withdrawn || over.outcome == .notKnown
        }
    }

    /// Shows the request that ends first, put off or not.
    mutating func showRequest() {
        guard let request = unanswered.first, phase == .open, asked == nil else { return }
        want(request)
        front = .asked(Asked(request))
    }

    /// A notification was tapped: its request comes in front also while the person types. Any app may say so of any account.
    mutating func openRequest(_ wanted: Wanted) -> [Effect] {
        if books.settled.contains(wanted.requestID) { return [] }
        if phase == .open && accounts.paired(wanted.account)?.isDevice != true { return [] }
        books.wanted = wanted
        return [.wake]
    }

    /// The account's list came: what is wanted and not there is over, and the app's lock may ask now.
    private mutating func forgetWanted(_ account: AccountKey) -> [Effect] {
        guard let wanted = books.wanted, wanted.account == account, !waits(wanted.requestID) else { return [] }
        books.wanted = nil
        return [.phone(.readPosture)]
    }

    /// Shows the request whose notification was tapped; after the one that is being answered, if there is one.
    mutating func presentWanted() {
        guard phase == .open, let wanted = books.wanted,
            let request = waiting.first(where: { $0.id == wanted.requestID })
        else { return }
        want(request)
        if asked?.sending == nil && asked?.request.id != request.id { front = .asked(Asked(request)) }
    }

    /// The person wants to answer it now, whatever they wanted before.
    private mutating func want(_ request: Request) {
        books.putOff.remove(request.id)
        books.wanted = nil
    }
}

extension [Request] {
    /// The one that ends first in front; of two that end together the one that came first.
    fileprivate var sortedByDeadline: [Request] {
        enumerated().sorted { ($0.element.deadlineBootMs, $0.offset) < ($1.element.deadlineBootMs, $1.offset) }
            .map(\.element)
    }
}
