// Whatever happens, in whatever order: no fault, and no answer that nobody gave.

import CoreBridge
import Testing

@testable import Features

/// SplitMix64: the same order for the same seed.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite struct AnyOrderTests {
    @Test(arguments: 0..<10)
    func noOrderOfEventsAnswersByItselfOrLeavesAStateThatCantBeDrawn(seed: UInt64) {
        var random = Seeded(state: seed)
        for _ in 0..<150 {
            var state = PhoneState(nowBootMs: nowMs, known: known)
            for _ in 0..<60 {
                let action = random.action(state)
                let before = state
                for effect in state.take(action) { allowed(effect, action, before) }
                #expect(state.nowBootMs >= before.nowBootMs)
                holds(state)
            }
        }
    }

    /// Only the tap on the request that is in front approves, denies or reports it; nothing is asked twice at once.
    private func allowed(_ effect: Effect, _ action: Action, _ before: PhoneState) {
        switch effect {
        case .approve(_, let id, let number):
            #expect(action == .request(id, .approve) && before.asked?.request.id == id)
            #expect(before.asked?.request.signIn != nil && before.asked?.isComplete == true)
            #expect(number.text == before.asked?.number.text)
        case .deny(_, let id): #expect(action == .request(id, .deny) && before.asked?.request.id == id)
        case .report(_, let id, let reason):
            #expect(action == .request(id, .report(reason)))
            if case .over(let over) = before.front, case .open = over.question?.asking {
            } else {
                Issue.record("reported twice")
            }
        case .askOutcome(_, let id): #expect(!before.books.ending.contains { $0.id == id })
        default: break
        }
    }

    private func holds(_ state: PhoneState) {
        #expect(!state.stack.isEmpty)
        #expect(!state.stack.dropFirst().contains { $0 == .welcome || $0 == .accounts })
        #expect(Route(state.saved) != nil)
        let open = state.stack.contains {
            if case .codes(let page) = $0 { page.visit != nil && page.codes != nil } else { false }
        }
        if open {
            if case .codes = state.screen {} else { #expect(state.front != nil) }
            if case .locked = state.shown { Issue.record("codes behind the lock") }
        }
    }
}

extension Seeded {
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &self)] }
    mutating func flip(_ sides: Int = 2) -> Bool { Int.random(in: 0..<sides, using: &self) == 0 }
    mutating func time() -> Int64 { inSeconds(Int64.random(in: 0..<150, using: &self)) }
    mutating func id() -> String { pick(["a", "b", "c"]) }
    mutating func row() -> Row { pick([.paired(ours), .paired(other), .unfinished(pairing)]) }

    mutating func action(_ state: PhoneState) -> Action {
        switch Int.random(in: 0..<8, using: &self) {
        case 0, 1: .page(page())
        case 2:
            .request(
                id(),
                pick([.typedNumber(Field("42")), .approve, .deny, .later, .report(.notMe), .report(.mistake), .close]))
        case 3: .phone(phone())
        case 4: answered(Ticket(number: state.books.tickets - (flip() ? 1 : 0)))
        case 5: .core(.changed(change()))
        case 6: .phone(.tick(bootMs: time()))
        default: pick([.page(.goOn), .page(.cancel), .back, .showRequest, .unlock, .retry])
        }
    }

    private mutating func answered(_ ticket: Ticket) -> Action {
        flip(4) ? .phone(.unlockEnded(ticket, pick([.unlocked, .cancelled, .notEnrolled]))) : .core(answer(ticket))
    }

    private mutating func page() -> PageAction {
        pick([
            .typed(pick(FieldName.allCases), Field("12345678")), .addAccount, .openRow(row()), .openCodes,
            .openSettings,
            .openScan, .cameraFailed, .retryCamera, .scanned(Field("x")), .resend, .startAgain, .useRecoveryCode,
            .chooseKeyClass(pick(KeyClass.allCases)), .turnOn(pick(Prerequisite.allCases)), .openMailbox(row()),
            .openAccount, .openTwoStep, .associate, .check, .openDeed(pick(Matter.allCases)), .askRemove,
            .confirmRemove, .setLockAfter(seconds: pick(Preferences.lockAfterChoices)), .unlockCodes, .copyCode(ours),
            .dismissLeftovers,
        ])
    }

    private mutating func phone() -> PhoneAction {
        pick([
            .foreground(bootMs: time()), .background(bootMs: time()), .openRequest(ours, requestID: id()),
            .openLink(Field("x")), .posture(PostureView(screenLock: flip(), biometrics: flip(), notifications: flip())),
            .signs([pick(PhoneSign.allCases)]), .camera(allowed: flip()), .wake, .leftoversRemoved,
            .goOn(from: "codes"),
        ])
    }

    private mutating func answer(_ ticket: Ticket) -> CoreAction {
        let invitation = Invitation(issuer: issuer, domain: "mail.example", isListed: flip(), link: "")
        switch Int.random(in: 0..<14, using: &self) {
        case 0: return .opened(flip(9) ? .storage : nil)
        case 1: return .loaded(reply(Accounts(paired: paired(), unfinished: [flow(at())])))
        case 2: return .begun(ticket, reply(flow(at(), [.device, .biometric])))
        case 3: return .stepped(ticket, reply(flow(at())))
        case 4: return .invitationRead(ticket, reply(invitation))
        case 5: return .abandoned(reply(Done()))
        case 6: return .answered(id(), reply(pick(Outcome.allCases)))
        case 7: return .ended(id(), reply(flip() ? pick(Outcome.allCases) : nil))
        case 8: return .reported(id(), reply(.taken))
        case 9: return .codes(visit: ticket, pick([shown(), shown(), .locked]))
        case 10: return .checked(ticket, reply(paired()[0]))
        case 11: return .removed(ticket, reply(Done()))
        case 12:
            let code = PrintedCode(groups: ["AAAA"], asked: 0)
            return .performed(ticket, reply(pick([.changed(paired()[0]), .printed(code), .kept])))
        default: return .loaded(.ok(accounts(account(), account(other))))
        }
    }

    private mutating func reply<Value>(_ good: Value) -> Reply<Value> {
        flip(3) ? .failed(problem(), flow: flip() ? flow(at()) : nil) : .ok(good)
    }

    private mutating func problem() -> Problem {
        pick([
            .offline, .cancelled, .answerKept, .reportKept, .sessionEnded, .wrongCode(triesLeft: 1),
            .prerequisites(screenLock: flip(), notifications: flip()), .dissociated(.replaced),
        ])
    }

    private mutating func at() -> At {
        pick([
            .signIn, .signInCode(sms()), .signInCode(nil), .signedIn, .associateCode(sms()), .finish,
            .activate(number: "+39 *** 42"),
            .activate(number: nil), .numberCode(sms()), .recovered,
            .associated(ours), .ended,
        ])
    }

    private mutating func paired() -> [Account] { [account(ours, pick(Association.allCases)), account(other)] }

    private mutating func change() -> Change {
        let asked = ["a", "b"].map { request($0, seconds: Int64.random(in: 1..<120, using: &self), known: !flip(4)) }
        return pick([
            .accounts(paired()), .requests(ours, open: flip() ? asked : Array(asked.prefix(1))),
            .requests(ours, open: []),
            .requests(other, open: flip() ? [request("c", other)] : []), .reachable(ours, flip()),
            .trouble(ours, flip() ? problem() : nil),
        ])
    }
}
