// Steps of a pairing, from the generated types.

import AssensoFFI

extension At {
    /// Where a step stands. `last` is where it stood: a step that is asked for anew no longer knows where its code went.
    init(_ step: PairingStep, nowBootMs: Int64, last: At?) {
        switch step {
        case .signIn: self = .signIn
        case .signInCode(let step):
            var known: Sms?
            if case .signInCode(let sms) = last { known = sms }
            self = .signInCode(step.sms().map { Sms($0, nowBootMs: nowBootMs) } ?? known)
        case .signedIn: self = .signedIn
        case .recovered: self = .recovered
        case .associateCode(let step):
            var known: Sms?
            if case .associateCode(let sms) = last { known = sms }
            self = .associateCode(step.sms().map { Sms($0, nowBootMs: nowBootMs) } ?? known)
        case .finish: self = .finish
        case .activate(let step): self = .activate(number: step.number())
        case .numberCode(let step):
            var known: Sms?
            if case .numberCode(let sms) = last { known = sms }
            self = .numberCode(step.sms().map { Sms($0, nowBootMs: nowBootMs) } ?? known)
        case .associated(let account): self = .associated(AccountKey(account))
        case .ended: self = .ended
        }
    }

    /// Whether both are the same step, whatever they know of it.
    func isStep(_ other: At) -> Bool {
        switch (self, other) {
        case (.signIn, .signIn), (.signInCode, .signInCode), (.signedIn, .signedIn), (.associateCode, .associateCode),
            (.finish, .finish), (.recovered, .recovered), (.activate, .activate), (.numberCode, .numberCode),
            (.associated, .associated),
            (.ended, .ended):
            true
        default: false
        }
    }
}

extension Sms {
    fileprivate init(_ view: SmsView, nowBootMs: Int64) {
        self.init(
            sentTo: view.sentTo, triesLeft: Int(view.triesLeft), expiresAtBootMs: nowBootMs.plus(view.expiresInMs))
    }
}
