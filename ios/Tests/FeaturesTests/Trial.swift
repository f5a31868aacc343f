// A state and what is done to it, and what these states are made of.

import CoreBridge
import Foundation

@testable import Features

final class Trial {
    var state: PhoneState

    init(_ state: PhoneState) { self.state = state }

    /// What all of the actions ask for.
    @discardableResult
    func send(_ actions: Action...) -> [Effect] { actions.flatMap { state.take($0) } }

    /// What all of these of a page ask for.
    @discardableResult
    func page(_ actions: PageAction...) -> [Effect] { actions.flatMap { state.take(.page($0)) } }

    @discardableResult
    func request(_ id: String, _ actions: RequestAction...) -> [Effect] {
        actions.flatMap { state.take(.request(id, $0)) }
    }

    @discardableResult
    func core(_ action: CoreAction) -> [Effect] { send(.core(action)) }

    @discardableResult
    func phone(_ actions: PhoneAction...) -> [Effect] { actions.flatMap { state.take(.phone($0)) } }

    var isLocked: Bool { state.lock != .open }

    /// The id of the request in front.
    var asked: String? { state.asked?.request.id }

    /// The outcome in front.
    var over: Over? { if case .over(let over) = state.front { over } else { nil } }

    var wizard: PairingWizard? { if case .pairing(let wizard) = state.screen { wizard } else { nil } }
    var codes: CodesPage? { if case .codes(let page) = state.screen { page } else { nil } }
    var provider: ProviderPage? { if case .provider(let page) = state.screen { page } else { nil } }
    var deed: DeedScreen? { if case .deed(let deed) = state.screen { deed } else { nil } }
    var scan: ScanPage? { if case .scan(let page) = state.screen { page } else { nil } }
    var invited: InvitedPage? { if case .invited(let page) = state.screen { page } else { nil } }

    /// Lets an account's list of open requests come in.
    @discardableResult
    func came(_ open: Request..., account: AccountKey = ours) -> [Effect] {
        core(.changed(.requests(account, open: open)))
    }

    @discardableResult
    func answered(_ id: String, _ outcome: Outcome) -> [Effect] { core(.answered(id, .ok(outcome))) }

    @discardableResult
    func failed(_ id: String, _ problem: Problem) -> [Effect] { core(.answered(id, .failed(problem))) }

    /// What this phone knows of how a request ended that is not open any more: nothing, if it did not answer it.
    @discardableResult
    func ended(_ id: String, _ outcome: Outcome? = nil) -> [Effect] { core(.ended(id, .ok(outcome))) }

    @discardableResult
    func type(_ name: FieldName, _ text: String) -> [Effect] { page(.typed(name, Field(text))) }

    @discardableResult
    func stepped(_ ticket: Ticket?, _ at: At, _ keyClasses: [KeyClass] = [.device]) -> [Effect] {
        ticket.map { core(.stepped($0, .ok(flow(at, keyClasses)))) } ?? []
    }

    @discardableResult
    func stuck(_ ticket: Ticket?, _ problem: Problem, _ flow: PairingFlow? = nil) -> [Effect] {
        ticket.map { core(.stepped($0, .failed(problem, flow: flow))) } ?? []
    }

    /// The prompt of the app's lock, if it is among these, was answered.
    @discardableResult
    func unlock(_ effects: [Effect], _ unlock: Unlock = .unlocked) -> [Effect] {
        for case .phone(.unlockApp(let ticket)) in effects { return phone(.unlockEnded(ticket, unlock)) }
        return []
    }
}

let nowMs: Int64 = 1_000_000
let issuer = "https://mail.example"
let name = "anna@mail.example"
let ours = AccountKey(1)
let other = AccountKey(2)
let pairing = PairingKey(7)
let ready = PostureView(screenLock: true, biometrics: true, notifications: true)
let known = [KnownProvider(issuer: issuer, name: "Example Mail")]

func inSeconds(_ seconds: Int64) -> Int64 { nowMs + seconds * 1000 }

func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
    var value = value
    change(&value)
    return value
}

func account(_ key: AccountKey = ours, _ association: Association = .associated, alarm: Bool = false) -> Account {
    Account(
        key: key, provider: "Example Mail", name: name, issuer: issuer, association: association, keyClass: .device,
        level: .secureEnclave, hold: nil, alarm: alarm)
}

