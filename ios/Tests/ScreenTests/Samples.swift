// Every screen in every state that sounds different: the states of Android's gallery.

import CoreBridge
import Testing

@testable import Features

/// A state of the app to listen to; its name is its file's, too.
struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let state: PhoneState

    var testDescription: String { name }

    static let all = start + accounts + pairing + requests + outcomes + codes + settings + deeds
}

/// Now, on the boot clock, ms.
let now: Int64 = 5_000_000

/// 14 March 2026, 09:05:12 UTC.
let morningUnixMs: Int64 = 1_773_479_112_000

let annas = Account(
    key: AccountKey(1), provider: "Example Mail", name: "anna@mail.example", issuer: "https://mail.example",
    association: .associated, keyClass: .device, level: .secureEnclave, hold: nil, alarm: false)
let brunos = with(annas) { ($0.key, $0.name, $0.association) = (AccountKey(3), "bruno@mail.example", .replaced) }
let biometric = with(annas) {
    ($0.key, $0.name, $0.keyClass, $0.level) = (AccountKey(2), "carla@mail.example", .biometric, .software)
}
let begun = PairingFlow(
    key: PairingKey(7), issuer: "https://mail.example", provider: "Example Mail", email: "dora@mail.example",
    at: .finish,
    keyClasses: [.device, .biometric])
let firefox = SignIn(browser: .firefox, system: .linux, address: "192.0.2.7", place: "Milano, IT", known: false)
let request = Request(
    account: annas.key, id: "r1", provider: "Example Mail", name: "anna@mail.example", createdUnixMs: morningUnixMs,
    deadlineBootMs: now + 87_000, digits: 2, signIn: firefox)

func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var value = value
    change(&value)
    return value
}

/// An app that is open, with Anna's account.
func opened(_ change: (inout PhoneState) -> Void = { _ in }) -> PhoneState {
    with(PhoneState(nowBootMs: now, known: [KnownProvider(issuer: "https://mail.example", name: "Example Mail")])) {
        ($0.phase, $0.lock, $0.accounts) = (.open, .open, Accounts(paired: [annas]))
        $0.posture = PostureView(screenLock: true, biometrics: true, notifications: true)
        change(&$0)
    }
}

/// The same, gone to a screen.
func at(_ screen: Screen, _ change: (inout PhoneState) -> Void = { _ in }) -> PhoneState {
    opened {
        $0.stack.append(screen)
        change(&$0)
    }
}

private let ticket = Ticket(number: 1)

extension Sample {
    private static func locked(_ change: (inout AppLock.Locked) -> Void = { _ in }) -> PhoneState {
        opened { $0.lock = .locked(with(.init(reason: .started), change)) }
    }

    private static func empty(_ change: (inout PhoneState) -> Void = { _ in }) -> PhoneState {
        opened {
            ($0.accounts, $0.stack) = (Accounts(), [.welcome])
            change(&$0)
        }
    }

    static let start = [
        Sample(name: "start_opening", state: opened { $0.phase = .opening }),
        Sample(name: "start_stopped", state: opened { $0.phase = .stopped(.storeTooNew) }),
        Sample(name: "start_stopped_key_lost", state: opened { $0.phase = .stopped(.keyLost) }),
        Sample(name: "lock", state: locked()),
        Sample(name: "lock_away", state: locked { $0.reason = .away }),
        Sample(name: "lock_unlocking", state: locked { $0.unlocking = ticket }),
        Sample(name: "lock_out", state: locked { $0.failure = .lockedOut }),
        Sample(name: "lock_unavailable", state: locked { $0.failure = .unavailable }),
        Sample(name: "welcome", state: empty()),
        Sample(name: "welcome_leftovers", state: empty { $0.leftovers = true }),
        Sample(name: "welcome_problem", state: empty { $0.problem = .storageFull }),
    ]

