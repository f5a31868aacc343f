// "Associate device", and what has to be chosen or turned on for it.

import CoreBridge
import DesignKit
import SwiftUI

/// Signed in, and this phone could confirm sign-ins from now on.
struct NoticePage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let send: Send

    var body: some View {
        Page(words(.pairNoticeTitle)) {
            Sign(.phone, .plain)
            Paragraph(words(.pairNoticeText, wizard.mailbox))
            OwnProblem(problem: wizard.problem)
            Aside(words(.pairWayBack))
        } buttons: {
            PrimaryButton(words(.pairAssociate), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            CancelButton(send: send)
        }
    }
}

/// What the phone is to ask for at each approval.
struct KeyClassPage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let choice: KeyClass
    let send: Send

    var body: some View {
        Page(words(.pairClassTitle)) {
            Paragraph(words(.pairClassText))
            Choices(
                wizard.flow.keyClasses, chosen: choice, title: { words($0.title) }, text: { words($0.text) },
                choose: { send(.page(.chooseKeyClass($0))) }
            )
            .disabled(wizard.isBusy)
            OwnProblem(problem: wizard.problem)
        } buttons: {
            PrimaryButton(words(.goOn), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            CancelButton(send: send)
        }
    }
}

extension KeyClass {
    /// What it asks for.
    var title: Phrase {
        switch self {
        case .device: .pairClassDevice
        case .biometric: .pairClassBiometric
        }
    }

    fileprivate var text: Phrase {
        switch self {
        case .device: .pairClassDeviceText
        case .biometric: .pairClassBiometricText
        }
    }
}

/// What this phone still needs, each with the way to turn it on.
struct MissingPage: View {
    @Environment(\.words) private var words
    let wizard: PairingWizard
    let needs: [Prerequisite]
    let send: Send

    var body: some View {
        Page(words(.pairMissingTitle)) {
            Paragraph(words(.pairMissingText))
            ForEach(needs, id: \.self) { need in
                Card {
                    Standing(words(need.text), .plain, symbol: need.symbol)
                    SecondaryButton(words(need.button)) { send(.page(.turnOn(need))) }.disabled(wizard.isBusy)
                }
            }
            OwnProblem(problem: wizard.problem)
            Aside(words(.pairGoesOn))
        } buttons: {
            PrimaryButton(words(.goOn), isBusy: wizard.isBusy) { send(.page(.goOn)) }
            CancelButton(send: send)
        }
    }
}

extension Prerequisite {
    fileprivate var text: Phrase {
        switch self {
        case .screenLock: .pairMissingLock
        case .biometrics: .pairMissingBiometrics
        case .notifications: .pairMissingNotifications
        }
    }

    fileprivate var button: Phrase {
        switch self {
        case .screenLock: .pairSetLock
        case .biometrics: .pairSetBiometrics
        case .notifications: .pairTurnOn
        }
    }

    fileprivate var symbol: Symbol {
        switch self {
        case .screenLock: .lock
        case .biometrics: .person
        case .notifications: .bell
        }
    }
}
