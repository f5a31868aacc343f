// The way to an association, at one of its pages.

import CoreBridge
import DesignKit
import SwiftUI

struct PairingView: View {
    let wizard: PairingWizard
    let nowBootMs: Int64
    let send: Send

    var body: some View {
        switch wizard.page {
        case .signIn(let email, let password):
            SignInPage(wizard: wizard, email: email, password: password, send: send)
        case .signInCode(let code):
            CodePage(
                wizard: wizard, code: code, title: .pairCodeTitle, text: .pairCodeText, button: .pairVerify,
                more: (.pairRecoveryCode, .useRecoveryCode), nowBootMs: nowBootMs, send: send)
        case .notice: NoticePage(wizard: wizard, send: send)
        case .keyClass(let choice): KeyClassPage(wizard: wizard, choice: choice, send: send)
        case .missing(let needs): MissingPage(wizard: wizard, needs: needs, send: send)
        case .associateCode(let code):
            CodePage(
                wizard: wizard, code: code, title: wizard.flow.activates ? .pairActivateTitle : .pairAssociateCodeTitle,
                text: .pairAssociateCodeText, button: .goOn,
                nowBootMs: nowBootMs, send: send)
        case .finishing: FinishingPage(send: send)
        case .finish: FinishPage(wizard: wizard, send: send)
        case .recovery(let code): RecoveryPage(wizard: wizard, code: code, send: send)
        case .recovered: RecoveredPage(wizard: wizard, send: send)
        case .activate: ActivatePage(wizard: wizard, send: send)
        case .mobile(let number): MobilePage(wizard: wizard, number: number, send: send)
        case .numberCode(let code):
            CodePage(
                wizard: wizard, code: code, title: .pairNumberCodeTitle, text: .pairCodeText, button: .pairVerify,
                more: (.pairMobileOther, .startAgain), nowBootMs: nowBootMs, send: send)
        case .success: SuccessPage(wizard: wizard, send: send)
        }
    }
}

extension PairingWizard {
    /// The mailbox, or whatever is known of it yet.
    var mailbox: String { flow.email ?? flow.provider }

    var isBusy: Bool { busy != nil }
}

extension String {
    /// A number that is not broken.
    var onOneLine: String { replacing(" ", with: "\u{A0}") }
}

/// E-mail and password; says whose they are.
private struct SignInPage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let email: Field
    let password: Field
    let send: Send

    var body: some View {
        Page(words(.pairSignInTitle)) {
            Paragraph(words(.pairSignInText, wizard.flow.provider, wizard.flow.issuer))
            Group {
                Entry(words(.pairEmail), email, .email, kind: .email, send: send)
                Entry(
                    words(.pairPassword), password, .password, kind: .password,
                    reveal: (words(.pairPasswordShow), words(.pairPasswordHide)), send: send)
            }
            .disabled(wizard.isBusy)
            OwnProblem(problem: wizard.problem)
        } buttons: {
            PrimaryButton(words(.pairSignIn), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            if wizard.offersRecovery {
                SecondaryButton(words(.pairRecoveryCode)) { send(.page(.useRecoveryCode)) }.disabled(wizard.isBusy)
            }
            CancelButton(send: send)
        }
    }
}

/// A code from an SMS: of the sign-in, or the second one, which associates this device.
private struct CodePage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let code: Field
    let title: Phrase
    let text: Phrase
    let button: Phrase
    /// Another way from here, where there is one.
    var more: (title: Phrase, action: PageAction)?
    let nowBootMs: Int64
    let send: Send

    var body: some View {
        Page(words(title)) {
            let number = wizard.sms?.sentTo.onOneLine
            Paragraph(number.map { words(text, $0) } ?? words(.pairCodeTextAfterRestart))
            Entry(words(.pairCodeDigits, "\(FieldName.codeDigits)"), code, .code, kind: .smsCode, send: send)
                .disabled(wizard.isBusy)
            OwnProblem(problem: wizard.problem)
            if wizard.resent { Note(words(.pairResent), .good, comes: true) }
            if let sms = wizard.sms {
                Aside(words(.pairCodeLeft, minutes(sms.expiresAtBootMs - nowBootMs), "\(sms.triesLeft)"))
            }
            Note(words(.pairCodeWarning), .plain)
        } buttons: {
            PrimaryButton(words(button), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            SecondaryButton(words(.pairResend)) { send(.page(.resend)) }.disabled(wizard.isBusy)
            if let more { SecondaryButton(words(more.title)) { send(.page(more.action)) }.disabled(wizard.isBusy) }
            CancelButton(send: send)
        }
    }
}
