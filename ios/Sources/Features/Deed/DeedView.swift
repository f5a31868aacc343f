// The pages of what the owner does with an account.

import CoreBridge
import DesignKit
import SwiftUI

struct DeedView: View {
    @Environment(\.words) private var words
    let screen: DeedScreen
    let account: Account?
    let send: Send

    var body: some View {
        switch screen.page {
        case .signOut:
            page(.deedSignOut, danger: .deedSignOut) {
                Paragraph(words(.deedSignOutText, account?.name ?? ""))
                Note(words(.deedSignOutWarning), .warning)
            }
        case .deactivate:
            page(.deedDeactivate, danger: .deedDeactivate) {
                if let hold = account?.hold, hold.held == .widening { HoldNote(hold: hold, send: send) }
                Paragraph(words(.deedDeactivateText, account?.name ?? ""))
            }
        case .reallyDeactivate(let password):
            page(.deedDeactivate, danger: .deedDeactivate) {
                Note(words(.deedDeactivateSure), .warning)
                passwordEntry(password)
            }
        case .newCode(let password):
            page(.deedNewCode) {
                if let hold = account?.hold { HoldNote(hold: hold, send: send) }
                Paragraph(words(.deedNewCodeText))
                passwordEntry(password)
            }
        case .writeCode(let code, let group):
            page(.deedWriteTitle, button: .deedWritten) {
                Paragraph(words(.deedWriteText))
                Groups(code.groups)
                Paragraph(words(.deedWriteAsked, "\(code.asked + 1)", "\(code.groups.count)"))
                Entry(words(.deedGroup), group, .group, kind: .letters, send: send).disabled(screen.isBusy)
            }
        case .enterCode(let code, let password):
            page(.deedEnterCode) {
                Paragraph(words(.deedEnterCodeText))
                Entry(words(.pairRecoveryCode), code, .recoveryCode, kind: .letters, send: send)
                    .disabled(screen.isBusy)
                passwordEntry(password)
            }
        case .finished(let matter):
            Page(words(.settingsTwoStep)) {
                Sign(.good, .good)
                Headline(words(matter.done))
            } buttons: {
                PrimaryButton(words(.pairDone)) { send(.page(.goOn)) }
            }
        }
    }

    /// A page with a button that goes on, or one that takes something away, and "Cancel".
    private func page<Content: View>(
        _ title: Phrase, button: Phrase = .goOn, danger: Phrase? = nil, @ViewBuilder content: () -> Content
    ) -> some View {
        Page(words(title)) {
            content()
            OwnProblem(problem: screen.problem)
        } buttons: {
            if let danger {
                DangerButton(words(danger), isBusy: screen.isBusy) { send(.page(.goOn)) }
            } else {
                PrimaryButton(words(button), isBusy: screen.isBusy) { send(.page(.goOn)) }
            }
            CancelButton(send: send).disabled(screen.isBusy)
        }
    }

    private func passwordEntry(_ password: Field) -> some View {
        Entry(
            words(.pairPassword), password, .password, kind: .password,
            reveal: (words(.pairPasswordShow), words(.pairPasswordHide)), send: send
        ).disabled(screen.isBusy)
    }
}

/// What this phone has to wait with, before the person types anything for it; a probation is ended by the recovery code.
struct HoldNote: View {
    @Environment(\.words) private var words
    @Environment(\.times) private var times
    let hold: Hold
    let send: Send

    var body: some View {
        let text = words(hold.held.phrase, times.moment(hold.untilUnixMs))
        if hold.held == .widening {
            Note(text, .warning, action: (words(.deedEnterCode), { send(.page(.openDeed(.enterCode))) }))
        } else {
            Note(text, .warning)
        }
    }
}

extension Matter {
    /// What it is called where it begins.
    var phrase: Phrase {
        switch self {
        case .signOut: .deedSignOut
        case .deactivate: .deedDeactivate
        case .newCode: .deedNewCode
        case .enterCode: .deedEnterCode
        }
    }

    var symbol: Symbol {
        switch self {
        case .signOut: .phone
        case .deactivate: .shield
        case .newCode, .enterCode: .key
        }
    }

    /// That it is done.
    fileprivate var done: Phrase {
        switch self {
        case .signOut: .deedSignedOut
        case .deactivate: .deedDeactivated
        case .newCode: .deedCodeKept
        case .enterCode: .deedFullPower
        }
    }
}
