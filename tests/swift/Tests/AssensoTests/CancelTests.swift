// `cancel()` while a request is on its way and while a prompt is up, and going on afterwards.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct CancelTests {
    @Test func anAnswerThatWasOnItsWayIsRepeatedAndReceiptedOnce() async throws {
        let (middle, service) = try await Middle.start()
        let phone = try await Associated.make(with: service)
        let (browser, page) = try await phone.signIn()
        async let decided = browser.decided()
        let request = try await phone.request()
        let number = try page.number()
        let held = Middle.Held()
        middle.on("/answers", .hold(held))
        let approving = Task { try await request.approve(number: number) }
        try await held.arrived.within()
        service.hold()
        held.release()
        request.cancel()
        let cut = await thrown { try await approving.value }
        #expect(cut == Thrown("ApprovalError.Underway", "approval.underway"))
        service.goOn()
        middle.on("/answers", nil)

        #expect(try await phone.approvals().refresh().isEmpty)
        let id = request.details().id
        #expect(try await phone.approvals().outcome(requestId: id) == .approved)
        #expect(try await decided == "approved")
        let (answer, receipt) = try await phone.evidence()
        #expect(try await receipt.claims["of"] == .string(digest(answer.signingInput)))
        #expect(middle.count("/answers") >= 2, "it was sent again")
    }

    @Test func aPromptThatIsCancelledLeavesTheRequestOpenAndEndsTheTaskBehindIt() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, page) = try await phone.signIn()
        let number = try page.number()
        let request = try await phone.request()
        let prompt = Prompt()
        phone.phone.keys.script.set { call in call.isApproval ? .prompt(prompt) : nil }
        let approving = Task { try await request.approve(number: number) }
        try await prompt.shown.within()
        request.cancel()
        let cut = await thrown { try await approving.value }
        #expect(cut == Thrown("ApprovalError.Cancelled", "approval.cancelled"))
        try await prompt.cancelled.within()
        phone.phone.keys.script.clear()
        #expect(try await phone.request().approve(number: number) == .approved)
    }

    @Test func aPromptThatThePersonDismissesLeavesTheRequestOpen() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, page) = try await phone.signIn()
        let number = try page.number()
        let request = try await phone.request()
        let prompt = Prompt()
        phone.phone.keys.script.set { call in call.isApproval ? .prompt(prompt) : nil }
        let approving = Task { try await request.approve(number: number) }
        try await prompt.shown.within()
        prompt.refuse(PlatformKeyError.Cancelled)
        let dismissed = await thrown { try await approving.value }
        #expect(dismissed == Thrown("ApprovalError.Cancelled", "approval.cancelled"))
        #expect(!prompt.cancelled.hasHappened)
        phone.phone.keys.script.clear()
        #expect(try await phone.approvals().outcome(requestId: request.details().id) == nil)
        #expect(try await request.approve(number: number) == .approved)
    }

    @Test func aCancelledPairingGoesOnWhereItStood() async throws {
        let (middle, service) = try await Middle.start()
        let phone = try Phone()
        let app = try await phone.open()
        let email = try await service.seed()
        let step = try await app.associateCode(service, email)
        let pairing = try #require(try await app.unfinished().first)
        let code = try await service.typed(email)
        let held = Middle.Held()
        middle.on("/pairing/statement", .hold(held))
        let associating = Task { _ = try await step.submit(code: code, keyClass: .device) }
        try await held.arrived.within()
        pairing.cancel()
        let cut = await thrown { try await associating.value }
        #expect(cut == Thrown("PairingError.Cancelled", "pairing.cancelled"))
        held.release()
        middle.on("/pairing/statement", nil)
        guard case .finish(let finish) = await pairing.step() else {
            Issue.record("the code is not asked again")
            return
        }
        guard case .associated = try await finish.resume() else {
            Issue.record("not associated")
            return
        }
        #expect(try await app.accounts().count == 1)
    }
}
