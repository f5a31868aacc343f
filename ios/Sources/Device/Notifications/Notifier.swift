// Keeps the notifications equal to the requests that wait.

import CoreBridge

/// One for each request that the screen does not show, none for what is settled.
actor Notifier {
    private let notifications: RequestNotifications
    private var open: [AccountKey: [Request]] = [:]
    private var shown: Set<String> = []
    /// Requests that are being answered from their notifications: whoever answers sees to these.
    private var answering: Set<String> = []
    private var isOnScreen = false

    init(_ notifications: RequestNotifications) { self.notifications = notifications }

    /// For as long as the process lives, with or without a screen.
    func run(_ changes: AsyncStream<Change>) async {
        for await change in changes { heard(change) }
    }

    func heard(_ change: Change) {
        switch change {
        case .requests(let account, let requests): open[account] = requests
        case .accounts(let accounts): open = open.filter { key, _ in accounts.contains { $0.key == key } }
        case .reachable, .trouble: return
        }
        settle()
    }

    /// Whether the app is in front of the person and shows requests itself.
    func isOnScreen(_ isOnScreen: Bool) {
        self.isOnScreen = isOnScreen
        settle()
    }

    func begins(_ requestID: String) { answering.insert(requestID) }

    func ends(_ requestID: String) { answering.remove(requestID) }

    private func settle() {
        let wanted = isOnScreen ? [] : open.values.flatMap { $0 }
        let ids = Set(wanted.map(\.id))
        let gone = shown.subtracting(ids)
        // What is being answered counts as shown: it must not come back as if nobody had answered it.
        let fresh = wanted.filter { !shown.contains($0.id) && !answering.contains($0.id) }
        shown = ids
        if !gone.isEmpty { notifications.withdraw(Array(gone)) }
        for request in fresh { notifications.show(request) }
    }
}
