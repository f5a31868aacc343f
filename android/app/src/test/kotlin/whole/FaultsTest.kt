package org.assenso.app.whole

import org.assenso.app.AssensoApplication
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.ui.text.Text
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File
import java.io.RandomAccessFile

class FaultsTest : WholeApp() {
    private val file get() = File(phone.app.noBackupFilesDir, AssensoApplication.DATABASE)

    @Test
    fun `a provider that can't be reached is said so, and found again`() {
        val person = service.person()
        phone.open()
        phone.press(Text.AccountsAdd)
        phone.see(Text.PairProviderTitle)
        phone.type("http://127.0.0.1:1")
        phone.press(Text.GoOn)
        phone.see(Text.ProblemOffline)
        phone.type(service.issuer)
        phone.press(Text.GoOn)
        phone.see(Text.PairSignInTitle)
        phone.type(Text.PairEmail, person.email)
        phone.see(person.email)
    }

    @Test
    fun `what is no address is refused before anything is sent`() {
        phone.open()
        phone.press(Text.AccountsAdd)
        phone.see(Text.PairProviderTitle)
        phone.type("http://mail.example")
        phone.press(Text.GoOn)
        phone.see(Text.ProblemInsecureIssuer)
    }

    @Test
    fun `a file of a newer version is left alone`() {
        phone.open()
        phone.associate(service.person())
        phone.close(die = true)
        closed()
        // Where SQLite keeps the user version.
        val version = byteArrayOf(0, 0, 3, 0xE7.toByte())
        RandomAccessFile(file, "rw").use {
            it.seek(USER_VERSION_AT)
            it.write(version)
        }
        phone.open(unlock = false)
        phone.see(Text.ProblemStoreTooNew)
        assertArrayEquals(version, file.readBytes().copyOfRange(USER_VERSION_AT.toInt(), USER_VERSION_AT.toInt() + 4))
    }

    @Test
    fun `a restored phone has a file without its key, and says what to do`() {
        phone.open()
        phone.see(Text.AccountsAdd)
        phone.close(die = true)
        FakeKeyStore.aliases.forEach(FakeKeyStore::lose)
        phone.open(unlock = false)
        phone.see(Text.ProblemKeyLost)
        assertTrue(file.exists())
    }

    @Test
    fun `nothing that a person would know stands readable in the app's files`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        phone.signInSomewhere(person)
        phone.press(Text.RequestDeny)
        phone.see(Text.OutcomeDenied)
        phone.close(die = true)
        closed()
        val root = phone.app.dataDir
        val secrets = listOf(person.email, person.password, person.number, "Anna 1", "Firefox", "Demo Mail").map { it.encodeToByteArray() }
        val files = root.walk().filter { it.isFile }.toList()
        assertTrue(files.any { it.name == AssensoApplication.DATABASE })
        for (found in files) {
            val bytes = found.readBytes()
            for (secret in secrets) {
                assertTrue("${found.name} shows ${secret.decodeToString()}", !bytes.contains(secret))
            }
        }
    }

    /** The last connection is closed a moment after the process is said to have ended; then its journal goes. */
    private fun closed() = phone.until("the file to be closed") { file.parentFile!!.list()!!.none { it.endsWith("-wal") } }

    private fun ByteArray.contains(part: ByteArray): Boolean =
        (0..size - part.size).any { at -> part.indices.all { this[at + it] == part[it] } }

    private companion object {
        const val USER_VERSION_AT = 60L
    }
}
