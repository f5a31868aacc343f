// The parts of the app and how they hang together; one for the process.

import CoreBridge
import Features
import Foundation
import UserNotifications

/// What only this app's bundle knows.
public struct AppSettings: Sendable {
    public let appGroup: String
    public let keychainGroup: String?
    /// The app's name and version, for the provider.
    public let app: String
    public let deviceName: String
    public let known: [KnownProvider]

    public init(appGroup: String, keychainGroup: String?, app: String, deviceName: String, known: [KnownProvider]) {
        (self.appGroup, self.keychainGroup, self.app) = (appGroup, keychainGroup, app)
        (self.deviceName, self.known) = (deviceName, known)
    }
}

public actor Graph {
    public nonisolated let ports: Ports
    public nonisolated let push = ApnsPush()
    public nonisolated let reasons: WordsOfPrompts
    private let settings: AppSettings
    private let codes: KeychainCodesVault
    private let notifications: RequestNotifications
    private let notifier: Notifier
    private var opened: Task<Reply<any Gateway>, Never>?
    private var watching: Task<Void, Never>?
    /// Tells when keys of an earlier installation were found and removed.
    public nonisolated let leftovers: AsyncStream<Void>
    private let foundLeftovers: AsyncStream<Void>.Continuation

    public init(_ settings: AppSettings, words: any Words) {
        self.settings = settings
        (leftovers, foundLeftovers) = AsyncStream.makeStream()
        reasons = WordsOfPrompts(words)
        let clock = BootClock()
        codes = KeychainCodesVault(reasons: reasons, clock: clock)
        ports = Ports(
            keys: SecureEnclaveKeys(reasons: reasons), vault: KeychainVault(group: settings.keychainGroup),
            codesVault: codes, push: push, posture: PhonePosture(), clock: clock)
        notifications = RequestNotifications(posting: NotificationCenterPosting(), words: words, clock: clock)
        notifier = Notifier(notifications)
        UNUserNotificationCenter.current().setNotificationCategories(NotificationKind.categories(words))
    }

    /// The core, opened at the first call; one that failed is tried again at the next.
    public func gateway() async -> Reply<any Gateway> {
        if let opened { return await opened.value }
        let opening = Task { await self.open() }
        opened = opening
        let reply = await opening.value
        switch reply {
        case .ok(let gateway): if watching == nil { watching = Task { await notifier.run(gateway.changes()) } }
        case .failed: opened = nil
        }
        return reply
    }

    /// The app came to the screen, or left it: then no verification counts any more.
    public func isOnScreen(_ isOnScreen: Bool) async {
        await notifier.isOnScreen(isOnScreen)
        if !isOnScreen { await codes.forget() }
    }

    /// What a notification asks for beside the screens.
    public func answer(_ tap: NotificationTap) async {
        let answers = Answers(gateway: { await self.gateway() }, notifications: notifications, notifier: notifier)
        switch tap {
        case .open: break
        case .deny(let notice): await answers.deny(notice)
        case .report(let notice, let reason): await answers.report(notice, reason)
        }
    }

    private func open() async -> Reply<any Gateway> {
        guard let file = try? Database.place(group: settings.appGroup) else { return .failed(.storage) }
        if Leftovers(group: settings.keychainGroup).remove(besides: file) { foundLeftovers.yield() }
        return await CoreGateway.open(
            path: file.path, ports: ports, app: settings.app, deviceName: settings.deviceName,
            listed: settings.known.map(\.issuer))
    }
}
