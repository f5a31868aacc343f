package org.assenso.bridge.model

/** An account's name between the screens and the gateway. */
@JvmInline
value class AccountKey(
    val id: Long,
)

/** Whether this phone is the account's device, as the provider last signed. */
enum class Association { Associated, NotActive, Replaced, OwnerChanged, SignedOut, Deactivated, Frozen, Unknown }

/** What the approval key asks for at each signature. */
enum class KeyClass {
    /** Biometry or the phone's PIN. */
    Device,

    /** Strong biometry; a new enrolment ends the key. */
    Biometric,
}

/** Where the keys are, as obtained. */
enum class KeyLevel { StrongBox, Tee, SecureEnclave, Software }

/** What a phone has to wait with. */
enum class Held {
    /** Changing the number, the methods, the notice address or the recovery code, and hand-over. */
    Settings,

    /** Everything that gives somebody more power. */
    Widening,
}

/** What a phone has to wait with, and until when, Unix time in ms. */
data class Hold(
    val held: Held,
    val untilUnixMs: Long,
)

/** One account of the list. */
data class Account(
    val key: AccountKey,
    val provider: String,
    val name: String,
    val issuer: String,
    val association: Association,
    val keyClass: KeyClass,
    val level: KeyLevel,
    /** What this phone has to wait with; null for nothing. */
    val hold: Hold?,
    /** The provider told an older state than this phone knows; nothing was changed. */
    val alarm: Boolean,
)

/** What the list of accounts shows. */
data class Accounts(
    /** Accounts that this phone was associated with. */
    val paired: List<Account> = emptyList(),
    /** Pairings that were begun and not ended. */
    val unfinished: List<PairingFlow> = emptyList(),
)
