// The pairings of one phone, held so that screens can go on with them by name.

import AssensoFFI
import Foundation

final class Pairings: Sendable {
    private let core: Authenticator
    private let clock: any PhoneClock
    private let held = Locked<[PairingKey: HeldPairing]>([:])

    init(_ core: Authenticator, _ clock: any PhoneClock) { (self.core, self.clock) = (core, clock) }

    /// Those that a person can go on with, oldest first.
    func unfinished() async -> [PairingFlow] {
        // The accounts are shown all the same; the next list tries again.
        do { try await load() } catch { note("the pairings can't be listed", error) }
        var flows: [PairingFlow] = []
        for held in held.with({ $0.values.sorted { $0.key.id < $1.key.id } }) {
            let flow = if let flow = held.flow { flow } else { await ask(held) }
            if !flow.isOver { flows.append(flow) }
        }
        return flows
    }

    func begin(_ pair: () async throws -> Pairing) async -> Reply<PairingFlow> {
        await reply { await ask(hold(try await pair())) }
    }

    func signIn(_ key: PairingKey, email: String, password: Data) async -> Reply<PairingFlow> {
        await advance(key) { step in
            guard case .signIn(let step) = step else { throw Self.notHere }
            return try await step.submit(email: email, password: password)
        }
    }

    func submitCode(_ key: PairingKey, code: Data, keyClass: KeyClass) async -> Reply<PairingFlow> {
        await advance(key) { step in
            switch step {
            case .signInCode(let step): return try await step.submit(code: code)
            case .numberCode(let step): return try await step.submit(code: code)
            case .associateCode(let step): return try await step.submit(code: code, keyClass: keyClass.ffi)
            default: throw Self.notHere
            }
        }
    }

    func submitMobile(_ key: PairingKey, number: String) async -> Reply<PairingFlow> {
        await advance(key) { step in
            guard case .activate(let step) = step else { throw Self.notHere }
            return .numberCode(step: try await step.submitNumber(number: number))
        }
    }

    func recover(_ key: PairingKey, code: Data) async -> Reply<PairingFlow> {
        await advance(key) { step in
            switch step {
            case .signIn(let step): return try await step.recover(code: code)
            case .signInCode(let step): return try await step.recover(code: code)
            default: throw Self.notHere
            }
        }
    }

    func resendCode(_ key: PairingKey) async -> Reply<PairingFlow> {
        await advance(key) { step in
            switch step {
            case .signInCode(let step): return .signInCode(step: try await step.resend())
            case .numberCode(let step): return .numberCode(step: try await step.resend())
            case .associateCode(let step): return .associateCode(step: try await step.resend())
            default: throw Self.notHere
            }
        }
    }

    func associate(_ key: PairingKey, keyClass: KeyClass) async -> Reply<PairingFlow> {
        await advance(key) { step in
            switch step {
            case .signedIn(let step): return .associateCode(step: try await step.associate())
            case .activate(let step): return .associateCode(step: try await step.activate())
            case .recovered(let step): return try await step.associate(keyClass: keyClass.ffi)
            default: throw Self.notHere
            }
        }
    }

    /// What was not interrupted stands where it stands, and that is the answer.
    func resume(_ key: PairingKey) async -> Reply<PairingFlow> {
        await advance(key) { step in
            if case .finish(let step) = step { return try await step.resume() }
            return step
        }
    }

    func startAgain(_ key: PairingKey) async -> Reply<PairingFlow> {
        await advance(key) { step in
            switch step {
            case .associateCode(let step): return try await step.startAgain()
            case .numberCode(let step): return try await step.startAgain()
            case .finish(let step): return try await step.startAgain()
            case .signedIn, .activate, .recovered: return step
            default: throw Self.notHere
            }
        }
    }

    func cancel(_ key: PairingKey) { held.with { $0[key] }?.pairing.cancel() }

    func abandon(_ key: PairingKey) async -> Reply<Done> {
        await reply {
            guard let held = try await find(key) else { return Done() }
            do { try await held.pairing.abandon() } catch { throw await stuck(held, error, before: nil) }
            drop(held)
            return Done()
        }
    }

    /// Takes a pairing's step. The phone's own prompts may take minutes: no lock is held meanwhile.
    private func advance(
        _ key: PairingKey, _ take: (PairingStep) async throws -> PairingStep
    ) async -> Reply<PairingFlow> {
        await reply {
            guard let held = try await find(key) else { throw Self.notHere }
            let step = await held.pairing.step()
            let before = await look(held, step)
            do { return await look(held, try await take(step)) } catch {
                throw await stuck(held, error, before: before)
            }
        }
    }

    /// Why a call failed, and where the pairing stands now if that is not `before`.
    private func stuck(_ held: HeldPairing, _ error: any Error, before: PairingFlow?) async -> Stuck {
        let advice = held.pairing.advice()
        let problem = problem(of: error, figures: Figures(advice))
        held.note(problem, allowed: advice.keyClasses)
        if problem == .sessionEnded {
            // There is nothing to come back to.
            try? await held.pairing.abandon()
            drop(held)
            return Stuck(problem)
        }
        let now = await ask(held)
        let isSame = before.map { now.at.isStep($0.at) && now.keyClasses == $0.keyClasses } ?? false
        return Stuck(problem, flow: isSame ? nil : now)
    }

    private func ask(_ held: HeldPairing) async -> PairingFlow { await look(held, await held.pairing.step()) }

    /// Notes where a pairing stands. One that is over is held no more.
    private func look(_ held: HeldPairing, _ step: PairingStep) async -> PairingFlow {
        let flow = await held.look(step, clock)
        if flow.isOver { drop(held) }
        return flow
    }

    private func find(_ key: PairingKey) async throws -> HeldPairing? {
        if let held = held.with({ $0[key] }) { return held }
        try await load()
        return held.with { $0[key] }
    }

    private func load() async throws {
        for pairing in try await core.unfinished() { _ = hold(pairing) }
    }

    /// None is held twice: what one call was told of it the next one has to know.
    private func hold(_ pairing: Pairing) -> HeldPairing {
        let new = HeldPairing(pairing)
        return held.with { all in
            if let old = all[new.key] { return old }
            all[new.key] = new
            return new
        }
    }

    private func drop(_ held: HeldPairing) {
        self.held.with { all in if all[held.key] === held { all[held.key] = nil } }
    }

    /// The screens offer nothing else: this comes of a second tap.
    private static var notHere: Stuck { Stuck(.startAgain) }
}

extension PairingFlow {
    fileprivate var isOver: Bool {
        switch at {
        case .associated, .ended: true
        default: false
        }
    }
}
