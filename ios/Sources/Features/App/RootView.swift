// The whole app: draws what the state shows, and tells what the person does.

import CoreBridge
import DesignKit
import SwiftUI

/// `camera` draws what the camera sees.
public struct RootView<CameraPicture: View>: View {
    @Environment(\.words) private var words
    private let state: PhoneState
    private let send: Send
    private let camera: CameraPicture

    public init(state: PhoneState, send: @escaping Send, @ViewBuilder camera: () -> CameraPicture) {
        (self.state, self.send, self.camera) = (state, send, camera())
    }

    public var body: some View {
        switch state.shown {
        case .opening: OpeningView()
        case .stopped(let problem): StoppedView(problem: problem, send: send)
        case .inFront(.asked(let asked)):
            RequestView(asked: asked, nowBootMs: state.nowBootMs, moreWaiting: state.moreWaiting, send: send)
                .id(asked.request.id)
        case .inFront(.over(let over)): waits { OutcomeView(over: over, send: send).id(over.requestID) }
        case .locked(let lock): waits { LockView(lock: lock, send: send) }
        case .page: waits { pages }
        }
    }

    /// The stack of the state is the path; a swipe back is an action like any other.
    private var pages: some View {
        let path = Binding(
            get: { state.stack.indices.dropFirst().map(Place.init) },
            set: { new in for _ in new.count..<max(new.count, state.stack.count - 1) { send(.back) } })
        return NavigationStack(path: path) {
            ScreenView(state: state, screen: state.stack[0], send: send, camera: camera)
                .navigationDestination(for: Place.self) { place in
                    if state.stack.indices.contains(place.index) {
                        ScreenView(state: state, screen: state.stack[place.index], send: send, camera: camera)
                    }
                }
        }
    }

    /// A request that waits behind whatever is on the screen stands above it.
    private func waits<Content: View>(@ViewBuilder _ content: () -> Content) -> some View {
        content().safeAreaInset(edge: .top) {
            if state.hasHiddenRequest {
                Note(
                    words(.requestWaits), .warning, symbol: .bell, comes: true,
                    action: (words(.requestShow), { send(.showRequest) })
                )
            }
        }
    }
}

/// A screen's place in the stack.
private struct Place: Hashable {
    let index: Int
}

/// One screen of the stack.
private struct ScreenView<CameraPicture: View>: View {
    let state: PhoneState
    let screen: Screen
    let send: Send
    let camera: CameraPicture

    var body: some View {
        switch screen {
        case .welcome: WelcomeView(state: state, send: send)
        case .accounts: AccountsView(state: state, send: send)
        case .provider(let page): ProviderView(page: page, send: send)
        case .scan(let page): ScanView(page: page, send: send, camera: camera)
        case .invited(let page): InvitedView(page: page, send: send)
        case .pairing(let wizard): PairingView(wizard: wizard, nowBootMs: state.nowBootMs, send: send)
        case .codes(let page): CodesView(page: page, nowBootMs: state.nowBootMs, send: send)
        case .settings: SettingsView(state: state, send: send)
        case .mailbox(let row): MailboxView(accounts: state.accounts, row: row, send: send)
        case .account(let row): AccountView(accounts: state.accounts, row: row, send: send)
        case .twoStep(let page): TwoStepView(accounts: state.accounts, page: page, send: send)
        case .deed(let deed):
            DeedView(screen: deed, account: state.accounts.paired(.paired(deed.account)), send: send)
        case .remove(let page): RemoveView(accounts: state.accounts, page: page, send: send)
        case .dissociated(let account): DissociatedView(account: state.accounts.paired(account), send: send)
        }
    }
}
