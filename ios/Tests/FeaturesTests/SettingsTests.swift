// Settings, and the way from there to "Associate this device".

import CoreBridge
import Testing

@testable import Features

@Suite struct SettingsTests {
    private let row = Row.paired(ours)
    private let replaced = accounts(account(ours, .replaced))

    private func twoStep(_ accounts: Accounts) -> Trial {
        let trial = opened(accounts)
        if let row = accounts.rows.first { trial.page(.openSettings, .openMailbox(row), .openAccount, .openTwoStep) }
        return trial
    }

    @Test(arguments: Association.allCases)
    func whatAPageOffersFollowsTheAssociation(association: Association) {
        let all = accounts(account(ours, association))
        #expect(all.canAssociate(row) == (association != .associated))
        #expect(all.canRemove(row) == (association != .associated))
        #expect(all.canCheck(row))
    }

    @Test func whatWeakensThePhoneIsLookedForWhenTheSettingsAreOpened() {
        let trial = opened()
        #expect(trial.page(.openSettings) == [.phone(.readSigns)])
        trial.phone(.signs([.jailbreak]))
        #expect(trial.state.signs == [.jailbreak] && trial.state.screen == .settings)
    }

    @Test func theNoticeOfADissociationOffersToRemoveTheAccountAndGoesWithIt() throws {
        let trial = opened()
        trial.core(.changed(.accounts(replaced.paired)))
        #expect(trial.state.screen == .dissociated(ours))
        trial.page(.askRemove)
        #expect(trial.state.screen == .remove(RemovePage(row: row)))
        let ticket = try #require(trial.page(.confirmRemove).ticket)
        trial.core(.removed(ticket, .ok(Done())))
        #expect(trial.state.stack.count == 1)
    }

    @Test func aPairingThatWasBegunCanBeGoneOnWithOrRemovedNotChecked() {
        let all = Accounts(unfinished: [flow(.signedIn)])
        let begun = Row.unfinished(pairing)
        #expect(all.canAssociate(begun) && all.canRemove(begun) && !all.canCheck(begun))
        let trial = twoStep(all)
        trial.page(.associate)
        #expect(trial.wizard?.page == .notice)
    }

    @Test func aPhoneThatWasReplacedIsAssociatedAnewAtTheSameProvider() {
        let trial = twoStep(replaced)
        trial.page(.associate)
        #expect(trial.provider?.address.text == issuer)
        let associated = twoStep(accounts(account()))
        associated.page(.associate)
        #expect(associated.state.screen == .twoStep(TwoStepPage(row: row)))
    }

    @Test func theProviderIsAskedOnceAndWhatItSaidIsShown() throws {
        let trial = twoStep(accounts(account()))
        trial.core(.changed(.reachable(ours, false)))
        let effects = trial.page(.check)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.check(ticket, ours)])
        #expect(trial.page(.check).isEmpty)
        #expect(trial.core(.checked(ticket, .ok(account(ours, .frozen)))) == [.load])
        #expect(trial.state.screen == .twoStep(TwoStepPage(row: row, checked: true)))
        #expect(trial.state.accounts.paired(row)?.association == .frozen && trial.state.offline.isEmpty)
    }

    @Test func aProviderThatCouldNotBeAskedIsSaidOnThePage() throws {
        let trial = twoStep(accounts(account()))
        let ticket = try #require(trial.page(.check).ticket)
        trial.core(.checked(ticket, .failed(.offline)))
        #expect(trial.state.screen == .twoStep(TwoStepPage(row: row, problem: .offline)))
    }

    @Test func anAnswerAboutAnAccountOnAnotherPageChangesTheListAlone() {
        let trial = opened()
        trial.core(.checked(Ticket(number: 99), .ok(account(ours, .frozen))))
        #expect(trial.state.accounts.paired(row)?.association == .frozen && trial.state.screen == .accounts)
    }

    @Test func aMailboxIsRemovedAfterAQuestionAndItsPagesWithIt() throws {
        let trial = opened(replaced)
        trial.page(.openRow(row), .askRemove)
        let effects = trial.page(.confirmRemove)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.remove(ticket, ours)])
        #expect(trial.page(.confirmRemove).isEmpty)
        #expect(trial.core(.removed(ticket, .ok(Done()))) == [.load])
        #expect(trial.state.screen == .accounts)
    }

    @Test func aMailboxThatCouldNotBeRemovedStaysWithTheReason() throws {
        let trial = opened(replaced)
        trial.page(.openRow(row), .askRemove)
        let ticket = try #require(trial.page(.confirmRemove).ticket)
        trial.core(.removed(ticket, .failed(.stillAssociated)))
        #expect(trial.state.screen == .remove(RemovePage(row: row, problem: .stillAssociated)))
        trial.page(.cancel)
        #expect(trial.state.screen == .account(row))
    }

    @Test func aMailboxThatIsAssociatedIsNotOfferedForRemoval() {
        let trial = opened()
        trial.page(.openRow(row), .askRemove)
        #expect(trial.state.screen == .account(row))
    }

    @Test func removingAPairingThatWasBegunGivesItUp() throws {
        let trial = opened(Accounts(unfinished: [flow(.signedIn)]))
        trial.page(.openSettings, .openMailbox(.unfinished(pairing)), .openAccount, .askRemove)
        let effects = trial.page(.confirmRemove)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.advance(pairing, .abandon(ticket))])
        trial.core(.removed(ticket, .ok(Done())))
        #expect(trial.state.screen == .settings)
    }

    @Test func thePagesOfAMailboxThatIsGoneAreLeft() {
        let trial = twoStep(accounts(account(), account(other)))
        trial.core(.loaded(.ok(accounts(account(other)))))
        #expect(trial.state.screen == .settings)
        trial.page(.check, .askRemove, .openAccount)
        #expect(trial.state.screen == .settings)
    }

    @Test func howSoonTheAppLocksIsKept() {
        let trial = opened()
        trial.page(.openSettings)
        let chosen = Preferences(lockAfterSeconds: 300)
        #expect(trial.page(.setLockAfter(seconds: 300)) == [.phone(.keep(chosen))])
        #expect(trial.page(.setLockAfter(seconds: 7)).isEmpty)
        #expect(trial.state.preferences == chosen)
    }

    @Test func notificationsAreAskedForWhileTheyAreOffAndTurnedOffInTheSettings() {
        let off = opened(accounts(account()), with(ready) { $0.notifications = false })
        #expect(off.page(.turnOn(.notifications)) == [.phone(.askForNotifications)])
        #expect(opened().page(.turnOn(.notifications)) == [.phone(.openNotificationSettings)])
    }

    @Test func whatOnlyAPageOfAMailboxCanDoDoesNothingElsewhere() {
        let trial = opened()
        let before = trial.state
        let nothing = trial.page(
            .openAccount, .openTwoStep, .associate, .check, .askRemove, .confirmRemove, .unlockCodes, .copyCode(ours),
            .goOn, .resend, .startAgain)
        #expect(nothing.isEmpty)
        #expect(trial.state == before)
    }
}
