// What can go wrong around the phone: network, provider, clock, vault, file.

import CoreBridge
import Doubles
import Features
import Foundation
import Harness
import Testing

@MainActor
@Suite struct FaultTests {
    @Test func whatIsNoAddressIsRefusedAndOneThatNobodyAnswersIsSaid() async throws {
        let service = try await Service.start()
        let handset = try Handset()
        try await handset.tap(.accountsAdd)
        for (address, said) in [
            ("", Phrase.problemInvalidIssuer), ("http://mail.example", .problemInsecureIssuer),
            ("http://127.0.0.1:1", .problemOffline),
        ] {
            try await handset.type(address, into: .pairProvider)
            try await handset.tap(.goOn)
            try await handset.sees(said)
        }
        try await handset.type(service.issuer, into: .pairProvider)
        try await handset.tap(.goOn)
        try await handset.sees(.pairSignInTitle)
    }

    @Test func atTheSignInItIsSaidAndThePasswordCanBeTypedAgain() async throws {
        let (middle, service) = try await Middle.start()
        let email = try await service.seed()
        let handset = try Handset()
        middle.on("/session/password", .refuse(500, "internal"))
        try await handset.signIn(service, email)
        try await handset.sees(.problemProviderFailed)
        middle.mend()
        middle.cut()
        try await handset.type(password, into: .pairPassword)
        try await handset.tap(.pairSignIn)
        try await handset.sees(.problemOffline)
        middle.mend()
        try await handset.type(password, into: .pairPassword)
        try await handset.tap(.pairSignIn)
        try await handset.sees(.pairCodeTitle)
    }

    @Test func withoutANetworkItIsSaidAboveTheListAndTheRequestComesOnceThereIsOne() async throws {
        let (middle, service) = try await Middle.start()
        let (handset, email) = try await Handset.associated(with: service)
        middle.cut()
        handset.leave()
        handset.comeBack()
        try await handset.sees(.bannerOffline, "Example Mail")
        _ = try await Harness.Browser(service).signIn(email)
        middle.mend()
        handset.leave()
        handset.comeBack()
        try await handset.sees(.requestQuestion)
    }

    @Test(arguments: [true, false], [true, false])
    func anAnswerThatDoesNotComeThroughIsKeptAndSentAgain(approves: Bool, fails: Bool) async throws {
        let (middle, service) = try await Middle.start()
        let (handset, email) = try await Handset.associated(with: service)
        let browser = Harness.Browser(service)
        let page = try await browser.signIn(email)
        try await handset.sees(.requestQuestion)
        try await handset.type(try page.number(), into: .requestNumber, "2")
        if fails { middle.on("/answers", .refuse(500, "internal")) } else { middle.cut() }
        try await handset.tap(approves ? .requestAuthorize : .requestDeny)
        try await handset.sees(.problemAnswerKept)
        middle.mend()
        handset.leave()
        handset.comeBack()
        #expect(try await browser.decided() == (approves ? "approved" : "over"))
        try await handset.sees(approves ? .outcomeApproved : .outcomeDenied)
    }

    @Test(arguments: [Int64(86_400), -86_400])
    func withAClockADayOffEverythingWorksAndItIsSaidBesideTheCodes(ahead: Int64) async throws {
        let service = try await Service.start()
        let phone = try TestPhone()
        phone.clock.setWall(aheadSeconds: ahead)
        let handset = try Handset(phone)
        let email = try await service.seed()
        try await handset.signedIn(service, email)
        try await handset.associate(service, email)
        let page = try await Harness.Browser(service).signIn(email)
        try await handset.authorize(try page.number())
        try await handset.sees(.outcomeApproved)
        try await handset.tap(.goOn)
        try await handset.tap(.codesTitle)
        try await handset.sees(ahead > 0 ? .codesClockAhead : .codesClockBehind)
    }

    @Test(arguments: [(PortFault.locked, Phrase.problemStoreLocked), (.unavailable, .problemKeyStore)])
    func aVaultThatCantBeReadIsSaidAndNothingIsLost(fault: PortFault, said: Phrase) async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        handset.phone.vault.script.set { _ in .fault(fault) }
        handset.restart()
        try await handset.sees(said)
        handset.phone.vault.script.clear()
        try await handset.tap(.tryAgain)
        try await handset.find(email) { $0.label.contains(email) }
    }

    @Test func aFileWithoutItsKeySaysWhatToDoAndIsLeftAlone() async throws {
        let service = try await Service.start()
        let (handset, _) = try await Handset.associated(with: service)
        handset.phone.vault.lose()
        handset.restart()
        try await handset.sees(.problemKeyLost)
        #expect(FileManager.default.fileExists(atPath: handset.phone.file))
    }

    @Test func aFileOfANewerVersionIsLeftAlone() async throws {
        let phone = try TestPhone()
        // A first start makes the file; it is closed when nobody holds the core any more.
        _ = try await phone.open().value()
        try await closed(phone)
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: phone.file))
        // Where SQLite keeps the user version.
        try file.seek(toOffset: 60)
        try file.write(contentsOf: [0, 0, 3, 0xE7])
        try file.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: phone.file))
        let handset = try Handset(phone)
        try await handset.sees(.problemStoreTooNew)
        #expect(try Data(contentsOf: URL(fileURLWithPath: phone.file)) == before)
    }

    private func closed(_ phone: TestPhone) async throws {
        try await within("the file is never closed") {
            while FileManager.default.fileExists(atPath: phone.file + "-wal") { await Task.yield() }
        }
    }

    @Test func notificationsThatAreTurnedOffLaterAreSaidAndEverythingElseWorks() async throws {
        let service = try await Service.start()
        let (handset, email) = try await Handset.associated(with: service)
        handset.leave()
        handset.phone.posture.now.with { $0.notifications = false }
        handset.platform.notifications = .notAsked
        handset.comeBack()
        try await handset.sees(.bannerNotifications)
        try await handset.tap(.pairTurnOn)
        try await handset.until("the way to the settings") {
            handset.platform.calls.contains(.notificationSettings) ? true : nil
        }
        let page = try await Harness.Browser(service).signIn(email)
        try await handset.authorize(try page.number())
        try await handset.sees(.outcomeApproved)
    }

    @Test func aRefusalOfNotificationsDoesNotDragThePersonIntoTheSettings() async throws {
        let service = try await Service.start()
        let email = try await service.seed()
        let handset = try Handset()
        handset.phone.posture.now.with { $0.notifications = false }
        handset.platform.notifications = .refused
        handset.comeBack()
        try await handset.signedIn(service, email)
        try await handset.tap(.pairAssociate)
        try await handset.tap(.goOn)
        try await handset.tap(.pairTurnOn)
        try await handset.until("the question") { handset.platform.calls.isEmpty ? nil : true }
        try await handset.sees(.pairMissingNotifications)
        #expect(handset.platform.calls == [.askedForNotifications])
    }
}
