package org.assenso.app.fakes

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.security.Key
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.Provider
import java.security.Security
import java.security.cert.X509Certificate
import java.util.concurrent.ConcurrentSkipListMap
import java.util.concurrent.CopyOnWriteArrayList
import javax.crypto.KeyGenerator

/**
 * A stand-in for Android's Keystore: a security provider of that name with software keys. It remembers what each key was asked to be,
 * enforces that a key that asks for the person is used once for each [verifyPerson], and fails where a test says so.
 */
object FakeKeyStore {
    internal const val NAME = "AndroidKeyStore"

    /** The software provider that does the work; Robolectric's first ones know no P-256. */
    internal const val SOFTWARE = "BC"

    // A whole app uses it from several threads.
    private val entries = ConcurrentSkipListMap<String, Entry>()
    private val asked = CopyOnWriteArrayList<KeyGenParameterSpec>()
    private val used = CopyOnWriteArrayList<Operation>()

    /** Where keys are said to be; one of [KeyProperties].SECURITY_LEVEL_… */
    var securityLevel: Int = KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT

    /** Whether the device attests keys when asked to. */
    var attests = true

    /** Called where a key is asked for, made, read, begun to be used and used; what it throws is what the Keystore throws. */
    var onInitialize: (KeyGenParameterSpec) -> Unit = {}
    var onGenerate: (KeyGenParameterSpec) -> Unit = {}
    var onRead: (alias: String) -> Unit = {}
    var onBegin: (alias: String) -> Unit = {}
    var onFinish: (alias: String) -> Unit = {}
    var onDelete: (alias: String) -> Unit = {}

    /** Installs it empty and without failures: what makes keys is the last provider, what uses them the first, as on a phone. */
    fun install() {
        entries.clear()
        asked.clear()
        used.clear()
        securityLevel = KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT
        attests = true
        onInitialize = {}
        onGenerate = {}
        onRead = {}
        onBegin = {}
        onFinish = {}
        onDelete = {}
        Security.removeProvider(NAME)
        Security.addProvider(FakeKeyStoreProvider())
        Security.removeProvider(FakeOperationsProvider.NAME)
        Security.insertProviderAt(FakeOperationsProvider(), 1)
    }

    /** Every key that was asked for and not refused at once, in order. */
    val specs: List<KeyGenParameterSpec> get() = asked.toList()

    val aliases: List<String> get() = entries.keys.toList()

    /** The uses that were begun, in order, by alias. */
    val operations: List<String> get() = used.map { it.alias }

    fun publicKey(alias: String) = chain(alias).first().publicKey

    fun chain(alias: String): List<X509Certificate> = checkNotNull(entries[alias]).chain

    /** What the secure hardware does when the person passed the prompt for the use that was begun last and asks for one. */
    fun verifyPerson() {
        used.lastOrNull { it.asksThePerson }?.verified = true
    }

    /** As if the key had gone with the phone it was made on. */
    fun lose(alias: String) {
        entries.remove(alias)
    }

    internal class Entry(
        val spec: KeyGenParameterSpec,
        val handle: Key,
        val software: Key,
        val chain: List<X509Certificate>,
    )

    /** A use of a key, from its begin to its end. */
    internal class Operation(
        val alias: String,
        val software: Key,
        val asksThePerson: Boolean,
    ) {
        @Volatile
        var verified = false

        fun finish() {
            onFinish(alias)
            check(verified || !asksThePerson) { "the hardware refuses: nobody was verified for this use" }
            // One verification, one use.
            verified = false
        }
    }

    internal fun generatePair(spec: KeyGenParameterSpec): KeyPair {
        onGenerate(spec)
        val pair =
            KeyPairGenerator.getInstance("EC", SOFTWARE).run {
                initialize(checkNotNull(spec.algorithmParameterSpec))
                generateKeyPair()
            }
        val handle = FakePrivateKey(spec.keystoreAlias)
        val chain = FakeCertificates.chain(pair, spec.attestationChallenge?.takeIf { attests })
        entries[spec.keystoreAlias] = Entry(spec, handle, pair.private, chain)
        return KeyPair(pair.public, handle)
    }

    internal fun generateSecret(spec: KeyGenParameterSpec): FakeSecretKey {
        onGenerate(spec)
        val software =
            KeyGenerator.getInstance("AES", SOFTWARE).run {
                init(spec.keySize)
                generateKey()
            }
        val handle = FakeSecretKey(spec.keystoreAlias)
        entries[spec.keystoreAlias] = Entry(spec, handle, software, emptyList())
        return handle
    }

    internal fun ask(spec: KeyGenParameterSpec) {
        onInitialize(spec)
        asked += spec
    }

    internal fun read(alias: String): Entry? {
        onRead(alias)
        return entries[alias]
    }

    internal fun delete(alias: String) {
        onDelete(alias)
        entries.remove(alias)
    }

    internal fun begin(alias: String): Operation {
        onBegin(alias)
        val entry = checkNotNull(entries[alias])
        return Operation(alias, entry.software, entry.spec.isUserAuthenticationRequired).also { used += it }
    }
}
