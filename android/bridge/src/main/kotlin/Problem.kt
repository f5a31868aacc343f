package org.assenso.bridge

import org.assenso.bridge.model.Association

/** Everything that can go wrong before a person's eyes. Each has a sentence that says what to do; none carries a secret. */
sealed interface Problem {
    /** Problems without a number in them. */
    enum class Plain : Problem {
        Offline,
        ProviderFailed,
        NotAProvider,
        UnsupportedVersion,
        Untrusted,
        InvalidIssuer,
        InsecureIssuer,

        /** What was scanned or opened is no invitation, or one that is no longer good. */
        InvalidInvitation,
        InvitationOver,
        OtherRoot,
        OtherRootKnown,
        WrongCredentials,
        CodeUsedUp,

        /** What was typed is no recovery code: a character is missing or mistyped. */
        NoRecoveryCode,
        WrongRecoveryCode,

        /** A phone with a better proof keeps its place for now. */
        Outranked,
        InvalidInput,

        /** The account's password, where it is asked for once more. */
        WrongPassword,

        /** What was typed back is not that group of the recovery code. */
        WrongGroup,

        /** The password that was typed, or what was signed, is too old by now. */
        ActionExpired,
        ActionRefused,

        /** This phone has to wait with this; [org.assenso.bridge.model.Account.hold] says until when. */
        Held,
        Refused,
        SessionEnded,
        NoNumber,

        /** What was typed is no mobile number that gets SMS. */
        InvalidMobile,
        CommitUnderway,
        Superseded,
        StartAgain,
        Cancelled,
        LockedOut,
        NotEnrolled,
        ClassNotAllowed,
        KeyInvalidated,
        KeyStore,
        CodesVault,
        CodesLocked,
        InvalidNumber,
        UpdateNeeded,
        AnswerKept,
        ReportKept,
        NotReportable,
        Frozen,
        NotAssociated,
        StillAssociated,
        Missing,
        Clock,
        StorageFull,
        Storage,
        StoreLocked,
        StoreTooNew,
        StoreSetAside,
        KeyLost,
        Busy,

        /** Another app's window lies over this one. */
        Covered,

        /** A fault of ours or of the platform; the log has it under an incident id. */
        Unexpected,
    }

    /** The code is wrong; [triesLeft] with this one. */
    data class WrongCode(
        val triesLeft: Int,
    ) : Problem

    /** Too many messages were sent; [minutes] to wait, rounded up. */
    data class TooManySms(
        val minutes: Long,
    ) : Problem

    /** Too many wrong codes or numbers; [minutes] to wait, rounded up; null if the provider did not say. */
    data class TooManyTries(
        val minutes: Long?,
    ) : Problem

    /** The phone is not set up for an association: what is true here is missing. */
    data class Prerequisites(
        val screenLock: Boolean,
        val notifications: Boolean,
    ) : Problem

    /** This phone is not, or no longer, the account's device. */
    data class Dissociated(
        val association: Association,
    ) : Problem

    /** Whether it only says that the provider can't be reached right now. */
    val isOffline: Boolean get() = this == Plain.Offline || this == Plain.ProviderFailed
}
