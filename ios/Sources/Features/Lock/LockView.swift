// The app's own lock.

import DesignKit
import SwiftUI

struct LockView: View {
    @Environment(\.words) private var words
    let lock: AppLock.Locked
    let send: Send

    var body: some View {
        Page(words(.appName)) {
            Sign(.lock, .plain)
            Headline(words(.lockTitle))
            Paragraph(words(lock.reason == .started ? .lockText : .lockAway))
            switch lock.failure {
            case .lockedOut: Note(words(.lockLockedOut), .bad, comes: true)
            case .notEnrolled, .unavailable: Note(words(.lockUnavailable), .bad, comes: true)
            case .unlocked, .cancelled, nil: EmptyView()
            }
        } buttons: {
            PrimaryButton(words(.lockUnlock), isBusy: lock.unlocking != nil) { send(.unlock) }
        }
    }
}
