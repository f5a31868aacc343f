// The list of accounts, how each stands, and what there is to do.

import CoreBridge
import DesignKit
import SwiftUI

struct AccountsView: View {
    @Environment(\.words) private var words
    let state: PhoneState
    let send: Send

    var body: some View {
        Page(words(.accountsTitle)) {
            LeftoversNote(isShown: state.leftovers, send: send)
            ForEach(state.banners.withoutRepeats, id: \.self) { BannerView(banner: $0, send: send) }
            ForeignProblem(problem: state.problem, send: send)
            ForEach(state.accounts.paired, id: \.key) { AccountCard(account: $0, state: state, send: send) }
            ForEach(state.accounts.unfinished, id: \.key) { UnfinishedCard(flow: $0, send: send) }
            if state.accounts.paired.contains(where: \.isDevice) { Aside(words(.accountsWatching)) }
            SecondaryButton(words(.accountsAdd), symbol: .add) { send(.page(.addAccount)) }
        } buttons: {
            SideBySide {
                SecondaryButton(words(.settingsTitle), symbol: .settings) { send(.page(.openSettings)) }
            } second: {
                SecondaryButton(words(.codesTitle), symbol: .key) { send(.page(.openCodes)) }
            }
        }
    }
}

private struct BannerView: View {
    @Environment(\.words) private var words
    let banner: Banner
    let send: Send

    var body: some View {
        switch banner {
        case .notificationsOff:
            Note(
                words(.bannerNotifications), .warning, symbol: .bell,
                action: (words(.pairTurnOn), { send(.page(.turnOn(.notifications))) }))
        case .offline(let account): Note(words(.bannerOffline, account.provider), .plain, symbol: .offline)
        case .dissociated(let account):
            Note(
                words(.bannerDissociated, account.name), .warning,
                action: (words(.pairAssociate), { send(.page(.openRow(.paired(account.key)))) }))
        }
    }
}

extension [Banner] {
    /// A provider that can't be reached is named once, however many accounts it has.
    fileprivate var withoutRepeats: [Banner] {
        var issuers: Set<String> = []
        return filter { banner in
            if case .offline(let account) = banner { issuers.insert(account.issuer).inserted } else { true }
        }
    }
}

private struct AccountCard: View {
    @Environment(\.words) private var words
    @Environment(\.times) private var times
    let account: Account
    let state: PhoneState
    let send: Send

    var body: some View {
        LinkCard(action: { send(.page(.openRow(.paired(account.key)))) }) {
            Name(account.name)
            Aside(account.provider)
            standing
            if state.offline.contains(account.key) { Standing(words(.offline), .warning, symbol: .offline) }
            if account.alarm { Standing(words(.accountsAlarm), .bad) }
            if let trouble { Standing(words.problem(trouble), .bad) }
            if let hold = account.hold, account.isDevice {
                Standing(words(hold.held.phrase, times.moment(hold.untilUnixMs)), .plain, symbol: .clock)
            }
            if !account.isDevice { Name(words(.pairAssociate)) }
        }
    }

    private var standing: Standing {
        let text = words(account.association.phrase)
        switch account.association {
        case .associated: return Standing(text, .good)
        case .frozen: return Standing(text, .warning)
        default: return Standing(text, .bad, symbol: .denied)
        }
    }

    private var trouble: Problem? {
        state.troubles[account.key].flatMap { account.isDevice && !$0.isOffline ? $0 : nil }
    }
}

private struct UnfinishedCard: View {
    @Environment(\.words) private var words
    let flow: PairingFlow
    let send: Send

    var body: some View {
        LinkCard(action: { send(.page(.openRow(.unfinished(flow.key)))) }) {
            Name(flow.email ?? flow.issuer)
            Aside(flow.provider)
            Standing(words(flow.progress), .warning, symbol: .clock)
        }
    }
}
