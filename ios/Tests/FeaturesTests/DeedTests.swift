// What the owner does with an account: leave it, deactivate, recovery codes.

import CoreBridge
import Testing

@testable import Features

@Suite struct DeedTests {
    private let row = Row.paired(ours)
    private let code = PrintedCode(
        groups: ["AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF", "GGGG"], asked: 2)

    private func twoStep(_ all: Accounts = accounts(account())) -> Trial {
        let trial = opened(all)
        trial.page(.openRow(row), .openTwoStep)
        return trial
    }

    private func at(_ matter: Matter) -> Trial {
        let trial = twoStep()
        trial.page(.openDeed(matter))
        return trial
    }

    private func held(_ held: Held) -> Accounts {
        accounts(with(account()) { $0.hold = Hold(held, untilUnixMs: 1) })
    }

    private func done(_ trial: Trial, _ effects: [Effect], _ result: DeedResult) throws {
        trial.core(.performed(try #require(effects.ticket), .ok(result)))
    }

    @Test func whatCanBeDoneIsWhatThisPhoneIsToTheAccount() {
        #expect(accounts(account()).matters(row) == [.newCode, .signOut, .deactivate])
        #expect(held(.settings).matters(row) == [.newCode, .signOut, .deactivate])
        #expect(held(.widening).matters(row) == [.enterCode, .signOut, .deactivate])
        #expect(accounts(account(ours, .frozen)).matters(row) == [.signOut])
        #expect(accounts(account(ours, .replaced)).matters(row).isEmpty)
        let trial = twoStep(accounts(account(ours, .frozen)))
        trial.page(.openDeed(.deactivate))
        #expect(trial.deed == nil)
    }

    @Test func signingOutAsksOnceAndSaysThatItIsDoneWithoutRaisingAnAlarm() throws {
        let trial = at(.signOut)
        let effects = trial.page(.goOn)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.perform(ticket, ours, .signOut)])
        // While it is on its way nothing begins, and nobody leaves.
        #expect(trial.page(.goOn, .cancel).isEmpty && trial.send(.back).isEmpty)
        try done(trial, effects, .changed(account(ours, .signedOut)))
        #expect(trial.deed?.page == .finished(.signOut))
        // The watch tells it too.
        trial.core(.changed(.accounts([account(ours, .signedOut)])))
        #expect(trial.deed?.page == .finished(.signOut))
        trial.page(.goOn)
        #expect(trial.state.screen == .accounts)
    }

    @Test func deactivatingIsAskedTwiceTheSecondTimeWithThePassword() throws {
        let trial = at(.deactivate)
        #expect(trial.page(.goOn, .goOn).isEmpty)
        #expect(trial.deed?.problem == .invalidInput)
        trial.type(.password, "wrong")
        let wrong = trial.page(.goOn)
        if case .deactivate(let password) = wrong.deed { #expect(password.text == "wrong") }
        trial.core(.performed(try #require(wrong.ticket), .failed(.wrongPassword)))
        #expect(trial.deed?.page == .reallyDeactivate(password: Field()) && trial.deed?.problem == .wrongPassword)
        trial.type(.password, "right")
        try done(trial, trial.page(.goOn), .changed(account(ours, .deactivated)))
        #expect(trial.deed?.page == .finished(.deactivate))
    }

    @Test func aRecoveryCodeCountsOnceAGroupOfItWasTypedBack() throws {
        let trial = at(.newCode)
        trial.type(.password, "right")
        try done(trial, trial.page(.goOn), .printed(code))
        #expect(trial.deed?.page == .writeCode(code, group: Field()))
        trial.type(.group, "CCCD")
        trial.core(.performed(try #require(trial.page(.goOn).ticket), .failed(.wrongGroup)))
        #expect(trial.deed?.page == .writeCode(code, group: Field()))
        trial.type(.group, "CCCC")
        let kept = trial.page(.goOn)
        if case .keepCode(let group) = kept.deed { #expect(group.text == "CCCC") }
        try done(trial, kept, .kept)
        #expect(trial.deed?.page == .finished(.newCode))
    }

    @Test func aCodeThatWasNotKeptIsForgottenWhenItsPageIsLeft() throws {
        let trial = at(.newCode)
        trial.type(.password, "right")
        try done(trial, trial.page(.goOn), .printed(code))
        #expect(trial.send(.back) == [.forgetCode(ours)])
        #expect(trial.state.screen == .twoStep(TwoStepPage(row: row)))
    }

    @Test func theRecoveryCodeEndsTheProbationAndTakesBothTheCodeAndThePassword() throws {
        let trial = twoStep(held(.widening))
        // From the note about what has to wait.
        trial.page(.openDeed(.deactivate), .openDeed(.enterCode))
        trial.type(.recoveryCode, "zveb n63p")
        #expect(trial.page(.goOn).isEmpty)
        trial.type(.password, "right")
        let effects = trial.page(.goOn)
        guard case .enterCode(let code, let password) = effects.deed else {
            Issue.record("nothing is sent")
            return
        }
        #expect(code.text == "zveb n63p" && password.text == "right")
        // A wrong password costs nobody the long code.
        trial.core(.performed(try #require(effects.ticket), .failed(.wrongPassword)))
        #expect(trial.deed?.page == .enterCode(Field("zveb n63p"), password: Field()))
        trial.type(.password, "right")
        try done(trial, trial.page(.goOn), .changed(account()))
        #expect(trial.deed?.page == .finished(.enterCode))
        #expect(trial.state.accounts.paired(row)?.hold == nil)
    }

    @Test func aRequestDoesNotTakeThePlaceOfWhatIsTypedAndTheLockForgetsIt() {
        let trial = at(.newCode)
        trial.type(.password, "right")
        trial.came(request("a"))
        #expect(trial.asked == nil)
        trial.phone(.background(bootMs: nowMs), .foreground(bootMs: inSeconds(3600)))
        #expect(trial.deed?.page == .newCode(password: Field()))
    }

    @Test func anAccountThatGoesOutByOtherHandsIsToldAllTheSame() {
        let trial = at(.deactivate)
        trial.core(.changed(.accounts([account(ours, .replaced)])))
        #expect(trial.state.screen == .dissociated(ours))
    }

    @Test func afterTheProcessDiedThePageBeforeItIsShown() {
        let again = opened(saved: at(.newCode).state.saved)
        #expect(again.state.screen == .twoStep(TwoStepPage(row: row)))
    }
}
