// Calls that wait for a person, on a thread that may wait.

import CoreBridge
import Dispatch

/// Runs on a queue of its own: Swift's own threads are few, and must not wait for a finger.
final class Blocking: Sendable {
    private let queue: DispatchQueue

    init(label: String) { queue = DispatchQueue(label: label, attributes: .concurrent) }

    /// Runs `work`, whose failure becomes a fault; `onCancel` ends it if whoever waits gives up.
    func run<Value: Sendable>(
        onCancel: @escaping @Sendable () -> Void = {}, _ work: @escaping @Sendable () throws(SecurityFailure) -> Value
    ) async throws(PortFault) -> Value {
        let result: Result<Value, SecurityFailure> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async { continuation.resume(returning: Result(catching: work)) }
            }
        } onCancel: {
            onCancel()
        }
        return try result.mapError(\.fault).get()
    }
}

/// A value that is handed from one thread to another and used by one at a time.
struct Unchecked<Value>: @unchecked Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}
