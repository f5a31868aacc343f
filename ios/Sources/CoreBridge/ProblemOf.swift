// The problem that an error of the core is to a person.

import AssensoFFI

/// What an error can't carry.
struct Figures {
    var triesLeft = 0
    var retryAfterMs: UInt64?
    var missing = Missing(screenLock: false, notifications: false)

    init(_ advice: PairingAdvice) {
        (triesLeft, retryAfterMs, missing) = (Int(advice.triesLeft ?? 0), advice.retryAfterMs, advice.missing)
    }

    init(_ advice: ActionAdvice) { retryAfterMs = advice.retryAfterMs }
}

/// The problem that an error is; `figures` are those of its call.
func problem(of error: any Error, figures: Figures? = nil) -> Problem {
    switch error {
    case let stuck as Stuck: return stuck.problem
    case is CancellationError: return .cancelled
    case let error as any Coded:
        if let problem = problem(ofCode: error.code, figures: figures) { return problem }
        note("a code that is not known", error)
        return .unexpected
    default:
        note("a call failed", error)
        return .unexpected
    }
}

/// The problem that a stable code of the core is to a person; nil for a code that this version does not know.
func problem(ofCode code: String, figures: Figures? = nil) -> Problem? {
    switch code {
    case "pairing.wrong_code": .wrongCode(triesLeft: figures?.triesLeft ?? 0)
    case "pairing.too_many_sms": .tooManySms(minutes: minutes(figures?.retryAfterMs ?? 0))
    case "pairing.too_many_tries", "action.too_many_tries":
        .tooManyTries(minutes: figures?.retryAfterMs.map(minutes))
    // No provider says here how long.
    case "approval.too_many_tries": .tooManyTries(minutes: nil)
    case "pairing.prerequisites":
        .prerequisites(
            screenLock: figures?.missing.screenLock ?? false, notifications: figures?.missing.notifications ?? false)
    default: plain[code]
    }
}

/// Minutes to wait, rounded up, never none.
private func minutes(_ retryAfterMs: UInt64) -> Int {
    let minuteMs: UInt64 = 60_000
    let (whole, rest) = retryAfterMs.quotientAndRemainder(dividingBy: minuteMs)
    return max(1, Int(whole) + (rest == 0 ? 0 : 1))
}

