// How a request is answered.

import CoreBridge

extension PhoneState {
    mutating func asked(_ asked: Asked, _ action: RequestAction) -> [Effect] {
        if action == .later { return later(asked) }
        guard asked.sending == nil else { return [] }
        switch action {
        case .typedNumber(let typed):
            var asked = asked
            asked.number = .digits(typed.text, asked.request.digits)
            front = .asked(asked)
            return []
        case .approve: return approve(asked)
        case .deny: return deny(asked)
        case .later, .report, .close: return []
        }
    }

    private mutating func approve(_ asked: Asked) -> [Effect] {
        var asked = asked
        let problem: Problem? = !asked.isKnown ? .updateNeeded : !asked.isComplete ? .invalidNumber : nil
        asked.problem = problem
        if problem == nil { asked.sending = .approve }
        front = .asked(asked)
        if problem != nil { return [] }
        let request = asked.request
        return [.approve(request.account, requestID: request.id, number: Secret(asked.number.text))]
    }

    private mutating func deny(_ asked: Asked) -> [Effect] {
        var asked = asked
        (asked.sending, asked.problem) = (.deny, nil)
        front = .asked(asked)
        return [.deny(asked.request.account, requestID: asked.request.id)]
    }

    /// Answers later. A prompt that is up is taken down first; what is sent already is waited for.
    mutating func later(_ asked: Asked) -> [Effect] {
        switch asked.sending {
        case nil:
            front = nil
            books.putOff.insert(asked.request.id)
            return []
        case .kept:
            front = nil
            return []
        case .approve: return [.cancelAnswer(requestID: asked.request.id)]
        case .deny: return []
        }
    }

    mutating func answered(_ id: String, _ reply: Reply<Outcome>) -> [Effect] {
        let shown = asked.flatMap { $0.request.id == id ? $0 : nil }
        let request = shown?.request ?? waiting.first { $0.id == id }
        switch reply {
        case .ok(let outcome):
            settle(request?.account, id, outcome)
            return []
        case .failed(let problem, _): return notAnswered(shown, request, problem)
        }
    }

    private mutating func notAnswered(_ shown: Asked?, _ request: Request?, _ problem: Problem) -> [Effect] {
        var effects: [Effect] = []
        if problem == .answerKept, let request {
            if shown == nil { note(problem) }
            keep(request)
            effects = askKept()
        } else if var asked = shown {
            (asked.sending, asked.problem) = (nil, problem)
            front = .asked(asked)
            // It may have left the list meanwhile.
            if !waits(asked.request.id) { effects = askOutcome([asked.request]) }
        } else {
            note(problem)
        }
        if case .dissociated = problem { return effects + [.load] }
        return problem == .notAssociated ? effects + [.load] : effects
    }

    /// The answer to a request is given, and sent as soon as it can be.
    mutating func keep(_ request: Request) {
        if var asked, asked.request.id == request.id {
            (asked.sending, asked.problem) = (.kept, .answerKept)
            front = .asked(asked)
        }
        books.kept.removeAll { $0.id == request.id }
        books.kept.append(request)
    }

    /// Whether a request is on the provider's list.
    func waits(_ id: String) -> Bool { waiting.contains { $0.id == id } }
}
