package org.assenso.bridge

import kotlinx.coroutines.flow.Flow
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.model.Deed
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.Invitation
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.PairingKey
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Secret

/**
 * The core of an opened phone, as plain values: what screens and notifications ask of it.
 *
 * Nothing here throws, except that a cancelled coroutine ends: whatever can go wrong is a [Problem] to show. Every call may come
 * from any thread.
 */
interface Gateway {
    /** All accounts and all pairings that were begun and not ended. */
    suspend fun accounts(): Reply<Accounts>

    /** Begins a pairing with the provider at [issuer], an https URL. */
    suspend fun pair(issuer: String): Reply<PairingFlow>

    /** What an invitation says, from the text of a QR code or a link. Nothing is sent. */
    suspend fun invitation(text: String): Reply<Invitation>

    /** Begins a pairing with the provider that an invitation names. */
    suspend fun pair(invitation: Invitation): Reply<PairingFlow>

    /** E-mail and password of the step [org.assenso.bridge.model.At.SignIn]. The password is wiped. */
    suspend fun signIn(
        pairing: PairingKey,
        email: String,
        password: Secret,
    ): Reply<PairingFlow>

    /** The SMS code of the step that asks for one; [keyClass] counts where the code associates. The code is wiped. */
    suspend fun submitCode(
        pairing: PairingKey,
        code: Secret,
        keyClass: KeyClass,
    ): Reply<PairingFlow>

    /** A mobile number for the step [org.assenso.bridge.model.At.Activate], however it is written; a code goes there. */
    suspend fun submitMobile(
        pairing: PairingKey,
        number: String,
    ): Reply<PairingFlow>

    /** The recovery code, as people type it, in place of every SMS. It is wiped. */
    suspend fun recover(
        pairing: PairingKey,
        code: Secret,
    ): Reply<PairingFlow>

    /** Another SMS code. */
    suspend fun resendCode(pairing: PairingKey): Reply<PairingFlow>

    /** Towards an association, which turns 2-step verification on where it is off: after the recovery code through to the end with a key of [keyClass], else sends the second code, or says what is missing ([Problem.Prerequisites]). */
    suspend fun associate(
        pairing: PairingKey,
        keyClass: KeyClass,
    ): Reply<PairingFlow>

    /** Goes on after an interruption. */
    suspend fun resume(pairing: PairingKey): Reply<PairingFlow>

    /** Drops this try: back to where the person decides. */
    suspend fun startAgain(pairing: PairingKey): Reply<PairingFlow>

    /** Stops what a pairing is doing; what was begun can be resumed. */
    fun cancel(pairing: PairingKey)

    /** Gives a pairing up for good. */
    suspend fun abandon(pairing: PairingKey): Reply<Unit>

    /** What changes, for as long as it is collected: the state now first, then each change. Ends only with its collector. */
    fun changes(): Flow<Change>

    /** The network is back, or a push came: look again now. */
    fun wake()

    /** Approves with the [number] typed from the page; the platform asks the person for biometry or PIN. */
    suspend fun approve(
        account: AccountKey,
        requestId: String,
        number: Secret,
    ): Reply<Outcome>

    /** Denies; also on a locked phone. */
    suspend fun deny(
        account: AccountKey,
        requestId: String,
    ): Reply<Outcome>

    /**
     * How a request ended that this phone answered, as far as it is stored here: nothing is sent. Null if this phone did not answer it;
     * [Problem.Plain.AnswerKept] while the provider has not confirmed the answer.
     */
    suspend fun outcome(
        account: AccountKey,
        requestId: String,
    ): Reply<Outcome?>

    /** Withdraws a prompt that is up; the request stays open. */
    fun cancelAnswer(requestId: String)

    /** Says why a request was denied. */
    suspend fun report(
        account: AccountKey,
        requestId: String,
        reason: ReportReason,
    ): Reply<ReportOutcome>

    /** Fallback codes: collecting unlocks them, which prompts; leaving locks them. Ends after Locked or Failed. */
    fun codes(): Flow<CodesState>

    /** Asks the provider whether this phone is still the account's device. */
    suspend fun check(account: AccountKey): Reply<Account>

    /** What the owner does with an account; the platform may ask the person for biometry or PIN. Its secrets are wiped. */
    suspend fun perform(
        account: AccountKey,
        deed: Deed,
    ): Reply<Done>

    /** Forgets a recovery code of an account that was not kept. */
    fun forgetCode(account: AccountKey)

    /** Takes an account off the list that is no longer associated. */
    suspend fun remove(account: AccountKey): Reply<Unit>
}

/** What became of a call. */
sealed interface Reply<out T> {
    /** It went well. */
    data class Ok<T>(
        val value: T,
    ) : Reply<T>

    /** It did not. [flow] is where the pairing stands now, if it moved all the same. */
    data class Failed(
        val problem: Problem,
        val flow: PairingFlow? = null,
    ) : Reply<Nothing>
}
