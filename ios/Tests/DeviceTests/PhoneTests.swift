// How the phone is set up, the app's own prompt, clocks, signs, the push token.

import CoreBridge
import Doubles
import Features
import Foundation
import Harness
import LocalAuthentication
import Testing

@testable import Device

@Suite struct PhoneTests {
    @Test(arguments: [(Set([1, 2]), true, true), (Set([2]), true, false), (Set<Int>(), false, false)])
    func thePostureIsWhatThePhoneSays(policies: Set<Int>, screenLock: Bool, biometrics: Bool) async {
        let posture = PhonePosture {
            let context = FakeContext()
            context.policies = policies
            return context
        } notify: {
            false
        }
        #expect(
            await posture.current() == PostureView(screenLock: screenLock, biometrics: biometrics, notifications: false)
        )
    }

    @MainActor
    @Test(arguments: [
        (Result<Bool, LAError>.success(true), Unlock.unlocked), (.success(false), .unavailable),
        (.failure(LAError(.userCancel)), .cancelled), (.failure(LAError(.systemCancel)), .cancelled),
        (.failure(LAError(.authenticationFailed)), .lockedOut), (.failure(LAError(.biometryLockout)), .lockedOut),
        (.failure(LAError(.passcodeNotSet)), .notEnrolled), (.failure(LAError(.notInteractive)), .unavailable),
    ])
    func thePromptThatOpensTheAppSaysWhatBecameOfIt(answer: Result<Bool, LAError>, unlock: Unlock) async {
        let prompt = AppUnlock(reasons: PlainReasons()) {
            let context = FakeContext()
            context.answer = answer
            return context
        }
        #expect(await prompt.unlock() == unlock)
    }

    @Test func promptsNameTheAccountAndTheProvider() throws {
        let reasons = WordsOfPrompts(try CatalogWords("en"))
        let approve = reasons.text(.approve(requestID: "r", provider: "Example Mail", account: "anna"))
        #expect(approve == "To authorize this request for anna at Example Mail.")
        #expect(
            reasons.text(.associate(provider: "Example Mail", account: "anna"))
                == "To associate this device with anna at Example Mail.")
        #expect(
            reasons.text(.deactivate(provider: "Example Mail", account: "anna"))
                == "To deactivate 2-step verification for anna at Example Mail.")
        #expect(
            reasons.text(.recoveryCode(provider: "Example Mail", account: "anna"))
                == "To make the recovery code of anna at Example Mail valid.")
        #expect(
            reasons.text(SignReason.silent).isEmpty && !reasons.text(.showCodes).isEmpty && !reasons.openApp.isEmpty)
    }

    @Test func theBootClockNeverGoesBack() {
        let clock = BootClock()
        let first = clock.bootMs()
        #expect(first > 0 && clock.bootMs() >= first)
        #expect(abs(clock.wallUnixMs() - Int64(Date().timeIntervalSince1970 * 1000)) < 60_000)
    }

    @Test func aProgramOfAnOpenedSystemIsASign() {
        #expect(Signs(exists: { _ in false }).found == [.debuggableApp])
        #expect(Signs(exists: { $0 == "/Applications/Cydia.app" }).found == [.debuggableApp, .jailbreak])
    }

    @Test func theTokenIsToldInHexadecimalOnceThereIsOne() async {
        let push = ApnsPush()
        #expect(await push.endpoint() == nil)
        await push.registered(Data([0, 15, 255]))
        #expect(await push.endpoint() == .apns(token: "000fff"))
        await push.failed()
        #expect(await push.endpoint() == nil)
    }
}
