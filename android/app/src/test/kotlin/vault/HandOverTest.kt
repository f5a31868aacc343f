package org.assenso.app.vault

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertTrue
import org.junit.Test

class HandOverTest {
    @Test
    fun `a secret that reaches its caller is whole`() =
        runTest {
            assertArrayEquals(byteArrayOf(1, 2), handOver(Dispatchers.Unconfined) { byteArrayOf(1, 2) })
        }

    @Test
    fun `a secret whose caller has gone is wiped`() =
        runTest {
            val secret = byteArrayOf(1, 2)
            var ended: Throwable? = null
            lateinit var call: Job
            call =
                launch {
                    val handed =
                        runCatching {
                            handOver(Dispatchers.Default) {
                                call.cancel()
                                secret
                            }
                        }
                    ended = handed.exceptionOrNull()
                }
            call.join()
            assertTrue(ended is CancellationException)
            assertArrayEquals(ByteArray(2), secret)
        }
}
