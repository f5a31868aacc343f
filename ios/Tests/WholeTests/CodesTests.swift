// Fallback codes.

import CoreBridge
import Doubles
import Features
import Harness
import Testing

@MainActor
@Suite struct CodesTests {
    @Test func aCodeSignsInWhereNoRequestArrivesIsCopiedAndLocksAgain() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        try await handset.tap(.codesTitle)
        // Read aloud digit by digit.
        let spoken = try await handset.find("a code") {
            $0.label.count == 11 && $0.label.allSatisfy { $0 == " " || $0.isNumber }
        }
        let code = spoken.label.replacing(" ", with: "")
        try await handset.tap(.codesCopy)
        #expect(handset.platform.calls == [.copied(code)])
        try await handset.sees(.codesCopied)
        handset.phone.clock.advance(seconds: 61)
        try await handset.sees(.codesLocked)
        let browser = Harness.Browser(service)
        _ = try await browser.signIn(email)
        #expect(try await browser.type(code: code).signedInBy == "code")
    }

    @Test(arguments: [
        (PortFault.cancelled, nil), (.lockedOut, Phrase.problemLockedOut), (.notEnrolled, .problemNotEnrolled),
        (.unavailable, .problemCodesVault),
    ])
    func aPromptThatIsNotConfirmedShowsNoCodes(fault: PortFault, said: Phrase?) async throws {
        let service = try await Service.start()
        let (handset, _) = try await Handset.associated(with: service)
        handset.phone.codesVault.script.set { _ in .fault(fault) }
        try await handset.tap(.codesTitle)
        try await handset.sees(said ?? .problemCancelled)
        handset.phone.codesVault.script.clear()
        try await handset.tap(.codesUnlock)
        try await handset.sees(.codesText)
    }

    @Test func leavingTheAppLocksTheCodes() async throws {
        let service = try await Service.start()
        let (handset, _) = try await Handset.associated(with: service)
        try await handset.tap(.codesTitle)
        try await handset.sees(.codesText)
        handset.leave()
        handset.comeBack()
        try await handset.sees(.codesLocked)
    }
}
