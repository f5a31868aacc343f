// Requests that wait, held so that a screen or a notification can answer them by name.

import AssensoFFI

/// How far back an answer is looked for that is on its way.
private let recent: UInt32 = 100

final class Requests: Sendable {
    private struct Name: Hashable {
        let account: AccountKey
        let id: String
    }

    private struct Held {
        let pending: PendingApproval
        /// How many answers are being given to it.
        var uses = 0
    }

    private let core: Authenticator
    private let clock: any PhoneClock
    private let held = Locked<[Name: Held]>([:])
    private let answering = Answering<Name>()

    init(_ core: Authenticator, _ clock: any PhoneClock) { (self.core, self.clock) = (core, clock) }

    /// The open requests of an account are these now. Those that are not there are let go, unless one is being answered.
    func replace(_ account: AccountKey, _ pending: [PendingApproval]) -> [Request] {
        let open = pending.map { ($0, request(account, $0)) }
        held.with { held in
            held = held.filter { name, held in
                name.account != account || held.uses > 0 || open.contains { $0.1.id == name.id }
            }
            for (pending, request) in open {
                let name = Name(account: account, id: request.id)
                held[name] = Held(pending: pending, uses: held[name]?.uses ?? 0)
            }
        }
        return open.map(\.1)
    }

    func approve(_ account: AccountKey, _ id: String, number: String) async -> Reply<Outcome> {
        await answer(account, id) { try await $0.approve(number: number) }
    }

    func deny(_ account: AccountKey, _ id: String) async -> Reply<Outcome> {
        await answer(account, id) { try await $0.deny() }
    }

    /// How a request ended that this phone answered. An answer that is being given now is waited for.
    func outcome(_ account: AccountKey, _ id: String) async -> Reply<Outcome?> {
        await reply {
            try await told(account, underway: .answerKept) {
                let name = Name(account: account, id: id)
                await answering.wait(name)
                return try await known(name)
            }
        }
    }

    /// Ends the answers that are being given to requests of this id.
    func cancel(_ id: String) {
        for held in held.with({ held in held.filter { $0.key.id == id }.map(\.value) }) { held.pending.cancel() }
    }

    /// By the request's id: once it is denied it is open no more.
    func report(_ account: AccountKey, _ id: String, _ reason: ReportReason) async -> Reply<ReportOutcome> {
        await reply {
            try await told(account, underway: .reportKept) {
                let approvals = try await core.approvals(account: account.id)
                return ReportOutcome(try await approvals.report(requestId: id, reason: reason.ffi))
            }
        }
    }

    /// Lets go of what belongs to an account that is not on the list any more.
    func forget(_ account: AccountKey) {
        held.with { held in held = held.filter { $0.key.account != account } }
    }

    private func answer(
        _ account: AccountKey, _ id: String,
        _ give: @Sendable (PendingApproval) async throws -> AssensoFFI.Outcome
    ) async -> Reply<Outcome> {
        await reply {
            try await told(account, underway: .answerKept) {
                let name = Name(account: account, id: id)
                if let outcome = try await use(name, give) { return Outcome(outcome) }
                if try await fetch(name), let outcome = try await use(name, give) { return Outcome(outcome) }
                // How it ended, then. If this phone did not answer it: whatever ended it is told by the page.
                return try await known(name) ?? .withdrawn
            }
        }
    }

    /// Nil if there is no such request.
    private func use(
        _ name: Name, _ give: @Sendable (PendingApproval) async throws -> AssensoFFI.Outcome
    ) async throws -> AssensoFFI.Outcome? {
        let found = held.with { held in
            held[name]?.uses += 1
            return held[name]?.pending
        }
        guard let found else { return nil }
        defer { held.with { $0[name]?.uses -= 1 } }
        do {
            return try await answering.give(name) { try await give(found) }
        } catch let refusal as ApprovalError {
            // Another answer, from the notification, may have taken its prompt down or been before it: what that one comes
            // to counts.
            await answering.wait(name)
            if let outcome = try? await outcome(name) { return outcome }
            throw refusal
        }
    }

    /// Asks the provider for a request that nobody was told of: the app was started by its notification.
    private func fetch(_ name: Name) async throws -> Bool {
        guard let pending = try await core.approvals(account: name.account.id).open(requestId: name.id)
        else { return false }
        held.with { held in
            held = held.filter { $0.value.uses > 0 || $0.value.pending.timeLeftMs() > 0 }
            held[name] = Held(pending: pending, uses: held[name]?.uses ?? 0)
        }
        return true
    }

    /// How a request ended that this phone answered; nil if it did not.
    private func known(_ name: Name) async throws -> Outcome? {
        if let outcome = try await outcome(name) { return Outcome(outcome) }
        let answers = try await core.activity(limit: recent)
        if answers.contains(where: { $0.account == name.account.id && $0.requestId == name.id }) {
            throw Stuck(.answerKept)
        }
        return nil
    }

    private func outcome(_ name: Name) async throws -> AssensoFFI.Outcome? {
        try await core.approvals(account: name.account.id).outcome(requestId: name.id)
    }

    private func told<Value>(
        _ account: AccountKey, underway: Problem, _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch ApprovalError.Underway {
            throw Stuck(underway)
        } catch let refusal as ApprovalError {
            throw Stuck(await problem(account, refusal))
        }
    }

    /// What a refusal is, with the association that the account has by now.
    private func problem(_ account: AccountKey, _ refusal: ApprovalError) async -> Problem {
        let problem = CoreBridge.problem(of: refusal)
        guard problem == .notAssociated,
            let listed = try? await core.accounts().first(where: { $0.id == account.id })
        else { return problem }
        switch Association(listed.association) {
        case .associated: return problem
        case .frozen: return .frozen
        case let association: return .dissociated(association)
        }
    }

    private func request(_ account: AccountKey, _ pending: PendingApproval) -> Request {
        let now = clock.bootMs()
        return Request(pending.details(), account: account, deadlineBootMs: now.plus(pending.timeLeftMs()))
    }
}
