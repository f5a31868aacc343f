package org.assenso.app.keys

import android.content.Context
import android.content.pm.PackageManager
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import org.assenso.bridge.ports.CreatedKey
import org.assenso.bridge.ports.KeySpec
import org.assenso.bridge.ports.PortFault
import java.security.KeyPairGenerator
import java.security.PrivateKey
import java.security.ProviderException

/** Makes signing keys, in the best hardware that takes them. Blocks, for seconds in a security chip. */
internal class KeyMaker(
    context: Context,
) {
    private val strongBox = context.packageManager.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE)

    /** Makes the key and reads back what it became; leaves nothing behind if that fails. */
    fun make(spec: KeySpec): CreatedKey {
        val kind = KeyKind.of(spec)
        val alias = kind.alias(spec.id)
        generate(alias, kind, spec.challenge)
        return try {
            read(alias)
        } catch (failure: Throwable) {
            runCatching { AndroidKeystore.delete(alias) }
            throw failure
        }
    }

    /**
     * Down the steps: in the security chip, out of it, then both without attestation. Key stores throw a plain ProviderException for what they
     * can't do as well as for what they are too busy for, so that each step is tried. What came of it is read from the key afterwards.
     */
    private fun generate(
        alias: String,
        kind: KeyKind,
        challenge: ByteArray,
    ) {
        val steps =
            listOfNotNull(
                signingKey(alias, kind, challenge, strongBox = true).takeIf { strongBox },
                signingKey(alias, kind, challenge, strongBox = false),
                signingKey(alias, kind, ByteArray(0), strongBox = true).takeIf { strongBox && challenge.isNotEmpty() },
                signingKey(alias, kind, ByteArray(0), strongBox = false).takeIf { challenge.isNotEmpty() },
            )
        for (step in steps.dropLast(1)) {
            try {
                return generate(step)
            } catch (_: ProviderException) {
                continue
            }
        }
        generate(steps.last())
    }

    private fun generate(spec: KeyGenParameterSpec) {
        val generator = KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, AndroidKeystore.NAME)
        generator.initialize(spec)
        generator.generateKeyPair()
    }

    private fun read(alias: String): CreatedKey {
        val key = AndroidKeystore.key(alias) as? PrivateKey
        val chain = AndroidKeystore.chain(alias)
        if (key == null || chain.isEmpty()) throw PortFault(PortFault.Kind.Unavailable)
        return CreatedKey(chain.first().publicKey.sec1(), levelOf(key), chain.attestation())
    }
}
