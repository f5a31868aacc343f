// Requests: what is open, how one ends, and what ends with it.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ApprovalTests {
    @Test func aRequestIsFoundByItsIdWhileItIsOpen() async throws {
        let phone = try await Associated.make(with: .start())
        let approvals = try await phone.approvals()
        #expect(try await approvals.open(requestId: "none") == nil)
        _ = try await phone.signIn()
        #expect(try await approvals.waitForHint())
        let request = try await phone.request()
        let id = request.details().id
        let found = try #require(try await approvals.open(requestId: id))
        #expect(found.details() == request.details())
        #expect(try await approvals.outcome(requestId: id) == nil)
        #expect(try await found.deny() == .denied)
        #expect(try await approvals.open(requestId: id) == nil)
        #expect(try await approvals.outcome(requestId: id) == .denied)
    }

    @Test func aWrongNumberBurnsTheRequestForGood() async throws {
        let phone = try await Associated.make(with: .start())
        let (browser, page) = try await phone.signIn()
        let request = try await phone.request()
        #expect(try await request.approve(number: page.wrongNumber()) == .wrongNumber)
        #expect(try await browser.decided() == "over")
        #expect(try await request.approve(number: page.number()) == .wrongNumber)
        #expect(try await request.deny() == .wrongNumber)
        #expect(try await phone.approvals().refresh().isEmpty)
    }

    @Test func aNumberOfAnotherFormIsNotSent() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, page) = try await phone.signIn()
        let request = try await phone.request()
        let long = String(repeating: "1", count: 100_000)
        for number in ["", "1", "123", "a1", "１２", "1\u{0}", " 12", "-1", long] {
            let refused = await thrown { try await request.approve(number: number) }
            #expect(refused == Thrown("ApprovalError.InvalidNumber", "approval.invalid_number"))
        }
        #expect(try await request.approve(number: page.number()) == .approved)
    }

    @Test func aRequestExpiresOnTheClockThatRunsWhileThePhoneSleeps() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, page) = try await phone.signIn()
        let request = try await phone.request()
        phone.phone.clock.advance(seconds: 121)
        #expect(request.timeLeftMs() == 0)
        #expect(try await request.approve(number: page.number()) == .expired)
    }

    @Test func anAnswerIsKeptWhileTheProviderIsGone() async throws {
        let phone = try await Associated.make(with: .start())
        _ = try await phone.signIn()
        let request = try await phone.request()
        let id = request.details().id
        phone.phone.keys.script.clear()
        try await phone.service.stop()
        let sent = await thrown { try await request.deny() }
        #expect(sent == Thrown("ApprovalError.Underway", "approval.underway"))
        let offline = await thrown { try await phone.approvals().refresh() }
        #expect(offline == Thrown("ApprovalError.Offline", "approval.offline"))
        let service = try await phone.service.restarted()
        #expect(service.issuer == phone.service.issuer)
        #expect(try await phone.approvals().refresh().isEmpty)
        #expect(try await phone.approvals().outcome(requestId: id) == .denied)
    }

    @Test func anApprovalAndADenialAtOnceGiveOneAnswer() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, page) = try await phone.signIn()
        let number = try page.number()
        let request = try await phone.request()
        let prompt = Prompt()
        phone.phone.keys.script.set { $0.isApproval ? .prompt(prompt) : nil }
        let approving = Task { try await request.approve(number: number) }
        try await prompt.shown.within()
        #expect(try await request.deny() == .denied)
        try await prompt.cancelled.within()
        let cut = await thrown { try await approving.value }
        #expect(cut == Thrown("ApprovalError.Cancelled", "approval.cancelled"))
        let id = request.details().id
        #expect(try await phone.approvals().outcome(requestId: id) == .denied)
    }
}
