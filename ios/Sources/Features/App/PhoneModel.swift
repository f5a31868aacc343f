// The one model of the app.

import CoreBridge
import Observation

/// Holds the state, and is the only one that changes it.
///
/// A text field needs its text back in the same turn: so ``send(_:)`` has the next ``state`` when it returns.
@MainActor
@Observable
public final class PhoneModel {
    public private(set) var state: PhoneState

    @ObservationIgnored private var actions: [Action] = []
    @ObservationIgnored private var runner: Runner?

    /// `open` brings the core, once it is asked for.
    public init(initial: PhoneState, open: @escaping @Sendable () async -> Reply<any Gateway>, platform: any Platform) {
        state = initial
        runner = Runner(open: open, platform: platform) { [weak self] in self?.send($0) }
    }

    /// Takes an action in, then has what follows carried out. What that sends meanwhile comes after.
    public func send(_ action: Action) {
        actions.append(action)
        guard actions.count == 1 else { return }
        while let action = actions.first {
            var next = state
            let effects = next.take(action)
            // Most answers change nothing; who observes is not woken for them.
            if next != state { state = next }
            for effect in effects { runner?.run(effect) }
            actions.removeFirst()
        }
    }
}
