// How a request ended that is not open any more. This phone may have answered it without this screen: from a notification, or
// later, once the provider could be reached. So that is asked first, and what is shown stays until it is known.

import CoreBridge

extension PhoneState {
    /// Asks how these ended, one question at a time about each.
    mutating func askOutcome(_ over: [Request]) -> [Effect] {
        let unasked = over.filter { request in !books.ending.contains { $0.id == request.id } }
        books.ending += unasked
        return unasked.map { .askOutcome($0.account, requestID: $0.id) }
    }

    /// Asks about the answers that were kept and whose requests the provider does not list any more: they may have been sent.
    mutating func askKept() -> [Effect] {
        askOutcome(books.kept.filter { !offline.contains($0.account) && !waits($0.id) })
    }

    mutating func ended(_ id: String, _ reply: Reply<Outcome?>) {
        guard let request = books.ending.first(where: { $0.id == id }) else { return }
        books.ending.removeAll { $0.id == id }
        let shown = asked.flatMap { $0.request.id == id ? $0 : nil }
        // An answer that was given meanwhile says itself how it ended.
        if shown?.sending == .approve || shown?.sending == .deny { return }
        switch reply {
        case .ok(let outcome?): tell(request, outcome)
        case .failed(.answerKept, _): keep(request)
        default:
            if shown != nil { settle(request.account, id, endOf(request)) } else { drop(id) }
        }
    }

    /// How a request ended that is not on the list any more, as far as this phone can know.
    private func endOf(_ request: Request) -> Outcome {
        if books.kept.contains(where: { $0.id == request.id }) { return .notKnown }
        return request.deadlineBootMs <= nowBootMs ? .expired : .withdrawn
    }

    /// Shows an outcome in place of its request; where that was left already, as soon as nothing else is in front.
    private mutating func tell(_ request: Request, _ outcome: Outcome) {
        if asked?.request.id == request.id { return settle(request.account, request.id, outcome) }
        drop(request.id)
        let question = outcome == .denied ? Question(account: request.account) : nil
        books.untold.append(Over(requestID: request.id, outcome: outcome, question: question))
    }

    /// Shows an outcome that was left waiting. It does not disturb whoever types.
    mutating func presentOutcome() {
        guard let over = books.untold.first, phase == .open, front == nil, !isTyping else { return }
        front = .over(over)
        books.untold.removeFirst()
    }
}
