// Requests: how they are answered, and how they end otherwise.

import CoreBridge
import Doubles
import Features
import Foundation
import Harness
import Testing

@MainActor
@Suite struct RequestTests {
    @Test func aWrongNumberBurnsTheRequest() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        let browser = Harness.Browser(service)
        let page = try await browser.signIn(email)
        try await handset.authorize(try page.wrongNumber())
        try await handset.sees(.outcomeWrongNumber)
        #expect(try await browser.decided() == "over")
    }

    @Test func aNumberThatIsNotWholeSaysWhatIsMissingAndSendsNothing() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        let page = try await Harness.Browser(service).signIn(email)
        try await handset.type("x7y", into: .requestNumber, "2")
        try await handset.tap(.requestAuthorize)
        try await handset.sees(.problemInvalidNumber)
        #expect(handset.phone.keys.script.calls.count(where: \.isApproval) == 0)
        try await handset.authorize(try page.number())
        try await handset.sees(.outcomeApproved)
    }

    @Test func aDenialAsksWhetherItWasThePersonAndTellsTheProvider() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        let browser = Harness.Browser(service)
        _ = try await browser.signIn(email)
        try await handset.tap(.requestDeny)
        try await handset.sees(.outcomeDenied)
        #expect(try await browser.decided() == "over")
        try await handset.tap(.reportNotMe)
        try await handset.sees(.reportNotMeTaken)
    }

    @Test func aRequestEndsWhenItsTimeIsOver() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        _ = try await Harness.Browser(service).signIn(email)
        try await handset.sees(.requestQuestion)
        handset.phone.clock.advance(seconds: 121)
        try await handset.sees(.outcomeExpired)
    }

    @Test(arguments: [
        (PortFault.cancelled, Phrase.problemCancelled), (.lockedOut, .problemLockedOut),
        (.unavailable, .problemKeyStore),
    ])
    func aPromptThatIsNotConfirmedLeavesTheRequestOpen(fault: PortFault, said: Phrase) async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        let browser = Harness.Browser(service)
        let page = try await browser.signIn(email)
        handset.phone.keys.script.set { $0.asks ? .fault(fault) : nil }
        try await handset.authorize(try page.number())
        try await handset.sees(said)
        handset.phone.keys.script.clear()
        try await handset.tap(.requestAuthorize)
        try await handset.sees(.outcomeApproved)
        #expect(try await browser.decided() == "approved")
    }

    @Test func aKeyThatIsGoneLeadsToAssociatingAgain() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        let page = try await Harness.Browser(service).signIn(email)
        handset.phone.keys.enrolAnew()
        try await handset.authorize(try page.number())
        try await handset.sees(.problemKeyInvalidated)
    }

    @Test func anotherPhoneTakesThisOnesPlaceAndThisOneSaysSo() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        let other = try Handset()
        try await other.signedIn(service, email)
        try await other.associate(service, email)
        try await handset.sees(.dissociatedTitle)
        try await handset.sees(.associationReplaced)
        try await handset.tap(.pairAssociate)
        try await handset.sees(.pairProviderTitle)
    }

    @Test func twoRequestsAtOnceComeOneAfterTheOther() async throws {
        let service = try await Service.start()
        let (handset, first) = try await Handset.associated(with: service)
        let second = try await service.seed()
        try await handset.signedIn(service, second)
        try await handset.associate(service, second)
        let (one, two) = (Harness.Browser(service), Harness.Browser(service))
        let page = try await one.signIn(first)
        try await handset.find("the first request") { $0.label.contains(first) }
        _ = try await two.signIn(second)
        let more = handset.words.count(.requestMore, 1)
        try await handset.find(more) { $0.label == more }
        try await handset.authorize(try page.number())
        try await handset.sees(.outcomeApproved)
        #expect(try await one.decided() == "approved")
        try await handset.tap(.goOn)
        try await handset.find("the second request") { $0.label.contains(second) }
        try await handset.tap(.requestDeny)
        try await handset.sees(.outcomeDenied)
        #expect(try await two.decided() == "over")
    }
}

/// A request that ends elsewhere while this phone's prompt is up.
@MainActor
@Suite struct ElsewhereTests {
    @Test func itIsDeniedByACopyOfThisPhoneAndThisPhonesApprovalDoesNotCount() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        // The same file and the same keys once more, which no hardware allows.
        let twin = try await handset.twin()
        let browser = Harness.Browser(service)
        let page = try await browser.signIn(email)
        try await handset.sees(.requestQuestion)
        let prompt = handset.prompts()
        try await handset.authorize(try page.number())
        try await prompt.shown.within()
        let request = try #require(handset.model.state.waiting.first)
        #expect(await twin.deny(request.account, requestID: request.id) == .ok(.denied))
        #expect(try await browser.decided() == "over")
        prompt.confirm()
        try await handset.sees(.outcomeElsewhereDenied)
    }

    @Test func itIsGivenUpInTheBrowserAndThisPhonesApprovalComesTooLate() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        let browser = Harness.Browser(service)
        let page = try await browser.signIn(email)
        try await handset.sees(.requestQuestion)
        let prompt = handset.prompts()
        try await handset.authorize(try page.number())
        try await prompt.shown.within()
        try await browser.leave(page)
        prompt.confirm()
        try await handset.sees(.outcomeCancelled)
        try await handset.tap(.goOn)
        try await handset.sees(.accountsWatching)
    }

    @Test func anotherSignInTakesItsPlaceAndThePhoneAsksAboutThatOne() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        let browser = Harness.Browser(service)
        let first = try await browser.signIn(email)
        try await handset.sees(.requestQuestion)
        let prompt = handset.prompts()
        try await handset.authorize(try first.number())
        try await prompt.shown.within()
        let second = try await browser.signIn(email)
        handset.phone.keys.script.clear()
        prompt.confirm()
        try await handset.until("the second request") { handset.shows(.requestConfirming) ? nil : true }
        try await handset.authorize(try second.number())
        try await handset.sees(.outcomeApproved)
        #expect(try await browser.decided() == "approved")
    }
}

extension Handset {
    /// The core of a copy of this phone.
    fileprivate func twin() async throws -> any Gateway {
        let copy = try TestPhone()
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: phone.file + suffix) {
            try FileManager.default.copyItem(atPath: phone.file + suffix, toPath: copy.file + suffix)
        }
        return try await CoreGateway.open(
            path: copy.file, ports: phone.ports, app: "Twin", deviceName: "Twin",
            development: Development(loopbackHTTP: true)
        ).value()
    }
}
