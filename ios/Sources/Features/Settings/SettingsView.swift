// Notifications, the app's lock, and the mailboxes.

import CoreBridge
import DesignKit
import SwiftUI

struct SettingsView: View {
    @Environment(\.words) private var words
    let state: PhoneState
    let send: Send

    var body: some View {
        Page(words(.settingsTitle)) {
            LinkRow(
                words(.settingsNotifications),
                detail: state.posture.map { words($0.notifications ? .settingsOn : .settingsOff) }, symbol: .bell
            ) { send(.page(.turnOn(.notifications))) }
            if !state.accounts.rows.isEmpty {
                Subtitle(words(.settingsMailboxes))
                ForEach(state.accounts.rows, id: \.self) { row in
                    LinkRow(state.accounts.name(row), detail: state.accounts.provider(row), symbol: .mail) {
                        send(.page(.openMailbox(row)))
                    }
                }
            }
            Subtitle(words(.settingsLock))
            Aside(words(.settingsLockText))
            Choices(
                Preferences.lockAfterChoices, chosen: state.preferences.lockAfterSeconds, title: after,
                choose: { send(.page(.setLockAfter(seconds: $0))) })
            signs
        }
    }

    /// Told to whoever looks, and nowhere in the way: a phone is no worse for being its owner's.
    @ViewBuilder private var signs: some View {
        if !state.signs.isEmpty {
            Subtitle(words(.settingsSigns))
            ForEach(PhoneSign.allCases.filter(state.signs.contains), id: \.self) {
                Standing(words($0.phrase), .warning)
            }
        }
    }

    private func after(_ seconds: Int) -> String {
        switch seconds {
        case 0: words(.settingsLockAtOnce)
        case ..<60: words(.settingsLockSeconds, "\(seconds)")
        case 60: words(.settingsLockMinute)
        default: words(.settingsLockMinutes, "\(seconds / 60)")
        }
    }
}

extension Accounts {
    /// The provider of a row.
    func provider(_ row: Row) -> String? { paired(row)?.provider ?? unfinished(row)?.provider }
}
