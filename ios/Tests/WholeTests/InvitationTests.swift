// Invitations, by link and by QR code.

import CoreBridge
import Doubles
import Features
import Foundation
import Harness
import Testing

@MainActor
@Suite struct InvitationTests {
    private func invitation(_ service: Service) async throws -> (Harness.Browser, String) {
        let email = try await service.seed(arguments: ["--two-step-off"])
        let browser = Harness.Browser(service)
        _ = try await browser.signIn(email)
        return (browser, try await browser.invitation())
    }

    @Test func aLinkShowsTheDomainAndWarnsBeforeAnybodyIsContacted() async throws {
        let (middle, service) = try await Middle.start()
        let (_, link) = try await invitation(service)
        let handset = try Handset()
        handset.open(link: link)
        try await handset.sees(.pairInvitedWarning, String(service.issuer.dropFirst("http://".count)))
        #expect(middle.count("") == 0)
        try await handset.tap(.goOn)
        try await handset.sees(.pairSignInTitle)
        #expect(middle.count("") > 0)
    }

    @Test func oneOfAListedProviderIsNamed() async throws {
        let service = try await Service.start()
        let (_, link) = try await invitation(service)
        let handset = try Handset(known: [KnownProvider(issuer: service.issuer, name: "Example Mail")])
        handset.open(link: link)
        try await handset.sees(.pairInvitedOnList, "Example Mail")
        #expect(!handset.shows(.pairInvitedWarning))
    }

    @Test func whoCancelsHasContactedNobodyAndMayOpenTheLinkAgain() async throws {
        let (middle, service) = try await Middle.start()
        let (_, link) = try await invitation(service)
        let handset = try Handset()
        handset.open(link: link)
        try await handset.tap(.cancel)
        try await handset.sees(.welcomeTitle)
        #expect(middle.count("") == 0)
        handset.open(link: link)
        try await handset.tap(.goOn)
        try await handset.sees(.pairSignInTitle)
    }

    @Test func theCodeOfAnotherAppIsSaidToBeNoneAndScanningGoesOn() async throws {
        let (middle, service) = try await Middle.start()
        let (_, link) = try await invitation(service)
        let handset = try Handset()
        try await handset.tap(.pairScan)
        try await handset.sees(.pairScanText)
        let others = [
            "otpauth://totp/Mail:anna?secret=GEZDGNBVGY3TQOJQ", "https://mail.example/", String(link.dropLast()),
            "rubbish", "",
        ]
        for text in others {
            try await handset.until("the camera") { handset.isLooking ? true : nil }
            handset.model.send(.page(.scanned(Field(text))))
            try await handset.sees(.problemInvalidInvitation)
        }
        #expect(middle.count("") == 0)
        try await handset.until("the camera") { handset.isLooking ? true : nil }
        handset.model.send(.page(.scanned(Field(link))))
        try await handset.tap(.goOn)
        try await handset.sees(.pairSignInTitle)
    }

    @Test func aCameraThatIsRefusedHasAWayToBeAllowed() async throws {
        let handset = try Handset()
        handset.platform.camera = .refused
        try await handset.tap(.pairScan)
        try await handset.sees(.pairScanRefused)
        try await handset.tap(.pairScanAllow)
        #expect(handset.platform.calls == [.askedForCamera, .cameraSettings])
        handset.leave()
        handset.platform.camera = .granted
        handset.comeBack()
        try await handset.until("the camera") { handset.isLooking ? true : nil }
    }

    @Test func oneThatWasReplacedSaysToMakeANewOneAndLeavesNothing() async throws {
        let service = try await Service.start()
        let (browser, replaced) = try await invitation(service)
        _ = try await browser.invitation()
        let handset = try Handset()
        handset.open(link: replaced)
        try await handset.tap(.goOn)
        try await handset.sees(.problemInvitationOver)
        try await handset.tap(.cancel)
        try await handset.sees(.welcomeTitle)
    }

    @Test func oneThatNamesAnotherKeyIsRefused() async throws {
        let service = try await Service.start()
        let (_, link) = try await invitation(service)
        let parts = link.components(separatedBy: "&r=")
        let other = parts[0] + "&r=" + (parts[1].hasPrefix("A") ? "B" : "A") + parts[1].dropFirst()
        let handset = try Handset()
        handset.open(link: other)
        try await handset.tap(.goOn)
        try await handset.sees(.problemOtherRoot)
    }
}

extension Handset {
    /// Whether the camera looks for a code.
    var isLooking: Bool { if case .scan(let page) = model.state.screen { page.isLooking } else { false } }
}
