// Which screens a request may cover, behind which a prompt may be up, and what fields take.

import CoreBridge
import Testing

@testable import Features

@Suite struct DisturbingTests {
    private static let ticket = Ticket(number: 1)
    private static let row = Row.paired(ours)

    private static func pairing(_ page: PairingPage, busy: Ticket? = nil) -> Screen {
        guard var wizard = PairingWizard(flow(.signInCode(sms()))) else { return .welcome }
        (wizard.page, wizard.busy) = (page, busy)
        return .pairing(wizard)
    }

    private static let view = InvitationView(issuer: issuer, domain: "mail.example", provider: nil, isListed: false)

    private static let free: [Screen] = [
        .accounts, .invited(InvitedPage(view: view)), pairing(.notice), pairing(.keyClass(.device)),
        pairing(.missing([.notifications])), pairing(.finish), pairing(.activate), pairing(.recovered),
        pairing(.success),
        .codes(CodesPage()), .codes(CodesPage(visit: ticket, codes: codes())), .settings, .mailbox(row), .account(row),
        .twoStep(TwoStepPage(row: row, busy: ticket)), .remove(RemovePage(row: row, busy: ticket)),
    ]

    private static let typing: [Screen] = [
        .provider(ProviderPage()), .scan(ScanPage()), .invited(InvitedPage(view: view, busy: ticket)),
        pairing(.signIn(email: Field(), password: Field())), pairing(.signInCode(Field())),
        pairing(.associateCode(Field())), pairing(.finishing, busy: ticket), pairing(.notice, busy: ticket),
        .codes(CodesPage(visit: ticket)),
    ]

    private func at(_ screen: Screen, _ lock: AppLock = .open) -> PhoneState {
        with(PhoneState(nowBootMs: inSeconds(0))) {
            ($0.phase, $0.lock, $0.accounts) = (.open, lock, accounts(account()))
            ($0.stack, $0.waiting, $0.posture) = ([.accounts, screen], [request("r")], ready)
        }
    }

    private func asked(_ state: PhoneState) -> String? {
        var state = state
        _ = state.take(.phone(.tick(bootMs: inSeconds(1))))
        return state.asked?.request.id
    }

    @Test(arguments: free.indices)
    func aRequestCoversWhatNobodyTypesInto(index: Int) { #expect(asked(at(Self.free[index])) == "r") }

    @Test(arguments: typing.indices)
    func aRequestWaitsWhileThePersonTypesOrAPromptIsUp(index: Int) {
        let screen = Self.typing[index]
        #expect(asked(at(screen)) == nil)
        // Behind the app's lock nobody types; but its prompt may be up.
        #expect(asked(at(screen, .locked(.init(reason: .away)))) == "r")
        #expect(asked(at(screen, .locked(.init(reason: .away, unlocking: Self.ticket)))) == nil)
    }

    private func locksAfterOneSecond(_ state: PhoneState) -> Bool {
        var state = state
        state.preferences = Preferences(lockAfterSeconds: 0)
        _ = state.take(.phone(.background(bootMs: inSeconds(10))))
        _ = state.take(.phone(.foreground(bootMs: inSeconds(11))))
        return state.lock != .open
    }

    @Test func aPromptThatTookTheAppToTheBackgroundIsNoAbsence() {
        func sending(_ sending: Sending?) -> PhoneState {
            with(at(.settings)) { $0.front = .asked(with(Asked(request("r"))) { $0.sending = sending }) }
        }
        #expect(locksAfterOneSecond(at(.settings)))
        #expect(locksAfterOneSecond(sending(nil)) && locksAfterOneSecond(sending(.deny)))
        #expect(!locksAfterOneSecond(sending(.approve)))
        #expect(!locksAfterOneSecond(at(.codes(CodesPage(visit: Self.ticket)))))
        #expect(locksAfterOneSecond(at(.codes(CodesPage(visit: Self.ticket, codes: codes())))))
        #expect(locksAfterOneSecond(at(Self.pairing(.notice))))
        #expect(!locksAfterOneSecond(at(Self.pairing(.finishing, busy: Self.ticket))))
    }
}

@Suite struct FieldTests {
    @Test func digitsAloneGoIntoACodeAndNoMoreThanItHas() {
        #expect(FieldName.code.take("12 34-56\n7").text == "123456")
        #expect(FieldName.code.take("\u{661}\u{662}").text == "", "digits of another script")
    }

    @Test func aPasswordTakesEverythingThatCanBeTyped() {
        #expect(FieldName.password.take(" perché 漢 ").text == " perché 漢 ")
        #expect(FieldName.password.take("a\nb\0").text == "ab")
    }

    @Test(arguments: [(FieldName.address, 200), (.email, 254), (.password, 1024), (.code, 6)])
    func everyFieldEndsSomewhere(field: FieldName, longest: Int) {
        #expect(field.take(String(repeating: "7", count: 2000)).text.count == longest)
    }

    @Test func whatStandsInAnArgumentIsLeftAlone() {
        #expect(fill("%1$@ at %2$@, 5 %", ["%2$@", "b"]) == "%2$@ at b, 5 %")
        #expect(fill("%2$@ %1$@ %3$@", ["a", "b"]) == "b a %3$@")
    }

    @Test func whatIsLeftIsWrittenUpwards() {
        #expect(minutes(272_000) == "4:32" && minutes(61_001) == "1:02" && minutes(-5) == "0:00")
        #expect(wholeSeconds(1) == 1 && wholeSeconds(1000) == 1 && wholeSeconds(0) == 0)
    }
}
