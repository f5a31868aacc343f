// The gateway over the real core, against a running provider.

import CoreBridge
import Doubles
import Foundation
import Harness
import Testing

/// A phone whose core is open, and the way through a pairing.
struct Opened {
    let phone: TestPhone
    let core: any Gateway

    init(_ phone: TestPhone? = nil) async throws {
        self.phone = try phone ?? TestPhone()
        core = try await self.phone.open().value()
    }

    func signedIn(_ service: Service, _ email: String) async throws -> PairingFlow {
        let begun = try await core.pair(issuer: service.issuer).value()
        _ = try await core.signIn(begun.key, email: email, password: Secret(password)).value()
        let code = Secret(try await service.smsCode(email))
        return try await core.submitCode(begun.key, code: code, keyClass: .device).value()
    }

    func associated(_ service: Service, _ email: String) async throws -> AccountKey {
        let flow = try await signedIn(service, email)
        _ = try await core.associate(flow.key, keyClass: .device).value()
        let code = Secret(try await service.smsCode(email))
        guard
            case .associated(let account) = try await core.submitCode(flow.key, code: code, keyClass: .device).value()
                .at
        else { throw HarnessError("not associated") }
        return account
    }

    /// The first request that it is told of.
    func request() async throws -> Request {
        let core = core
        return try await within("no request comes") {
            for await case .requests(_, let open) in core.changes() { if let first = open.first { return first } }
            throw HarnessError("the changes ended")
        }
    }
}

@Suite struct GatewayTests {
    private func associated() async throws -> (Opened, Service, String, AccountKey) {
        let service = try await Service.start()
        let opened = try await Opened()
        let email = try await service.seed()
        let account = try await opened.associated(service, email)
        return (opened, service, email, account)
    }

