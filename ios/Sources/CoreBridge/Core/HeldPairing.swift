// One pairing, with what was last seen of it.

import AssensoFFI

/// A list of pairings must not wait for the call that runs on one of them.
final class HeldPairing: Sendable {
    private struct Seen {
        var email: String?
        var at: At?
        var activates = false
        /// The classes that the provider takes: all, until it refused one.
        var keyClasses: [KeyClass] = [.device, .biometric]
    }

    let key: PairingKey
    let pairing: Pairing
    private let seen = Locked(Seen())

    init(_ pairing: Pairing) {
        (key, self.pairing) = (PairingKey(pairing.id()), pairing)
    }

    /// Where it stands; nil if that has to be asked for.
    var flow: PairingFlow? { seen.with { seen in seen.at.map { flow(seen, $0) } } }

    /// Sees where it stands, which is at `step`.
    func look(_ step: PairingStep, _ clock: any PhoneClock) async -> PairingFlow {
        let now = clock.bootMs()
        let (email, activates) = (await pairing.email(), await pairing.activates())
        return seen.with { seen in
            let at = At(step, nowBootMs: now, last: seen.at)
            (seen.at, seen.email, seen.activates) = (at, email, activates)
            return flow(seen, at)
        }
    }

    /// Keeps what a refusal told beside the problem.
    func note(_ problem: Problem, allowed: [AssensoFFI.KeyClass]) {
        seen.with { seen in
            if case .wrongCode(let triesLeft) = problem { seen.at?.setTries(triesLeft) }
            if problem == .codeUsedUp { seen.at?.setTries(0) }
            if !allowed.isEmpty { seen.keyClasses = allowed.map(KeyClass.init) }
        }
    }

    private func flow(_ seen: Seen, _ at: At) -> PairingFlow {
        PairingFlow(
            key: key, issuer: pairing.issuer(), provider: pairing.providerName(), email: seen.email, at: at,
            activates: seen.activates, keyClasses: seen.keyClasses)
    }
}
