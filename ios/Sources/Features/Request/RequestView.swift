// "Is this you?": what waits, for how long, the number, and the two answers. "Deny" never has to be looked for.

import CoreBridge
import DesignKit
import SwiftUI

/// How long a request lives, ms: the whole of its bar.
private let lifeMs: Int64 = 120_000

struct RequestView: View {
    @Environment(\.words) private var words
    @Environment(\.dynamicTypeSize) private var letters
    let asked: Asked
    let nowBootMs: Int64
    let moreWaiting: Int
    let send: Send

    var body: some View {
        // With the largest letters only "Deny" stays at the bottom: the request needs the room.
        let isLarge = letters.isAccessibilitySize
        Page(words(title), keepsButtons: true) {
            let leftMs = asked.request.deadlineBootMs - nowBootMs
            Countdown(
                words(.requestLeft), left: words(.seconds, "\(wholeSeconds(leftMs))"), leftMs: leftMs, wholeMs: lifeMs)
            Headline(words(.requestQuestion))
            RequestFacts(request: asked.request)
            if asked.isKnown { number } else { Paragraph(words(.requestUnknownText)) }
            progress
            if asked.isKnown && isLarge && asked.sending != .kept { authorize }
            if asked.sending == nil || asked.sending == .approve {
                SecondaryButton(words(.requestLater), symbol: .clock) { send(.request(asked.request.id, .later)) }
            }
            if moreWaiting > 0 { Aside(words.count(.requestMore, moreWaiting)) }
        } buttons: {
            if asked.sending == .kept {
                PrimaryButton(words(.close)) { send(.request(asked.request.id, .later)) }
            } else if asked.isKnown && !isLarge {
                SideBySide {
                    deny
                } second: {
                    authorize
                }
            } else {
                deny
            }
        }
    }

    private var title: Phrase {
        if !asked.isKnown { return .requestUnknownTitle }
        return asked.request.change == nil ? .requestTitle : .requestActionTitle
    }

    private var number: some View {
        let request = asked.request
        return Entry(
            words(.requestNumber, "\(request.digits)"), text: asked.number.text, kind: .number,
            accepts: { Field.digits($0, request.digits).text },
            type: { send(.request(request.id, .typedNumber(Field($0)))) },
            done: { send(.request(request.id, .approve)) }
        )
        .disabled(asked.sending != nil)
    }

    @ViewBuilder private var progress: some View {
        switch asked.sending {
        case .approve: Waiting(words(.requestConfirming))
        case .deny: Waiting(words(.requestSending))
        case .kept: OwnProblem(problem: asked.problem ?? .answerKept)
        case nil: OwnProblem(problem: asked.problem)
        }
    }

    private var deny: some View {
        DangerButton(words(.requestDeny), symbol: .close) { send(.request(asked.request.id, .deny)) }
            .disabled(asked.sending != nil)
    }

    private var authorize: some View {
        PrimaryButton(words(.requestAuthorize), symbol: .check) { send(.request(asked.request.id, .approve)) }
            .disabled(asked.sending != nil)
    }
}

/// All that is known of a request.
private struct RequestFacts: View {
    @Environment(\.words) private var words
    @Environment(\.times) private var times
    let request: Request

    var body: some View {
        Facts(
            [Fact(words(.requestProvider), request.provider), Fact(words(.requestAccount), request.name)]
                + (request.change.map(facts) ?? [])
                + (request.signIn.map(facts) ?? [])
                + [Fact(words(.requestTime), times.time(request.createdUnixMs))])
    }

    private func facts(_ change: AccountChange) -> [Fact] {
        func what(_ phrase: Phrase) -> Fact { Fact(words(.requestChange), words(phrase)) }
        switch change {
        case .deactivate: return [what(.changeDeactivate)]
        case .number(let number): return [what(.changeNumber), Fact(words(.changeNew), number)]
        case .noticeAddress(let address): return [what(.changeNoticeAddress), Fact(words(.changeNew), address)]
        case .methods(let codeFirst, let code, let sms):
            return [
                what(.changeMethods),
                Fact(words(.changeFirst), words(codeFirst ? .changeFirstCode : .changeFirstPhone)),
                Fact(words(.changeAlso), words(also(code: code, sms: sms))),
            ]
        }
    }

    private func also(code: Bool, sms: Bool) -> Phrase {
        switch (code, sms) {
        case (true, true): .changeAlsoBoth
        case (true, false): .changeAlsoCode
        case (false, true): .changeAlsoSms
        case (false, false): .changeAlsoNone
        }
    }

    private func facts(_ signIn: SignIn) -> [Fact] {
        [
            Fact(
                words(.requestBrowser), words.browser(signIn), note: words(signIn.known ? .requestKnown : .requestNew),
                signIn.known ? .good : .warning),
            Fact(words(.requestAddress), signIn.address),
            Fact(words(.requestPlace), signIn.place ?? words(.requestPlaceUnknown)),
        ]
    }
}
