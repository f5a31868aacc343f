// The prompt that opens the app. It hides screens and stands for nothing else: an approval is a signature.

import Features
import LocalAuthentication

struct AppUnlock: Sendable {
    let reasons: any PromptReasons
    var makeContext: @Sendable () -> LAContext = { LAContext() }

    @MainActor
    func unlock() async -> Unlock {
        let context = makeContext()
        do {
            let isThere = try await context.evaluatePolicy(.deviceOwnerAuthentication, localizedReason: reasons.openApp)
            return isThere ? .unlocked : .unavailable
        } catch let error as LAError {
            switch error.code.fault {
            case .cancelled: return .cancelled
            case .lockedOut: return .lockedOut
            case .notEnrolled: return .notEnrolled
            case .invalidated, .locked, .unavailable: return .unavailable
            }
        } catch {
            return .unavailable
        }
    }
}
