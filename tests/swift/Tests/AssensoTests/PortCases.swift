// The table behind `PortTests`: every method of every port that can fail a call.

import AssensoFFI
import Foundation
import Harness
import Phone

extension PortCase {
    static let all = [
        vaultGet, vaultPut, createPossession, signSilently, createApproval, signAssociation,
        unlockToAssociate, posture, signApproval, signDenial, unlockCodes,
    ]

    static let vaultGet = PortCase(
        testDescription: "vault.get",
        expected: [
            (PlatformVaultError.Locked, Thrown("OpenError.Locked", "open.locked")),
            (PlatformVaultError.Unavailable, Thrown("OpenError.Unavailable", "open.vault")),
        ],
        unexpected: Thrown("OpenError.Unavailable", "open.vault"),
        arm: { phone, error in
            phone.vault.script.set { if case .get = $0 { .error(error) } else { nil } }
        },
        call: { phone, arm in
            arm()
            _ = try await phone.open()
        })

    static let vaultPut = PortCase(
        testDescription: "vault.put",
        expected: [
            (PlatformVaultError.Locked, Thrown("OpenError.Locked", "open.locked")),
            (PlatformVaultError.Unavailable, Thrown("OpenError.Unavailable", "open.vault")),
        ],
        unexpected: Thrown("OpenError.Unavailable", "open.vault"),
        arm: { phone, error in
            phone.vault.script.set { if case .put = $0 { .error(error) } else { nil } }
        },
        call: { phone, arm in
            arm()
            _ = try await phone.open()
        })

    static let createPossession = PortCase(
        testDescription: "key.create of a possession key",
        expected: [(PlatformKeyError.Unavailable, keyStoreInPairing)],
        unexpected: keyStoreInPairing,
        arm: { phone, error in
            phone.keys.script.set { if case .create = $0 { .error(error) } else { nil } }
        },
        call: { phone, arm in
            let app = try await phone.open()
            arm()
            let service = try await Service.start()
            defer { withExtendedLifetime(service) {} }
            _ = try await app.pair(issuer: service.issuer)
        })

    static let signSilently = PortCase(
        testDescription: "key.sign without a prompt",
        expected: [(PlatformKeyError.Unavailable, keyStoreInPairing)],
        unexpected: keyStoreInPairing,
        arm: { phone, error in
            phone.keys.script.set { $0.isSilent ? .error(error) : nil }
        },
        call: { phone, arm in
            let app = try await phone.open()
            arm()
            let service = try await Service.start()
            defer { withExtendedLifetime(service) {} }
            _ = try await app.pair(issuer: service.issuer)
        })

    static let createApproval = PortCase(
        testDescription: "key.create of an approval key",
        expected: [
            (PlatformKeyError.Cancelled, Thrown("PairingError.Cancelled", "pairing.cancelled")),
            (PlatformKeyError.NotEnrolled, notEnrolledInPairing),
            (PlatformKeyError.Unavailable, keyStoreInPairing),
        ],
        unexpected: keyStoreInPairing,
        arm: { phone, error in
            phone.keys.script.set { if case .create = $0 { .error(error) } else { nil } }
        },
        call: associating)

    static let signAssociation = PortCase(
        testDescription: "key.sign of an association",
        expected: [
            (PlatformKeyError.Cancelled, Thrown("PairingError.Cancelled", "pairing.cancelled")),
            (PlatformKeyError.LockedOut, lockedOutInPairing),
            (PlatformKeyError.NotEnrolled, notEnrolledInPairing),
            (
                PlatformKeyError.Invalidated,
                Thrown("PairingError.StartAgain", "pairing.key_invalidated")
            ),
            (PlatformKeyError.Unavailable, keyStoreInPairing),
        ],
        unexpected: keyStoreInPairing,
        arm: { phone, error in
            phone.keys.script.set { call in
                if case .sign(_, .associate) = call { .error(error) } else { nil }
            }
        },
        call: associating)

    static let unlockToAssociate = PortCase(
        testDescription: "codesVault.unlock to associate",
        expected: [
            (
                PlatformCodesVaultError.Cancelled,
                Thrown("PairingError.Cancelled", "pairing.cancelled")
            ),
            (PlatformCodesVaultError.LockedOut, lockedOutInPairing),
            (PlatformCodesVaultError.NotEnrolled, notEnrolledInPairing),
            (PlatformCodesVaultError.Unavailable, codesVaultInPairing),
        ],
        unexpected: codesVaultInPairing,
        arm: { phone, error in phone.codesVault.script.set { _ in .error(error) } },
        call: associating)

