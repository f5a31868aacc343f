// What the owner does with an account, over the real core, against a running provider.

import CoreBridge
import Doubles
import Foundation
import Harness
import Testing

/// Somebody whose phone turned 2-step verification on, and has to wait with nothing.
private struct Owner {
    let opened: Opened
    let service: Service
    let email: String
    let account: AccountKey

    init() async throws {
        (service, opened) = (try await .start(), try await Opened())
        email = try await service.seed(arguments: ["--two-step-off"])
        let begun = try await opened.core.pair(issuer: service.issuer).value()
        _ = try await opened.core.signIn(begun.key, email: email, password: Secret(password)).value()
        _ = try await opened.core.associate(begun.key, keyClass: .device).value()
        let code = Secret(try await service.smsCode(email))
        guard
            case .associated(let account) = try await opened.core.submitCode(begun.key, code: code, keyClass: .device)
                .value().at
        else { throw HarnessError("not associated") }
        self.account = account
    }

    func perform(_ deed: Deed) async -> CoreBridge.Reply<DeedResult> { await opened.core.perform(account, deed) }

    func printed() async throws -> PrintedCode {
        guard case .printed(let code) = try await perform(.newCode(password: Secret(password))).value()
        else { throw HarnessError("no code") }
        return code
    }

    func keptCode() async throws -> PrintedCode {
        let code = try await printed()
        #expect(try await perform(.keepCode(group: Secret(code.groups[code.asked]))).value() == .kept)
        return code
    }
}

extension CoreBridge.Reply<DeedResult> {
    fileprivate func account() throws -> Account {
        guard case .changed(let account) = try value() else { throw HarnessError("no account") }
        return account
    }
}

@Suite struct DeedTests {
    @Test func signingOutAsksNobody() async throws {
        let owner = try await Owner()
        owner.opened.phone.keys.script.set { $0.asks ? .fault(.cancelled) : nil }
        #expect(try await owner.perform(.signOut).account().association == .signedOut)
    }

    @Test func deactivatingNeedsThePasswordAndThePerson() async throws {
        let owner = try await Owner()
        let wrong = Secret("not the password")
        #expect(await owner.perform(.deactivate(password: wrong)).problem == .wrongPassword)
        #expect(wrong.useNow { $0.isEmpty })
        owner.opened.phone.keys.script.set { $0.asks ? .fault(.cancelled) : nil }
        #expect(await owner.perform(.deactivate(password: Secret(password))).problem == .cancelled)
        owner.opened.phone.keys.script.clear()
        #expect(try await owner.perform(.deactivate(password: Secret(password))).account().association == .deactivated)
        #expect(await owner.perform(.deactivate(password: Secret(password))).problem == .notAssociated)
    }

    @Test func aPhoneOnProbationHasToWaitAndTheRecoveryCodeEndsThat() async throws {
        let owner = try await Owner()
        let code = try await owner.keptCode()
        let next = try await Opened()
        let account = try await next.associated(owner.service, owner.email)
        #expect(await next.core.perform(account, .deactivate(password: Secret(password))).problem == .held)
        let short = Deed.enterCode(Secret("ZVEB"), password: Secret(password))
        #expect(await next.core.perform(account, short).problem == .noRecoveryCode)
        let other = Deed.enterCode(Secret("ZVEB-N63P-AGS1-000H-48SM-8NB6-EW9B"), password: Secret(password))
        #expect(await next.core.perform(account, other).problem == .wrongRecoveryCode)
        let typed = Secret(code.groups.joined(separator: " ").lowercased())
        let free = try await next.core.perform(account, .enterCode(typed, password: Secret(password))).account()
        #expect(free.hold == nil)
    }

    @Test func aRecoveryCodeThatWasNotWrittenDownCountsForNothing() async throws {
        let owner = try await Owner()
        let code = try await owner.printed()
        #expect(code.groups.map(\.count) == Array(repeating: 4, count: 7))
        #expect(await owner.perform(.keepCode(group: Secret("0000"))).problem == .wrongGroup)
        owner.opened.core.forgetCode(owner.account)
        #expect(await owner.perform(.keepCode(group: Secret(code.groups[code.asked]))).problem == .actionExpired)
    }

    @Test func aKeptCodeIsGoodOnTheNextPhoneInsteadOfAnySms() async throws {
        let owner = try await Owner()
        let code = try await owner.keptCode()
        let next = try await Opened()
        let begun = try await next.core.pair(issuer: owner.service.issuer).value()
        _ = try await next.core.signIn(begun.key, email: owner.email, password: Secret(password)).value()
        let right = try await next.core.recover(begun.key, code: Secret(code.groups.joined())).value()
        #expect(right.at == .recovered)
        _ = try await next.core.associate(begun.key, keyClass: .device).value()
        #expect(try await next.core.accounts().value().paired.first?.hold == nil)
        #expect(try await owner.opened.core.check(owner.account).value().association == .replaced)
    }

    @Test func fiveWrongPasswordsHaveToWait() async throws {
        let owner = try await Owner()
        for _ in 0..<5 {
            #expect(await owner.perform(.deactivate(password: Secret("wrong"))).problem == .wrongPassword)
        }
        #expect(await owner.perform(.deactivate(password: Secret("wrong"))).problem == .tooManyTries(minutes: 60))
    }
}
