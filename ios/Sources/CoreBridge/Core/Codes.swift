// The fallback codes of one visit.

import AssensoFFI

/// Unlocks the codes, which prompts, and tells them until they are locked, which leaving does. Only the newest state counts.
func codes(_ core: Authenticator, _ clock: any PhoneClock) -> AsyncStream<CodesState> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { states in
        let visit = Task.detached {
            do {
                let codes = try await core.unlockCodes()
                defer { codes.lock() }
                // Why they can't be shown is told here; an observer is told only that they are locked.
                _ = try await codes.list()
                let locksAt = clock.bootMs().plus(codes.unlockedForMs())
                let listener = CodesListener(states, clock, locksAt)
                let subscription = await codes.observe(observer: listener)
                defer { subscription.cancel() }
                while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
            } catch {
                states.yield(.failed(problem(of: error)))
                states.finish()
            }
        }
        states.onTermination = { _ in visit.cancel() }
    }
}

private final class CodesListener: CodesObserver {
    private let states: AsyncStream<CodesState>.Continuation
    private let clock: any PhoneClock
    private let locksAtBootMs: Int64

    init(_ states: AsyncStream<CodesState>.Continuation, _ clock: any PhoneClock, _ locksAtBootMs: Int64) {
        (self.states, self.clock, self.locksAtBootMs) = (states, clock, locksAtBootMs)
    }

    func changed(codes: [CodeView]) throws {
        let now = clock.bootMs()
        states.yield(.shown(codes.map { Code($0, nowBootMs: now) }, locksAtBootMs: locksAtBootMs))
    }

    func locked() throws {
        states.yield(.locked)
        states.finish()
    }
}