/// Codes without a figure in them.
private let plain: [String: Problem] = [
    "account.key_store": .keyStore,
    "account.missing": .missing,
    "account.offline": .offline,
    "account.other": .unexpected,
    "account.panicked": .unexpected,
    "account.provider_failed": .providerFailed,
    "account.refused": .refused,
    "account.still_associated": .stillAssociated,
    "account.storage": .storage,
    "account.untrusted": .untrusted,
    "action.cancelled": .cancelled,
    "action.contradiction": .untrusted,
    "action.expired": .actionExpired,
    "action.frozen": .frozen,
    // The account says until when.
    "action.held": .held,
    "action.invalid_input": .invalidInput,
    "action.key_invalidated": .keyInvalidated,
    "action.key_store": .keyStore,
    "action.locked_out": .lockedOut,
    "action.missing_account": .missing,
    "action.no_recovery_code": .noRecoveryCode,
    "action.not_associated": .notAssociated,
    "action.offline": .offline,
    "action.other": .unexpected,
    "action.panicked": .unexpected,
    // The password was typed, and five minutes went by.
    "action.password_needed": .actionExpired,
    "action.provider_failed": .providerFailed,
    "action.random": .unexpected,
    "action.refused": .actionRefused,
    "action.storage": .storage,
    "action.untrusted": .untrusted,
    "action.wrong_group": .wrongGroup,
    "action.wrong_password": .wrongPassword,
    "action.wrong_recovery_code": .wrongRecoveryCode,
    "action.wrong_step": .unexpected,
    "approval.cancelled": .cancelled,
    // The account carries the alarm; as the core does where an account is checked.
    "approval.contradiction": .untrusted,
    "approval.frozen": .frozen,
    "approval.invalid_number": .invalidNumber,
    "approval.key_invalidated": .keyInvalidated,
    "approval.key_store": .keyStore,
    "approval.locked_out": .lockedOut,
    "approval.missing_account": .missing,
    // The gateway says which association it is, where the account can be read.
    "approval.not_associated": .notAssociated,
    "approval.not_reportable": .notReportable,
    "approval.offline": .offline,
    "approval.other": .unexpected,
    "approval.panicked": .unexpected,
    "approval.provider_failed": .providerFailed,
    "approval.refused": .refused,
    "approval.storage": .storage,
    // A report that is under way is told apart where it is made.
    "approval.underway": .answerKept,
    "approval.untrusted": .untrusted,
    "approval.update_needed": .updateNeeded,
    "approval.wrong_step": .unexpected,
    "codes.cancelled": .cancelled,
    "codes.clock": .clock,
    "codes.locked": .codesLocked,
    "codes.locked_out": .lockedOut,
    "codes.not_enrolled": .notEnrolled,
    "codes.other": .unexpected,
    "codes.panicked": .unexpected,
    "codes.storage": .storage,
    "codes.vault": .codesVault,
    "open.busy": .busy,
    "open.foreign_file": .storage,
    "open.full": .storageFull,
    // What the app says of itself is its own fault, never the person's.
    "open.invalid_input": .unexpected,
    "open.key_lost": .keyLost,
    "open.locked": .storeLocked,
    "open.other": .unexpected,
    "open.panicked": .unexpected,
    "open.random": .unexpected,
    "open.read_only": .storage,
    "open.set_aside": .storeSetAside,
    "open.storage": .storage,
    "open.too_new": .storeTooNew,
    "open.vault": .keyStore,
    "open.wrong_key": .keyLost,
    "pairing.cancelled": .cancelled,
    "pairing.class_not_allowed": .classNotAllowed,
    "pairing.code_used_up": .codeUsedUp,
    "pairing.codes_vault": .codesVault,
    "pairing.commit_underway": .commitUnderway,
    "pairing.expired": .startAgain,
    "pairing.insecure_issuer": .insecureIssuer,
    "pairing.invalid_input": .invalidInput,
    "pairing.invalid_issuer": .invalidIssuer,
    // A key that belongs to no account yet: the association begins again with another.
    "pairing.invitation_over": .invitationOver,
    "pairing.not_an_invitation": .invalidInvitation,
    "pairing.other_root": .otherRoot,
    "pairing.other_root_known": .otherRootKnown,
    "pairing.key_invalidated": .startAgain,
    "pairing.key_store": .keyStore,
    "pairing.keys_changed": .untrusted,
    "pairing.locked_out": .lockedOut,
    "pairing.no_number": .noNumber,
    "pairing.not_a_provider": .notAProvider,
    "pairing.invalid_number": .invalidMobile, "pairing.no_recovery_code": .noRecoveryCode,
    "pairing.wrong_recovery_code": .wrongRecoveryCode, "pairing.outranked": .outranked, "pairing.frozen": .frozen,
    "pairing.not_enrolled": .notEnrolled,
    "pairing.offline": .offline,
    "pairing.other": .unexpected,
    "pairing.panicked": .unexpected,
    "pairing.posture": .keyStore,
    "pairing.provider_failed": .providerFailed,
    "pairing.random": .unexpected,
    "pairing.refused": .refused,
    "pairing.session_ended": .sessionEnded,
    "pairing.storage": .storage,
    "pairing.superseded": .superseded,
    "pairing.unsupported_version": .unsupportedVersion,
    "pairing.untrusted": .untrusted,
    "pairing.wrong_credentials": .wrongCredentials,
    "pairing.wrong_step": .startAgain,
]

/// An error of the core: its text is a stable code, and nothing else.
protocol Coded: Error {
    var code: String { get }
}

extension AccountError: Coded {
    var code: String {
        switch self {
        case .Missing(let code), .StillAssociated(let code), .Offline(let code), .Untrusted(let code),
            .Unavailable(let code):
            code
        }
    }
}

extension ActionError: Coded {
    var code: String {
        switch self {
        case .NotAccepted(let code), .PasswordNeeded(let code), .Wait(let code), .Cancelled(let code),
            .StartAgain(let code), .NotAssociated(let code), .Offline(let code), .Unavailable(let code):
            code
        }
    }
}

extension ApprovalError: Coded {
    var code: String {
        switch self {
        case .Cancelled(let code), .InvalidNumber(let code), .UpdateNeeded(let code), .KeyInvalidated(let code),
            .NotAssociated(let code), .Underway(let code), .Offline(let code), .Unavailable(let code):
            code
        }
    }
}

extension CodesError: Coded {
    var code: String {
        switch self {
        case .Cancelled(let code), .NotEnrolled(let code), .Locked(let code), .Clock(let code), .Unavailable(let code):
            code
        }
    }
}

extension OpenError: Coded {
    var code: String {
        switch self {
        case .Locked(let code), .KeyLost(let code), .TooNew(let code), .SetAside(let code), .Busy(let code),
            .NotWritable(let code), .InvalidInput(let code), .Unavailable(let code):
            code
        }
    }
}

extension PairingError: Coded {
    var code: String {
        switch self {
        case .NotAccepted(let code), .Wait(let code), .NotReady(let code), .Cancelled(let code), .StartAgain(let code),
            .Offline(let code), .Untrusted(let code), .Unavailable(let code):
            code
        }
    }
}