    static let posture = PortCase(
        testDescription: "posture.current",
        expected: [(PlatformError.Unavailable, postureInPairing)],
        unexpected: postureInPairing,
        arm: { phone, error in phone.posture.script.set { .error(error) } },
        call: { phone, arm in
            let (service, app) = (try await Service.start(), try await phone.open())
            let step = try await app.signedIn(service, service.seed())
            arm()
            _ = try await step.associate()
        })

    static let signApproval = PortCase(
        testDescription: "key.sign of an approval",
        expected: [
            (PlatformKeyError.Cancelled, Thrown("ApprovalError.Cancelled", "approval.cancelled")),
            (PlatformKeyError.LockedOut, Thrown("ApprovalError.Cancelled", "approval.locked_out")),
            (PlatformKeyError.NotEnrolled, keyInvalidated),
            (PlatformKeyError.Invalidated, keyInvalidated),
            (PlatformKeyError.Unavailable, keyStoreInApproval),
        ],
        unexpected: keyStoreInApproval,
        arm: { phone, error in
            phone.keys.script.set { $0.isApproval ? .error(error) : nil }
        },
        call: { phone, arm in
            let phone = try await Associated.make(with: .start(), phone: phone)
            let (_, page) = try await phone.signIn()
            let request = try await phone.request()
            arm()
            _ = try await request.approve(number: page.number())
        })

    static let signDenial = PortCase(
        testDescription: "key.sign of a denial",
        // It is stored, and signed and sent later.
        expected: [
            (
                PlatformKeyError.Unavailable,
                Thrown("ApprovalError.Underway", "approval.underway")
            )
        ],
        unexpected: Thrown("ApprovalError.Underway", "approval.underway"),
        arm: { phone, error in phone.keys.script.set { $0.isSilent ? .error(error) : nil } },
        call: { phone, arm in
            let phone = try await Associated.make(with: .start(), phone: phone)
            _ = try await phone.signIn()
            let request = try await phone.request()
            arm()
            _ = try await request.deny()
        })

    static let unlockCodes = PortCase(
        testDescription: "codesVault.unlock to show codes",
        expected: [
            (PlatformCodesVaultError.Cancelled, Thrown("CodesError.Cancelled", "codes.cancelled")),
            (PlatformCodesVaultError.LockedOut, Thrown("CodesError.Cancelled", "codes.locked_out")),
            (
                PlatformCodesVaultError.NotEnrolled,
                Thrown("CodesError.NotEnrolled", "codes.not_enrolled")
            ),
            (PlatformCodesVaultError.Unavailable, Thrown("CodesError.Unavailable", "codes.vault")),
        ],
        unexpected: Thrown("CodesError.Unavailable", "codes.vault"),
        arm: { phone, error in phone.codesVault.script.set { _ in .error(error) } },
        call: { phone, arm in
            let app = try await phone.open()
            arm()
            _ = try await app.unlockCodes()
        })

    private static let keyStoreInPairing = Thrown("PairingError.Unavailable", "pairing.key_store")
    private static let notEnrolledInPairing = Thrown(
        "PairingError.NotReady", "pairing.not_enrolled")
    private static let lockedOutInPairing = Thrown("PairingError.Wait", "pairing.locked_out")
    private static let codesVaultInPairing = Thrown(
        "PairingError.Unavailable", "pairing.codes_vault")
    private static let postureInPairing = Thrown("PairingError.Unavailable", "pairing.posture")
    private static let keyInvalidated = Thrown(
        "ApprovalError.KeyInvalidated", "approval.key_invalidated")
    private static let keyStoreInApproval = Thrown(
        "ApprovalError.Unavailable", "approval.key_store")

    private static let associating: @Sendable (Phone, Arm) async throws -> Void = { phone, arm in
        let (service, app) = (try await Service.start(), try await phone.open())
        let email = try await service.seed()
        let step = try await app.associateCode(service, email)
        let code = try await service.typed(email)
        arm()
        _ = try await step.submit(code: code, keyClass: .device)
    }
}
