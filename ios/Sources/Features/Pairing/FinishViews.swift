// How an association ends, or does not.

import DesignKit
import SwiftUI

/// The keys are being made.
struct FinishingPage: View {
    @Environment(\.words) private var words
    let send: Send

    var body: some View {
        Page(words(.pairFinishingTitle)) {
            Sign(.key, .plain)
            Paragraph(words(.pairFinishingText))
            Waiting(words(.wait))
        } buttons: {
            CancelButton(send: send)
        }
    }
}

/// Interrupted in the middle; nothing is lost.
struct FinishPage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let send: Send

    var body: some View {
        Page(words(.pairFinishTitle)) {
            Sign(.clock, .warning)
            Paragraph(words(.pairFinishText))
            OwnProblem(problem: wizard.problem)
        } buttons: {
            PrimaryButton(words(.goOn), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            SecondaryButton(words(.pairStartAgain), symbol: .again) { send(.page(.startAgain)) }
                .disabled(wizard.isBusy)
            CancelButton(send: send)
        }
    }
}

struct SuccessPage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let send: Send

    var body: some View {
        let activates = wizard.flow.activates
        Page(words(activates ? .pairActivateTitle : .pairNoticeTitle)) {
            Sign(.good, .good)
            Headline(words(activates ? .pairActivatedTitle : .pairSuccessTitle))
            Paragraph(words(.pairSuccessText, wizard.mailbox, wizard.flow.provider))
            if activates { Note(words(.pairActivatedMail), .warning) }
            Aside(words(.pairSuccessNext))
        } buttons: {
            PrimaryButton(words(.pairDone)) { send(.page(.goOn)) }
        }
    }
}
