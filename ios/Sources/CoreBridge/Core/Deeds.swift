// What the owner does with the accounts of one phone.

import AssensoFFI

final class Deeds: Sendable {
    private let core: Authenticator
    /// The code that each account's owner is writing down.
    private let codes = Locked<[AccountKey: NewRecoveryCode]>([:])

    init(_ core: Authenticator) { self.core = core }

    func perform(_ account: AccountKey, _ deed: Deed) async -> Reply<DeedResult> {
        defer { for secret in deed.secrets { secret.wipe() } }
        return await reply {
            switch deed {
            case .keepCode(let group): return try await keep(account, group)
            case .signOut:
                return .changed(try await with(account) { Account(try await $0.signOut()) })
            case .deactivate(let password):
                return .changed(try await confirmed(account, password) { Account(try await $0.deactivate()) })
            case .newCode(let password):
                let code = try await confirmed(account, password) { try $0.newRecoveryCode() }
                codes.with { $0[account] = code }
                return .printed(PrintedCode(groups: code.groups(), asked: Int(code.asked())))
            case .enterCode(let code, let password):
                return .changed(
                    try await confirmed(account, password) { actions in
                        try await code.use { Account(try await actions.enterRecoveryCode(code: $0)) }
                    })
            }
        }
    }

    /// The page that showed the code was left.
    func forget(_ account: AccountKey) { codes.with { $0[account] = nil } }

    private func keep(_ account: AccountKey, _ group: Secret) async throws -> DeedResult {
        guard let code = codes.with({ $0[account] }) else { throw Stuck(.actionExpired) }
        do {
            try await group.use { try await code.keep(group: $0) }
        } catch {
            throw Stuck(problem(of: error, figures: Figures(code.advice())))
        }
        forget(account)
        return .kept
    }

    private func confirmed<Value: Sendable>(
        _ account: AccountKey, _ password: Secret, _ work: (AccountActions) async throws -> Value
    ) async throws -> Value {
        try await with(account) { actions in
            try await password.use { try await actions.confirmPassword(password: $0) }
            return try await work(actions)
        }
    }

    private func with<Value: Sendable>(
        _ account: AccountKey, _ work: (AccountActions) async throws -> Value
    ) async throws -> Value {
        let actions = try await core.actions(account: account.id)
        do { return try await work(actions) } catch {
            throw Stuck(problem(of: error, figures: Figures(actions.advice())))
        }
    }
}
