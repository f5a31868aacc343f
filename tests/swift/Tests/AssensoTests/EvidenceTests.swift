// Answers and receipts are verified with the `openssl` command: with no code of the core's.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct EvidenceTests {
    @Test func anApprovalIsSignedByTheApprovalKeyAndReceiptedByTheProvider() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, page) = try await phone.signIn()
        let number = try page.number()
        _ = try await phone.request().approve(number: number)
        let (answer, receipt) = try await phone.evidence()
        let approval = try #require(phone.phone.keys.publicKeys(.approval).first)
        let device = try #require(phone.phone.keys.publicKeys(.possession).first)

        #expect(try await answer.isSigned(by: approval))
        #expect(try await answer.isSigned(by: device) == false)
        #expect(answer.header["typ"] == .string("assenso-answer+jwt"))
        #expect(try await answer.header["kid"] == .string(thumbprint(of: approval)))
        #expect(try await answer.claims["iss"] == .string(thumbprint(of: device)))
        #expect(answer.claims["aud"] == .string(phone.service.issuer))
        #expect(answer.claims["decision"] == .string("approve"))
        #expect(answer.claims["number"] == .string(number))
        try await expectReceipt(receipt, of: answer, state: "approved", phone)
    }

    @Test func aDenialIsSignedByThePossessionKey() async throws {
        let phone = try await Associated.make(with: .start())
        _ = try await phone.signIn()
        _ = try await phone.request().deny()
        let (answer, receipt) = try await phone.evidence()
        let device = try #require(phone.phone.keys.publicKeys(.possession).first)
        #expect(try await answer.isSigned(by: device))
        #expect(answer.claims["decision"] == .string("deny"))
        #expect(answer.claims["number"] == nil)
        try await expectReceipt(receipt, of: answer, state: "denied", phone)
    }

    @Test func aChangedByteIsFound() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, page) = try await phone.signIn()
        _ = try await phone.request().approve(number: page.number())
        let (answer, receipt) = try await phone.evidence()
        let approval = try #require(phone.phone.keys.publicKeys(.approval).first)
        let online = try await KeysChain.fetch(phone.service).key(of: receipt)
        for inSignature in [true, false] {
            let changed = try answer.tampered(signature: inSignature)
            #expect(try await changed.isSigned(by: approval) == false)
            let receipt = try receipt.tampered(signature: inSignature)
            #expect(try await receipt.isSigned(by: online) == false)
        }
    }

    private func expectReceipt(
        _ receipt: Jws, of answer: Jws, state: String, _ phone: Associated
    ) async throws {
        let chain = try await KeysChain.fetch(phone.service)
        #expect(try await receipt.isSigned(by: chain.key(of: receipt)))
        #expect(receipt.header["typ"] == .string("assenso-receipt+jwt"))
        #expect(receipt.claims["iss"] == .string(phone.service.issuer))
        #expect(receipt.claims["aud"] == answer.claims["iss"])
        #expect(receipt.claims["request_id"] == answer.claims["request_id"])
        #expect(receipt.claims["request"] == answer.claims["request"])
        #expect(try await receipt.claims["of"] == .string(digest(answer.signingInput)))
        #expect(receipt.claims["state"] == .string(state))
    }
}

extension Associated {
    /// The one answer of this phone and its receipt.
    func evidence() async throws -> (answer: Jws, receipt: Jws) {
        let activity = try await app.activity(limit: 10)
        #expect(activity.count == 1)
        let id = try #require(activity.first?.requestId)
        let found = try #require(try await app.evidence(account: account, requestId: id))
        return (try Jws(#require(found.answer)), try Jws(#require(found.receipt)))
    }
}
