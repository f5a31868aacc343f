// The rows of `ErrorTests` about pairings.

import AssensoFFI
import Foundation
import Harness
import Phone

extension ErrorCase {
    static let pairing = typing + refused + recovery + addresses + invitations

    private static let typing = [
        ErrorCase("PairingError.NotAccepted", "pairing.code_used_up") {
            let (scene, step) = try await Scene.signInCode()
            for _ in 0..<3 { try await scene.mistype(at: step) }
        },
        ErrorCase("PairingError.Wait", "pairing.too_many_sms") {
            let (scene, step) = try await Scene.signInCode()
            defer { withExtendedLifetime(scene) {} }
            for _ in 0..<5 { _ = try await step.resend() }
        },
        ErrorCase("PairingError.Wait", "pairing.too_many_tries") {
            let (scene, step) = try await Scene.signInCode()
            for _ in 0..<4 {
                for _ in 0..<3 { try? await scene.mistype(at: step) }
                _ = try await step.resend()
            }
            try await scene.mistype(at: step)
        },
        ErrorCase("PairingError.StartAgain", "pairing.session_ended") {
            let scene = try await Scene()
            let step = try await scene.signIn()
            for _ in 0..<6 {
                do {
                    _ = try await step.submit(email: scene.email, password: Data("wrong".utf8))
                } catch PairingError.NotAccepted { continue }
            }
        },
        ErrorCase("PairingError.StartAgain", "pairing.no_number") {
            let service = try await Service.start()
            let email = try await service.seed(number: false)
            _ = try await Phone().open().signInCode(service, email)
        },
        ErrorCase("PairingError.Offline", "pairing.offline") {
            let scene = try await Scene()
            let step = try await scene.signIn()
            try await scene.service.stop()
            _ = try await step.submit(email: scene.email, password: Data(password.utf8))
        },
        ErrorCase("PairingError.Unavailable", "pairing.codes_vault") {
            let scene = try await Scene()
            scene.phone.codesVault.script.set { _ in .error(PlatformCodesVaultError.Unavailable) }
            try await scene.associate()
        },
        ErrorCase("PairingError.NotReady", "pairing.not_enrolled") {
            let scene = try await Scene()
            scene.phone.codesVault.script.set { _ in .error(PlatformCodesVaultError.NotEnrolled) }
            try await scene.associate()
        },
    ]