    @Test func aPairingSaysWhereItStandsAtEachStep() async throws {
        let service = try await Service.start()
        let opened = try await Opened()
        let email = try await service.seed()
        let begun = try await opened.core.pair(issuer: service.issuer).value()
        #expect(begun.at == .signIn && begun.provider == "Example Mail" && begun.email == nil)
        let asked = try await opened.core.signIn(begun.key, email: email, password: Secret(password)).value()
        guard case .signInCode(let sms?) = asked.at else { throw HarnessError("no code: \(asked.at)") }
        #expect(sms.triesLeft == 3 && !sms.sentTo.isEmpty && sms.expiresAtBootMs > opened.phone.clock.bootMs())
        let wrong = await opened.core.submitCode(begun.key, code: Secret("000000"), keyClass: .device)
        #expect(wrong.problem == .wrongCode(triesLeft: 2))
        // A second tap finds another step.
        #expect(await opened.core.associate(begun.key, keyClass: .device).problem == .startAgain)
        #expect(await opened.core.recover(begun.key, code: Secret("zveb n63p")).problem == .noRecoveryCode)
        let another = Secret("ZVEB-N63P-AGS1-000H-48SM-8NB6-EW9B")
        #expect(await opened.core.recover(begun.key, code: another).problem == .wrongRecoveryCode)
        #expect(await opened.core.resume(PairingKey(99)).problem == .startAgain)
        let listed = try await opened.core.accounts().value().unfinished
        #expect(listed.map(\.key) == [begun.key])
        if case .signInCode(let sms) = listed.first?.at { #expect(sms?.triesLeft == 2) }
    }

    @Test func whoGivesAPairingUpLeavesNoKey() async throws {
        let service = try await Service.start()
        let opened = try await Opened()
        let flow = try await opened.signedIn(service, try await service.seed())
        #expect(try await opened.core.abandon(flow.key).value() == Done())
        #expect(try await opened.core.accounts().value() == Accounts())
        #expect(try await opened.phone.keys.list() == [])
        #expect(try await opened.core.abandon(flow.key).value() == Done())
    }

    @Test func aCallThatHangsIsEndedFromOutside() async throws {
        let (middle, service) = try await Middle.start()
        let opened = try await Opened()
        let email = try await service.seed()
        let begun = try await opened.core.pair(issuer: service.issuer).value()
        let held = Middle.Held()
        middle.on("/session/password", .hold(held))
        async let reply = opened.core.signIn(begun.key, email: email, password: Secret(password))
        try await held.arrived.within()
        opened.core.cancel(begun.key)
        #expect(await reply.problem == .cancelled)
        held.release()
    }

    @Test func aRequestIsAnsweredByItsNameAlsoByWhoWasNotToldOfIt() async throws {
        let (opened, service, email, account) = try await associated()
        let browser = Harness.Browser(service)
        _ = try await browser.signIn(email)
        let request = try await opened.request()
        // The app was started anew, by its notification.
        let again = try await Opened(opened.phone)
        #expect(await again.core.deny(account, requestID: request.id) == .ok(.denied))
        #expect(try await browser.decided() == "over")
        #expect(await again.core.outcome(account, requestID: request.id) == .ok(.denied))
        #expect(await again.core.report(account, requestID: request.id, reason: .notMe) == .ok(.taken))
        #expect(await again.core.outcome(account, requestID: "nobody's") == .ok(nil))
        #expect(await again.core.deny(account, requestID: "nobody's") == .ok(.withdrawn))
    }

    @Test func aDenialWhileThePromptIsUpIsWhatCountsForBoth() async throws {
        let (opened, service, email, account) = try await associated()
        let browser = Harness.Browser(service)
        let page = try await browser.signIn(email)
        let request = try await opened.request()
        let prompt = Prompt()
        opened.phone.keys.script.set { $0.asks ? .prompt(prompt) : nil }
        let number = Secret(try page.number())
        async let approval = opened.core.approve(account, requestID: request.id, number: number)
        try await prompt.shown.within()
        #expect(await opened.core.deny(account, requestID: request.id) == .ok(.denied))
        prompt.confirm()
        #expect(await approval == .ok(.denied))
        #expect(try await browser.decided() == "over")
    }

    @Test func aPromptThatIsTakenDownLeavesTheRequestOpen() async throws {
        let (opened, service, email, account) = try await associated()
        let page = try await Harness.Browser(service).signIn(email)
        let request = try await opened.request()
        let prompt = Prompt()
        opened.phone.keys.script.set { $0.asks ? .prompt(prompt) : nil }
        let number = Secret(try page.number())
        async let approval = opened.core.approve(account, requestID: request.id, number: number)
        try await prompt.shown.within()
        opened.core.cancelAnswer(requestID: request.id)
        #expect(await approval.problem == .cancelled)
        try await prompt.takenDown.within()
        opened.phone.keys.script.clear()
        let again = Secret(try page.number())
        #expect(await opened.core.approve(account, requestID: request.id, number: again) == .ok(.approved))
    }

    @Test func whoWasReplacedIsToldWhy() async throws {
        let (opened, service, email, account) = try await associated()
        _ = try await Opened().associated(service, email)
        #expect(try await opened.core.check(account).value().association == .replaced)
        #expect(await opened.core.deny(account, requestID: "r").problem == .dissociated(.replaced))
        #expect(try await opened.core.remove(account).value() == Done())
        #expect(try await opened.core.accounts().value() == Accounts())
        #expect(await opened.core.check(account).problem != nil)
    }

    @Test func anAccountThatIsAssociatedIsNotRemoved() async throws {
        let (opened, _, _, account) = try await associated()
        #expect(await opened.core.remove(account).problem == .stillAssociated)
    }

    @Test func codesAreToldUntilTheyLockAndLeavingLocksThem() async throws {
        let (opened, _, _, account) = try await associated()
        var last: CodesState?
        for await state in opened.core.codes() {
            if case .shown(let codes, let locksAt) = state, last == nil {
                #expect(codes.map(\.account) == [account] && codes.first?.digits?.now.count == 6)
                #expect(locksAt <= opened.phone.clock.bootMs() + 60_000)
                opened.phone.clock.advance(seconds: 61)
            }
            last = state
        }
        #expect(last == .locked)
        opened.phone.codesVault.script.set { _ in .fault(.cancelled) }
        var states: [CodesState] = []
        for await state in opened.core.codes() { states.append(state) }
        #expect(states == [.failed(.cancelled)])
    }

    @Test func changesBeginWithTheStateAndEndWithTheirReader() async throws {
        let (opened, _, _, account) = try await associated()
        let core = opened.core
        let first = Event("the first change")
        let reading = Task {
            for await change in core.changes() {
                if case .accounts(let accounts) = change, accounts.map(\.key) == [account] { first.happen() }
            }
        }
        try await first.within()
        reading.cancel()
        try await within("the changes do not end with their reader") { await reading.value }
    }

    @Test(arguments: [
        (PortFault.cancelled, Problem.cancelled), (.lockedOut, .lockedOut), (.invalidated, .keyInvalidated),
        (.locked, .keyStore), (.unavailable, .keyStore),
    ])
    func aFaultOfTheKeysIsSaid(fault: PortFault, said: Problem) async throws {
        let (opened, service, email, account) = try await associated()
        let page = try await Harness.Browser(service).signIn(email)
        let request = try await opened.request()
        opened.phone.keys.script.set { $0.asks ? .fault(fault) : nil }
        let number = Secret(try page.number())
        #expect(await opened.core.approve(account, requestID: request.id, number: number).problem == said)
    }

    @Test(arguments: [(PortFault.locked, Problem.storeLocked), (.unavailable, .keyStore), (.cancelled, .keyStore)])
    func aFaultOfTheVaultIsSaid(fault: PortFault, said: Problem) async throws {
        let phone = try TestPhone()
        phone.vault.script.set { _ in .fault(fault) }
        #expect(await phone.open().problem == said)
        phone.vault.script.clear()
        _ = try await phone.open().value()
    }

    @Test func aSecretThatWasHandedOverIsWiped() async throws {
        let service = try await Service.start()
        let opened = try await Opened()
        let begun = try await opened.core.pair(issuer: service.issuer).value()
        let secret = Secret("wrong")
        #expect(
            await opened.core.signIn(begun.key, email: "nobody@demo.example", password: secret).problem
                == .wrongCredentials)
        #expect(secret.useNow { $0.isEmpty })
    }
}
