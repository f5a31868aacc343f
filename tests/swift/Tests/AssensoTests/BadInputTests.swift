// What no shell should hand over: it is refused with a typed error, and nothing else happens.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

@Suite(.timeLimit(.minutes(2)))
struct BadInputTests {
    static let long = String(repeating: "x", count: 1 << 20)
    static let invalid = Thrown("OpenError.InvalidInput", "open.invalid_input")
    static let notAccepted = Thrown("PairingError.NotAccepted", "pairing.invalid_input")

    static let noNames = ["", "a\u{0}b", long, "\u{202e}app", "line\nbreak"]

    @Test(arguments: noNames)
    func aNameOfAnAppThatIsNoneIsRefused(name: String) async throws {
        let phone = try Phone()
        let refused = await thrown {
            try await Authenticator.open(
                path: phone.file, ports: phone.ports, options: Phone.options(app: name))
        }
        #expect(refused == Self.invalid)
        #expect(!FileManager.default.fileExists(atPath: phone.file))
    }

    @Test func aPathThatIsNoneIsRefused() async throws {
        let phone = try Phone()
        for path in ["", "a\u{0}b"] {
            let refused = await thrown {
                try await Authenticator.open(
                    path: path, ports: phone.ports, options: Phone.options())
            }
            #expect(refused == Self.invalid)
        }
        for path in ["/proc/none/assenso.db", "\(phone.folder.path)/\(Self.long)"] {
            let refused = await thrown {
                try await Authenticator.open(
                    path: path, ports: phone.ports, options: Phone.options())
            }
            #expect(refused?.variant.hasPrefix("OpenError.") == true)
        }
    }

    @Test func aNameOfAPhoneIsShortenedAndOneOfNothingRefused() async throws {
        let phone = try Phone()
        for name in ["", "\u{0}\u{1}", " "] {
            let refused = await thrown {
                try await Authenticator.open(
                    path: phone.file, ports: phone.ports, options: Phone.options(deviceName: name))
            }
            #expect(refused == Self.invalid)
        }
        _ = try await Authenticator.open(
            path: phone.file, ports: phone.ports, options: Phone.options(deviceName: Self.long))
    }

    static let noIssuers = [
        "", "x", "https://", "https://a/b", "https://a?b", "https://u:p@a",
        "https://a\u{0}b", "https://" + long, "https://[::", "https://a:99999", "javascript:1",
    ]

    @Test(arguments: noIssuers)
    func anAddressThatIsNoProvidersIsRefused(issuer: String) async throws {
        let app = try await Phone().open()
        let refused = await thrown { try await app.pair(issuer: issuer) }
        #expect(refused == Thrown("PairingError.NotAccepted", "pairing.invalid_issuer"))
    }

    static let noInvitations = [
        "", "x", "https://mail.example", "https://mail.example/.well-known/assenso/invite#t=",
        "https://mail.example/.well-known/assenso/invite#t=" + long, "WIFI:S:mail.example;;",
    ]

    @Test(arguments: noInvitations)
    func aTextThatIsNoInvitationIsRefused(text: String) async throws {
        let app = try await Phone().open()
        let refused = await thrown { try app.invitation(text: text) }
        #expect(refused == Thrown("PairingError.NotAccepted", "pairing.not_an_invitation"))
    }

    @Test(arguments: ["http://mail.example", "ftp://a"])
    func anAddressWithoutTLSIsRefused(issuer: String) async throws {
        let app = try await Phone().open()
        let refused = await thrown { try await app.pair(issuer: issuer) }
        #expect(refused == Thrown("PairingError.NotAccepted", "pairing.insecure_issuer"))
    }

    @Test func whatIsTypedIsBytesAndMayBeNoText() async throws {
        let (service, phone) = (try await Service.start(), try Phone())
        let email = try await service.seed()
        let app = try await phone.open()
        let pairing = try await app.pair(issuer: service.issuer)
        guard case .signIn(let step) = await pairing.step() else { throw Elsewhere() }
        let noText = [Data([0xff]), Data([0xc3, 0x28]), Data([0xed, 0xa0, 0x80]), Data()]
        for bytes in noText + [Data(repeating: 0x61, count: 1 << 20)] {
            let refused = await thrown { try await step.submit(email: email, password: bytes) }
            #expect(refused == Self.notAccepted)
        }
        for address in ["", Self.long] {
            let refused = await thrown {
                try await step.submit(email: address, password: Data(password.utf8))
            }
            #expect(refused == Self.notAccepted)
        }
        let nobody = await thrown {
            try await step.submit(email: "a\u{0}b@c", password: Data("p\u{0}q".utf8))
        }
        #expect(nobody?.variant == "PairingError.NotAccepted")
        let next = try await step.submit(email: email, password: Data(password.utf8))
        guard case .signInCode(let code) = next else { throw Elsewhere() }
        let digits = [Data("12a456".utf8), Data("1234567890123".utf8)]
        let exotic = [Data("１２３４５６".utf8), Data("12345\u{0}".utf8)]
        for bytes in noText + digits + exotic + [Data(repeating: 0x31, count: 1 << 20)] {
            let refused = await thrown { try await code.submit(code: bytes) }
            #expect(refused == Self.notAccepted)
        }
        guard case .signedIn = try await code.submit(code: try await service.typed(email)) else {
            throw Elsewhere()
        }
    }

    @Test func numbersAndIdsThatNobodyHasAreNotThere() async throws {
        let phone = try await Associated.make(with: .start())
        for id in [Int64.min, -1, 0, Int64.max] {
            let approvals = await thrown { try await phone.app.approvals(account: id) }
            #expect(approvals == Thrown("ApprovalError.NotAssociated", "approval.missing_account"))
            let missing = Thrown("AccountError.Missing", "account.missing")
            #expect(await thrown { try await phone.app.remove(account: id) } == missing)
            #expect(await thrown { try await phone.app.checkAssociation(account: id) } == missing)
            #expect(try await phone.app.evidence(account: id, requestId: "x") == nil)
        }
        #expect(try await phone.app.activity(limit: 0).isEmpty)
        #expect(try await phone.app.activity(limit: .max).isEmpty)
        let approvals = try await phone.approvals()
        for id in ["", "\u{0}", Self.long] {
            #expect(try await approvals.open(requestId: id) == nil)
            #expect(try await approvals.outcome(requestId: id) == nil)
        }
    }

    @Test func emptyListsAreLists() async throws {
        let phone = try Phone()
        let app = try await phone.open()
        #expect(try await app.accounts().isEmpty)
        #expect(try await app.activity(limit: 10).isEmpty)
        #expect(try await app.unfinished().isEmpty)
        #expect(try await app.unlockCodes().list().isEmpty)
    }

    @Test(arguments: [1900, 2500]) func anyYearIsAYear(year: Int) async throws {
        let phone = try await Associated.make(with: .start())
        phone.phone.clock.set(year: year)
        if year < 1970 {
            let codes = try await phone.app.unlockCodes()
            let refused = await thrown { try await codes.list() }
            #expect(refused == Thrown("CodesError.Clock", "codes.clock"))
        }
        // From here on it is corrected by what the provider's own clock said.
        let (_, page) = try await phone.signIn()
        #expect(try await phone.request().approve(number: page.number()) == .approved)
        let codes = try await phone.app.unlockCodes()
        #expect(try await codes.list().first?.digits != nil)
    }
}
