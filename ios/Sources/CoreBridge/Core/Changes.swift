// Everything that the core tells, for as long as somebody reads.

import AssensoFFI

/// `requests` holds what is told of requests.
func changes(_ core: Authenticator, _ requests: Requests) -> AsyncStream<Change> {
    let watching = Watching(core)
    return AsyncStream(
        unfolding: { await watching.next().map { Change($0, requests) } },
        onCancel: { watching.end() })
}

/// One observation, begun by its first reader. It ends with its reader, or with the stream.
private final class Watching: Sendable {
    private let core: Authenticator
    private let newest = Newest()
    private let subscription = Locked<Subscription?>(nil)
    private let isOver = Locked(false)

    init(_ core: Authenticator) { self.core = core }

    func next() async -> AssensoFFI.Change? {
        if subscription.with({ $0 }) == nil {
            let begun = await core.observe(observer: Listener(newest))
            subscription.with { $0 = begun }
            if isOver.with({ $0 }) { begun.cancel() }
        }
        return await newest.take()
    }

    func end() {
        isOver.with { $0 = true }
        newest.end()
        subscription.with { $0 }?.cancel()
    }

    deinit { end() }
}

/// Hands changes over, and asks nothing of the core about them: it is called by the core.
private final class Listener: Observer {
    private let newest: Newest

    init(_ newest: Newest) { self.newest = newest }

    func changed(change: AssensoFFI.Change) throws { newest.put(change) }
}

extension Change {
    fileprivate init(_ change: AssensoFFI.Change, _ requests: Requests) {
        switch change {
        case .accounts(let accounts): self = .accounts(accounts.map(Account.init))
        case .requests(let account, let open):
            let account = AccountKey(account)
            self = .requests(account, open: requests.replace(account, open))
        case .reachable(let account, let reachable): self = .reachable(AccountKey(account), reachable)
        case .trouble(let account, let code):
            self = .trouble(AccountKey(account), code.map { problem(ofCode: $0) ?? .unexpected })
        }
    }
}
