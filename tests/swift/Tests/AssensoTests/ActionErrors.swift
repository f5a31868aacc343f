// The rows of `ErrorTests` about what the owner does with the account.

import AssensoFFI
import Foundation
import Harness
import Phone

extension ErrorCase {
    static let actions = typedWrong + refusedThere + refusedHere

    private static let typedWrong = [
        ErrorCase("ActionError.NotAccepted", "action.invalid_input") {
            try await owner { try await $0.confirmPassword(password: Data()) }
        },
        ErrorCase("ActionError.NotAccepted", "action.wrong_password") {
            try await owner(wrongPassword)
        },
        ErrorCase("ActionError.NotAccepted", "action.no_recovery_code") {
            try await owner { _ = try await $0.enterRecoveryCode(code: Data("ZVEB".utf8)) }
        },
        ErrorCase("ActionError.NotAccepted", "action.wrong_recovery_code") {
            let code = "ZVEB-N63P-AGS1-000H-48SM-8NB6-EW9B"
            try await onProbation { _ = try await $0.enterRecoveryCode(code: Data(code.utf8)) }
        },
        ErrorCase("ActionError.NotAccepted", "action.wrong_group") {
            try await owner { try await $0.newRecoveryCode().keep(group: Data("????".utf8)) }
        },
        ErrorCase("ActionError.Wait", "action.too_many_tries") {
            try await owner { actions in
                for _ in 0..<5 {
                    do { try await wrongPassword(actions) } catch ActionError.NotAccepted {
                        continue
                    }
                }
                try await wrongPassword(actions)
            }
        },
    ]

    private static let refusedThere = [
        ErrorCase("ActionError.PasswordNeeded", "action.password_needed") {
            // The password of the sign-in counts for five minutes.
            try await deactivate(refusing: .refuse(403, "password_needed"))
        },
        ErrorCase("ActionError.Wait", "action.held") {
            try await onProbation { _ = try await $0.deactivate() }
        },
        ErrorCase("ActionError.StartAgain", "action.expired") {
            try await deactivate(refusing: .refuse(410, "action_expired"))
        },
        ErrorCase("ActionError.StartAgain", "action.refused") {
            try await deactivate(refusing: .refuse(403, "out_of_mood"))
        },
        ErrorCase("ActionError.NotAssociated", "action.frozen") {
            try await deactivate(refusing: .refuse(403, "account_frozen"))
        },
        ErrorCase("ActionError.NotAssociated", "action.not_associated") {
            let phone = try await Associated.activated()
            let actions = try await phone.actions()
            _ = try await Phone().open().associate(with: phone.service, as: phone.email)
            try await actions.confirmPassword(password: Data(password.utf8))
        },
        ErrorCase("ActionError.NotAssociated", "action.missing_account") {
            _ = try await Phone().open().actions(account: 999)
        },
        ErrorCase("ActionError.Offline", "action.provider_failed") {
            try await deactivate(refusing: .refuse(500, "internal", #","incident":"i""#))
        },
        ErrorCase("ActionError.Offline", "action.offline") {
            let phone = try await Associated.activated()
            let actions = try await phone.actions()
            try await phone.service.stop()
            try await actions.confirmPassword(password: Data(password.utf8))
        },
        ErrorCase("ActionError.Unavailable", "action.untrusted") {
            let phone = try await Associated.activated()
            let actions = try await phone.actions()
            try await actions.confirmPassword(password: Data(password.utf8))
            let impostor = try await phone.service.replacedByAnother()
            defer { withExtendedLifetime(impostor) {} }
            _ = try await actions.deactivate()
        },
    ]

    private static let refusedHere = [
        ErrorCase("ActionError.Wait", "action.locked_out") {
            try await deactivate(with: .LockedOut)
        },
        ErrorCase("ActionError.Cancelled", "action.cancelled") {
            try await deactivate(with: .Cancelled)
        },
        ErrorCase("ActionError.NotAssociated", "action.key_invalidated") {
            try await deactivate(with: .Invalidated)
        },
        ErrorCase("ActionError.Unavailable", "action.key_store") {
            try await deactivate(with: .Unavailable)
        },
    ]
}

private func wrongPassword(_ actions: AccountActions) async throws {
    try await actions.confirmPassword(password: Data("not the password".utf8))
}

/// Of a phone that has to wait with nothing. The provider lives as long as the phone does.
private func owner(_ work: (AccountActions) async throws -> Void) async throws {
    let phone = try await Associated.activated()
    try await work(try await phone.actions())
    withExtendedLifetime(phone) {}
}

/// Of a phone that came by SMS, with the password confirmed.
private func onProbation(_ work: (AccountActions) async throws -> Void) async throws {
    let phone = try await Associated.make(with: .start())
    let actions = try await phone.actions()
    try await actions.confirmPassword(password: Data(password.utf8))
    try await work(actions)
    withExtendedLifetime(phone) {}
}

private func deactivate(refusing rule: Middle.Rule) async throws {
    let (middle, service) = try await Middle.start()
    let phone = try await Associated.activated(with: service)
    defer { withExtendedLifetime(phone) {} }
    let actions = try await phone.actions()
    try await actions.confirmPassword(password: Data(password.utf8))
    middle.on("/action", rule)
    _ = try await actions.deactivate()
}

private func deactivate(with error: PlatformKeyError) async throws {
    let phone = try await Associated.activated()
    let actions = try await phone.actions()
    try await actions.confirmPassword(password: Data(password.utf8))
    phone.phone.keys.script.set {
        if case .sign(_, let reason) = $0, !reason.isSilent { .error(error) } else { nil }
    }
    _ = try await actions.deactivate()
}
