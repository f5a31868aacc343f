// The life of an association: activated, left, taken back with the recovery code, deactivated.

import CoreBridge
import Doubles
import Features
import Harness
import Testing

@MainActor
@Suite struct LifeTests {
    private func activated(_ language: String) async throws -> (Service, Handset, String) {
        let service = try await Service.start()
        let email = try await service.seed(arguments: ["--two-step-off"])
        let handset = try Handset(language: language)
        try await handset.signIn(service, email)
        try await handset.sees(.pairActivateMail)
        try await handset.tap(.pairActivate)
        try await handset.tap(.goOn)
        try await handset.typeCode(service, email)
        try await handset.tap(.goOn)
        try await handset.sees(.pairActivatedTitle)
        try await handset.tap(.pairDone)
        return (service, handset, email)
    }

    /// From the list to what the owner can do.
    private func twoStep(_ handset: Handset, _ email: String) async throws {
        try await handset.tap(saying: email)
        try await handset.tap(.settingsTwoStep)
    }

    /// The code that was written down, and counts.
    private func codeKept(_ handset: Handset, _ email: String) async throws -> [String] {
        try await twoStep(handset, email)
        try await handset.tap(.deedNewCode)
        try await handset.type(password, into: .pairPassword)
        try await handset.tap(.goOn)
        try await handset.sees(.deedWriteTitle)
        let code = handset.nodes.compactMap { node -> String? in
            let parts = node.label.split(separator: ": ")
            guard parts.count == 2, Int(parts[0]) != nil, parts[1].count == 7 else { return nil }
            return parts[1].filter { $0 != " " }
        }
        #expect(code.count == 7)
        let asked = code.indices.first { index in
            let text = handset.words.text(.deedWriteAsked, ["\(index + 1)", "7"])
            return handset.nodes.contains { $0.label == text }
        }
        try await handset.type("????", into: .deedGroup)
        try await handset.tap(.deedWritten)
        try await handset.sees(.problemWrongGroup)
        try await handset.type(code[try #require(asked)].lowercased(), into: .deedGroup)
        try await handset.tap(.deedWritten)
        try await handset.sees(.deedCodeKept)
        try await handset.tap(.pairDone)
        return code
    }

    @Test(arguments: ["en", "it"])
    func thePhoneIsSignedOutAndTheRecoveryCodeBringsItBackWithFullPower(language: String) async throws {
        let (service, handset, email) = try await activated(language)
        let code = try await codeKept(handset, email)
        try await twoStep(handset, email)
        try await handset.tap(.deedSignOut)
        try await handset.sees(.deedSignOutWarning)
        try await handset.tap(.deedSignOut)
        try await handset.sees(.deedSignedOut)
        try await handset.tap(.pairDone)
        try await handset.sees(.associationSignedOut)

        try await twoStep(handset, email)
        try await handset.tap(.pairAssociate)
        try await handset.tap(.goOn)
        try await handset.type(email, into: .pairEmail)
        try await handset.type(password, into: .pairPassword)
        try await handset.tap(.pairSignIn)
        try await handset.sees(.pairCodeTitle)
        try await handset.tap(.pairRecoveryCode)
        try await handset.type(code.joined(separator: " "), into: .pairRecoveryCode)
        try await handset.tap(.goOn)
        try await handset.sees(.pairRecoveredText, email)
        try await handset.tap(.pairAssociate)
        try await handset.tap(.goOn)
        try await handset.sees(.pairSuccessTitle)
        try await handset.tap(.pairDone)
        let browser = Harness.Browser(service)
        try await handset.authorize(try browser.signIn(email).number())
        #expect(try await browser.decided() == "approved")
    }

    @Test(arguments: ["en", "it"])
    func verificationIsDeactivatedAfterTwoQuestionsAndThePasswordAloneSignsIn(language: String) async throws {
        let (service, handset, email) = try await activated(language)
        try await twoStep(handset, email)
        try await handset.tap(.deedDeactivate)
        try await handset.sees(.deedDeactivateText, email)
        try await handset.tap(.deedDeactivate)
        try await handset.sees(.deedDeactivateSure)
        try await handset.type("not the password", into: .pairPassword)
        try await handset.tap(.deedDeactivate)
        try await handset.sees(.problemWrongPassword)
        try await handset.type(password, into: .pairPassword)
        try await handset.tap(.deedDeactivate)
        try await handset.sees(.deedDeactivated)
        try await handset.tap(.pairDone)
        try await handset.sees(.associationDeactivated)
        #expect(try await Harness.Browser(service).signIn(email).signedInBy == "password")
    }

    @Test func aPhoneThatCameBySmsSaysUntilWhenItHasToWait() async throws {
        let service = try await Service.start()
        defer { withExtendedLifetime(service) {} }
        let (handset, email) = try await Handset.associated(with: service)
        try await twoStep(handset, email)
        try await handset.sees(.deedEnterCode)
        try await handset.tap(.deedDeactivate)
        try await handset.tap(.deedEnterCode)
        try await handset.type("ZVEB-N63P-AGS1-000H-48SM-8NB6-EW9B", into: .pairRecoveryCode)
        try await handset.type(password, into: .pairPassword)
        try await handset.tap(.goOn)
        try await handset.sees(.problemWrongRecoveryCode)
    }
}
