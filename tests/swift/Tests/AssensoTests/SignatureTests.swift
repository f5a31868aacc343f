// A key that answers what is not its signature, and a key that is gone.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct SignatureTests {
    static let forgeries: [(name: String, trouble: Trouble)] = [
        ("another key's signature", .anotherKey),
        ("garbage", .bytes(Data("no signature at all".utf8))),
        ("nothing", .bytes(Data())),
        ("64 raw bytes", .bytes(Data(repeating: 7, count: 64))),
        ("a well-formed wrong one", .bytes(Data([0x30, 6, 2, 1, 1, 2, 1, 1]))),
        ("a megabyte", .bytes(Data(repeating: 0x30, count: 1 << 20))),
    ]

    @Test func whatIsNotTheKeysSignatureIsNeverSent() async throws {
        let (middle, service) = try await Middle.start()
        let phone = try await Associated.make(with: service)
        let (_, page) = try await phone.signIn()
        let number = try page.number()
        let request = try await phone.request()
        for (name, trouble) in Self.forgeries {
            phone.phone.keys.script.set { $0.isApproval ? trouble : nil }
            let refused = await thrown { try await request.approve(number: number) }
            let expected = Thrown("ApprovalError.Unavailable", "approval.key_store")
            #expect(refused == expected, "\(name)")
        }
        #expect(middle.count("/answers") == 0)
        phone.phone.keys.script.clear()
        #expect(try await phone.request().approve(number: number) == .approved)
    }

    @Test func aDeviceCallIsNotMadeWithAWrongProof() async throws {
        let (middle, service) = try await Middle.start()
        let phone = try await Associated.make(with: service)
        let (calls, approvals) = (middle.count("/inbox"), try await phone.approvals())
        for (name, trouble) in Self.forgeries {
            phone.phone.keys.script.set { $0.isSilent ? trouble : nil }
            let refused = await thrown { try await approvals.refresh() }
            let expected = Thrown("ApprovalError.Unavailable", "approval.key_store")
            #expect(refused == expected, "\(name)")
        }
        #expect(middle.count("/inbox") == calls)
    }

    @Test func aPublicKeyThatIsNoneIsRefused() async throws {
        let phone = try Phone()
        let app = try await phone.open()
        let service = try await Service.start()
        let wrong = [
            Data(), Data([4]), Data(repeating: 4, count: 65), Data(repeating: 0, count: 65),
            Data(repeating: 4, count: 1 << 20),
        ]
        for bytes in wrong {
            phone.keys.script.set { if case .create = $0 { .bytes(bytes) } else { nil } }
            let refused = await thrown { try await app.pair(issuer: service.issuer) }
            #expect(refused == Thrown("PairingError.Unavailable", "pairing.key_store"))
        }
    }

    @Test func aKeyThatANewFingerEndedLeadsToAssociatingAgain() async throws {
        let phone = try await Associated.make(with: .start())
        let (_, page) = try await phone.signIn()
        let request = try await phone.request()
        phone.phone.keys.enrolAnew()
        let refused = await thrown { try await request.approve(number: page.number()) }
        #expect(refused == Thrown("ApprovalError.KeyInvalidated", "approval.key_invalidated"))
        // The request is open still, and denying needs another key.
        #expect(try await phone.request().deny() == .denied)
        // Associated again, on the same account, it can approve.
        let account = try await phone.app.associate(with: phone.service, as: phone.email)
        #expect(account == phone.account)
        let (_, next) = try await phone.signIn()
        #expect(try await phone.request().approve(number: next.number()) == .approved)
    }
}
