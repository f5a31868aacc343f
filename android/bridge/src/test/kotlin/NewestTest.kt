package org.assenso.bridge

import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.assenso.bridge.core.Newest
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Change
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test

class NewestTest {
    private val newest = Newest()
    private val one = AccountKey(1)
    private val other = AccountKey(2)

    @Test
    fun `changes are taken in the order they were told`() =
        runBlocking {
            val told = listOf(Change.AccountsAre(listOf()), Change.RequestsAre(one, listOf()), Change.Reachable(other, false))
            told.forEach(newest::put)
            assertEquals(told, List(3) { newest.take() })
        }

    @Test
    fun `a newer change takes the place of what it outdates, and of nothing else`() =
        runBlocking {
            newest.put(Change.Reachable(one, false))
            newest.put(Change.Reachable(other, false))
            newest.put(Change.Trouble(one, Problem.Plain.Untrusted))
            newest.put(Change.Reachable(one, true))
            newest.put(Change.Trouble(one, null))
            val left = listOf(Change.Reachable(other, false), Change.Reachable(one, true), Change.Trouble(one, null))
            assertEquals(left, List(3) { newest.take() })
        }

    @Test
    fun `a thousand changes that nobody takes leave the newest`() =
        runBlocking {
            repeat(1_000) { newest.put(Change.Reachable(one, it % 2 == 0)) }
            assertEquals(Change.Reachable(one, false), newest.take())
            val next = async { newest.take() }
            yield()
            assertFalse(next.isCompleted)
            newest.put(Change.Reachable(other, true))
            assertEquals(Change.Reachable(other, true), next.await())
        }
}
