// The recovery code, in place of an SMS.

import CoreBridge
import DesignKit
import SwiftUI

struct RecoveryPage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let code: Field
    let send: Send

    var body: some View {
        Page(words(.pairRecoveryCode)) {
            Paragraph(words(.pairRecoveryText))
            Entry(words(.pairRecoveryCode), code, .recoveryCode, kind: .letters, send: send).disabled(wizard.isBusy)
            OwnProblem(problem: wizard.problem)
        } buttons: {
            PrimaryButton(words(.goOn), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            CancelButton(send: send)
        }
    }
}

/// The recovery code is right: this phone may take the place of the lost one.
struct RecoveredPage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let send: Send

    var body: some View {
        Page(words(.pairNoticeTitle)) {
            Sign(.phone, .plain)
            Paragraph(words(.pairRecoveredText, wizard.mailbox))
            OwnProblem(problem: wizard.problem)
        } buttons: {
            PrimaryButton(words(.pairAssociate), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            CancelButton(send: send)
        }
    }
}
