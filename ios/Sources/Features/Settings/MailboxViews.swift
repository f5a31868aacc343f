// Settings → a mailbox → Account → 2-step verification.

import CoreBridge
import DesignKit
import SwiftUI

struct MailboxView: View {
    @Environment(\.words) private var words
    let accounts: Accounts
    let row: Row
    let send: Send

    var body: some View {
        Page(words(.settingsMailbox)) {
            Name(accounts.name(row))
            LinkRow(words(.settingsAccount), symbol: .person) { send(.page(.openAccount)) }
        }
    }
}

struct AccountView: View {
    @Environment(\.words) private var words
    let accounts: Accounts
    let row: Row
    let send: Send

    var body: some View {
        let issuer = accounts.paired(row)?.issuer ?? accounts.unfinished(row)?.issuer
        let facts = [
            accounts.provider(row).map { Fact(words(.settingsIssuer), $0) },
            issuer.map { Fact(words(.pairProvider), $0) }, stateFact(words, accounts, row),
        ]
        Page(words(.settingsAccount)) {
            Name(accounts.name(row))
            Facts(facts.compactMap { $0 })
            LinkRow(words(.settingsTwoStep), symbol: .shield) { send(.page(.openTwoStep)) }
            if accounts.canRemove(row) {
                SecondaryButton(words(.settingsRemove), symbol: .delete) { send(.page(.askRemove)) }
            }
        }
    }
}

/// How this device stands, and what can be done about it.
struct TwoStepView: View {
    @Environment(\.words) private var words
    @Environment(\.times) private var times
    let accounts: Accounts
    let page: TwoStepPage
    let send: Send

    var body: some View {
        let isBusy = page.busy != nil
        Page(words(.settingsTwoStep)) {
            Name(accounts.name(page.row))
            Facts(([stateFact(words, accounts, page.row)] + keys).compactMap { $0 })
            if let account = accounts.paired(page.row), account.isDevice, let hold = account.hold {
                Note(words(hold.held.phrase, times.moment(hold.untilUnixMs)), .plain, symbol: .clock)
            }
            if accounts.canCheck(page.row) {
                SecondaryButton(words(.settingsCheck), symbol: .again) { send(.page(.check)) }.disabled(isBusy)
            }
            ForEach(accounts.matters(page.row), id: \.self) { matter in
                LinkRow(words(matter.phrase), symbol: matter.symbol) { send(.page(.openDeed(matter))) }
            }
            if isBusy { Waiting(words(.wait)) }
            if page.checked { Note(words(.settingsChecked), .good, comes: true) }
            OwnProblem(problem: page.problem)
        } buttons: {
            if accounts.canAssociate(page.row) {
                PrimaryButton(words(.pairAssociate), symbol: .phone) { send(.page(.associate)) }.disabled(isBusy)
            }
        }
    }

    /// Where the keys are, and what they ask for.
    private var keys: [Fact?] {
        guard let account = accounts.paired(page.row), account.isDevice else { return [] }
        return [
            Fact(words(.settingsKeys), words(account.level.phrase)),
            Fact(words(.settingsKeysAsk), words(account.keyClass.title)),
        ]
    }
}

/// Asks whether to take a mailbox off the list.
struct RemoveView: View {
    @Environment(\.words) private var words
    let accounts: Accounts
    let page: RemovePage
    let send: Send

    var body: some View {
        Page(words(.settingsRemove)) {
            Paragraph(words(.settingsRemoveText, accounts.name(page.row)))
            OwnProblem(problem: page.problem)
        } buttons: {
            DangerButton(words(.settingsRemove), symbol: .delete, isBusy: page.busy != nil) {
                send(.page(.confirmRemove))
            }
            CancelButton(send: send)
        }
    }
}

/// How a mailbox stands.
@MainActor private func stateFact(_ words: any Words, _ accounts: Accounts, _ row: Row) -> Fact? {
    let phrase = accounts.paired(row)?.association.phrase ?? accounts.unfinished(row)?.progress
    return phrase.map { Fact(words(.settingsState), words($0)) }
}
