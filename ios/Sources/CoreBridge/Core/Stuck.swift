// How a call ends: with what it comes to, or with a problem to show.

import AssensoFFI

/// Ends a call with a problem, and where its pairing stands now if it moved all the same.
struct Stuck: Error {
    let problem: Problem
    var flow: PairingFlow?

    init(_ problem: Problem, flow: PairingFlow? = nil) { (self.problem, self.flow) = (problem, flow) }
}

/// Runs `work` where no screen waits for it. Whatever it throws ends here as a problem.
func reply<Value: Sendable>(_ work: () async throws -> Value) async -> Reply<Value> {
    do {
        return .ok(try await work())
    } catch let stuck as Stuck {
        return .failed(stuck.problem, flow: stuck.flow)
    } catch {
        return .failed(problem(of: error))
    }
}
