// The app's parts, and what the system tells them.

import CoreBridge
import Device
import Features
import Foundation
import SwiftUI
import UIKit

@MainActor
final class Phone {
    let words = BundleWords(.main)
    let graph: Graph
    let model: PhoneModel
    private var isInForeground = false
    private let onScreen: AsyncStream<Bool>.Continuation

    init(_ bundle: Bundle = .main) {
        let known = bundle.knownProviders
        let graph = Graph(
            AppSettings(
                appGroup: bundle.text("AssensoAppGroup") ?? "", keychainGroup: bundle.text("AssensoKeychainGroup"),
                app: "Assenso \(bundle.text("CFBundleShortVersionString") ?? "0")", deviceName: UIDevice.current.model,
                known: known), words: words)
        self.graph = graph
        let platform = IosPlatform(ports: graph.ports, reasons: graph.reasons)
        model = PhoneModel(
            initial: PhoneState(nowBootMs: graph.ports.clock.bootMs(), preferences: platform.kept, known: known),
            open: { await graph.gateway() }, platform: platform)
        Task { [model] in
            for await _ in graph.leftovers { model.send(.phone(.leftoversRemoved)) }
        }
        // Told in order: the app may leave the screen and be back before the first is heard.
        let (screens, onScreen) = AsyncStream.makeStream(of: Bool.self)
        self.onScreen = onScreen
        Task { for await isOnScreen in screens { await graph.isOnScreen(isOnScreen) } }
    }

    /// Before the first screen: where the person was when the process ended.
    func goesOn(from route: String) { model.send(.phone(.goOn(from: route))) }

    /// A prompt of the system makes the app inactive; only the background is an absence.
    func isIn(_ phase: ScenePhase) {
        let bootMs = graph.ports.clock.bootMs()
        switch phase {
        case .active where !isInForeground:
            isInForeground = true
            model.send(.phone(.foreground(bootMs: bootMs)))
            UIApplication.shared.registerForRemoteNotifications()
        case .background where isInForeground:
            isInForeground = false
            model.send(.phone(.background(bootMs: bootMs)))
        default: break
        }
        onScreen.yield(phase != .background)
    }

    /// A link was opened: the screen says what it will do before it does it.
    func open(_ link: URL) { model.send(.phone(.openLink(Field(link.absoluteString)))) }

    /// A notification was tapped, or one of its buttons.
    func take(_ tap: NotificationTap) async {
        if case .open(let account, let requestID) = tap {
            model.send(.phone(.openRequest(account, requestID: requestID)))
            return
        }
        // The system gives a process that it woke some seconds; it is asked for as many as an answer may take.
        let time = BackgroundTime()
        await graph.answer(tap)
        time.end()
    }
}

/// Time in the background. Whoever does not end it when it is over is ended; an answer is on disk by then, and sent at the next start.
@MainActor
private final class BackgroundTime {
    private var id = UIBackgroundTaskIdentifier.invalid

    init() {
        id = UIApplication.shared.beginBackgroundTask(withName: "answer") { self.end() }
    }

    func end() {
        if id != .invalid { UIApplication.shared.endBackgroundTask(id) }
        id = .invalid
    }
}

extension Bundle {
    fileprivate func text(_ key: String) -> String? {
        (object(forInfoDictionaryKey: key) as? String).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The providers that this build of the app knows: `issuer|name`.
    fileprivate var knownProviders: [KnownProvider] {
        (object(forInfoDictionaryKey: "AssensoProviders") as? [String] ?? []).compactMap { line in
            let parts = line.split(separator: "|", maxSplits: 1).map(String.init)
            return parts.count == 2 ? KnownProvider(issuer: parts[0], name: parts[1]) : nil
        }
    }
}
