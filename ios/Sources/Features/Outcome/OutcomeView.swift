// What became of a request, and after a denial a question.

import CoreBridge
import DesignKit
import SwiftUI

struct OutcomeView: View {
    @Environment(\.words) private var words
    let over: Over
    let send: Send

    var body: some View {
        Page(words(.requestTitle)) {
            sign
            Headline(words(over.outcome.title))
            Paragraph(words(over.outcome.meaning))
            switch over.question?.asking {
            case .open(let problem):
                Subtitle(words(.reportQuestion))
                OwnProblem(problem: problem)
            case .sending: Waiting(words(.wait))
            case .kept: OwnProblem(problem: .reportKept)
            case .said(let reason, let outcome):
                Note(words(said(reason, outcome)), outcome == .taken ? .good : .warning, comes: true)
            case nil: EmptyView()
            }
        } buttons: {
            if case .open = over.question?.asking {
                DangerButton(words(.reportNotMe), symbol: .warning) { tell(.report(.notMe)) }
                SecondaryButton(words(.reportMistake), symbol: .person) { tell(.report(.mistake)) }
                SecondaryButton(words(.reportLeave)) { tell(.close) }
            } else {
                PrimaryButton(words(.goOn)) { tell(.close) }
            }
        }
    }

    private func tell(_ action: RequestAction) { send(.request(over.requestID, action)) }

    /// How an outcome looks; a denial is what the person wanted, so it alarms nobody.
    private var sign: Sign {
        switch over.outcome {
        case .approved: Sign(.good, .good)
        case .denied, .deniedElsewhere: Sign(.denied, .plain)
        case .wrongNumber: Sign(.warning, .bad)
        case .expired: Sign(.clock, .warning)
        case .withdrawn: Sign(.info, .plain)
        case .approvedElsewhere: Sign(.warning, .warning)
        case .notKnown: Sign(.question, .warning)
        }
    }
}
