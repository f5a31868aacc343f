// A value behind a lock, so that fakes can be used from every thread.

import Foundation

/// A value that one thread at a time reads or changes.
public final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    public init(_ value: Value) { self.value = value }

    /// Reads or changes the value.
    @discardableResult
    public func with<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }

    /// A copy of the value.
    public var now: Value { with { $0 } }
}
