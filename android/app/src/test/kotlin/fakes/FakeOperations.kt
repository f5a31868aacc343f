package org.assenso.app.fakes

import java.security.AlgorithmParameters
import java.security.Key
import java.security.PrivateKey
import java.security.Provider
import java.security.PublicKey
import java.security.SecureRandom
import java.security.Signature
import java.security.SignatureSpi
import java.security.spec.AlgorithmParameterSpec
import javax.crypto.Cipher
import javax.crypto.CipherSpi
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/** Uses the keys of [FakeKeyStore]: its own and no others, first in the list as on a phone, so that its failures are the ones that count. */
internal class FakeOperationsProvider : Provider(NAME, "1.0", "uses of software keys for tests") {
    init {
        put("Signature.SHA256withECDSA", FakeSignature::class.java.name)
        put("Signature.SHA256withECDSA SupportedKeyClasses", FakePrivateKey::class.java.name)
        put("Cipher.AES/GCM/NoPadding", FakeCipher::class.java.name)
        put("Cipher.AES/GCM/NoPadding SupportedKeyClasses", FakeSecretKey::class.java.name)
    }

    companion object {
        const val NAME = "AndroidKeyStoreOperations"
    }
}

/** A key that never leaves: it has no bytes. */
internal class FakePrivateKey(
    val alias: String,
) : PrivateKey {
    override fun getAlgorithm() = "EC"

    override fun getFormat(): String? = null

    override fun getEncoded(): ByteArray? = null
}

internal class FakeSecretKey(
    val alias: String,
) : SecretKey {
    override fun getAlgorithm() = "AES"

    override fun getFormat(): String? = null

    override fun getEncoded(): ByteArray? = null
}

internal class FakeSignature : SignatureSpi() {
    private val software = Signature.getInstance("SHA256withECDSA", FakeKeyStore.SOFTWARE)
    private lateinit var operation: FakeKeyStore.Operation

    override fun engineInitSign(key: PrivateKey) {
        operation = FakeKeyStore.begin((key as FakePrivateKey).alias)
        software.initSign(operation.software as PrivateKey)
    }

    override fun engineUpdate(byte: Byte) = software.update(byte)

    override fun engineUpdate(
        bytes: ByteArray,
        offset: Int,
        length: Int,
    ) = software.update(bytes, offset, length)

    override fun engineSign(): ByteArray {
        operation.finish()
        return software.sign()
    }

    override fun engineInitVerify(key: PublicKey) = throw UnsupportedOperationException()

    override fun engineVerify(signature: ByteArray) = throw UnsupportedOperationException()

    @Deprecated("as its base")
    override fun engineSetParameter(
        name: String,
        value: Any,
    ) = throw UnsupportedOperationException()

    @Deprecated("as its base")
    override fun engineGetParameter(name: String): Any = throw UnsupportedOperationException()
}

/** AES-GCM whose IV the key store chooses, as the real one insists; it takes nothing before the person was verified. */
internal class FakeCipher : CipherSpi() {
    private val software = Cipher.getInstance("AES/GCM/NoPadding", FakeKeyStore.SOFTWARE)
    private lateinit var operation: FakeKeyStore.Operation
    private lateinit var iv: ByteArray

    override fun engineInit(
        mode: Int,
        key: Key,
        random: SecureRandom?,
    ) {
        check(mode == Cipher.ENCRYPT_MODE)
        start(mode, key, GCMParameterSpec(TAG_BITS, ByteArray(IV_BYTES).also(SecureRandom()::nextBytes)))
    }

    override fun engineInit(
        mode: Int,
        key: Key,
        params: AlgorithmParameterSpec?,
        random: SecureRandom?,
    ) {
        val gcm = params as GCMParameterSpec
        check(mode == Cipher.DECRYPT_MODE && gcm.tLen == TAG_BITS)
        start(mode, key, gcm)
    }

    override fun engineInit(
        mode: Int,
        key: Key,
        params: AlgorithmParameters?,
        random: SecureRandom?,
    ) = throw UnsupportedOperationException()

    private fun start(
        mode: Int,
        key: Key,
        params: GCMParameterSpec,
    ) {
        operation = FakeKeyStore.begin((key as FakeSecretKey).alias)
        iv = params.iv
        software.init(mode, operation.software, params)
    }

    override fun engineUpdateAAD(
        bytes: ByteArray,
        offset: Int,
        length: Int,
    ) = software.updateAAD(bytes, offset, length)

    override fun engineDoFinal(
        bytes: ByteArray,
        offset: Int,
        length: Int,
    ): ByteArray {
        operation.finish()
        return software.doFinal(bytes, offset, length)
    }

    override fun engineGetIV(): ByteArray = iv.clone()

    override fun engineGetOutputSize(length: Int) = software.getOutputSize(length)

    override fun engineGetBlockSize() = software.blockSize

    override fun engineGetParameters(): AlgorithmParameters = software.parameters

    override fun engineSetMode(mode: String) = throw UnsupportedOperationException()

    override fun engineSetPadding(padding: String) = throw UnsupportedOperationException()

    override fun engineUpdate(
        bytes: ByteArray,
        offset: Int,
        length: Int,
    ): ByteArray = throw UnsupportedOperationException()

    override fun engineUpdate(
        bytes: ByteArray,
        offset: Int,
        length: Int,
        output: ByteArray,
        outputOffset: Int,
    ): Int = throw UnsupportedOperationException()

    override fun engineDoFinal(
        bytes: ByteArray,
        offset: Int,
        length: Int,
        output: ByteArray,
        outputOffset: Int,
    ): Int = throw UnsupportedOperationException()

    private companion object {
        const val TAG_BITS = 128
        const val IV_BYTES = 12
    }
}
