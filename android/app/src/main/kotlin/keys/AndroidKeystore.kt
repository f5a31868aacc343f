package org.assenso.app.keys

import java.security.Key
import java.security.KeyStore
import java.security.cert.Certificate

/** The system's key store, opened anew for each use: it holds no state of ours. Everything here blocks. */
internal object AndroidKeystore {
    const val NAME = "AndroidKeyStore"

    /**
     * The key of this alias; null is a proof that there is none.
     *
     * `containsAlias` is not asked: it answers false as well when the Keystore fails.
     */
    fun key(alias: String): Key? = open().getKey(alias, null)

    /** The certificates of this alias, leaf first; empty if there are none. */
    fun chain(alias: String): List<Certificate> = open().getCertificateChain(alias).orEmpty().toList()

    fun aliases(): List<String> = open().aliases().toList()

    /** Deletes what there is under this alias, if anything. */
    fun delete(alias: String) = open().deleteEntry(alias)

    private fun open(): KeyStore = KeyStore.getInstance(NAME).apply { load(null) }
}
