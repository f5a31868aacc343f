package org.assenso.app.keys

import android.os.Build
import android.security.KeyStoreException
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.UserNotAuthenticatedException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext
import org.assenso.bridge.ports.PortFault
import java.security.InvalidAlgorithmParameterException
import java.security.UnrecoverableKeyException

/**
 * Runs [block], which may block, on [dispatcher]. Whatever it throws leaves as a [PortFault] without text or cause, since those may
 * quote what the platform keeps; only a cancelled coroutine ends as one.
 */
internal suspend fun <T> guarded(
    dispatcher: CoroutineDispatcher,
    block: suspend () -> T,
): T =
    try {
        withContext(dispatcher) { block() }
    } catch (fault: PortFault) {
        throw fault
    } catch (cancelled: CancellationException) {
        throw cancelled
    } catch (failure: Throwable) {
        throw PortFault(faultOf(failure))
    }

/**
 * What a failure of the Keystore means. [PortFault.Kind.Invalidated] is a proof that the key is gone for good, and so never a guess:
 * a busy or broken Keystore is [PortFault.Kind.Unavailable].
 */
internal fun faultOf(failure: Throwable): PortFault.Kind {
    val causes = generateSequence(failure) { it.cause }.take(DEPTH)
    return causes.firstNotNullOfOrNull(::meaningOf) ?: PortFault.Kind.Unavailable
}

private fun meaningOf(failure: Throwable): PortFault.Kind? =
    when {
        failure is PortFault -> {
            failure.kind
        }

        failure is KeyPermanentlyInvalidatedException -> {
            PortFault.Kind.Invalidated
        }

        // Reading a key, the Keystore says so of an invalidated one and drops the cause; with a cause it is any failure.
        failure is UnrecoverableKeyException && failure.cause == null -> {
            PortFault.Kind.Invalidated
        }

        failure is UserNotAuthenticatedException -> {
            PortFault.Kind.Locked
        }

        // No secure screen lock, or no strong biometry, for a key that asks for it.
        failure is InvalidAlgorithmParameterException && failure.cause is IllegalStateException -> {
            PortFault.Kind.NotEnrolled
        }

        Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && failure is KeyStoreException -> {
            if (failure.numericErrorCode in GONE) PortFault.Kind.Invalidated else null
        }

        else -> {
            null
        }
    }

/** How many causes are looked at: a chain may loop. */
private const val DEPTH = 8

/** "Corrupted" is also what the Keystore says of a key that was invalidated. */
private val GONE = setOf(KeyStoreException.ERROR_KEY_DOES_NOT_EXIST, KeyStoreException.ERROR_KEY_CORRUPTED)
