// The app.

import CoreBridge
import Device
import Features
import SwiftUI
import UIKit

@main
struct AssensoApp: App {
    @UIApplicationDelegateAdaptor private var delegate: AppDelegate

    var body: some Scene {
        WindowGroup {
            AppWindow(phone: delegate.phone)
        }
    }
}

/// The one window: the screens, and what the system tells of it.
private struct AppWindow: View {
    @Environment(\.scenePhase) private var phase
    /// Where the person was; after the process died it is all that is left, and no secret.
    @SceneStorage("route") private var route = ""
    @State private var hasBegun = false
    let phone: Phone

    var body: some View {
        let model = phone.model
        RootView(state: model.state, send: { model.send($0) }) {
            CameraPicture(
                read: { model.send(.page(.scanned(Field($0)))) }, fail: { model.send(.page(.cameraFailed)) })
        }
        .environment(\.words, phone.words)
        .environment(\.times, Times(language: phone.words.language))
        .overlay {
            // What the app switcher pictures: passwords, codes and names stand on most screens. A prompt of the system makes the app
            // inactive too: then the person must see what it is for.
            if phase == .background || (phase == .inactive && !model.state.promptMayBeUp) { Cover() }
        }
        .onChange(of: phase, initial: true) { _, phase in
            if !hasBegun {
                hasBegun = true
                phone.goesOn(from: route)
            }
            phone.isIn(phase)
        }
        .onChange(of: model.state.saved) { _, saved in route = saved }
        .onOpenURL { phone.open($0) }
        .onContinueUserActivity(NSUserActivityTypeBrowsingWeb) { activity in
            if let link = activity.webpageURL { phone.open(link) }
        }
    }
}

/// Hides the screen.
private struct Cover: View {
    var body: some View {
        Image(decorative: "Mark").frame(maxWidth: .infinity, maxHeight: .infinity).background(Color("Ground"))
            .ignoresSafeArea()
    }
}
