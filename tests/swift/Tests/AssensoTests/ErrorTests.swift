// Every variant and every code of the exported errors: reached here or in another test of this
// package, or named with the reason why it is not.

import AssensoFFI
import Foundation
import Harness
import Phone
import Testing

/// One stable code, its variant, and how it comes about.
struct ErrorCase: Sendable, CustomTestStringConvertible {
    let thrown: Thrown
    /// Ends in that error.
    let play: @Sendable () async throws -> Void
    var testDescription: String { thrown.code }

    init(_ variant: String, _ code: String, _ play: @escaping @Sendable () async throws -> Void) {
        (thrown, self.play) = (Thrown(variant, code), play)
    }
}

@Suite(.timeLimit(.minutes(3)))
struct ErrorTests {
    @Test(
        arguments:
            ErrorCase.opening + ErrorCase.accounts + ErrorCase.actions + ErrorCase.pairing
            + ErrorCase.approvals)
    func eachCodeIsReachedByItsVariant(row: ErrorCase) async throws {
        #expect(await thrown(row.play) == row.thrown)
    }

    @Test func everyCodeIsExpectedSomewhereOrNamedAsUnreachable() throws {
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = here.appendingPathComponent("../../../..").standardized
        let list = root.appendingPathComponent("bindings/codes.txt")
        let all = Set(try String(contentsOf: list, encoding: .utf8).split(separator: "\n"))
        let files = try FileManager.default.contentsOfDirectory(
            at: here, includingPropertiesForKeys: nil)
        let code = #/"(?:account|action|approval|codes|open|pairing)\.[a-z_]+"/#
        var expected: Set<Substring> = []
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            expected.formUnion(text.matches(of: code).map { $0.output.dropFirst().dropLast() })
        }
        #expect(all == expected)
        #expect(Self.unreachable.keys.allSatisfy { all.contains(Substring($0)) })
    }

    private static let forged =
        "takes an object forged with the provider's key: tests/kotlin has it"
    private static let future = "for a variant that the core does not have yet"
    private static let panic = "nothing panics that is known; a test in Rust makes one"
    private static let random = "takes an operating system without random bytes"
    private static let broken = "takes a file that breaks while it is open: tests/kotlin has it"

    static let unreachable = [
        "open.full": "takes a disk that is full",
        "action.wrong_step": "every call of an action has its answer for every state",
        "action.contradiction": forged, "action.storage": broken, "action.other": future,
        "action.panicked": panic, "action.random": random,
        "approval.wrong_step": "every call of a request has its answer for every state",
        "approval.contradiction": forged,
        "pairing.class_not_allowed": forged, "pairing.untrusted": forged,
        "account.storage": broken, "approval.storage": broken, "codes.storage": broken,
        "pairing.storage": broken,
        "account.other": future, "approval.other": future, "codes.other": future,
        "open.other": future, "pairing.other": future,
        "account.panicked": panic, "approval.panicked": panic, "codes.panicked": panic,
        "open.panicked": panic, "pairing.panicked": panic,
        "open.random": random, "pairing.random": random,
    ]
}

extension ErrorCase {
    static let opening = [
        ErrorCase("OpenError.KeyLost", "open.key_lost") {
            let phone = try await closedPhone()
            phone.vault.lose()
            _ = try await phone.open()
        },
        ErrorCase("OpenError.KeyLost", "open.wrong_key") {
            let phone = try await closedPhone()
            phone.vault.replaceAll()
            _ = try await phone.open()
        },
        ErrorCase("OpenError.TooNew", "open.too_new") {
            let phone = try await closedPhone()
            try write(Data([0, 0, 0, 99]), at: 60, of: phone.file)  // SQLite's user_version
            _ = try await phone.open()
        },
        ErrorCase("OpenError.Unavailable", "open.foreign_file") {
            let phone = try await closedPhone()
            try write(Data([0, 0, 0, 99]), at: 68, of: phone.file)  // SQLite's application_id
            _ = try await phone.open()
        },
        ErrorCase("OpenError.SetAside", "open.set_aside") {
            let phone = try await closedPhone()
            try write(Data(repeating: 0x55, count: 10_000), at: 0, of: phone.file)
            _ = try await phone.open()
        },
        ErrorCase("OpenError.Busy", "open.busy") {
            let phone = try await closedPhone()
            let folder = open((phone.file as NSString).deletingLastPathComponent, O_RDONLY)
            defer { close(folder) }
            guard flock(folder, LOCK_EX) == 0 else { throw HarnessError("no lock") }
            _ = try await phone.open()
        },
        ErrorCase("OpenError.NotWritable", "open.read_only") {
            try await openPhone(at: "/sys/assenso.db")
        },
        ErrorCase("OpenError.Unavailable", "open.storage") {
            try await openPhone(at: "/not/there/assenso.db")
        },
    ]

