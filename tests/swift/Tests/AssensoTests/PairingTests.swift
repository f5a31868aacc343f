// Each step of a pairing: what it offers, what it refuses, and where it leads.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct PairingTests {
    @Test func aMistypedPasswordAndCodeCanBeTypedAgain() async throws {
        let (service, phone) = (try await Service.start(), try Phone())
        let email = try await service.seed()
        let pairing = try await phone.open().pair(issuer: service.issuer)
        #expect(pairing.issuer() == service.issuer)
        #expect(pairing.providerName() == "Example Mail")
        #expect(await pairing.email() == nil)
        guard case .signIn(let signIn) = await pairing.step() else { throw Elsewhere() }
        let wrong = await thrown {
            try await signIn.submit(email: email, password: Data("wrong".utf8))
        }
        #expect(wrong == Thrown("PairingError.NotAccepted", "pairing.wrong_credentials"))
        let next = try await signIn.submit(email: email, password: Data(password.utf8))
        guard case .signInCode(let code) = next else { throw Elsewhere() }
        #expect(await pairing.email() == email)
        let sms = try #require(code.sms())
        #expect(sms.sentTo.contains("•"))
        #expect(sms.triesLeft == 3)
        #expect((1...300_000).contains(sms.expiresInMs))

        let right = try await service.smsCode(email)
        let mistyped = await thrown { try await code.submit(code: Data(other(than: right).utf8)) }
        #expect(mistyped == Thrown("PairingError.NotAccepted", "pairing.wrong_code"))
        #expect(pairing.advice().triesLeft == 2)
        guard case .signInCode = await pairing.step() else { throw Elsewhere() }
        guard case .signedIn = try await code.submit(code: Data(right.utf8)) else {
            throw Elsewhere()
        }
    }

    @Test func anotherCodeCanBeSentForEachPurpose() async throws {
        let (service, phone) = (try await Service.start(), try Phone())
        let email = try await service.seed()
        let app = try await phone.open()
        let first = try await app.signInCode(service, email)
        let old = try await service.smsCode(email)
        let second = try await first.resend()
        let new = try await service.smsCode(email)
        #expect(old != new)
        guard case .signedIn(let signedIn) = try await second.submit(code: Data(new.utf8)) else {
            throw Elsewhere()
        }
        let associate = try await signedIn.associate().resend()
        #expect(associate.sms()?.triesLeft == 3)
        let code = try await service.typed(email)
        let done = try await associate.submit(code: code, keyClass: .biometric)
        guard case .associated(let account) = done else { throw Elsewhere() }
        let view = try #require(try await app.accounts().first)
        #expect(view.id == account)
        #expect(view.keyClass == .biometric)
    }

    @Test func whatThePhoneLacksIsNamed() async throws {
        let (service, phone) = (try await Service.start(), try Phone())
        let app = try await phone.open()
        let step = try await app.signedIn(service, service.seed())
        phone.posture.posture.with {
            $0 = Posture(screenLock: false, biometrics: false, notifications: false)
        }
        let missing = Missing(screenLock: true, notifications: true)
        #expect(try await step.missing() == missing)
        let refused = await thrown { try await step.associate() }
        #expect(refused == Thrown("PairingError.NotReady", "pairing.prerequisites"))
        phone.posture.posture.with {
            $0 = Posture(screenLock: true, biometrics: false, notifications: true)
        }
        #expect(try await step.missing() == Missing(screenLock: false, notifications: false))
        _ = try await step.associate()
    }

    @Test func anInvitationLeadsAnotherPhoneToTheMailboxAndGrantsItNothing() async throws {
        let first = try await Associated.make(with: .start())
        let (browser, page) = try await first.signIn()
        _ = try await first.request().approve(number: page.number())
        _ = try await browser.goOn(browser.open("/sign-in"))
        let link = try await browser.invitation()

        let (phone, issuer) = (try Phone(), first.service.issuer)
        let app = try await Authenticator.open(
            path: phone.file, ports: phone.ports, options: Phone.options(listed: [issuer]))
        let invitation = try app.invitation(text: link)
        #expect(invitation.issuer() == issuer)
        #expect("http://\(invitation.domain())" == issuer)
        #expect(invitation.isListed())
        #expect(try first.app.invitation(text: link).isListed() == false)
        let pairing = try await app.pairInvited(invitation: invitation)
        #expect(await pairing.email() == first.email)
        guard case .signIn(let step) = await pairing.step(),
            case .signInCode = try await step.submit(
                email: first.email, password: Data(password.utf8))
        else { throw Elsewhere() }
    }

    @Test func aPairingThatIsLeftIsTakenUpAfterAStart() async throws {
        let (service, phone) = (try await Service.start(), try Phone())
        let email = try await service.seed()
        var app: Authenticator? = try await phone.open()
        _ = try await app?.signedIn(service, email).associate()
        let id = try await app?.unfinished().first?.id()
        app = nil
        let again = try await phone.open()
        let pairing = try #require(try await again.unfinished().first)
        #expect(pairing.id() == id)
        #expect(await pairing.email() == email)
        guard case .associateCode(let step) = await pairing.step() else { throw Elsewhere() }
        #expect(step.sms() == nil)
        guard case .signedIn(let signedIn) = try await step.startAgain() else { throw Elsewhere() }
        let next = try await signedIn.associate()
        let code = try await service.typed(email)
        guard case .associated = try await next.submit(code: code, keyClass: .device) else {
            throw Elsewhere()
        }
        #expect(try await again.unfinished().isEmpty)
    }

    @Test func aFinishThatIsStartedAgainDropsTheTry() async throws {
        let (middle, service) = try await Middle.start()
        let phone = try Phone()
        let email = try await service.seed()
        let app = try await phone.open()
        let step = try await app.associateCode(service, email)
        let pairing = try #require(try await app.unfinished().first)
        let code = try await service.typed(email)
        middle.on("/pairing/statement", .refuse(500, "internal", #","incident":"i""#))
        let failed = await thrown { try await step.submit(code: code, keyClass: .device) }
        #expect(failed == Thrown("PairingError.Offline", "pairing.provider_failed"))
        middle.on("/pairing/statement", nil)
        guard case .finish(let finish) = await pairing.step(),
            case .signedIn = try await finish.startAgain()
        else { throw Elsewhere() }
        #expect(try await app.accounts().isEmpty)
    }

    @Test func aPairingThatIsAbandonedIsOver() async throws {
        let (service, phone) = (try await Service.start(), try Phone())
        let app = try await phone.open()
        let step = try await app.signInCode(service, service.seed())
        let pairing = try #require(try await app.unfinished().first)
        #expect(phone.keys.publicKeys(.possession).count == 1)
        try await pairing.abandon()
        #expect(phone.keys.publicKeys(.possession).isEmpty)
        guard case .ended = await pairing.step() else { throw Elsewhere() }
        let over = await thrown { try await step.submit(code: Data("123456".utf8)) }
        #expect(over == Thrown("PairingError.StartAgain", "pairing.wrong_step"))
        #expect(try await app.unfinished().isEmpty)
    }

    @Test func verificationThatIsOffIsActivatedWithANumberThatIsGivenAndConfirmed() async throws {
        let (service, phone) = (try await Service.start(), try Phone())
        let email = try await service.seed(arguments: ["--two-step-off"], number: false)
        let number = try #require(service.number(email))
        let app = try await phone.open()
        let pairing = try await app.pair(issuer: service.issuer)
        guard case .signIn(let step) = await pairing.step(),
            case .activate(let off) = try await step.submit(
                email: email, password: Data(password.utf8))
        else { throw Elsewhere() }
        #expect(await pairing.activates())
        #expect(off.number() == nil)
        #expect(try await off.missing() == Missing(screenLock: false, notifications: false))
        let first = try await off.submitNumber(number: number)
        #expect(first.sms()?.sentTo.hasSuffix(String(number.suffix(3))) == true)
        guard case .activate(let again) = try await first.startAgain() else { throw Elsewhere() }
        let code = try await again.submitNumber(number: number).resend()
        guard case .activate(let known) = try await code.submit(code: service.typed(email)) else {
            throw Elsewhere()
        }
        #expect(known.number()?.hasSuffix(String(number.suffix(3))) == true)
        let associate = try await known.activate()
        _ = try await associate.submit(code: service.typed(email), keyClass: .device)
        let account = try #require(try await app.accounts().first)
        #expect(account.association == .associated && account.hold?.held == .settings)
    }
}

/// A pairing stands elsewhere than the test expects.
struct Elsewhere: Error {}

/// Six other digits.
func other(than code: String) -> String { String(code.map { $0 == "9" ? "0" : "9" }) }
