// Many calls at once, each with calls back into Swift.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ConcurrencyTests {
    @Test func fiftyCallsAtOnceGiveFiftyAnswers() async throws {
        let phone = try await Associated.make(with: .start())
        _ = try await phone.signIn()
        let codes = try await phone.app.unlockCodes()
        let approvals = try await phone.approvals()
        let account = phone.account
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for call in 0..<50 {
                group.addTask {
                    switch call % 5 {
                    case 0: try await phone.app.accounts().count
                    case 1: try await approvals.refresh().count
                    case 2: try await codes.list().count
                    case 3: try await phone.app.checkAssociation(account: account).alarm ? 0 : 1
                    default: try await phone.app.unlockCodes().list().count
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == Array(repeating: 1, count: 50))
    }

    @Test func fiftyApprovalsOfOneRequestGiveOneReceipt() async throws {
        let (middle, service) = try await Middle.start()
        let phone = try await Associated.make(with: service)
        let (_, page) = try await phone.signIn()
        let number = try page.number()
        let request = try await phone.request()
        let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
            for _ in 0..<50 { group.addTask { try await request.approve(number: number) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: .approved, count: 50))
        #expect(try await phone.app.activity(limit: 10).count == 1)
        #expect(phone.phone.keys.script.calls.count(where: \.isApproval) == 1)
        #expect(middle.count("/answers") <= 2, "the nonce may have been taken anew once")
    }
}
