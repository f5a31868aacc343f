// A secret that a person typed.

import Foundation

/// A secret on its way to the core. It prints as nothing, and ``use(_:)`` wipes it.
public final class Secret: Unprintable, @unchecked Sendable {
    private let lock = NSLock()
    private var bytes: [UInt8]

    public init(_ text: String) { bytes = Array(text.utf8) }

    /// Hands the bytes over, once: they are wiped here before, and what `work` was given afterwards.
    public func use<Value>(_ work: (Data) async throws -> Value) async rethrows -> Value {
        var taken = take()
        defer { taken.resetBytes(in: 0..<taken.count) }
        return try await work(taken)
    }

    /// The same for work that ends at once.
    public func useNow<Value>(_ work: (Data) throws -> Value) rethrows -> Value {
        var taken = take()
        defer { taken.resetBytes(in: 0..<taken.count) }
        return try work(taken)
    }

    /// Forgets it.
    public func wipe() { _ = take() }

    private func take() -> Data {
        lock.withLock {
            let taken = Data(bytes)
            for index in bytes.indices { bytes[index] = 0 }
            bytes = []
            return taken
        }
    }
}

/// The same secret is the same object; what is in it is not compared.
extension Secret: Equatable {
    public static func == (one: Secret, other: Secret) -> Bool { one === other }
}
