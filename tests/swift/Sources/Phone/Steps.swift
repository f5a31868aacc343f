// The way through a pairing, as far as a test wants to go.

import AssensoFFI
import Foundation
import Harness

extension Authenticator {
    /// Goes as far as the SMS code of the sign-in.
    public func signInCode(_ service: Service, _ email: String) async throws -> SignInCodeStep {
        let pairing = try await pair(issuer: service.issuer)
        guard case .signIn(let step) = await pairing.step(),
            case .signInCode(let next) = try await step.submit(
                email: email, password: Data(password.utf8))
        else { throw HarnessError("no code is asked") }
        return next
    }

    /// Goes as far as being signed in.
    public func signedIn(_ service: Service, _ email: String) async throws -> SignedInStep {
        let step = try await signInCode(service, email)
        guard case .signedIn(let next) = try await step.submit(code: try await service.typed(email))
        else { throw HarnessError("not signed in") }
        return next
    }

    /// Goes as far as the SMS code of the association.
    public func associateCode(
        _ service: Service, _ email: String
    ) async throws -> AssociateCodeStep {
        try await signedIn(service, email).associate()
    }

    /// Goes through the whole pairing.
    public func associate(with service: Service, as email: String) async throws -> Int64 {
        let step = try await associateCode(service, email)
        let code = try await service.typed(email)
        guard case .associated(let account) = try await step.submit(code: code, keyClass: .device)
        else { throw HarnessError("not associated") }
        return account
    }
}

extension Service {
    /// The account's newest SMS code, as a person types it.
    public func typed(_ email: String) async throws -> Data { Data(try await smsCode(email).utf8) }
}
