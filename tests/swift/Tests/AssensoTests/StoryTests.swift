// The whole story on one phone: associated, approved, denied, reported, a fallback code, activity.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct StoryTests {
    @Test func aPhoneIsAssociatedAndApprovesASignIn() async throws {
        let phone = try await Associated.make(with: .start())
        let accounts = try await phone.app.accounts()
        #expect(accounts.map(\.id) == [phone.account])
        let account = try #require(accounts.first)
        #expect(account.issuer == phone.service.issuer)
        #expect(account.provider == "Example Mail")
        #expect(account.name == phone.email)
        #expect(account.association == .associated)
        #expect(account.keyClass == .device)
        #expect(account.hardwareLevel == .software)
        // Paired by password and SMS: for 72 hours it widens nothing.
        #expect(account.hold?.held == .widening)
        #expect(!account.alarm)

        let (browser, page) = try await phone.signIn()
        async let decided = browser.decided()
        let request = try await phone.request()
        let view = request.details()
        #expect(view.provider == "Example Mail")
        #expect(view.account == phone.email)
        #expect(view.numberDigits == 2)
        let signIn = try #require(view.subject.signIn)
        #expect(signIn.browser == .firefox)
        #expect(signIn.address == "127.0.0.1")
        #expect(!signIn.known)
        #expect((110_000...120_000).contains(request.timeLeftMs()))
        #expect(try await request.approve(number: page.number()) == .approved)
        #expect(try await decided == "approved")
        let waiting = try await browser.open("/sign-in")
        #expect(try await browser.goOn(waiting).signedInBy == "push")
    }

    @Test func aRecoveryCodeIsWrittenDownAndTakesOverOnTheNextPhone() async throws {
        let phone = try await Associated.activated()
        let actions = try await phone.actions()
        try await actions.confirmPassword(password: Data(password.utf8))
        let code = try actions.newRecoveryCode()
        let groups = code.groups()
        #expect(groups.map(\.count) == Array(repeating: 4, count: 7))
        try await code.keep(group: Data(groups[Int(code.asked())].utf8))

        let next = try await Phone().open()
        let pairing = try await next.pair(issuer: phone.service.issuer)
        guard case .signIn(let step) = await pairing.step(),
            case .signInCode = try await step.submit(
                email: phone.email, password: Data(password.utf8)),
            case .recovered(let right) = try await step.recover(
                code: Data(groups.joined(separator: " ").lowercased().utf8)),
            case .associated = try await right.associate(keyClass: .device)
        else { throw Elsewhere() }
        #expect(try await next.accounts().first?.hold == nil)
        let old = try await phone.app.checkAssociation(account: phone.account)
        #expect(old.association == .replaced)
    }

    @Test func deactivatingAsksThePersonAndSigningOutDoesNot() async throws {
        let phone = try await Associated.activated()
        let actions = try await phone.actions()
        try await actions.confirmPassword(password: Data(password.utf8))
        let before = phone.phone.keys.prompts
        #expect(try await actions.deactivate().association == .deactivated)
        #expect(phone.phone.keys.prompts == before + 1)
        let other = try await Associated.activated(with: phone.service)
        let prompts = other.phone.keys.prompts
        #expect(try await other.actions().signOut().association == .signedOut)
        #expect(other.phone.keys.prompts == prompts)
    }

    @Test func aDenialNeedsNoPrompt() async throws {
        let phone = try await Associated.make(with: .start())
        let (browser, _) = try await phone.signIn()
        async let decided = browser.decided()
        let before = phone.phone.keys.prompts
        let request = try await phone.request()
        #expect(try await request.deny() == .denied)
        #expect(phone.phone.keys.prompts == before)
        #expect(try await decided == "over")
        #expect(try await browser.open("/sign-in").signedInBy == nil)
    }

    @Test func aFallbackCodeSignsInOnce() async throws {
        let phone = try await Associated.make(with: .start())
        let codes = try await phone.app.unlockCodes()
        let code = try #require(try await codes.list().first)
        #expect(code.account == phone.account)
        let digits = try #require(code.digits)
        #expect(digits.periodMs == 30_000)
        #expect((1...30_000).contains(digits.validForMs))
        let (browser, _) = try await phone.signIn()
        #expect(try await browser.type(code: digits.now).signedInBy == "code")
        let (other, _) = try await phone.signIn()
        #expect(try await other.type(code: digits.now).signedInBy == nil)
        #expect(try await other.type(code: digits.next).signedInBy == "code")
    }

    @Test func activityTellsWhatWasAnsweredNewestFirst() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, first) = try await phone.signIn()
        let approved = try await phone.request()
        #expect(try await approved.approve(number: first.number()) == .approved)
        let (_, second) = try await phone.signIn()
        let burned = try await phone.request()
        #expect(try await burned.approve(number: second.wrongNumber()) == .wrongNumber)
        let (_, _) = try await phone.signIn()
        let denied = try await phone.request()
        #expect(try await denied.deny() == .denied)

        let activity = try await phone.app.activity(limit: 10)
        #expect(activity.map(\.account) == [phone.account, phone.account, phone.account])
        #expect(activity.map(\.outcome) == [.denied, .wrongNumber, .approved])
        let ids = [denied, burned, approved].map { $0.details().id }
        #expect(activity.map(\.requestId) == ids)
        #expect(activity.first?.name == phone.email)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        #expect(activity.allSatisfy { abs($0.timeUnixMs - now) < 120_000 })
        #expect(try await phone.app.activity(limit: 2).map(\.requestId) == Array(ids.prefix(2)))
        for id in ids {
            let evidence = try await phone.app.evidence(account: phone.account, requestId: id)
            #expect(try Jws(#require(evidence?.request)).claims["id"] == .string(id))
            #expect(evidence?.answer != nil)
            #expect(evidence?.receipt != nil)
        }
        #expect(try await phone.app.evidence(account: phone.account, requestId: "none") == nil)
    }

    @Test func aSecondPhonePutsTheFirstOneOut() async throws {
        let first = try await Associated.make(with: .start())
        let second = try Phone()
        let app = try await second.open()
        let account = try await app.associate(with: first.service, as: first.email)
        #expect(try await app.accounts().map(\.id) == [account])
        let view = try await first.app.checkAssociation(account: first.account)
        #expect(view.association == .replaced)
        let refused = await thrown { try await first.approvals().refresh() }
        #expect(refused == Thrown("ApprovalError.NotAssociated", "approval.not_associated"))
        try await first.app.remove(account: first.account)
        #expect(try await first.app.accounts().isEmpty)
    }

    @Test func aDenialIsReportedOnceAlsoByItsNumber() async throws {
        let phone = try await Associated.make(with: .start())
        _ = try await phone.signIn()
        let request = try await phone.request()
        #expect(try await request.deny() == .denied)
        let approvals = try await phone.approvals()
        let id = request.details().id
        #expect(try await approvals.unreported().map(\.id) == [id])
        #expect(try await request.report(reason: .notMe) == .taken)
        #expect(try await approvals.report(requestId: id, reason: .notMe) == .taken)
        #expect(try await approvals.unreported().isEmpty)
        let notices = try await phone.service.outbox().filter { $0.channel == "email" }
        #expect(notices.contains { $0.to == phone.email && $0.text.contains("127.0.0.1") })
    }
}

extension RequestSubject {
    /// The sign-in that is asked about.
    var signIn: BrowserView? { if case .signIn(let details) = self { details } else { nil } }
}
