// Nothing that a person typed, and no code, is ever printed.

import CoreBridge
import Testing

@testable import Features

@Suite struct SecretsTests {
    private let ticket = Ticket(number: 1)
    private let field = Field("MARKER")
    private let printed = PrintedCode(groups: ["MARKER"], asked: 0)
    private let invitation = Invitation(issuer: issuer, domain: "mail.example", isListed: true, link: "MARKER")

    private func expectSilence(_ value: some Any) {
        var dumped = ""
        dump(value, to: &dumped)
        for text in ["\(value)", String(reflecting: value), dumped] { #expect(!text.contains("MARKER")) }
    }

    @Test func noActionPrintsWhatAPersonTyped() {
        let actions: [Action] = [
            .page(.typed(.password, field)), .page(.scanned(field)), .request("r", .typedNumber(field)),
            .phone(.openLink(field)), .core(.invitationRead(ticket, .ok(invitation))),
            .core(.codes(visit: ticket, shown("MARKER"))),
            .core(.performed(ticket, .ok(.printed(printed)))),
        ]
        for action in actions { expectSilence(action) }
    }

    @Test func noEffectPrintsIt() {
        let effects: [Effect] = [
            .readInvitation(ticket, field), .pairInvited(ticket, invitation),
            .advance(pairing, .signIn(ticket, email: field, password: Secret("MARKER"))),
            .advance(pairing, .submitCode(ticket, Secret("MARKER"), .device)),
            .perform(ticket, ours, .enterCode(Secret("MARKER"), password: Secret("MARKER"))),
            .approve(ours, requestID: "r", number: Secret("MARKER")), .phone(.copyCode(Secret("MARKER"))),
        ]
        for effect in effects { expectSilence(effect) }
    }

    @Test func noStatePrintsIt() throws {
        var wizard = try #require(PairingWizard(flow(.signInCode(sms()))))
        for page in [.signIn(email: field, password: field), .signInCode(field), PairingPage.associateCode(field)] {
            wizard.page = page
            expectSilence(with(PhoneState(nowBootMs: nowMs)) { $0.stack = [.pairing(wizard)] })
        }
        let screens: [Screen] = [
            .provider(ProviderPage(address: field)), .codes(CodesPage(visit: ticket, codes: codes("MARKER"))),
        ]
        let pages: [DeedPage] = [
            .reallyDeactivate(password: field), .newCode(password: field), .writeCode(printed, group: field),
            .enterCode(field, password: field),
        ]
        for screen in screens + pages.map({ .deed(DeedScreen(account: ours, page: $0)) }) {
            expectSilence(
                with(PhoneState(nowBootMs: nowMs)) {
                    $0.stack = [screen]
                    $0.front = .asked(with(Asked(request("r"))) { $0.number = field })
                })
        }
        let trial = opened()
        if let read = trial.phone(.openLink(field)).ticket { trial.core(.invitationRead(read, .ok(invitation))) }
        expectSilence(trial.state)
    }

    @Test func aSecretIsHandedOutOnce() async {
        let secret = Secret("once")
        #expect(await secret.use { $0.count } == 4)
        #expect(secret.useNow { $0.count } == 0)
        let wiped = Secret("never")
        wiped.wipe()
        #expect(wiped.useNow { $0.isEmpty })
    }
}
