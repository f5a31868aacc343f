// What a person does in the wizard, and what the core answers.

import CoreBridge
import Testing

@testable import Features

@Suite struct PairingTests {
    @Test func theWholeWayFromTheAddressToSuccess() throws {
        let trial = wizard(.signIn)
        trial.type(.email, " \(name) ")
        trial.type(.password, " pass word ")
        let signIn = trial.page(.goOn)
        guard case .advance(pairing, .signIn(let ticket, let email, let password)) = signIn.first else {
            Issue.record("no sign-in: \(signIn)")
            return
        }
        #expect(email.text == name && password.text == " pass word ")

        trial.stepped(ticket, .signInCode(sms()))
        trial.type(.code, "123456")
        let code = trial.page(.goOn)
        #expect(trial.wizard?.resent == false, "the first one, not another")
        let first = try #require(code.code)
        #expect(first.text == "123456" && first.keyClass == .device)

        trial.stepped(code.ticket, .signedIn)
        #expect(trial.wizard?.page == .notice)
        let associate = trial.page(.goOn)
        let second = try #require(associate.ticket)
        #expect(associate == [.advance(pairing, .associate(second, .device))])

        trial.stepped(second, .associateCode(sms()))
        trial.type(.code, "654321")
        let last = trial.page(.goOn)
        #expect(trial.wizard?.resent == false && last.code?.text == "654321")
        #expect(trial.wizard?.page == .finishing)
        #expect(trial.stepped(last.ticket, .associated(ours)) == [.load])
        #expect(trial.wizard?.page == .success)
        #expect(trial.page(.goOn) == [.load])
        #expect(trial.state.screen == .welcome)
    }

    @Test func theRecoveryCodeTakesThePlaceOfEverySms() throws {
        let trial = wizard(.signInCode(sms()))
        trial.page(.useRecoveryCode)
        #expect(trial.wizard?.page == .recovery(Field()))
        #expect(trial.page(.goOn).isEmpty)
        #expect(trial.wizard?.problem == .noRecoveryCode)
        trial.send(.back)
        #expect(trial.wizard?.page == .signInCode(Field()))
        trial.page(.useRecoveryCode)
        trial.type(.recoveryCode, "zveb n63p")
        let effects = trial.page(.goOn)
        let ticket = try #require(effects.ticket)
        #expect(effects.recoveryCode == "zveb n63p")
        trial.stepped(ticket, .recovered)
        #expect(trial.wizard?.page == .recovered)
        let associate = trial.page(.goOn)
        let last = try #require(associate.ticket)
        #expect(associate == [.advance(pairing, .associate(last, .device))])
        #expect(trial.wizard?.page == .finishing)
    }

    @Test(arguments: [Problem.frozen, .noNumber, .tooManySms(minutes: 7)])
    func theRecoveryCodeIsOfferedWhereThePasswordWasRightAndNoSmsComes(problem: Problem) {
        let trial = wizard(.signIn)
        trial.type(.email, "anna@mail.example")
        trial.type(.password, "right")
        trial.stuck(trial.page(.goOn).ticket, problem)
        trial.page(.useRecoveryCode)
        #expect(trial.wizard?.page == .recovery(Field()))
        trial.send(.back)
        trial.page(.useRecoveryCode)
        if case .signIn = trial.wizard?.page {} else { Issue.record("not before the password was right") }
    }

