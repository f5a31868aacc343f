// The ports, as the core calls them. Nothing but the kind of a fault leaves: text of the platform could quote anything.

import AssensoFFI
import Foundation

extension Ports {
    var ffi: PlatformPorts {
        PlatformPorts(
            key: KeyAdapter(keys), vault: VaultAdapter(vault), codesVault: CodesVaultAdapter(codesVault),
            push: PushAdapter(push), posture: PostureAdapter(posture), clock: ClockAdapter(clock))
    }
}

private final class KeyAdapter: PlatformKey {
    private let keys: any DeviceKeys

    init(_ keys: any DeviceKeys) { self.keys = keys }

    func create(spec: AssensoFFI.KeySpec) async throws -> AssensoFFI.CreatedKey {
        try await told {
            let key = try await keys.create(KeySpec(spec))
            return AssensoFFI.CreatedKey(publicKey: key.publicKey, level: key.level.ffi, attestation: key.attestation)
        }
    }

    func sign(keyId: String, payload: Data, reason: AssensoFFI.SignReason) async throws -> Data {
        try await told { try await keys.sign(keyId, payload: payload, reason: SignReason(reason)) }
    }

    func delete(keyId: String) async throws { try await told { try await keys.delete(keyId) } }

    func list() async throws -> [String] { try await told { try await keys.list() } }

    private func told<Value>(_ call: () async throws -> Value) async throws -> Value {
        switch await port(call) {
        case .success(let value): return value
        case .failure(.cancelled): throw PlatformKeyError.Cancelled
        case .failure(.lockedOut): throw PlatformKeyError.LockedOut
        case .failure(.notEnrolled): throw PlatformKeyError.NotEnrolled
        case .failure(.invalidated): throw PlatformKeyError.Invalidated
        case .failure(.locked), .failure(.unavailable): throw PlatformKeyError.Unavailable
        }
    }
}

private final class VaultAdapter: PlatformVault {
    private let vault: any Vault

    init(_ vault: any Vault) { self.vault = vault }

    func get(name: String) async throws -> Data? { try await told { try await vault.get(name) } }

    func put(name: String, secret: Data) async throws { try await told { try await vault.put(name, secret: secret) } }

    func delete(name: String) async throws { try await told { try await vault.delete(name) } }

    /// Only an empty answer proves a loss.
    private func told<Value>(_ call: () async throws -> Value) async throws -> Value {
        switch await port(call) {
        case .success(let value): return value
        case .failure(.locked): throw PlatformVaultError.Locked
        case .failure: throw PlatformVaultError.Unavailable
        }
    }
}

private final class CodesVaultAdapter: PlatformCodesVault {
    private let vault: any CodesVault

    init(_ vault: any CodesVault) { self.vault = vault }

    func unlock(reason: AssensoFFI.UnlockReason) async throws -> Data {
        switch await port({ try await vault.unlock(UnlockReason(reason)) }) {
        case .success(let key): return key
        case .failure(.cancelled): throw PlatformCodesVaultError.Cancelled
        case .failure(.lockedOut): throw PlatformCodesVaultError.LockedOut
        case .failure(.notEnrolled): throw PlatformCodesVaultError.NotEnrolled
        case .failure(.invalidated), .failure(.locked), .failure(.unavailable):
            throw PlatformCodesVaultError.Unavailable
        }
    }
}

private final class PushAdapter: PlatformPush {
    private let push: any Push

    init(_ push: any Push) { self.push = push }

    func endpoint() async throws -> AssensoFFI.PushEndpoint? {
        switch await push.endpoint() {
        case .apns(let token): .apns(token: token)
        case nil: nil
        }
    }
}

private final class PostureAdapter: PlatformPosture {
    private let posture: any CoreBridge.Posture

    init(_ posture: any CoreBridge.Posture) { self.posture = posture }

    func current() async throws -> AssensoFFI.Posture {
        let now = await posture.current()
        return AssensoFFI.Posture(
            screenLock: now.screenLock, biometrics: now.biometrics, notifications: now.notifications)
    }
}

private final class ClockAdapter: PlatformClock {
    private let clock: any PhoneClock

    init(_ clock: any PhoneClock) { self.clock = clock }

    func wallUnixMs() throws -> Int64 { clock.wallUnixMs() }

    // A negative time makes a time past every other: 0 is what the core takes for a failure.
    func bootMs() throws -> UInt64 { UInt64(max(0, clock.bootMs())) }
}

/// Calls a port. A call whose task ended, for the core gave it up or the platform took its prompt down, is cancelled.
private func port<Value>(_ call: () async throws -> Value) async -> Result<Value, PortFault> {
    do {
        return .success(try await call())
    } catch let fault as PortFault {
        return .failure(fault)
    } catch is CancellationError {
        return .failure(.cancelled)
    } catch {
        note("a port failed", error)
        return .failure(.unavailable)
    }
}

extension KeySpec {
    fileprivate init(_ spec: AssensoFFI.KeySpec) {
        let role: KeyRole =
            switch spec.role {
            case .possession: .possession
            case .approval: .approval
            }
        self.init(id: spec.id, role: role, keyClass: KeyClass(spec.keyClass), challenge: spec.challenge)
    }
}

extension SignReason {
    fileprivate init(_ reason: AssensoFFI.SignReason) {
        self =
            switch reason {
            case .silent: .silent
            case .associate(let provider, let account): .associate(provider: provider, account: account)
            case .deactivate(let provider, let account): .deactivate(provider: provider, account: account)
            case .recoveryCode(let provider, let account): .recoveryCode(provider: provider, account: account)
            case .approve(let id, let provider, let account):
                .approve(requestID: id, provider: provider, account: account)
            }
    }
}

extension UnlockReason {
    fileprivate init(_ reason: AssensoFFI.UnlockReason) {
        self =
            switch reason {
            case .associate: .associate
            case .showCodes: .showCodes
            }
    }
}
