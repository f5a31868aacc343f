// Reads an invitation, and says what it will do before it does it.

import CoreBridge
import DesignKit
import SwiftUI

/// Reads a QR code; `camera` draws what the camera sees.
struct ScanView<CameraPicture: View>: View {
    @Environment(\.words) private var words
    let page: ScanPage
    let send: Send
    let camera: CameraPicture

    var body: some View {
        Page(words(.pairScanTitle)) {
            Paragraph(words(.pairScanText))
            OwnProblem(problem: page.problem)
            switch page.camera {
            case .refused:
                Note(words(.pairScanRefused), .warning)
                SecondaryButton(words(.pairScanAllow)) { send(.page(.allowCamera)) }
            case .failed:
                Note(words(.pairScanFailed), .warning)
                SecondaryButton(words(.tryAgain)) { send(.page(.retryCamera)) }
            case .asked: EmptyView()
            // Also while a code is looked at: the camera is not begun anew for each.
            case .allowed: camera.aspectRatio(1, contentMode: .fit).clipShape(RoundedRectangle(cornerRadius: 24))
            }
        } buttons: {
            CancelButton(send: send)
        }
    }
}

/// What an invitation will do.
struct InvitedView: View {
    @Environment(\.words) private var words
    let page: InvitedPage
    let send: Send

    var body: some View {
        let isBusy = page.busy != nil
        Page(words(.pairInvitedTitle)) {
            if let view = page.view {
                what(view)
            } else if isBusy {
                Waiting(words(.wait))
            }
            OwnProblem(problem: page.problem)
        } buttons: {
            // Where going on is the exception, "Cancel" is what the eye finds first.
            if let view = page.view, !view.isListed {
                PrimaryButton(words(.cancel)) { send(.page(.cancel)) }
                SecondaryButton(words(.goOn), isBusy: isBusy) { send(.page(.goOn)) }
            } else {
                if page.view != nil { PrimaryButton(words(.goOn), isBusy: isBusy) { send(.page(.goOn)) } }
                CancelButton(send: send)
            }
        }
    }

    @ViewBuilder private func what(_ view: InvitationView) -> some View {
        Paragraph(words(.pairInvitedText, view.domain))
        Facts(
            [view.provider.map { Fact(words(.requestProvider), $0) }, Fact(words(.pairInvitedDomain), view.domain)]
                .compactMap { $0 })
        if !view.isListed { Note(words(.pairInvitedWarning, view.domain), .warning) }
        // No good word beside a warning.
        if page.problem == nil {
            if view.isListed { Note(words(.pairInvitedOnList, view.provider ?? view.domain), .good) }
            Aside(words(.pairInvitedNext))
        }
    }
}