    @Test func verificationIsActivatedWithANumberThatIsTypedAndConfirmed() throws {
        let trial = wizard(.activate(number: nil))
        #expect(trial.page(.goOn).isEmpty)
        #expect(trial.wizard?.problem == .invalidMobile)
        trial.type(.mobile, " +39 347 1234567 ")
        let effects = trial.page(.goOn)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.advance(pairing, .submitMobile(ticket, Field("+39 347 1234567")))])
        #expect(!"\(effects)".contains("347"))

        trial.stepped(ticket, .numberCode(sms()))
        #expect(trial.wizard?.page == .numberCode(Field()))
        let back = trial.page(.startAgain)
        let again = try #require(back.ticket)
        #expect(back == [.advance(pairing, .startAgain(again))])
        trial.stepped(again, .activate(number: "+39 *** 42"))
        #expect(trial.wizard?.page == .activate)
        let activate = trial.page(.goOn)
        let third = try #require(activate.ticket)
        #expect(activate == [.advance(pairing, .associate(third, .device))])
    }

    private static let empty = PairingPage.signIn(email: Field(), password: Field())

    @Test(arguments: [
        (At.signIn, empty), (.signInCode(sms()), .signInCode(Field())), (.signInCode(nil), .signInCode(Field())),
        (.signedIn, .notice), (.associateCode(sms()), .associateCode(Field())), (.finish, .finish),
        (.activate(number: "+39 *** 42"), .activate), (.activate(number: nil), .mobile(Field())),
        (.recovered, .recovered),
        (.numberCode(sms()), .numberCode(Field())), (.associated(ours), .success),
    ])
    func whereAPairingStandsSaysWhichPageIsShown(at: At, page: PairingPage) {
        #expect(wizard(at).wizard?.page == page)
    }

    @Test(arguments: [
        (At.signIn, "", ""), (.signIn, name, ""), (.signIn, "  ", "p"), (.signInCode(sms()), "", "12345"),
        (.numberCode(sms()), "", "12345"), (.associateCode(sms()), "", "1234five"),
    ])
    func whatIsIncompleteIsNotSent(at: At, email: String, secret: String) {
        let trial = wizard(at)
        trial.type(.email, email)
        trial.type(.password, secret)
        trial.type(.code, secret)
        #expect(trial.page(.goOn).isEmpty)
        #expect(trial.wizard?.problem == .invalidInput)
    }

    @Test func anAddressThatIsMissingIsAskedForAgain() {
        let trial = opened()
        trial.page(.addAccount)
        #expect(trial.provider?.address.text == issuer)
        trial.type(.address, "  ")
        #expect(trial.page(.goOn).isEmpty)
        #expect(trial.provider?.problem == .invalidIssuer)
    }

    @Test func anAddressIsSentWithoutTheBlanksAroundIt() throws {
        let trial = opened()
        trial.page(.addAccount)
        trial.type(.address, " https://other.example ")
        let effects = trial.page(.goOn)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.pair(ticket, issuer: "https://other.example")])
        #expect(trial.page(.goOn).isEmpty, "once")
        trial.type(.address, "x")
        #expect(trial.provider?.address.text == " https://other.example ")
    }

    @Test func whatWasTypedIntoAFieldOfAnotherPageGoesNowhere() {
        let trial = wizard(.signInCode(sms()))
        let before = trial.state
        trial.type(.password, "secret")
        trial.type(.address, "x")
        #expect(trial.state == before)
    }

    @Test func whileAnAnswerIsAwaitedNothingButLeavingDoesAnything() {
        let trial = wizard(.signedIn)
        trial.page(.goOn)
        let before = trial.state
        #expect(trial.page(.goOn, .resend, .startAgain, .chooseKeyClass(.device), .typed(.code, Field("1"))).isEmpty)
        #expect(trial.state == before)
    }

    @Test func aPasswordAndACodeLeaveTheFieldAsTheyAreSent() {
        let trial = wizard(.signIn)
        trial.type(.email, name)
        trial.type(.password, "secret")
        let ticket = trial.page(.goOn).ticket
        #expect(trial.wizard?.page == .signIn(email: Field(name), password: Field()))
        trial.stepped(ticket, .signInCode(sms()))
        trial.type(.code, "123456")
        trial.page(.goOn)
        #expect(trial.wizard?.page == .signInCode(Field()))
    }

    @Test(arguments: [At.signInCode(sms()), .associateCode(sms())])
    func anotherCodeEmptiesTheFieldAndSaysThatItIsOnItsWay(at: At) throws {
        let trial = wizard(at)
        trial.type(.code, "123")
        let effects = trial.page(.resend)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.advance(pairing, .resendCode(ticket))])
        trial.stepped(ticket, at)
        #expect(trial.wizard?.resent == true && trial.wizard?.page == wizard(at).wizard?.page)
        #expect(wizard(.signedIn).page(.resend).isEmpty)
    }

    @Test func anInterruptedAssociationGoesOnOrStartsAgain() throws {
        let trial = wizard(.finish)
        let again = trial.page(.startAgain)
        let ticket = try #require(again.ticket)
        #expect(again == [.advance(pairing, .startAgain(ticket))])
        trial.stepped(ticket, .signedIn)
        #expect(trial.wizard?.page == .notice)
        let resuming = wizard(.finish)
        let resume = resuming.page(.goOn)
        let other = try #require(resume.ticket)
        #expect(resume == [.advance(pairing, .resume(other))])
        #expect(resuming.wizard?.page == .finishing)
    }
}