    static let accounts = [
        Sample(name: "accounts", state: opened()),
        Sample(name: "accounts_offline", state: opened { $0.offline = [annas.key] }),
        Sample(name: "accounts_notifications_off", state: opened { $0.posture?.notifications = false }),
        Sample(name: "accounts_request_waits", state: opened { $0.waiting = [request] }),
        Sample(name: "accounts_problem", state: opened { $0.problem = .answerKept }),
        Sample(
            name: "accounts_mixed",
            state: opened {
                $0.accounts = Accounts(
                    paired: [
                        with(annas) { $0.hold = Hold(.widening, untilUnixMs: morningUnixMs) },
                        with(annas) {
                            ($0.key, $0.hold) = (AccountKey(5), Hold(.settings, untilUnixMs: morningUnixMs))
                        }, with(biometric) { $0.alarm = true },
                        brunos,
                        with(annas) {
                            ($0.key, $0.name, $0.association) = (AccountKey(4), "elio@mail.example", .frozen)
                        },
                    ],
                    unfinished: [
                        begun, with(begun) { ($0.key, $0.email, $0.at) = (PairingKey(8), nil, .signIn) },
                        with(begun) { ($0.key, $0.at) = (PairingKey(9), .signedIn) },
                    ])
                ($0.offline, $0.troubles) = ([biometric.key], [annas.key: .clock])
            }),
        Sample(name: "dissociated", state: at(.dissociated(brunos.key)) { $0.accounts = Accounts(paired: [brunos]) }),
    ]
}

extension Sample {
    private static let sms = Sms(sentTo: "+39 *** *** 4567", triesLeft: 3, expiresAtBootMs: now + 272_000)

    /// The wizard where 2-step verification is off.
    private static func activation(_ page: PairingPage, _ at: At, _ problem: Problem? = nil) -> PhoneState {
        wizard(page, at) { ($0.flow.activates, $0.problem) = (true, problem) }
    }

    private static func wizard(
        _ page: PairingPage, _ at: At = .signedIn, _ change: (inout PairingWizard) -> Void = { _ in }
    ) -> PhoneState {
        guard var wizard = PairingWizard(with(begun) { ($0.email, $0.at) = ("anna@mail.example", at) }) else {
            return opened()
        }
        wizard.page = page
        change(&wizard)
        return ScreenTests.at(.pairing(wizard))
    }

    private static func invited(_ isListed: Bool, _ change: (inout InvitedPage) -> Void = { _ in }) -> PhoneState {
        let domain = isListed ? "mail.example" : "xn--mil-exmple-1fb8d.example"
        let view = InvitationView(
            issuer: "https://\(domain)", domain: domain, provider: isListed ? "Example Mail" : nil, isListed: isListed)
        return ScreenTests.at(.invited(with(InvitedPage(view: view), change)))
    }

