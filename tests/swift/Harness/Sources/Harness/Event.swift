// Something that happens once, and can be awaited: no test sleeps in the hope that it has happened.

import Foundation

/// What went wrong in the harness itself.
public struct HarnessError: Error, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// Something that happens once.
public final class Event: Sendable {
    private struct State {
        var happened = false
        var waiting: [UUID: CheckedContinuation<Void, any Error>] = [:]
    }

    private let name: String
    private let state = Locked(State())

    public init(_ name: String) { self.name = name }

    public var hasHappened: Bool { state.with { $0.happened } }

    /// It happens, now or long ago.
    public func happen() {
        let waiting = state.with { state in
            state.happened = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Waits until it has happened. Ends with `CancellationError` if the task is cancelled.
    public func wait() async throws {
        let id = UUID()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let over = state.with { state in
                    if state.happened || Task.isCancelled { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if !over { return }
                if hasHappened {
                    continuation.resume()
                } else {
                    continuation.resume(throwing: CancellationError())
                }
            }
        } onCancel: {
            state.with { $0.waiting.removeValue(forKey: id) }?
                .resume(throwing: CancellationError())
        }
    }

    /// Waits until it has happened, and fails the test if it does not.
    public func within(seconds: Double = 30) async throws {
        try await Harness.within(seconds: seconds, "\(name) never happened") {
            try await self.wait()
        }
    }
}

/// Runs `body`, and throws if it takes longer: the bound that keeps a broken test from hanging.
public func within<Result: Sendable>(
    seconds: Double = 30, _ complaint: String, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask { try await body() }
        group.addTask {
            try await Task.sleep(nanoseconds: UInt64(seconds * 1e9))
            throw HarnessError(complaint)
        }
        defer { group.cancelAll() }
        guard let result = try await group.next() else { throw HarnessError(complaint) }
        return result
    }
}