func accounts(_ paired: Account...) -> Accounts { Accounts(paired: paired) }

func sms(_ triesLeft: Int = 3) -> Sms {
    Sms(sentTo: "+39 *** 42", triesLeft: triesLeft, expiresAtBootMs: inSeconds(300))
}

func flow(_ at: At, _ keyClasses: [KeyClass] = [.device]) -> PairingFlow {
    PairingFlow(
        key: pairing, issuer: issuer, provider: "Example Mail", email: at == .signIn ? nil : name, at: at,
        keyClasses: keyClasses)
}

func request(
    _ id: String, _ account: AccountKey = ours, seconds: Int64 = 87, digits: Int = 2, known: Bool = true
) -> Request {
    Request(
        account: account, id: id, provider: "Example Mail", name: name, createdUnixMs: 1_700_000_000_000,
        deadlineBootMs: inSeconds(seconds), digits: digits,
        signIn: known
            ? SignIn(browser: .firefox, system: .linux, address: "192.0.2.7", place: "Trento", known: true) : nil)
}

func codes(_ now: String = "123456") -> [Code] {
    [
        Code(
            account: ours, provider: "Example Mail", name: name, clockAheadS: 0,
            digits: Digits(now: now, next: "654321", validUntilBootMs: inSeconds(20), periodMs: 30_000)),
        Code(account: other, provider: "Example Mail", name: name, clockAheadS: 0, digits: nil),
    ]
}

func shown(_ now: String = "123456") -> CodesState { .shown(codes(now), locksAtBootMs: inSeconds(60)) }

/// An app that was opened and unlocked, with these accounts.
func opened(_ accounts: Accounts = accounts(account()), _ posture: PostureView = ready, saved: String? = nil) -> Trial {
    let trial = Trial(PhoneState(nowBootMs: nowMs, known: known, saved: saved))
    trial.send(.phone(.foreground(bootMs: nowMs)), .core(.opened(nil)), .core(.loaded(.ok(accounts))))
    trial.unlock(trial.phone(.posture(posture)))
    trial.phone(.posture(posture))
    return trial
}

/// An app without accounts whose wizard stands at a step.
func wizard(_ at: At, _ keyClasses: [KeyClass] = [.device], _ posture: PostureView = ready) -> Trial {
    let trial = opened(accounts(), posture)
    if let ticket = trial.page(.addAccount, .goOn).ticket { trial.core(.begun(ticket, .ok(flow(at, keyClasses)))) }
    return trial
}

extension [Effect] {
    /// The first ticket in them.
    var ticket: Ticket? {
        for effect in self {
            switch effect {
            case .pair(let ticket, _), .pairInvited(let ticket, _), .readInvitation(let ticket, _),
                .unlockCodes(let ticket), .check(let ticket, _), .remove(let ticket, _),
                .perform(let ticket, _, _),
                .phone(.unlockApp(let ticket)):
                return ticket
            case .advance(_, let step):
                switch step {
                case .signIn(let ticket, _, _), .submitCode(let ticket, _, _), .submitMobile(let ticket, _),
                    .recover(let ticket, _), .resendCode(let ticket), .associate(let ticket, _), .resume(let ticket),
                    .startAgain(let ticket):
                    return ticket
                case .abandon(let ticket): if let ticket { return ticket }
                }
            default: break
            }
        }
        return nil
    }

    /// The number that is approved with.
    var number: String? {
        for case .approve(_, _, let number) in self { return number.text }
        return nil
    }

    /// The code that is sent, and the class with it.
    var code: (text: String, keyClass: KeyClass)? {
        for case .advance(_, .submitCode(_, let code, let keyClass)) in self { return (code.text, keyClass) }
        return nil
    }

    /// The recovery code that is sent.
    var recoveryCode: String? {
        for case .advance(_, .recover(_, let code)) in self { return code.text }
        return nil
    }
}

extension [Effect] {
    /// What is to be done with the account.
    var deed: Deed? {
        for case .perform(_, _, let deed) in self { return deed }
        return nil
    }
}

extension Secret {
    /// What is in it; looking wipes it, as every use does.
    var text: String { useNow { String(decoding: $0, as: UTF8.self) } }
}