    static let accounts = [
        ErrorCase("AccountError.StillAssociated", "account.still_associated") {
            let phone = try await Associated.make(with: .start())
            try await phone.app.remove(account: phone.account)
        },
        ErrorCase("AccountError.Offline", "account.offline") {
            let phone = try await Associated.make(with: .start())
            try await phone.service.stop()
            _ = try await phone.app.checkAssociation(account: phone.account)
        },
        ErrorCase("AccountError.Offline", "account.provider_failed") {
            try await check(refusing: .refuse(500, "internal", #","incident":"i""#))
        },
        ErrorCase("AccountError.Unavailable", "account.refused") {
            try await check(refusing: .refuse(403, "out_of_mood"))
        },
        ErrorCase("AccountError.Unavailable", "account.key_store") {
            let phone = try await Associated.make(with: .start())
            phone.phone.keys.script.set { _ in .error(PlatformKeyError.Unavailable) }
            _ = try await phone.app.checkAssociation(account: phone.account)
        },
        ErrorCase("AccountError.Untrusted", "account.untrusted") {
            let phone = try await Associated.make(with: .start())
            let impostor = try await phone.service.replacedByAnother()
            defer { withExtendedLifetime(impostor) {} }
            _ = try await phone.app.checkAssociation(account: phone.account)
        },
    ]

    static let approvals = [
        ErrorCase("ApprovalError.NotAssociated", "approval.frozen") {
            let (middle, service) = try await Middle.start()
            let phone = try await Associated.make(with: service)
            let (_, page) = try await phone.signIn()
            middle.on("/answers", .refuse(403, "account_frozen"))
            _ = try await phone.request().approve(number: page.number())
        },
        ErrorCase("ApprovalError.UpdateNeeded", "approval.update_needed") {
            let (middle, service) = try await Middle.start()
            let phone = try await Associated.make(with: service)
            let forger = Forger(of: service)
            middle.on("/inbox", .change { try await ofAnotherKind($0, by: forger) })
            let (_, page) = try await phone.signIn()
            let request = try await phone.request()
            guard case .notShowable = request.details().subject else { throw Elsewhere() }
            _ = try await request.approve(number: page.number())
        },
        ErrorCase("ApprovalError.Offline", "approval.provider_failed") {
            try await refresh(refusing: .refuse(500, "internal", #","incident":"i""#))
        },
        ErrorCase("ApprovalError.Offline", "approval.too_many_tries") {
            try await refresh(refusing: .refuse(429, "rate_limited"))
        },
        ErrorCase("ApprovalError.Unavailable", "approval.refused") {
            try await refresh(refusing: .refuse(403, "out_of_mood"))
        },
        ErrorCase("ApprovalError.Unavailable", "approval.untrusted") {
            let phone = try await Associated.make(with: .start())
            let approvals = try await phone.approvals()
            let impostor = try await phone.service.replacedByAnother()
            defer { withExtendedLifetime(impostor) {} }
            _ = try await approvals.refresh()
        },
        ErrorCase("ApprovalError.Unavailable", "approval.not_reportable") {
            let phone = try await Associated.make(with: .start())
            let (_, page) = try await phone.signIn()
            let request = try await phone.request()
            _ = try await request.approve(number: page.number())
            _ = try await request.report(reason: .notMe)
        },
    ]
}

/// A phone whose app was opened once and is closed.
private func closedPhone() async throws -> Phone {
    let phone = try Phone()
    _ = try await phone.open()
    return phone
}

private func openPhone(at path: String) async throws {
    let phone = try Phone()
    _ = try await Authenticator.open(path: path, ports: phone.ports, options: Phone.options())
}

/// Changes the bytes of a file in their place.
private func write(_ bytes: Data, at offset: UInt64, of file: String) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    try handle.seek(toOffset: offset)
    try handle.write(contentsOf: bytes)
    try handle.close()
}

private func check(refusing rule: Middle.Rule) async throws {
    let (middle, service) = try await Middle.start()
    let phone = try await Associated.make(with: service)
    middle.on("/association", rule)
    _ = try await phone.app.checkAssociation(account: phone.account)
}

/// The inbox of a reply with its requests of a kind that this version does not know.
private func ofAnotherKind(_ body: String, by forger: Forger) async throws -> String {
    guard let inbox = compact(named: "inbox", in: body) else { throw Elsewhere() }
    let forged = try await forger.changed(inbox) { claims in
        guard let request = compact(named: "request", in: claims) else { return claims }
        let other = try await forger.changed(request) {
            $0.replacingOccurrences(of: #""kind":"sign_in""#, with: #""kind":"transfer""#)
        }
        return claims.replacingOccurrences(of: request, with: other)
    }
    return body.replacingOccurrences(of: inbox, with: forged)
}

private func compact(named name: String, in json: String) -> String? {
    json.components(separatedBy: "\"\(name)\":\"").dropFirst().first?
        .split(separator: "\"").first.map(String.init)
}

private func refresh(refusing rule: Middle.Rule) async throws {
    let (middle, service) = try await Middle.start()
    let phone = try await Associated.make(with: service)
    let approvals = try await phone.approvals()
    middle.on("/inbox", rule)
    _ = try await approvals.refresh()
}