@Suite struct PairingRepliesTests {
    @Test func aWrongPasswordKeepsTheAddressAndWipesThePassword() {
        let trial = wizard(.signIn)
        trial.type(.email, name)
        trial.type(.password, "wrong")
        trial.stuck(trial.page(.goOn).ticket, .wrongCredentials)
        #expect(trial.wizard?.page == .signIn(email: Field(name), password: Field()))
        #expect(trial.wizard?.problem == .wrongCredentials)
    }

    @Test(arguments: [At.signInCode(sms()), .associateCode(sms())])
    func aWrongCodeSaysHowManyTriesAreLeft(at: At) {
        let trial = wizard(at)
        trial.type(.code, "123456")
        trial.stuck(trial.page(.goOn).ticket, .wrongCode(triesLeft: 1))
        #expect(trial.wizard?.sms?.triesLeft == 1 && trial.wizard?.problem == .wrongCode(triesLeft: 1))
        #expect(trial.wizard?.page == wizard(at).wizard?.page, "the field is empty again")
    }

    @Test func aPairingThatMovedAlthoughItFailedIsShownWhereItStands() {
        let trial = wizard(.associateCode(sms()))
        trial.type(.code, "123456")
        trial.stuck(trial.page(.goOn).ticket, .cancelled, flow(.finish))
        #expect(trial.wizard?.page == .finish && trial.wizard?.problem == .cancelled)
    }

    @Test func aClassThatTheProviderRefusesIsNotSentAgain() {
        let trial = wizard(.associateCode(sms()), [.device, .biometric])
        trial.page(.chooseKeyClass(.device), .goOn)
        trial.type(.code, "123456")
        let effects = trial.page(.goOn)
        #expect(effects.code?.keyClass == .device)
        trial.stuck(effects.ticket, .classNotAllowed, flow(.associateCode(sms()), [.biometric]))
        #expect(trial.wizard?.problem == .classNotAllowed)
        trial.type(.code, "123456")
        #expect(trial.page(.goOn).code?.keyClass == .biometric)
    }

    @Test func aResumptionThatFailedCanBeTriedAgain() {
        let trial = wizard(.finish)
        trial.stuck(trial.page(.goOn).ticket, .offline)
        #expect(trial.wizard?.page == .finish && trial.wizard?.problem == .offline)
    }

    @Test func aSignInThatEndedBeginsAgainAtTheSameProvider() {
        let trial = wizard(.signedIn)
        #expect(trial.stuck(trial.page(.goOn).ticket, .sessionEnded) == [.load])
        #expect(trial.provider?.address.text == issuer && trial.provider?.problem == .sessionEnded)
    }

    @Test func aPairingThatEndedIsLeft() {
        let trial = wizard(.signedIn)
        #expect(trial.stepped(trial.page(.goOn).ticket, .ended) == [.load])
        #expect(trial.state.screen == .welcome)
        let failing = wizard(.signedIn)
        failing.stuck(failing.page(.goOn).ticket, .superseded, flow(.ended))
        #expect(failing.state.problem == .superseded && failing.state.screen == .welcome)
    }

    @Test func anAnswerToAnOlderQuestionIsNotLookedAt() throws {
        let trial = wizard(.signedIn)
        let ticket = try #require(trial.page(.goOn).ticket)
        trial.stepped(Ticket(number: ticket.number - 1), .associated(ours))
        #expect(trial.wizard?.page == .notice)
    }

    @Test(arguments: [Problem.notAProvider, .offline])
    func whatIsNoProviderIsSaidWhereItWasTyped(problem: Problem) throws {
        let trial = opened()
        let ticket = try #require(trial.page(.addAccount, .goOn).ticket)
        trial.core(.begun(ticket, .failed(problem)))
        #expect(trial.provider?.problem == problem && trial.provider?.busy == nil)
    }

    @Test func anUnfinishedPairingIsOpenedWhereItStands() {
        let trial = opened(Accounts(unfinished: [flow(.signInCode(nil))]))
        trial.page(.openRow(.unfinished(pairing)))
        #expect(trial.wizard?.page == .signInCode(Field()) && trial.wizard?.sms == nil)
        trial.send(.back)
        trial.page(.openRow(.unfinished(PairingKey(99))))
        #expect(trial.state.screen == .accounts)
    }
}

