package org.assenso.app.vault

import android.content.Context
import android.os.UserManager
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.assenso.app.keys.guarded
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.Vault
import java.io.File
import javax.crypto.AEADBadTagException

/**
 * Secrets in files that are never in a backup, each wrapped by one key of the Keystore and bound to its name.
 *
 * Security level: readable after the first unlock, on this device only. A secret counts as lost only where that is proven: the file is
 * there, and the Keystore has no key any more (a phone that was restored from another) or another key than the one that wrapped it. A
 * Keystore that fails is no such proof. No file is ever deleted unless [delete] says so.
 */
class KeystoreVault(
    private val context: Context,
    private val io: CoroutineDispatcher = Dispatchers.IO,
) : Vault {
    private val users = context.getSystemService(UserManager::class.java)
    private val key = WrappingKey("assenso.vault", verification = null)
    private val turn = Mutex()

    override suspend fun get(name: String): ByteArray? = turn.withLock { handOver(io) { open(name) } }

    override suspend fun put(
        name: String,
        secret: ByteArray,
    ) = turn.withLock {
        guarded(io) {
            val file = file(name)
            val cipher = key.begin(Wrapped::begin) ?: Wrapped.begin(key.make())
            file.write(Wrapped.finish(cipher, name, secret).encode())
        }
    }

    override suspend fun delete(name: String) = turn.withLock { guarded(io) { file(name).delete() } }

    private fun open(name: String): ByteArray? {
        val wrapped = file(name).read()?.let(Wrapped::decode) ?: return null
        val cipher = key.begin(wrapped::begin) ?: return null
        return try {
            wrapped.finish(cipher, name)
        } catch (_: AEADBadTagException) {
            null
        }
    }

    /** Before the first unlock the folder itself can't be read, and would look empty. */
    private fun file(name: String): DurableFile {
        if (!users.isUserUnlocked) throw PortFault(PortFault.Kind.Locked)
        require(NAME.matches(name))
        return DurableFile(File(File(context.noBackupFilesDir, "vault"), name))
    }

    private companion object {
        val NAME = Regex("[a-z0-9-]{1,64}")
    }
}
