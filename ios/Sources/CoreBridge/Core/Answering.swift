// The answers that are being given now.

/// Lets an answer wait for another one to the same request.
actor Answering<Name: Hashable & Sendable> {
    private var now: [Name: Int] = [:]
    private var waiting: [Name: [CheckedContinuation<Void, Never>]] = [:]

    nonisolated func give<Value: Sendable>(
        _ name: Name, _ work: () async throws -> Value
    ) async throws -> Value {
        await begin(name)
        do {
            let value = try await work()
            await end(name)
            return value
        } catch {
            await end(name)
            throw error
        }
    }

    /// Waits until those that are being given to `name` have ended. Not to be called by one of them.
    func wait(_ name: Name) async {
        guard now[name] != nil else { return }
        await withCheckedContinuation { waiting[name, default: []].append($0) }
    }

    private func begin(_ name: Name) { now[name, default: 0] += 1 }

    private func end(_ name: Name) {
        let left = (now[name] ?? 1) - 1
        now[name] = left == 0 ? nil : left
        guard left == 0 else { return }
        for waiter in waiting.removeValue(forKey: name) ?? [] { waiter.resume() }
    }
}
