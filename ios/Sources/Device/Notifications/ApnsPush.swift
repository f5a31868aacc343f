// Where Apple's push service reaches this phone.

import CoreBridge
import Foundation

public actor ApnsPush: Push {
    private var token: String?

    public init() {}

    /// Nil until the system has registered the app.
    public func endpoint() async -> PushEndpoint? { token.map { .apns(token: $0) } }

    /// The system has registered the app.
    public func registered(_ token: Data) {
        self.token = token.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// It could not, or no longer: there is none, then.
    public func failed() { token = nil }
}