    static let pairing = [
        Sample(name: "pair_provider", state: at(.provider(ProviderPage(address: Field("https://mail.example"))))),
        Sample(
            name: "pair_provider_busy",
            state: at(.provider(ProviderPage(address: Field("https://mail.example"), busy: ticket)))),
        Sample(
            name: "pair_provider_problem",
            state: at(.provider(ProviderPage(address: Field("mail"), problem: .notAProvider)))),
        Sample(name: "pair_scan", state: at(.scan(ScanPage(camera: .allowed)))),
        Sample(name: "pair_scan_refused", state: at(.scan(ScanPage(camera: .refused)))),
        Sample(name: "pair_scan_failed", state: at(.scan(ScanPage(camera: .failed)))),
        Sample(name: "pair_scan_problem", state: at(.scan(ScanPage(camera: .allowed, problem: .invalidInvitation)))),
        Sample(name: "pair_invited", state: invited(true)),
        Sample(name: "pair_invited_stranger", state: invited(false)),
        Sample(name: "pair_invited_other_root", state: invited(true) { $0.problem = .otherRoot }),
        Sample(name: "pair_invited_reading", state: at(.invited(InvitedPage(busy: ticket)))),
        Sample(name: "pair_invited_none", state: at(.invited(InvitedPage(problem: .invalidInvitation)))),
        Sample(name: "pair_sign_in", state: wizard(.signIn(email: Field(), password: Field()), .signIn)),
        Sample(
            name: "pair_sign_in_problem",
            state: wizard(.signIn(email: Field("anna@mail.example"), password: Field("correct horse")), .signIn) {
                $0.problem = .wrongCredentials
            }),
        Sample(
            name: "pair_sign_in_no_sms",
            state: wizard(.signIn(email: Field("anna@mail.example"), password: Field()), .signIn) {
                $0.problem = .tooManySms(minutes: 42)
            }),
        Sample(name: "pair_sign_in_code", state: wizard(.signInCode(Field()), .signInCode(sms))),
        Sample(
            name: "pair_sign_in_code_wrong",
            state: wizard(.signInCode(Field("123")), .signInCode(with(sms) { $0.triesLeft = 2 })) {
                $0.problem = .wrongCode(triesLeft: 2)
            }),
        Sample(name: "pair_code_resent", state: wizard(.signInCode(Field()), .signInCode(sms)) { $0.resent = true }),
        Sample(name: "pair_code_restart", state: wizard(.signInCode(Field()), .signInCode(nil))),
        Sample(name: "pair_notice", state: wizard(.notice)),
        Sample(name: "pair_notice_busy", state: wizard(.notice) { $0.busy = ticket }),
        Sample(name: "pair_class", state: wizard(.keyClass(.device))),
        Sample(name: "pair_missing", state: wizard(.missing(Prerequisite.allCases))),
        Sample(name: "pair_associate_code", state: wizard(.associateCode(Field("123456")), .associateCode(sms))),
        Sample(name: "pair_finishing", state: wizard(.finishing, .associateCode(sms)) { $0.busy = ticket }),
        Sample(name: "pair_finish", state: wizard(.finish, .finish)),
        Sample(name: "pair_recovery", state: wizard(.recovery(Field()), .signInCode(sms))),
        Sample(
            name: "pair_recovery_mistyped",
            state: wizard(.recovery(Field("ZVEB N63P AGS1")), .signInCode(sms)) { $0.problem = .noRecoveryCode }),
        Sample(name: "pair_recovered", state: wizard(.recovered, .recovered)),
        Sample(name: "pair_activate", state: activation(.activate, .activate(number: sms.sentTo))),
        Sample(name: "pair_mobile", state: activation(.mobile(Field()), .activate(number: nil))),
        Sample(
            name: "pair_mobile_invalid",
            state: activation(.mobile(Field("02 1234567")), .activate(number: nil), .invalidMobile)),
        Sample(name: "pair_number_code", state: activation(.numberCode(Field()), .numberCode(sms))),
        Sample(name: "pair_activate_code", state: activation(.associateCode(Field()), .associateCode(sms))),
        Sample(name: "pair_activated", state: activation(.success, .associated(annas.key))),
        Sample(name: "pair_success", state: wizard(.success, .associated(annas.key))),
    ]
}

extension Sample {
    private static func asked(_ change: (inout Request) -> Void = { _ in }, _ answer: (inout Asked) -> Void = { _ in })
        -> PhoneState
    {
        let request = with(request, change)
        return opened { ($0.front, $0.waiting) = (.asked(with(Asked(request), answer)), [request]) }
    }

    private static func over(_ outcome: Outcome, _ asking: Asking? = nil) -> PhoneState {
        let question = asking.map { asking in with(Question(account: annas.key)) { $0.asking = asking } }
        return opened { $0.front = .over(Over(requestID: request.id, outcome: outcome, question: question)) }
    }

    static let requests = [
        Sample(name: "request", state: asked()),
        Sample(
            name: "request_known", state: asked { $0.signIn = with(firefox) { ($0.known, $0.place) = (true, nil) } }),
        Sample(
            name: "request_typed",
            state: asked { _ in
            } _: {
                $0.number = Field("36")
            }),
        Sample(
            name: "request_incomplete",
            state: asked { _ in
            } _: {
                ($0.number, $0.problem) = (Field("3"), .invalidNumber)
            }),
        Sample(
            name: "request_confirming",
            state: asked { _ in
            } _: {
                ($0.number, $0.sending) = (Field("36"), .approve)
            }),
        Sample(
            name: "request_denying",
            state: asked { _ in
            } _: {
                $0.sending = .deny
            }),
        Sample(
            name: "request_kept",
            state: asked { _ in
            } _: {
                ($0.sending, $0.problem) = (.kept, .answerKept)
            }),
        Sample(
            name: "request_frozen",
            state: asked { _ in
            } _: {
                $0.problem = .frozen
            }),
        Sample(name: "request_late", state: asked { $0.deadlineBootMs = now + 9_000 }),
        Sample(name: "request_deactivate", state: asked { $0.change = .deactivate }),
        Sample(name: "request_number", state: asked { $0.change = .number("+393471234567") }),
        Sample(name: "request_notice_address", state: asked { $0.change = .noticeAddress("maria@elsewhere.example") }),
        Sample(
            name: "request_methods", state: asked { $0.change = .methods(codeFirst: true, code: true, sms: false) }),
        Sample(name: "request_unknown", state: asked { $0.signIn = nil }),
        Sample(
            name: "request_two",
            state: with(asked()) {
                $0.waiting.append(with(request) { ($0.id, $0.name) = ("r2", "carla@mail.example") })
            }),
    ]

