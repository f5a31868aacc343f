// The real core behind the gateway.

import AssensoFFI
import Foundation

/// What a development build loosens. A release never makes one.
public struct Development: Sendable {
    /// Plain HTTP to this machine itself.
    public let loopbackHTTP: Bool
    /// Certificate authorities, PEM: these are believed, and none of the phone's.
    public let extraCaPem: Data?

    public init(loopbackHTTP: Bool, extraCaPem: Data? = nil) {
        (self.loopbackHTTP, self.extraCaPem) = (loopbackHTTP, extraCaPem)
    }
}

/// One process opens it, once, and keeps it for its life.
public final class CoreGateway: Gateway {
    private let core: Authenticator
    private let clock: any PhoneClock
    private let pairings: Pairings
    private let requests: Requests
    private let deeds: Deeds

    private init(_ core: Authenticator, _ clock: any PhoneClock) {
        (self.core, self.clock) = (core, clock)
        (pairings, requests, deeds) = (Pairings(core, clock), Requests(core, clock), Deeds(core))
    }

    /// Opens the store at `path`, making it and its key at first use. Nothing is ever deleted.
    ///
    /// `app` is the app's name and version, 1 to 64 visible characters; a `deviceName` that is longer is shortened; `listed` are
    /// the issuers that the app knows.
    public static func open(
        path: String, ports: Ports, app: String, deviceName: String, listed: [String] = [],
        development: Development? = nil
    ) async -> Reply<any Gateway> {
        let loosened = development.map {
            AssensoFFI.Development(loopbackHttp: $0.loopbackHTTP, extraCaPem: $0.extraCaPem)
        }
        let options = OpenOptions(app: app, deviceName: deviceName, development: loosened, listed: listed)
        return await reply {
            CoreGateway(
                try await Authenticator.open(path: path, ports: ports.ffi, options: options), ports.clock)
        }
    }

    public func accounts() async -> Reply<Accounts> {
        await reply {
            let paired = try await core.accounts().map(Account.init)
            return Accounts(paired: paired, unfinished: await pairings.unfinished())
        }
    }

    public func pair(issuer: String) async -> Reply<PairingFlow> {
        await pairings.begin { try await core.pair(issuer: issuer) }
    }

    public func invitation(_ text: String) async -> Reply<Invitation> {
        await reply {
            let read = try core.invitation(text: text)
            return Invitation(issuer: read.issuer(), domain: read.domain(), isListed: read.isListed(), link: text)
        }
    }

    public func pair(_ invitation: Invitation) async -> Reply<PairingFlow> {
        await pairings.begin { try await core.pairInvited(invitation: try core.invitation(text: invitation.link)) }
    }

    public func signIn(_ pairing: PairingKey, email: String, password: Secret) async -> Reply<PairingFlow> {
        await password.use { await pairings.signIn(pairing, email: email, password: $0) }
    }

    public func submitCode(_ pairing: PairingKey, code: Secret, keyClass: KeyClass) async -> Reply<PairingFlow> {
        await code.use { await pairings.submitCode(pairing, code: $0, keyClass: keyClass) }
    }

    public func submitMobile(_ pairing: PairingKey, number: String) async -> Reply<PairingFlow> {
        await pairings.submitMobile(pairing, number: number)
    }

    public func recover(_ pairing: PairingKey, code: Secret) async -> Reply<PairingFlow> {
        await code.use { await pairings.recover(pairing, code: $0) }
    }

    public func resendCode(_ pairing: PairingKey) async -> Reply<PairingFlow> { await pairings.resendCode(pairing) }

    public func associate(_ pairing: PairingKey, keyClass: KeyClass) async -> Reply<PairingFlow> {
        await pairings.associate(pairing, keyClass: keyClass)
    }

    public func resume(_ pairing: PairingKey) async -> Reply<PairingFlow> { await pairings.resume(pairing) }

    public func startAgain(_ pairing: PairingKey) async -> Reply<PairingFlow> { await pairings.startAgain(pairing) }

    public func cancel(_ pairing: PairingKey) { pairings.cancel(pairing) }

    public func abandon(_ pairing: PairingKey) async -> Reply<Done> { await pairings.abandon(pairing) }

    public func changes() -> AsyncStream<Change> { CoreBridge.changes(core, requests) }

    public func wake() { core.wake() }

    public func approve(_ account: AccountKey, requestID: String, number: Secret) async -> Reply<Outcome> {
        await number.use { number in
            await requests.approve(account, requestID, number: String(decoding: number, as: UTF8.self))
        }
    }

    public func deny(_ account: AccountKey, requestID: String) async -> Reply<Outcome> {
        await requests.deny(account, requestID)
    }

    public func outcome(_ account: AccountKey, requestID: String) async -> Reply<Outcome?> {
        await requests.outcome(account, requestID)
    }

    public func cancelAnswer(requestID: String) { requests.cancel(requestID) }

    public func report(_ account: AccountKey, requestID: String, reason: ReportReason) async -> Reply<ReportOutcome> {
        await requests.report(account, requestID, reason)
    }

    public func codes() -> AsyncStream<CodesState> { CoreBridge.codes(core, clock) }

    public func check(_ account: AccountKey) async -> Reply<Account> {
        await reply { Account(try await core.checkAssociation(account: account.id)) }
    }

    public func perform(_ account: AccountKey, _ deed: Deed) async -> Reply<DeedResult> {
        await deeds.perform(account, deed)
    }

    public func forgetCode(_ account: AccountKey) { deeds.forget(account) }

    public func remove(_ account: AccountKey) async -> Reply<Done> {
        await reply {
            try await core.remove(account: account.id)
            requests.forget(account)
            return Done()
        }
    }
}
