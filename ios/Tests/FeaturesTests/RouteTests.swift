// What outlives the process.

import CoreBridge
import Testing

@testable import Features

@Suite struct RouteTests {
    private let begun = Accounts(paired: [account()], unfinished: [flow(.signedIn)])
    private static let row = Row.paired(ours)
    private static let unfinished = Row.unfinished(pairing)

    @Test(arguments: [
        ("home", []), ("provider", [.provider(ProviderPage(address: Field(issuer)))]), ("codes", [.codes(CodesPage())]),
        ("settings", [.settings]), ("mailbox/account/1", [.settings, .mailbox(row)]),
        ("account/pairing/7", [.settings, .mailbox(unfinished), .account(unfinished)]),
        ("two-step/account/1", [Screen.settings, .mailbox(row), .account(row), .twoStep(TwoStepPage(row: row))]),
    ])
    func thePlaceThatWasSavedIsGoneToAgain(saved: String, way: [Screen]) {
        let trial = opened(begun, saved: saved)
        #expect(trial.state.stack == [.accounts] + way)
        #expect(trial.state.saved == saved)
    }

    @Test func aPairingIsGoneToAgainWithTheClassThatWasChosenIfItIsTaken() {
        let trial = opened(begun, saved: "pairing/7/device")
        #expect(trial.wizard?.page == .notice && trial.state.saved == "pairing/7/device")
        let both = Accounts(unfinished: [flow(.associateCode(nil), [.device, .biometric])])
        #expect(opened(both, saved: "pairing/7/biometric").wizard?.keyClass == .biometric)
        let one = Accounts(unfinished: [flow(.associateCode(nil))])
        #expect(opened(one, saved: "pairing/7/biometric").wizard?.keyClass == .device)
    }

    @Test func thePlaceMayBeToldLaterAndStaysSavedUntilTheAccountsAreKnown() {
        #expect(PhoneState(nowBootMs: nowMs, saved: "codes").saved == "codes")
        let trial = Trial(PhoneState(nowBootMs: nowMs, known: known))
        trial.phone(.goOn(from: "settings"), .foreground(bootMs: nowMs))
        trial.core(.opened(nil))
        trial.core(.loaded(.ok(begun)))
        trial.phone(.goOn(from: "codes"))
        #expect(trial.state.screen == .settings)
    }

    @Test(arguments: [
        "", "x", "pairing", "pairing/x", "codes/1", "account/account/x", "a/b/c/d", "pairing/99", "account/account/99",
        "mailbox/pairing/99",
    ])
    func whatIsNoPlaceOrNoLongerThereLeadsHome(saved: String) {
        #expect(opened(begun, saved: saved).state.stack == [.accounts])
    }

    @Test func aLinkThatWasOpenedGoesBeforeThePlaceThatWasSaved() {
        let trial = Trial(PhoneState(nowBootMs: nowMs, saved: "codes"))
        trial.phone(.openLink(Field("https://mail.example/i")))
        trial.core(.loaded(.ok(accounts(account()))))
        #expect(trial.invited != nil)
    }

    @Test func everyScreenHasAPlaceAndNoneSaysMoreThanWhere() throws {
        let secret = Field("MARKER")
        let view = InvitationView(issuer: "MARKER", domain: "MARKER", provider: "MARKER", isListed: false)
        var signIn = try #require(PairingWizard(flow(.signIn)))
        signIn.page = .signIn(email: secret, password: secret)
        let screens: [Screen] = [
            .welcome, .accounts, .provider(ProviderPage(address: secret)), .scan(ScanPage()),
            .invited(InvitedPage(view: view)), .pairing(signIn), .codes(CodesPage()), .settings, .mailbox(Self.row),
            .account(Self.unfinished), .twoStep(TwoStepPage(row: Self.row)), .remove(RemovePage(row: Self.row)),
            .dissociated(ours),
        ]
        for screen in screens {
            let saved = with(PhoneState(nowBootMs: nowMs)) { $0.stack = [.accounts, screen] }.saved
            #expect(saved.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "/" || $0 == "-" })
            #expect(!saved.contains("MARKER") && !saved.contains(name))
            #expect(Route(saved) != nil)
        }
    }
}
