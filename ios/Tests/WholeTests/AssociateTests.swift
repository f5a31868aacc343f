// The way to an association, from the first screen to the list.

import CoreBridge
import Doubles
import Features
import Harness
import Testing

@MainActor
@Suite struct AssociateTests {
    @Test(arguments: ["en", "it"])
    func aPhoneIsAssociatedAndApprovesASignIn(language: String) async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service, language: language)
        let browser = Harness.Browser(service)
        let page = try await browser.signIn(email)
        try await handset.sees(.requestQuestion)
        try await handset.find("the browser") { $0.label.contains("Firefox") }
        try await handset.authorize(try page.number())
        try await handset.sees(.outcomeApproved)
        #expect(try await browser.decided() == "approved")
        #expect(try await browser.goOn(browser.open("/sign-in")).signedInBy == "push")
    }

    @Test(arguments: ["en", "it"])
    func verificationIsActivatedWithANumberThatIsGivenAndConfirmed(language: String) async throws {
        let service = try await Service.start()
        let email = try await service.seed(arguments: ["--two-step-off"], number: false)
        let handset = try Handset(language: language)
        try await handset.signIn(service, email)
        try await handset.sees(.pairMobileText)
        try await handset.type("02 1234567", into: .pairMobile)
        try await handset.tap(.goOn)
        try await handset.sees(.problemInvalidMobile)
        try await handset.type(try #require(service.number(email)), into: .pairMobile)
        try await handset.tap(.goOn)
        try await handset.sees(.pairNumberCodeTitle)
        handset.restart()
        try await handset.typeCode(service, email)
        try await handset.tap(.pairVerify)
        try await handset.sees(.pairActivateMail)
        try await handset.tap(.pairActivate)
        try await handset.tap(.goOn)
        try await handset.sees(.pairCodeWarning)
        try await handset.typeCode(service, email)
        try await handset.tap(.goOn)
        try await handset.sees(.pairActivatedTitle)
        let browser = Harness.Browser(service)
        try await handset.tap(.pairDone)
        let page = try await browser.signIn(email)
        try await handset.authorize(try page.number())
        #expect(try await browser.decided() == "approved")
    }

    @Test func theProcessDiesAtEveryStepAndTheAssociationGoesOnWhereItWas() async throws {
        let service = try await Service.start()
        let email = try await service.seed()
        let handset = try Handset()
        try await handset.signedIn(service, email)
        handset.restart()
        try await handset.tap(.pairAssociate)
        try await handset.tap(.goOn)
        try await handset.sees(.pairCodeWarning)
        handset.restart()
        // After a restart it is not known where the code went.
        try await handset.sees(.pairCodeTextAfterRestart)
        let prompt = handset.prompts()
        try await handset.typeCode(service, email)
        try await handset.tap(.goOn)
        try await prompt.shown.within()
        handset.phone.keys.script.clear()
        handset.restart()
        prompt.refuse(.cancelled)
        try await handset.tap(.goOn)
        try await handset.sees(.pairSuccessTitle)
    }

    @Test func whoCancelsFindsTheWayBackInTheSettings() async throws {
        let service = try await Service.start()
        let email = try await service.seed()
        let handset = try Handset()
        try await handset.signedIn(service, email)
        try await handset.tap(.cancel)
        try await handset.tap(.settingsTitle)
        try await handset.tap(saying: email)
        try await handset.tap(.settingsAccount)
        try await handset.tap(.settingsTwoStep)
        try await handset.tap(.pairAssociate)
        try await handset.sees(.pairNoticeTitle)
    }

    @Test func whatIsMissingIsSaidAndTheWayGoesOnByItselfOnceItIsThere() async throws {
        let service = try await Service.start()
        let email = try await service.seed()
        let handset = try Handset()
        handset.phone.posture.now.with { $0 = .init(screenLock: false, biometrics: false, notifications: false) }
        handset.comeBack()
        try await handset.signedIn(service, email)
        try await handset.tap(.pairAssociate)
        try await handset.tap(.goOn)
        try await handset.sees(.pairMissingLock)
        try await handset.sees(.pairMissingNotifications)
        try await handset.tap(.pairTurnOn)
        try await handset.until("the question") { handset.platform.calls == [.askedForNotifications] ? true : nil }
        handset.leave()
        handset.phone.posture.now.with { $0 = .init(screenLock: true, biometrics: false, notifications: true) }
        handset.comeBack()
        try await handset.sees(.pairAssociateCodeTitle)
    }

    @Test func aWrongPasswordAndAWrongCodeSaySoAndLoseNothing() async throws {
        let service = try await Service.start()
        let email = try await service.seed()
        let handset = try Handset()
        try await handset.signIn(service, email, "not the password")
        try await handset.sees(.problemWrongCredentials)
        try await handset.type(password, into: .pairPassword)
        try await handset.tap(.pairSignIn)
        try await handset.sees(.pairCodeTitle)
        let code = try await service.smsCode(email)
        try await handset.type(String(code.map { $0 == "9" ? "0" : "9" }), into: .pairCodeDigits, "6")
        try await handset.tap(.pairVerify)
        try await handset.sees(.problemWrongCode, "2")
        try await handset.typeCode(service, email)
        try await handset.tap(.pairVerify)
        try await handset.sees(.pairNoticeTitle)
    }

    @Test func aPromptThatIsDismissedAndOneThatIsLockedOutLeaveTheAssociationToBeFinished() async throws {
        let service = try await Service.start()
        let email = try await service.seed()
        let handset = try Handset()
        try await handset.signedIn(service, email)
        try await handset.tap(.pairAssociate)
        try await handset.tap(.goOn)
        for (fault, said) in [(PortFault.cancelled, Phrase.problemCancelled), (.lockedOut, .problemLockedOut)] {
            handset.phone.keys.script.set { $0.asks ? .fault(fault) : nil }
            if fault == .cancelled { try await handset.typeCode(service, email) }
            try await handset.tap(.goOn)
            try await handset.sees(said)
        }
        handset.phone.keys.script.clear()
        try await handset.tap(.goOn)
        try await handset.sees(.pairSuccessTitle)
    }
}
