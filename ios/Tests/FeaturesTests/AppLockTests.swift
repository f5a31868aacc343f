// The app's own lock.

import CoreBridge
import Testing

@testable import Features

@Suite struct AppLockTests {
    private func started() -> Trial {
        let trial = Trial(PhoneState(nowBootMs: nowMs, known: known))
        trial.send(.phone(.foreground(bootMs: nowMs)), .core(.opened(nil)), .core(.loaded(.ok(accounts(account())))))
        return trial
    }

    private func away(_ trial: Trial, _ seconds: Int64, from: Int64 = 0) {
        trial.phone(.background(bootMs: inSeconds(from)), .foreground(bootMs: inSeconds(from + seconds)))
    }

    @Test func anAppThatWasJustStartedIsLockedAndAsksByItselfOnce() throws {
        let trial = started()
        #expect(trial.state.lock == .locked(.init(reason: .started)))
        let effects = trial.phone(.posture(ready))
        let ticket = try #require(effects.ticket)
        #expect(effects == [.phone(.unlockApp(ticket))])
        #expect(trial.send(.phone(.posture(ready)), .unlock).isEmpty)
        trial.unlock(effects)
        #expect(!trial.isLocked)
        #expect(trial.send(.unlock).isEmpty)
    }

    @Test(arguments: [Unlock.cancelled, .lockedOut, .unavailable])
    func aPromptThatDidNotOpenItLeavesAButton(unlock: Unlock) {
        let trial = started()
        trial.unlock(trial.phone(.posture(ready)), unlock)
        #expect(trial.state.lock == .locked(.init(reason: .started, failure: unlock)))
        #expect(trial.phone(.posture(ready)).isEmpty, "it does not ask again by itself")
        let effects = trial.send(.unlock)
        #expect(trial.state.lock == .locked(.init(reason: .started, unlocking: effects.ticket)))
    }

    @Test func aPhoneWithoutAPasscodeHasNothingToAskFor() {
        let trial = started()
        #expect(trial.phone(.posture(with(ready) { $0.screenLock = false })).isEmpty)
        #expect(!trial.isLocked)
        away(trial, 999)
        #expect(!trial.isLocked)
    }

    @Test func aPasscodeThatWentAwayMeanwhileIsFoundOut() {
        let trial = started()
        #expect(trial.unlock(trial.phone(.posture(ready)), .notEnrolled) == [.phone(.readPosture)])
        trial.phone(.posture(with(ready) { $0.screenLock = false }))
        #expect(!trial.isLocked)
    }

    @Test(arguments: [
        (0, Int64(0), true), (30, 29, false), (30, 30, true), (60, 59, false), (60, 60, true), (300, 299, false),
    ])
    func itLocksAfterTheTimeThatWasChosen(chosen: Int, seconds: Int64, locks: Bool) {
        let trial = opened()
        trial.page(.openSettings, .setLockAfter(seconds: chosen))
        away(trial, seconds)
        #expect(trial.isLocked == locks)
        if locks { #expect(trial.state.lock == .locked(.init(reason: .away))) }
    }

    @Test func whatIsBehindTheLockDoesNothing() {
        let trial = opened()
        away(trial, 60)
        let before = trial.state
        #expect(trial.page(.openCodes, .addAccount, .openSettings).isEmpty)
        #expect(trial.send(.back).isEmpty)
        #expect(trial.state == before)
    }

    @Test func lockingKeepsTheScreenAndForgetsTheSecretsTypedThere() {
        let trial = wizard(.signIn)
        trial.type(.email, name)
        trial.type(.password, "secret")
        away(trial, 60)
        #expect(trial.wizard?.page == .signIn(email: Field(name), password: Field()))
    }

    @Test func aPromptThatTakesTheAppToTheBackgroundDoesNotLockItBehindItself() {
        let trial = opened()
        trial.page(.openSettings, .setLockAfter(seconds: 0))
        trial.send(.back)
        trial.page(.openCodes)
        away(trial, 5)
        #expect(!trial.isLocked)
        away(trial, 60, from: 10)
        #expect(trial.isLocked)
    }

    @Test func aRequestOfAnAccountThatIsNotHereHoldsNoLockBack() {
        #expect(opened().phone(.openRequest(other, requestID: "r")).isEmpty)
        let starting = Trial(PhoneState(nowBootMs: nowMs, known: known))
        starting.send(
            .phone(.foreground(bootMs: nowMs)), .phone(.openRequest(other, requestID: "r")), .core(.opened(nil)))
        #expect(starting.phone(.posture(ready)).isEmpty)
        #expect(starting.core(.loaded(.ok(accounts(account())))).contains(.phone(.readPosture)))
        #expect(starting.phone(.posture(ready)).ticket != nil)
    }

    @Test func aCallThatAsksForNoConfirmationHoldsNoLockBack() {
        let trial = wizard(.associateCode(sms()))
        trial.state.preferences = Preferences(lockAfterSeconds: 0)
        #expect(trial.page(.resend).count == 1)
        away(trial, 1)
        #expect(trial.isLocked)
    }

    @Test func theLocksOwnPromptDoesNotLockAgainWhatItOpened() {
        let trial = opened()
        trial.page(.openSettings, .setLockAfter(seconds: 0))
        away(trial, 1)
        let effects = trial.phone(.posture(ready))
        trial.phone(.background(bootMs: inSeconds(2)))
        trial.unlock(effects)
        #expect(trial.state.lock == .open)
    }

    @Test func whoComesForARequestIsNotAskedToUnlockFirst() {
        let trial = started()
        trial.phone(.openRequest(ours, requestID: "r"))
        #expect(trial.phone(.posture(ready)).isEmpty)
        trial.came(request("r"))
        #expect(trial.asked == "r")
        #expect(trial.phone(.posture(ready)).isEmpty)
        #expect(trial.isLocked)
    }

    @Test func whoComesForARequestThatIsOverIsAskedToUnlockThen() {
        let trial = started()
        trial.phone(.openRequest(ours, requestID: "r"))
        #expect(trial.came() == [.phone(.readPosture)])
        #expect(trial.phone(.posture(ready)).count == 1)
    }

    @Test func aRequestWaitsWhileTheLocksPromptIsUp() {
        let trial = started()
        let effects = trial.phone(.posture(ready))
        trial.came(request("r"))
        #expect(trial.asked == nil)
        trial.unlock(effects)
        #expect(trial.asked == "r")
    }

    @Test func anAnswerToAnOlderPromptOpensNothing() {
        let trial = started()
        let old = trial.phone(.posture(ready))
        trial.unlock(old, .cancelled)
        trial.send(.unlock)
        trial.unlock(old)
        #expect(trial.isLocked)
    }

    @Test func nobodyIsAskedWhileTheAppIsInTheBackground() {
        let trial = started()
        trial.phone(.background(bootMs: inSeconds(1)))
        #expect(trial.phone(.posture(ready)).isEmpty)
    }

    @Test func changesAreToldWhileTheAppIsInTheForeground() {
        let trial = opened()
        #expect(trial.phone(.background(bootMs: inSeconds(0))) == [.stopWatching])
        #expect(trial.phone(.foreground(bootMs: inSeconds(1))) == [.watch, .phone(.readPosture)])
        #expect(trial.phone(.wake) == [.wake])
    }
}