/// What a phone needs before it can be associated, and which key it makes.
@Suite struct PrerequisitesTests {
    @Test func whatIsMissingIsNamedAndTheWizardGoesOnWhenItIsThere() throws {
        let silent = with(ready) { $0.notifications = false }
        let trial = wizard(.signedIn, [.device], silent)
        trial.page(.goOn)
        #expect(trial.wizard?.page == .missing([.notifications]))
        #expect(trial.page(.turnOn(.notifications)) == [.phone(.askForNotifications)])
        #expect(trial.phone(.posture(silent)).isEmpty)
        let effects = trial.phone(.posture(ready))
        let ticket = try #require(effects.ticket)
        #expect(effects == [.advance(pairing, .associate(ticket, .device))])
    }

    @Test func whatTheCoreFindsMissingIsNamedAlthoughItWasNotKnownHere() {
        let trial = wizard(.signedIn)
        trial.stuck(trial.page(.goOn).ticket, .prerequisites(screenLock: false, notifications: true))
        #expect(trial.wizard?.page == .missing([.notifications]))
        #expect(trial.page(.goOn).ticket != nil)
    }

    @Test func aPhoneOfWhichNothingIsKnownYetIsLeftToTheCore() {
        let trial = Trial(PhoneState(nowBootMs: nowMs, known: known))
        trial.core(.loaded(.ok(Accounts(unfinished: [flow(.signedIn)]))))
        trial.unlock(trial.send(.unlock))
        trial.page(.openRow(.unfinished(pairing)))
        #expect(trial.page(.goOn).ticket != nil)
    }

    @Test func aProblemThatNamesNothingMissingIsOnlySaid() {
        let trial = wizard(.signedIn)
        trial.stuck(trial.page(.goOn).ticket, .prerequisites(screenLock: false, notifications: false))
        #expect(trial.wizard?.page == .notice)
        #expect(trial.wizard?.problem == .prerequisites(screenLock: false, notifications: false))
    }

    @Test func oneOfTwoThatIsThereIsCrossedOff() {
        let bare = with(ready) { ($0.screenLock, $0.notifications) = (false, false) }
        let trial = wizard(.signedIn, [.device], bare)
        #expect(trial.page(.goOn) == [.phone(.readPosture)])
        #expect(trial.wizard?.page == .missing([.screenLock, .notifications]))
        #expect(trial.page(.turnOn(.screenLock)) == [.phone(.openScreenLockSettings)])
        trial.phone(.posture(with(bare) { $0.screenLock = true }))
        #expect(trial.wizard?.page == .missing([.notifications]))
    }

    @Test func nothingGoesOnBehindTheAppsLockButAsSoonAsItIsOpen() throws {
        let trial = wizard(.signedIn, [.device], with(ready) { $0.notifications = false })
        trial.page(.goOn)
        trial.phone(.background(bootMs: inSeconds(0)), .foreground(bootMs: inSeconds(99)))
        let asked = trial.phone(.posture(ready))
        #expect(asked.count == 1 && asked.ticket != nil)
        let effects = trial.unlock(asked)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.advance(pairing, .associate(ticket, .device))])
    }

    @Test func whereTheProviderTakesTwoClassesThePersonChoosesBeforeTheCodeIsSent() throws {
        let trial = wizard(.signedIn, [.device, .biometric])
        #expect(trial.page(.goOn).isEmpty)
        #expect(trial.wizard?.page == .keyClass(.device))
        trial.page(.chooseKeyClass(.biometric))
        let effects = trial.page(.goOn)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.advance(pairing, .associate(ticket, .biometric))])
        trial.stepped(ticket, .associateCode(sms()), [.device, .biometric])
        trial.type(.code, "123456")
        #expect(trial.page(.goOn).code?.keyClass == .biometric)
    }

    @Test func aClassThatWasNotChosenBeforeARestartIsAskedForBeforeTheCode() {
        let trial = wizard(.associateCode(nil), [.device, .biometric])
        #expect(trial.wizard?.page == .keyClass(.device))
        #expect(trial.page(.goOn).isEmpty)
        #expect(trial.wizard?.page == .associateCode(Field()))
    }

    @Test func aClassThatTheProviderDoesNotTakeIsNotChosen() {
        let trial = wizard(.signedIn, [.device, .device])
        trial.page(.goOn, .chooseKeyClass(.biometric))
        #expect(trial.wizard?.page == .keyClass(.device))
    }

    @Test func aBiometricKeyNeedsAFingerOrAFaceFirst() {
        let trial = wizard(.signedIn, [.biometric], with(ready) { $0.biometrics = false })
        trial.page(.goOn)
        #expect(trial.wizard?.page == .missing([.biometrics]))
        #expect(trial.page(.turnOn(.biometrics)) == [.phone(.openBiometricEnrolment)])
        #expect(trial.phone(.posture(ready)).ticket != nil)
    }
}

