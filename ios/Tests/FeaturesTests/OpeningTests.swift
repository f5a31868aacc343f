// How the app comes up, and what it knows of the accounts.

import CoreBridge
import Testing

@testable import Features

@Suite struct OpeningTests {
    private func are(_ trial: Trial, _ paired: Account...) { trial.core(.changed(.accounts(paired))) }

    @Test func theAppOpensTheCoreReadsTheAccountsAndWatchesThem() {
        let trial = Trial(PhoneState(nowBootMs: nowMs))
        #expect(trial.state.shown == .opening)
        #expect(trial.phone(.foreground(bootMs: nowMs)) == [.open, .phone(.readPosture)])
        #expect(trial.core(.opened(nil)) == [.load, .watch])
        #expect(trial.state.shown == .opening)
        trial.core(.loaded(.ok(accounts(account()))))
        #expect(trial.state.shown == .locked(.init(reason: .started)))
    }

    @Test func anAppThatWasLeftWhileItOpenedWatchesNothingUntilItIsBack() {
        let trial = Trial(PhoneState(nowBootMs: nowMs))
        trial.phone(.foreground(bootMs: nowMs), .background(bootMs: nowMs))
        #expect(trial.core(.opened(nil)) == [.load])
    }

    @Test func anAppThatCantStartSaysWhyAndCanBeTriedAgain() {
        let trial = Trial(PhoneState(nowBootMs: nowMs))
        trial.phone(.foreground(bootMs: nowMs))
        trial.core(.opened(.storeLocked))
        #expect(trial.state.shown == .stopped(.storeLocked))
        #expect(trial.send(.retry) == [.open])
        #expect(trial.state.shown == .opening)
        #expect(trial.send(.retry).isEmpty)
        trial.core(.opened(nil))
        trial.core(.loaded(.failed(.storage)))
        #expect(trial.state.shown == .stopped(.storage))
    }

    @Test func accountsThatCouldNotBeReadAgainStayAsTheyWere() {
        let trial = opened()
        trial.core(.loaded(.failed(.storage)))
        #expect(trial.state.accounts == accounts(account()) && trial.state.problem == .storage)
    }

    @Test func withoutAnAccountAWelcomeIsTheFirstScreen() {
        let trial = opened(accounts())
        #expect(trial.state.screen == .welcome)
        trial.core(.loaded(.ok(Accounts(unfinished: [flow(.signedIn)]))))
        #expect(trial.state.screen == .accounts)
        #expect(trial.state.accounts.rows.map(trial.state.accounts.name) == [name])
    }

    @Test func aChangeOfTheAccountsKeepsThePairingsThatWereBegun() {
        let trial = opened(Accounts(unfinished: [flow(.signedIn)]))
        are(trial, account())
        #expect(trial.state.accounts.rows.count == 2)
    }

    @Test(arguments: [Association.notActive, .replaced, .ownerChanged, .signedOut, .deactivated, .unknown])
    func aPhoneThatIsNoLongerTheDeviceSaysSoOnAScreen(association: Association) {
        let trial = opened(accounts(account(), account(other)))
        are(trial, account(ours, association), account(other))
        #expect(trial.state.screen == .dissociated(ours))
        are(trial, account(ours, association), account(other))
        #expect(trial.state.stack.filter { $0 == .dissociated(ours) }.count == 1)
        trial.page(.associate)
        #expect(trial.provider != nil)
        trial.send(.back, .page(.goOn))
        #expect(trial.state.screen == .accounts)
    }

    @Test func itDoesNotDisturbAPersonWhoTypesButTheListSaysIt() {
        let trial = opened()
        trial.page(.addAccount)
        are(trial, account(ours, .replaced))
        #expect(trial.provider != nil)
        #expect(trial.state.banners == [.dissociated(account(ours, .replaced))])
    }

    @Test func whatWasSoWhenTheAppCameUpNeedsNoScreen() {
        #expect(opened(accounts(account(ours, .replaced))).state.screen == .accounts)
    }

    @Test func aFrozenAccountIsStillThisPhones() {
        let trial = opened()
        are(trial, account(ours, .frozen))
        #expect(trial.state.screen == .accounts && trial.state.banners.isEmpty)
    }

    @Test func theNoticeGoesWhenTheAccountIsAssociatedAgainOrGone() {
        for next in [accounts(account()), accounts()] {
            let trial = opened()
            are(trial, account(ours, .replaced))
            trial.core(.loaded(.ok(next)))
            #expect(!trial.state.stack.contains(.dissociated(ours)))
        }
    }

    @Test func theBannersSayWhatIsWrongTheMostUrgentFirst() {
        let odd = account(alarm: true)
        let gone = account(other, .signedOut)
        let trial = opened(accounts(odd, gone), with(ready) { $0.notifications = false })
        trial.came(request("r"))
        trial.request("r", .later)
        trial.core(.changed(.trouble(ours, .untrusted)))
        trial.core(.changed(.reachable(ours, false)))
        #expect(trial.state.banners == [.dissociated(gone), .notificationsOff, .offline(odd)])
    }

    @Test func notificationsThatAreOffConcernNobodyWhoHasNoAccountHere() {
        let off = with(ready) { $0.notifications = false }
        #expect(opened(accounts(), off).state.banners.isEmpty)
        #expect(opened(Accounts(unfinished: [flow(.signedIn)]), off).state.banners.isEmpty)
    }

    @Test func aMailboxIsCalledByItsNameByItsProvidersAddressUntilThatIsKnown() {
        let both = Accounts(paired: [account()], unfinished: [flow(.signIn)])
        #expect(both.rows.map(both.name) == [name, issuer])
        #expect(both.name(.paired(other)) == "")
    }

    @Test func whatIsKnownOfAnAccountGoesWithIt() {
        let trial = opened()
        trial.core(.changed(.reachable(ours, false)))
        trial.core(.changed(.trouble(ours, .untrusted)))
        trial.core(.loaded(.ok(accounts())))
        #expect(trial.state.offline.isEmpty && trial.state.troubles.isEmpty)
    }

    @Test func leftoversAreSaidUntilTheyWereRead() {
        let trial = opened()
        trial.phone(.leftoversRemoved)
        #expect(trial.state.leftovers)
        trial.page(.dismissLeftovers)
        #expect(!trial.state.leftovers)
    }
}
