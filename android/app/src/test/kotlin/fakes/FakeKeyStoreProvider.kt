package org.assenso.app.fakes

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyProperties
import java.io.InputStream
import java.io.OutputStream
import java.security.Key
import java.security.KeyFactorySpi
import java.security.KeyPair
import java.security.KeyPairGeneratorSpi
import java.security.KeyStoreSpi
import java.security.PrivateKey
import java.security.Provider
import java.security.PublicKey
import java.security.SecureRandom
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.KeySpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.SecretKey

/** Makes and keeps the keys of [FakeKeyStore]. */
internal class FakeKeyStoreProvider : Provider(FakeKeyStore.NAME, "1.0", "software keys for tests") {
    init {
        put("KeyStore.AndroidKeyStore", Store::class.java.name)
        put("KeyPairGenerator.EC", PairGenerator::class.java.name)
        put("KeyGenerator.AES", SecretGenerator::class.java.name)
        put("KeyFactory.EC", Factory::class.java.name)
    }

    class PairGenerator : KeyPairGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun initialize(
            params: AlgorithmParameterSpec,
            random: SecureRandom?,
        ) {
            spec = params as KeyGenParameterSpec
            FakeKeyStore.ask(spec)
        }

        override fun initialize(
            bits: Int,
            random: SecureRandom?,
        ) = throw UnsupportedOperationException()

        override fun generateKeyPair(): KeyPair = FakeKeyStore.generatePair(spec)
    }

    class SecretGenerator : KeyGeneratorSpi() {
        private lateinit var spec: KeyGenParameterSpec

        override fun engineInit(
            params: AlgorithmParameterSpec,
            random: SecureRandom?,
        ) {
            spec = params as KeyGenParameterSpec
            FakeKeyStore.ask(spec)
        }

        override fun engineInit(random: SecureRandom?) = throw UnsupportedOperationException()

        override fun engineInit(
            bits: Int,
            random: SecureRandom?,
        ) = throw UnsupportedOperationException()

        override fun engineGenerateKey(): SecretKey = FakeKeyStore.generateSecret(spec)
    }

    /** Tells where a key is. */
    class Factory : KeyFactorySpi() {
        @Suppress("UNCHECKED_CAST")
        override fun <T : KeySpec> engineGetKeySpec(
            key: Key,
            type: Class<T>,
        ): T = keyInfo((key as FakePrivateKey).alias) as T

        override fun engineGeneratePublic(spec: KeySpec): PublicKey = throw UnsupportedOperationException()

        override fun engineGeneratePrivate(spec: KeySpec): PrivateKey = throw UnsupportedOperationException()

        override fun engineTranslateKey(key: Key): Key = throw UnsupportedOperationException()

        private fun keyInfo(alias: String): KeyInfo {
            val level = FakeKeyStore.securityLevel
            val none = emptyArray<String>()
            val inside = level != KeyProperties.SECURITY_LEVEL_SOFTWARE
            return KeyInfo(
                alias,
                inside,
                KeyProperties.ORIGIN_GENERATED,
                256,
                null,
                null,
                null,
                KeyProperties.PURPOSE_SIGN,
                none,
                none,
                none,
                none,
                false,
                0,
                0,
                inside,
                false,
                false,
                false,
                false,
                level,
                -1,
            )
        }
    }

    class Store : KeyStoreSpi() {
        override fun engineLoad(
            stream: InputStream?,
            password: CharArray?,
        ) = Unit

        override fun engineGetKey(
            alias: String,
            password: CharArray?,
        ): Key? = FakeKeyStore.read(alias)?.handle

        override fun engineGetCertificateChain(alias: String): Array<Certificate>? = FakeKeyStore.read(alias)?.chain?.toTypedArray()

        override fun engineGetCertificate(alias: String): Certificate? = FakeKeyStore.read(alias)?.chain?.firstOrNull()

        override fun engineDeleteEntry(alias: String) = FakeKeyStore.delete(alias)

        override fun engineAliases(): Enumeration<String> = Collections.enumeration(FakeKeyStore.aliases)

        /** As a Keystore that fails: no proof of anything. */
        override fun engineContainsAlias(alias: String) = false

        override fun engineIsKeyEntry(alias: String) = true

        override fun engineIsCertificateEntry(alias: String) = false

        override fun engineSize() = FakeKeyStore.aliases.size

        override fun engineGetCreationDate(alias: String): Date = throw UnsupportedOperationException()

        override fun engineGetCertificateAlias(certificate: Certificate): String = throw UnsupportedOperationException()

        override fun engineSetKeyEntry(
            alias: String,
            key: Key,
            password: CharArray?,
            chain: Array<Certificate>?,
        ) = throw UnsupportedOperationException()

        override fun engineSetKeyEntry(
            alias: String,
            key: ByteArray,
            chain: Array<Certificate>?,
        ) = throw UnsupportedOperationException()

        override fun engineSetCertificateEntry(
            alias: String,
            certificate: Certificate,
        ) = throw UnsupportedOperationException()

        override fun engineStore(
            stream: OutputStream,
            password: CharArray?,
        ) = throw UnsupportedOperationException()
    }
}
