// "Activate verification", and the mobile number that it needs.

import CoreBridge
import DesignKit
import SwiftUI

/// 2-step verification is off, and this phone could confirm sign-ins from now on.
struct ActivatePage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let send: Send

    var body: some View {
        Page(words(.pairActivateTitle)) {
            Sign(.phone, .plain)
            Paragraph(words(.pairActivateText, wizard.mailbox))
            if case .activate(let number?) = wizard.flow.at { Paragraph(words(.pairActivateNumber, number.onOneLine)) }
            Note(words(.pairActivateMail), .warning)
            OwnProblem(problem: wizard.problem)
            Aside(words(.pairActivateLater))
        } buttons: {
            PrimaryButton(words(.pairActivate), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            CancelButton(send: send)
        }
    }
}

/// The mobile number, of which the provider knows none yet.
struct MobilePage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let number: Field
    let send: Send

    var body: some View {
        Page(words(.pairMobileTitle)) {
            Paragraph(words(.pairMobileText))
            Entry(words(.pairMobile), number, .mobile, kind: .phone, send: send).disabled(wizard.isBusy)
            OwnProblem(problem: wizard.problem)
            Aside(words(.pairMobileHold))
        } buttons: {
            PrimaryButton(words(.goOn), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            CancelButton(send: send)
        }
    }
}