/// How a screen is left, and what ends with it.
@Suite struct LeavingTests {
    private static let abandon = [Effect.advance(pairing, .abandon(nil))]

    @Test(arguments: [
        (At.signIn, abandon, abandon), (.signInCode(sms()), abandon, [.load]),
        (.activate(number: nil), [.load], [.load]), (.recovered, [.load], [.load]),
        (.activate(number: "+39 *** 42"), [.load], [.load]), (.numberCode(sms()), [.load], [.load]),
        (.signedIn, [.load], [.load]), (.finish, [.load], [.load]), (.associated(ours), [.load], [.load]),
    ])
    func cancelGivesUpBeforeTheSignInAndKeepsItAfterAndBackKeepsItOnceACodeWasSent(
        at: At, cancelled: [Effect], back: [Effect]
    ) {
        let trial = wizard(at)
        #expect(trial.page(.cancel) == cancelled)
        #expect(trial.state.screen == .welcome)
        let other = wizard(at)
        #expect(other.send(.back) == back)
        #expect(other.state.screen == .welcome)
    }

    @Test func cancelAtTheSecondCodeGivesThisTryUp() throws {
        let trial = wizard(.associateCode(sms()))
        let effects = trial.page(.cancel)
        let ticket = try #require(effects.ticket)
        #expect(effects == [.advance(pairing, .startAgain(ticket))])
        #expect(wizard(.associateCode(sms())).send(.back) == [.load])
    }

    @Test(arguments: [
        (At.signIn, abandon), (.signInCode(sms()), abandon), (.signedIn, [.load]),
        // The code is sent: whether it associated the phone is seen when the pairing goes on.
        (.associateCode(sms()), [.load]), (.finish, [.load]),
    ])
    func leavingStopsWhatThePairingWasDoing(at: At, then: [Effect]) {
        let trial = wizard(at)
        trial.type(.email, name)
        trial.type(.password, "p")
        trial.type(.code, "123456")
        trial.page(.goOn)
        #expect(trial.page(.cancel) == [.cancelPairing(pairing)] + then)
        #expect(trial.state.screen == .welcome)
    }

    @Test func theAnswerToAScreenThatWasLeftOnlyHasTheListRead() {
        let trial = wizard(.signedIn)
        let ticket = trial.page(.goOn).ticket
        trial.send(.back)
        #expect(trial.stepped(ticket, .associateCode(sms())) == [.load])
        #expect(trial.state.screen == .welcome)
    }

    @Test func aPairingThatBeginsAfterItsScreenWasLeftIsGivenUp() throws {
        let trial = opened()
        let ticket = try #require(trial.page(.addAccount, .goOn).ticket)
        trial.send(.back)
        #expect(trial.core(.begun(ticket, .ok(flow(.signIn)))) == Self.abandon)
        #expect(trial.core(.abandoned(.ok(Done()))) == [.load])
        #expect(trial.core(.abandoned(.failed(.offline))) == [.load])
        #expect(trial.state.screen == .accounts && trial.state.problem == .offline)
    }

    @Test func backLeadsUpTheWayThatWasGoneAndFromTheFirstScreenNowhere() {
        let trial = opened()
        let row = Row.paired(ours)
        trial.page(.openSettings, .openMailbox(row), .openAccount, .openTwoStep)
        for screen in [.twoStep(TwoStepPage(row: row)), .account(row), .mailbox(row), .settings, Screen.accounts] {
            #expect(trial.state.screen == screen)
            #expect(trial.send(.back).isEmpty)
        }
        #expect(trial.state.stack == [.accounts])
    }

    @Test func leavingTheCodesLocksThem() {
        let trial = opened()
        trial.page(.openCodes)
        #expect(trial.send(.back).contains(.lockCodes))
    }
}
