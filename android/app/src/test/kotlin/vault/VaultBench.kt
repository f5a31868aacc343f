package org.assenso.app.vault

import android.app.Application
import android.app.KeyguardManager
import android.os.UserManager
import kotlinx.coroutines.Dispatchers
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.app.fakes.FakePrompter
import org.junit.rules.ExternalResource
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.io.File

/** An unlocked phone with a screen lock, an empty key store and no files. */
class VaultBench : ExternalResource() {
    private val app: Application get() = RuntimeEnvironment.getApplication()
    lateinit var prompter: FakePrompter
        private set

    /** Both made anew each time: what counts must survive the process. */
    val vault get() = KeystoreVault(app, Dispatchers.Unconfined)
    val codes get() = KeystoreCodesVault(app, prompter, Dispatchers.Unconfined)

    override fun before() {
        FakeKeyStore.install()
        prompter = FakePrompter()
        unlocked(true)
        screenLock(true)
        app.noBackupFilesDir.deleteRecursively()
    }

    fun unlocked(yes: Boolean) = shadowOf(app.getSystemService(UserManager::class.java)).setUserUnlocked(yes)

    fun screenLock(there: Boolean) = shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(there)

    fun vaultFile(name: String) = File(app.noBackupFilesDir, "vault/$name")

    val codesFile get() = File(app.noBackupFilesDir, "codes/codes-key")
    val lostCodesFile get() = File(app.noBackupFilesDir, "codes/codes-key.lost")

    /** Every file that the app has anywhere. */
    fun files(): List<File> = checkNotNull(app.dataDir).walk().filter(File::isFile).toList()

    companion object {
        const val VAULT_KEY = "assenso.vault"
        const val CODES_KEY = "assenso.codes"

        /** Whether [part] stands in this array as it is. */
        fun ByteArray.holds(part: ByteArray): Boolean =
            (0..size - part.size).any { start -> part.indices.all { this[start + it] == part[it] } }
    }
}
