// The first screens: opening, stopped, welcome.

import CoreBridge
import DesignKit
import SwiftUI

/// The core is being opened.
struct OpeningView: View {
    @Environment(\.words) private var words

    var body: some View {
        Page(words(.appName)) {
            Sign(.shield, .plain)
            Waiting(words(.opening))
        }
    }
}

/// The app can't start, and what to do about it.
struct StoppedView: View {
    @Environment(\.words) private var words
    let problem: Problem
    let send: Send

    var body: some View {
        Page(words(.appName)) {
            Sign(.warning, .bad)
            Headline(words(.stoppedTitle))
            OwnProblem(problem: problem)
        } buttons: {
            PrimaryButton(words(.tryAgain), symbol: .again) { send(.retry) }
        }
    }
}

/// The first screen of a phone that knows no account.
struct WelcomeView: View {
    @Environment(\.words) private var words
    let state: PhoneState
    let send: Send

    var body: some View {
        Page(words(.appName)) {
            Sign(.shield, .plain)
            Headline(words(.welcomeTitle))
            Paragraph(words(.welcomeText))
            Paragraph(words(.welcomeFirstStep))
            LeftoversNote(isShown: state.leftovers, send: send)
            ForeignProblem(problem: state.problem, send: send)
        } buttons: {
            PrimaryButton(words(.accountsAdd), symbol: .add) { send(.page(.addAccount)) }
            SecondaryButton(words(.pairScan), symbol: .scan) { send(.page(.openScan)) }
        }
    }
}
