package org.assenso.bridge

import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.phone.ok
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.UnlockReason
import org.assenso.tests.service.Browser
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A visit to the screen of fallback codes. */
class CodesTest {
    @Test
    fun `a code is shown after an unlock, and signs in`() =
        scenario {
            val account = associated()
            val shown = app().codes().first() as CodesState.Shown
            assertEquals(UnlockReason.ShowCodes, phone.codesVault.reasons.last())
            assertEquals(phone.clock.boot + 60_000, shown.locksAtBootMs)
            val code = shown.codes.single()
            assertEquals(account, code.account)
            assertEquals(listOf("Demo Mail", person.email), listOf(code.provider, code.name))
            val digits = code.digits!!
            assertTrue(digits.validUntilBootMs in phone.clock.boot + 1..phone.clock.boot + 30_000)
            assertEquals(30_000, digits.periodMs)
            val browser = Browser(service)
            browser.signIn(person)
            assertEquals("code", browser.typeCode(digits.now).signedInBy)
        }

    @Test
    fun `codes turn, and are locked at the end of their minute, which is the last that is told`() =
        scenario {
            associated()
            val told = Told<CodesState>()
            coroutineScope {
                val visit = launch { app().codes().collect(told::keep) }
                val first = told.await { it is CodesState.Shown } as CodesState.Shown
                val digits = first.codes.single().digits!!
                phone.clock.pass(digits.validUntilBootMs - phone.clock.boot)
                val turned = told.await(after = told.count) { it is CodesState.Shown } as CodesState.Shown
                assertEquals(
                    digits.next,
                    turned.codes
                        .single()
                        .digits!!
                        .now,
                )
                assertEquals(first.locksAtBootMs, turned.locksAtBootMs)
                phone.clock.pass(first.locksAtBootMs - phone.clock.boot)
                told.await { it == CodesState.Locked }
                visit.join()
            }
        }

    @Test
    fun `each visit unlocks anew, and the one before is over`() =
        scenario {
            associated()
            repeat(2) { app().codes().first() }
            assertEquals(2, phone.codesVault.reasons.count { it == UnlockReason.ShowCodes })
        }

    @Test
    fun `a prompt that ends without an unlock tells why, and nothing after it`() =
        scenario {
            associated()
            val problems =
                mapOf(
                    PortFault(PortFault.Kind.Cancelled) to Plain.Cancelled,
                    PortFault(PortFault.Kind.LockedOut) to Plain.LockedOut,
                    PortFault(PortFault.Kind.NotEnrolled) to Plain.NotEnrolled,
                    PortFault(PortFault.Kind.Unavailable) to Plain.CodesVault,
                    LinkageError() to Plain.CodesVault,
                )
            for ((thrown, problem) in problems) {
                phone.codesVault.unlocking.failNext(thrown)
                assertEquals(listOf<CodesState>(CodesState.Failed(problem)), app().codes().toList())
            }
        }

    @Test
    fun `a clock before its beginning shows no code, and says why`() =
        scenario {
            associated()
            phone.clock.wall = Long.MIN_VALUE
            assertEquals(listOf<CodesState>(CodesState.Failed(Plain.Clock)), app().codes().toList())
        }

    @Test
    fun `a visit that is left at its prompt takes the prompt down`() =
        scenario {
            associated()
            val prompt = phone.codesVault.unlocking.promptNext()
            coroutineScope {
                val visit = async { app().codes().first() }
                prompt.shown()
                visit.cancel()
                prompt.gone()
            }
            assertTrue(app().codes().first() is CodesState.Shown)
        }

    @Test
    fun `an account whose secret is lost has no digits, and the rest is shown`() =
        scenario {
            val account = associated()
            phone.codesVault.key = ByteArray(32) { 8 }
            val shown = app().codes().first() as CodesState.Shown
            assertEquals(account, shown.codes.single().account)
            assertNull(shown.codes.single().digits)
            assertEquals(1, paired().size)
        }
}
