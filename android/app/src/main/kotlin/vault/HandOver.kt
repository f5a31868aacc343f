package org.assenso.app.vault

import kotlinx.coroutines.CoroutineDispatcher
import org.assenso.app.keys.guarded

/** What [block] answers, wiped if its caller is no longer there to take it. */
internal suspend fun handOver(
    dispatcher: CoroutineDispatcher,
    block: () -> ByteArray?,
): ByteArray? {
    var secret: ByteArray? = null
    try {
        guarded(dispatcher) { secret = block() }
        return secret
    } catch (failure: Throwable) {
        secret?.fill(0)
        throw failure
    }
}
