package org.assenso.app.keys

import android.app.KeyguardManager
import android.content.Context
import android.hardware.biometrics.BiometricPrompt
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import org.assenso.app.prompt.PromptText
import org.assenso.app.prompt.Prompter
import org.assenso.bridge.ports.CreatedKey
import org.assenso.bridge.ports.DeviceKeys
import org.assenso.bridge.ports.KeySpec
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.SignReason
import java.security.PrivateKey
import java.security.Signature

/**
 * The phone's signing keys in Android's Keystore.
 *
 * Security level: private keys never leave the hardware; an approval key signs one payload for each verification, which the hardware
 * itself checks: no answer of the prompt stands for it.
 */
class KeystoreDeviceKey(
    context: Context,
    private val prompter: Prompter,
    private val io: CoroutineDispatcher = Dispatchers.IO,
) : DeviceKeys {
    private val maker = KeyMaker(context)
    private val keyguard = context.getSystemService(KeyguardManager::class.java)

    override suspend fun create(spec: KeySpec): CreatedKey =
        guarded(io) {
            if (KeyKind.of(spec) != KeyKind.Possession && !keyguard.isDeviceSecure) {
                throw PortFault(PortFault.Kind.NotEnrolled)
            }
            deleteAll(spec.id)
            maker.make(spec)
        }

    override suspend fun sign(
        id: String,
        payload: ByteArray,
        reason: SignReason,
    ): ByteArray {
        val (kind, signature) = guarded(io) { begin(id, reason) }
        val asked = kind.verification
        if (asked != null) {
            // On success this very object has become usable, and no other.
            prompter.authenticate(BiometricPrompt.CryptoObject(signature), textOf(reason), asked)
        }
        return guarded(io) {
            signature.update(payload)
            signature.sign()
        }
    }

    override suspend fun list(): List<String> = guarded(io) { AndroidKeystore.aliases().mapNotNull(KeyKind::idOf).distinct() }

    override suspend fun delete(id: String) = guarded(io) { deleteAll(id) }

    private fun deleteAll(id: String) = KeyKind.entries.forEach { AndroidKeystore.delete(it.alias(id)) }

    private fun begin(
        id: String,
        reason: SignReason,
    ): Pair<KeyKind, Signature> {
        val (kind, key) = find(id) ?: throw PortFault(PortFault.Kind.Invalidated)
        if ((kind == KeyKind.Possession) != (reason == SignReason.Silent)) throw PortFault(PortFault.Kind.Unavailable)
        return kind to Signature.getInstance(ALGORITHM).apply { initSign(key) }
    }

    private fun find(id: String): Pair<KeyKind, PrivateKey>? =
        KeyKind.entries.firstNotNullOfOrNull { kind ->
            (AndroidKeystore.key(kind.alias(id)) as? PrivateKey)?.let { kind to it }
        }

    private fun textOf(reason: SignReason): PromptText =
        when (reason) {
            is SignReason.Associate -> PromptText.Associate(reason.provider, reason.account)
            is SignReason.Deactivate -> PromptText.Deactivate(reason.provider, reason.account)
            is SignReason.RecoveryCode -> PromptText.RecoveryCode(reason.provider, reason.account)
            is SignReason.Approve -> PromptText.Approve(reason.provider, reason.account)
            SignReason.Silent -> throw PortFault(PortFault.Kind.Unavailable)
        }

    private companion object {
        const val ALGORITHM = "SHA256withECDSA"
    }
}
