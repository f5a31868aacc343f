package org.assenso.app.vault

import android.app.KeyguardManager
import android.content.Context
import android.hardware.biometrics.BiometricPrompt
import android.os.UserManager
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.assenso.app.keys.guarded
import org.assenso.app.prompt.PromptText
import org.assenso.app.prompt.Prompter
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.CodesVault
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.UnlockReason
import java.io.File
import java.security.SecureRandom
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher

/**
 * The codes key in a file that is never in a backup, wrapped by a key of the Keystore that asks the person for each use.
 *
 * Security level: the hardware unwraps it only after it verified the person for that very unwrapping. A proven loss (no more screen lock
 * since, a restored phone) sets the file aside and makes a new key, as the core expects; what the old one sealed then reads as lost.
 * Anything else that fails changes nothing.
 */
class KeystoreCodesVault(
    private val context: Context,
    private val prompter: Prompter,
    private val io: CoroutineDispatcher = Dispatchers.IO,
) : CodesVault {
    private val users = context.getSystemService(UserManager::class.java)
    private val keyguard = context.getSystemService(KeyguardManager::class.java)
    private val wrappingKey = WrappingKey("assenso.codes", KeyClass.Device)
    private val turn = Mutex()

    override suspend fun unlock(reason: UnlockReason): ByteArray =
        turn.withLock {
            val file = guarded(io) { file() }
            val text =
                when (reason) {
                    UnlockReason.Associate -> PromptText.SealCodes
                    UnlockReason.ShowCodes -> PromptText.ShowCodes
                }
            open(file, text) ?: make(file, text)
        }

    /** Null if there is no key, or none that could still be opened. */
    private suspend fun open(
        file: DurableFile,
        text: PromptText,
    ): ByteArray? {
        val (wrapped, cipher) = guarded(io) { begin(file) } ?: return null
        prompter.authenticate(BiometricPrompt.CryptoObject(cipher), text, KeyClass.Device)
        return handOver(io) {
            try {
                wrapped.finish(cipher, NAME)
            } catch (_: AEADBadTagException) {
                file.setAside()
                null
            }
        }
    }

    private fun begin(file: DurableFile): Pair<Wrapped, Cipher>? {
        val bytes = file.read() ?: return null
        val wrapped = Wrapped.decode(bytes)
        val cipher = wrapped?.let { wrappingKey.begin(it::begin) }
        if (cipher != null) return wrapped to cipher
        file.setAside()
        return null
    }

    /**
     * With no file there is nothing that a wrapping key could still open: one that an interrupted call left behind is replaced. The file is
     * written last, so that a process killed on the way begins anew.
     */
    private suspend fun make(
        file: DurableFile,
        text: PromptText,
    ): ByteArray {
        val cipher = guarded(io) { Wrapped.begin(wrappingKey.make()) }
        prompter.authenticate(BiometricPrompt.CryptoObject(cipher), text, KeyClass.Device)
        return checkNotNull(handOver(io) { store(file, cipher) })
    }

    private fun store(
        file: DurableFile,
        cipher: Cipher,
    ): ByteArray {
        val key = ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes)
        try {
            file.write(Wrapped.finish(cipher, NAME, key).encode())
        } catch (failure: Throwable) {
            key.fill(0)
            throw failure
        }
        return key
    }

    /** Without a screen lock the Keystore would say that its key is gone: nothing is touched then. */
    private fun file(): DurableFile {
        if (!users.isUserUnlocked) throw PortFault(PortFault.Kind.Locked)
        if (!keyguard.isDeviceSecure) throw PortFault(PortFault.Kind.NotEnrolled)
        return DurableFile(File(File(context.noBackupFilesDir, "codes"), NAME))
    }

    private companion object {
        const val NAME = "codes-key"
        const val KEY_BYTES = 32
    }
}
