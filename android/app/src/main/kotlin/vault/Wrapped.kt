package org.assenso.app.vault

import org.assenso.bridge.ports.PortFault
import javax.crypto.Cipher
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

private const val TRANSFORMATION = "AES/GCM/NoPadding"
private const val VERSION: Byte = 1
private const val IV_BYTES = 12
private const val TAG_BYTES = 16

/** A secret under a key of the Keystore, as it lies on disk: a version byte, the IV, the ciphertext with its tag. */
internal class Wrapped(
    private val iv: ByteArray,
    private val ciphertext: ByteArray,
) {
    fun encode(): ByteArray = byteArrayOf(VERSION) + iv + ciphertext

    /** Begins opening; where the key asks for the person, [finish] works only after a prompt for this very cipher. */
    fun begin(key: SecretKey): Cipher {
        val parameters = GCMParameterSpec(TAG_BYTES * Byte.SIZE_BITS, iv)
        return Cipher.getInstance(TRANSFORMATION).apply { init(Cipher.DECRYPT_MODE, key, parameters) }
    }

    /** @throws javax.crypto.AEADBadTagException if this is not what was wrapped, or not under this key or [name] */
    fun finish(
        cipher: Cipher,
        name: String,
    ): ByteArray {
        cipher.updateAAD(name.encodeToByteArray())
        return cipher.doFinal(ciphertext)
    }

    companion object {
        /** Begins wrapping; [finish] works only after a prompt where the key asks for the person. */
        fun begin(key: SecretKey): Cipher = Cipher.getInstance(TRANSFORMATION).apply { init(Cipher.ENCRYPT_MODE, key) }

        fun finish(
            cipher: Cipher,
            name: String,
            secret: ByteArray,
        ): Wrapped {
            cipher.updateAAD(name.encodeToByteArray())
            return Wrapped(cipher.iv, cipher.doFinal(secret))
        }

        /**
         * Null for bytes that no version wrote, and that nothing can open.
         *
         * @throws PortFault [PortFault.Kind.Unavailable] for a newer version, which is not lost
         */
        fun decode(bytes: ByteArray): Wrapped? {
            if (bytes.isEmpty()) return null
            if (bytes[0] > VERSION) throw PortFault(PortFault.Kind.Unavailable)
            if (bytes[0] != VERSION || bytes.size < 1 + IV_BYTES + TAG_BYTES) return null
            return Wrapped(bytes.copyOfRange(1, 1 + IV_BYTES), bytes.copyOfRange(1 + IV_BYTES, bytes.size))
        }
    }
}
