// Changes that were told and not taken yet.

import AssensoFFI
import Foundation

/// A newer change takes the place of the one that it outdates: nobody has to wait for a slow screen, the newest state is never
/// lost, and there are never more than a few for each account.
final class Newest: @unchecked Sendable {
    /// What a change is about: it outdates an earlier one about the same.
    private enum Subject: Hashable {
        case accounts
        case requests(Int64)
        case reachable(Int64)
        case trouble(Int64)

        init(_ change: AssensoFFI.Change) {
            self =
                switch change {
                case .accounts: .accounts
                case .requests(let account, _): .requests(account)
                case .reachable(let account, _): .reachable(account)
                case .trouble(let account, _): .trouble(account)
                }
        }
    }

    private let lock = NSLock()
    private var waiting: [(subject: Subject, change: AssensoFFI.Change)] = []
    private var taker: CheckedContinuation<Void, Never>?
    private var isOver = false

    func put(_ change: AssensoFFI.Change) {
        let subject = Subject(change)
        let waiter = lock.withLock {
            // Last, so that it comes after what was told before it.
            waiting.removeAll { $0.subject == subject }
            waiting.append((subject, change))
            return takeTaker()
        }
        waiter?.resume()
    }

    /// The oldest of them, once there is one; nil once it is over. For one taker.
    func take() async -> AssensoFFI.Change? {
        while true {
            if let change = lock.withLock({ waiting.isEmpty ? nil : waiting.removeFirst().change }) { return change }
            if lock.withLock({ isOver }) { return nil }
            await withCheckedContinuation { continuation in
                let isReady = lock.withLock {
                    if isOver || !waiting.isEmpty { return true }
                    taker = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        }
    }

    /// Nobody takes any more.
    func end() {
        let waiter = lock.withLock {
            isOver = true
            waiting = []
            return takeTaker()
        }
        waiter?.resume()
    }

    private func takeTaker() -> CheckedContinuation<Void, Never>? {
        defer { taker = nil }
        return taker
    }
}
