// A phone: the generated API over a real file, its hardware played by fakes.

import AssensoFFI
import Foundation
import Harness

/// The hardware of one phone. It outlives the app's process.
public final class Phone: Sendable {
    public let keys = SoftwareKey()
    public let vault = SoftwareVault()
    public let codesVault = SoftwareCodesVault()
    public let push = NoPush()
    public let posture = FixedPosture()
    public let clock = JumpingClock()
    public let folder: Folder

    public init() throws {
        _ = TestLog.shared
        folder = try Folder()
    }

    /// The ports.
    public var ports: PlatformPorts {
        PlatformPorts(
            key: keys, vault: vault, codesVault: codesVault, push: push, posture: posture,
            clock: clock)
    }

    /// Where the app keeps its file.
    public var file: String { folder.file("assenso.db") }

    /// Starts the app: again, after it was killed.
    public func open() async throws -> Authenticator {
        try await Authenticator.open(path: file, ports: ports, options: Self.options())
    }

    /// The app's process dies and starts again.
    public func reopened(_ app: consuming Authenticator) async throws -> Authenticator {
        try await open()
    }

    /// What a development build says of itself.
    public static func options(
        app: String = "Assenso tests", deviceName: String = "Test phone", loopbackHttp: Bool = true,
        listed: [String] = []
    ) -> OpenOptions {
        OpenOptions(
            app: app, deviceName: deviceName,
            development: Development(loopbackHttp: loopbackHttp, extraCaPem: nil),
            listed: listed)
    }
}

/// A phone that is the device of a provider's account.
public struct Associated: Sendable {
    public let phone: Phone
    public let app: Authenticator
    public let service: Service
    public let email: String
    public let account: Int64

    /// A new phone and a new account of the provider.
    public static func make(with service: Service, phone: Phone? = nil) async throws -> Associated {
        let phone = try phone ?? Phone()
        let app = try await phone.open()
        let email = try await service.seed()
        let account = try await app.associate(with: service, as: email)
        return Associated(
            phone: phone, app: app, service: service, email: email, account: account)
    }

    /// A phone that turned the 2-step verification of a new account on, and so has to wait with nothing.
    public static func activated(with service: Service? = nil) async throws -> Associated {
        let phone = try Phone()
        let app = try await phone.open()
        let provider = if let service { service } else { try await Service.start() }
        let email = try await provider.seed(arguments: ["--two-step-off"])
        let pairing = try await app.pair(issuer: provider.issuer)
        guard case .signIn(let step) = await pairing.step(),
            case .activate(let off) = try await step.submit(
                email: email, password: Data(password.utf8)),
            case .associated(let account) = try await off.activate()
                .submit(code: provider.typed(email), keyClass: .device)
        else { throw HarnessError("not activated") }
        return Associated(
            phone: phone, app: app, service: provider, email: email, account: account)
    }

    /// What the owner can do with the account.
    public func actions() async throws -> AccountActions { try await app.actions(account: account) }

    /// A new browser in which e-mail and password were typed.
    public func signIn() async throws -> (Browser, Page) {
        let browser = Browser(service)
        return (browser, try await browser.signIn(email))
    }

    /// What can be asked of its requests.
    public func approvals() async throws -> Approvals {
        try await app.approvals(account: account)
    }

    /// The one request that waits.
    public func request() async throws -> PendingApproval {
        let open = try await approvals().refresh()
        guard open.count == 1, let request = open.first else {
            throw HarnessError("\(open.count) requests wait, not one")
        }
        return request
    }
}