    static let outcomes =
        Outcome.allCases.map { Sample(name: "outcome_\($0)", state: over($0, $0 == .denied ? .open() : nil)) } + [
            Sample(name: "report_problem", state: over(.denied, .open(.notReportable))),
            Sample(name: "report_sending", state: over(.denied, .sending(.notMe))),
            Sample(name: "report_kept", state: over(.denied, .kept(.notMe))),
            Sample(name: "report_not_me", state: over(.denied, .said(.notMe, .taken))),
            Sample(name: "report_mistake", state: over(.denied, .said(.mistake, .taken))),
            Sample(name: "report_not_taken", state: over(.denied, .said(.notMe, .notTaken))),
        ]

    private static func code(_ account: Account, ahead: Int64 = 0, _ digits: (String, String)? = ("492039", "115720"))
        -> Code
    {
        Code(
            account: account.key, provider: account.provider, name: account.name, clockAheadS: ahead,
            digits: digits.map { Digits(now: $0.0, next: $0.1, validUntilBootMs: now + 17_000, periodMs: 30_000) })
    }

    private static func shown(_ codes: [Code], copied: AccountKey? = nil) -> PhoneState {
        at(.codes(CodesPage(visit: ticket, codes: codes, locksAtBootMs: now + 41_000, copied: copied)))
    }

    static let codes = [
        Sample(name: "codes", state: shown([code(annas)])),
        Sample(name: "codes_copied", state: shown([code(annas)], copied: annas.key)),
        Sample(
            name: "codes_many",
            state: shown([
                code(annas, ahead: 75), code(biometric, ahead: -9, ("12345678", "87654321")), code(brunos, nil),
            ])),
        Sample(name: "codes_none", state: shown([])),
        Sample(name: "codes_locked", state: at(.codes(CodesPage()))),
        Sample(name: "codes_opening", state: at(.codes(CodesPage(visit: ticket)))),
        Sample(name: "codes_problem", state: at(.codes(CodesPage(problem: .lockedOut)))),
    ]

    private static func every(_ state: inout PhoneState) {
        state.accounts = Accounts(paired: [annas, biometric, brunos], unfinished: [begun])
    }

    static let settings = [
        Sample(name: "settings", state: at(.settings, every)),
        Sample(name: "settings_signs", state: at(.settings) { $0.signs = Set(PhoneSign.allCases) }),
        Sample(name: "settings_mailbox", state: at(.mailbox(.paired(annas.key)), every)),
        Sample(name: "settings_account", state: at(.account(.paired(annas.key)), every)),
        Sample(name: "settings_account_dissociated", state: at(.account(.paired(brunos.key)), every)),
        Sample(name: "settings_two_step", state: at(.twoStep(TwoStepPage(row: .paired(annas.key))), every)),
        Sample(
            name: "settings_two_step_software", state: at(.twoStep(TwoStepPage(row: .paired(biometric.key))), every)),
        Sample(
            name: "settings_two_step_checking",
            state: at(.twoStep(TwoStepPage(row: .paired(annas.key), busy: ticket)), every)),
        Sample(
            name: "settings_two_step_checked",
            state: at(.twoStep(TwoStepPage(row: .paired(annas.key), checked: true)), every)),
        Sample(
            name: "settings_two_step_unfinished",
            state: at(.twoStep(TwoStepPage(row: .unfinished(begun.key), problem: .offline)), every)),
        Sample(name: "settings_remove", state: at(.remove(RemovePage(row: .paired(brunos.key))), every)),
        Sample(
            name: "settings_remove_problem",
            state: at(.remove(RemovePage(row: .paired(brunos.key), problem: .stillAssociated)), every)),
    ]
}
