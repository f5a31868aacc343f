// What is done about an outcome, and about the question after a denial.

import CoreBridge

extension PhoneState {
    mutating func over(_ over: Over, _ action: RequestAction) -> [Effect] {
        switch action {
        case .report(let reason): return report(over, reason)
        case .close:
            front = nil
            return []
        default: return []
        }
    }

    private mutating func report(_ over: Over, _ reason: ReportReason) -> [Effect] {
        guard var question = over.question, case .open = question.asking else { return [] }
        question.asking = .sending(reason)
        put(over, question)
        return [.report(question.account, requestID: over.requestID, reason)]
    }

    /// Whoever has left the question is not called back.
    mutating func reported(_ id: String, _ reply: Reply<ReportOutcome>) {
        guard case .over(let over) = front, over.requestID == id, var question = over.question,
            case .sending(let reason) = question.asking
        else { return }
        switch reply {
        case .ok(let outcome): question.asking = .said(reason, outcome)
        case .failed(.reportKept, _): question.asking = .kept(reason)
        case .failed(let problem, _): question.asking = .open(problem)
        }
        put(over, question)
    }

    private mutating func put(_ over: Over, _ question: Question) {
        var over = over
        over.question = question
        front = .over(over)
    }
}