    private static let refused = [
        ErrorCase("PairingError.StartAgain", "pairing.expired") {
            try await associate(refusing: "/pairing/statement", .refuse(410, "pairing_expired"))
        },
        ErrorCase("PairingError.StartAgain", "pairing.superseded") {
            try await associate(refusing: "/pairing/statement", .refuse(409, "pairing_superseded"))
        },
        ErrorCase("PairingError.StartAgain", "pairing.refused") {
            let rule = Middle.Rule.refuse(403, "pairing_refused", #","reason":"level""#)
            try await associate(refusing: "/pairing/statement", rule)
        },
        ErrorCase("PairingError.NotAccepted", "pairing.invalid_number") {
            let service = try await Service.start()
            let email = try await service.seed(arguments: ["--two-step-off"], number: false)
            let pairing = try await Phone().open().pair(issuer: service.issuer)
            guard case .signIn(let step) = await pairing.step(),
                case .activate(let off) = try await step.submit(
                    email: email, password: Data(password.utf8))
            else { throw Elsewhere() }
            _ = try await off.submitNumber(number: "02 1234567")
        },
        ErrorCase("PairingError.StartAgain", "pairing.commit_underway") {
            let (middle, service) = try await Middle.start()
            let app = try await Phone().open()
            let email = try await service.seed()
            let step = try await app.associateCode(service, email)
            let code = try await service.typed(email)
            middle.on("/pairing/commit", .refuse(500, "internal", #","incident":"i""#))
            _ = try? await step.submit(code: code, keyClass: .device)
            guard let pairing = try await app.unfinished().first else { throw Elsewhere() }
            try await pairing.abandon()
        },
    ]

    private static let recovery = [
        ErrorCase("PairingError.NotAccepted", "pairing.no_recovery_code") {
            let (scene, step) = try await Scene.signInCode()
            defer { withExtendedLifetime(scene) {} }
            _ = try await step.recover(code: Data("X4FN 73KC".utf8))
        },
        ErrorCase("PairingError.NotAccepted", "pairing.wrong_recovery_code") {
            let (scene, step) = try await Scene.signInCode()
            defer { withExtendedLifetime(scene) {} }
            // Printed as the vectors have it, and nobody's here.
            let code = "X4FN-73KC-FRHY-SARQ-MNAE-GVTE-ZGQE"
            _ = try await step.recover(code: Data(code.utf8))
        },
        ErrorCase("PairingError.Wait", "pairing.outranked") {
            try await associate(
                refusing: "/pairing", .refuse(403, "outranked", #","retry_after_s":7"#))
        },
        ErrorCase("PairingError.StartAgain", "pairing.frozen") {
            try await associate(refusing: "/session/password", .refuse(403, "account_frozen"))
        },
    ]

    private static let addresses = [
        ErrorCase("PairingError.Untrusted", "pairing.keys_changed") {
            let phone = try await Associated.make(with: .start())
            let impostor = try await phone.service.replacedByAnother()
            _ = try await phone.app.pair(issuer: impostor.issuer)
        },
        ErrorCase("PairingError.Untrusted", "pairing.not_a_provider") {
            try await pair(refusing: .refuse(404, "not_found"))
        },
        ErrorCase("PairingError.Untrusted", "pairing.unsupported_version") {
            let middle = try Middle()
            let base = "\(middle.issuer)/assenso/v1"
            let body =
                #"{"issuer":"\#(middle.issuer)","name":"x","versions":[2],"base":"\#(base)","features":[]}"#
            middle.on("/.well-known/assenso", .answer(status: 200, body: body))
            _ = try await Phone().open().pair(issuer: middle.issuer)
        },
    ]
}

extension ErrorCase {
    private static let invitations = [
        ErrorCase("PairingError.NotAccepted", "pairing.not_an_invitation") {
            let text = "otpauth://totp/Mail:anna?secret=GEZDGNBVGY3TQOJQ"
            _ = try await Phone().open().invitation(text: text)
        },
        ErrorCase("PairingError.StartAgain", "pairing.invitation_over") {
            let service = try await Service.start()
            let link = try await service.invitation()
            do { try await Phone().open().accept(link) } catch { throw Elsewhere() }
            try await Phone().open().accept(link)
        },
        ErrorCase("PairingError.Untrusted", "pairing.other_root") {
            let service = try await Service.start()
            let link = try await service.invitation()
            let impostor = try await service.replacedByAnother()
            defer { withExtendedLifetime(impostor) {} }
            try await Phone().open().accept(link)
        },
        ErrorCase("PairingError.Untrusted", "pairing.other_root_known") {
            let phone = try await Associated.make(with: .start())
            let impostor = try await phone.service.replacedByAnother()
            try await phone.app.accept(impostor.invitation())
        },
    ]
}

extension Service {
    /// The link of an invitation to somebody whose password is enough to sign in.
    fileprivate func invitation() async throws -> String {
        let browser = Browser(self)
        _ = try await browser.signIn(seed(arguments: ["--two-step-off"]))
        return try await browser.invitation()
    }
}

extension Authenticator {
    fileprivate func accept(_ link: String) async throws {
        _ = try await pairInvited(invitation: invitation(text: link))
    }
}

/// A phone, a provider, and somebody with a mailbox there.
private struct Scene {
    let service: Service
    let phone: Phone
    let app: Authenticator
    let email: String

    init() async throws {
        (service, phone) = (try await .start(), try Phone())
        (app, email) = (try await phone.open(), try await service.seed())
    }

    static func signInCode() async throws -> (Scene, SignInCodeStep) {
        let scene = try await Scene()
        return (scene, try await scene.app.signInCode(scene.service, scene.email))
    }

    func signIn() async throws -> SignInStep {
        let pairing = try await app.pair(issuer: service.issuer)
        guard case .signIn(let step) = await pairing.step() else { throw Elsewhere() }
        return step
    }

    func associate() async throws { _ = try await app.associate(with: service, as: email) }

    /// Types a code that is not the one that was sent; the last of several is what counts.
    func mistype(at step: SignInCodeStep) async throws {
        let right = try await service.smsCode(email)
        do {
            _ = try await step.submit(code: Data(other(than: right).utf8))
        } catch PairingError.NotAccepted(let code) where code == "pairing.wrong_code" {}
    }
}

private func associate(refusing path: String, _ rule: Middle.Rule) async throws {
    let (middle, service) = try await Middle.start()
    middle.on(path, rule)
    _ = try await Phone().open().associate(with: service, as: service.seed())
}

private func pair(refusing rule: Middle.Rule) async throws {
    let middle = try Middle()
    middle.on("/.well-known/assenso", rule)
    _ = try await Phone().open().pair(issuer: middle.issuer)
}
