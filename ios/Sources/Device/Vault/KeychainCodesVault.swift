// The codes key, behind the person.

import CoreBridge
import Foundation
import LocalAuthentication
import Security

/// 32 random bytes that the Keychain gives out after it verified the person.
///
/// Security level: class `WhenPasscodeSetThisDeviceOnly` with `userPresence`, in the app's own keychain group. Gone with the passcode: then
/// a new one is made, and what the old one sealed reads as lost. A verification is used again for a minute at most, and never after
/// ``forget()``.
public actor KeychainCodesVault: CodesVault {
    private static let name = "codes-key"
    private static let reuseMs: Int64 = 60_000

    private let keychain: Keychain
    private let reasons: any PromptReasons
    private let clock: any PhoneClock
    private let makeContext: @Sendable () -> LAContext
    private let blocking = Blocking(label: "org.assenso.codes")
    /// The last one that a person was verified with, and until when it counts, on the boot clock.
    private var verified: (context: Unchecked<LAContext>, untilBootMs: Int64)?
    /// Raised by ``forget()``: what was asked before it counts for nothing afterwards.
    private var visits = 0
    private var last: Task<Result<Data, PortFault>, Never>?

    public init(reasons: any PromptReasons, clock: any PhoneClock) {
        self.init(security: AppleSecurity(), reasons: reasons, clock: clock, makeContext: { LAContext() })
    }

    init(
        security: any SecurityCalls, reasons: any PromptReasons, clock: any PhoneClock,
        makeContext: @escaping @Sendable () -> LAContext
    ) {
        keychain = Keychain(service: "org.assenso.codes", group: nil, security: security)
        (self.reasons, self.clock, self.makeContext) = (reasons, clock, makeContext)
    }

    /// One at a time: two prompts for one key would be one too many, and two keys one too few.
    public func unlock(_ reason: UnlockReason) async throws(PortFault) -> Data {
        let before = last
        let turn = Task { () -> Result<Data, PortFault> in
            _ = await before?.value
            do throws(PortFault) {
                return .success(try await self.open(reason))
            } catch {
                return .failure(error)
            }
        }
        last = turn
        return try await withTaskCancellationHandler {
            await turn.value
        } onCancel: {
            turn.cancel()
        }.get()
    }

    /// No verification counts any more.
    public func forget() {
        visits += 1
        verified?.context.value.invalidate()
        verified = nil
    }

    private func open(_ reason: UnlockReason) async throws(PortFault) -> Data {
        if Task.isCancelled { throw .cancelled }
        if !makeContext().canEvaluatePolicy(.deviceOwnerAuthentication, error: nil) { throw .notEnrolled }
        let known = usable
        let context = known ?? Unchecked(makeContext())
        context.value.localizedReason = reasons.text(reason)
        let (begun, visit) = (clock.bootMs(), visits)
        let key = try await blocking.run(onCancel: { context.value.invalidate() }) {
            [keychain] () throws(SecurityFailure) in
            return try Self.read(keychain, context.value)
        }
        if known == nil && visit == visits { verified = (context, begun + Self.reuseMs) }
        return key
    }

    private var usable: Unchecked<LAContext>? {
        guard let verified, clock.bootMs() < verified.untilBootMs else { return nil }
        return verified.context
    }

    /// Made at the first call; handed out only by a read, which asks the person.
    private static func read(_ keychain: Keychain, _ context: LAContext) throws(SecurityFailure) -> Data {
        let asking = [kSecUseAuthenticationContext as String: context]
        if let key = try keychain.read(name, asking) { return key }
        let access = try keychain.security.access(
            kSecAttrAccessibleWhenPasscodeSetThisDeviceOnly as String, .userPresence)
        try keychain.write(name, try keychain.security.random(32), [kSecAttrAccessControl as String: access])
        guard let key = try keychain.read(name, asking) else { throw SecurityFailure(errSecItemNotFound) }
        return key
    }
}
