package org.assenso.bridge

import org.assenso.bridge.Problem.Plain
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Deed
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.Held
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.PrintedCode
import org.assenso.bridge.model.Secret
import org.assenso.bridge.phone.Associating
import org.assenso.bridge.phone.ok
import org.assenso.bridge.phone.signIn
import org.assenso.bridge.ports.PortFault
import org.assenso.bridge.ports.SignReason
import org.assenso.tests.service.Person
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the owner does with an account. */
class DeedTest {
    /** Somebody whose phone turned 2-step verification on, and has to wait with nothing. */
    private class Owner(
        val account: AccountKey,
        val person: Person,
    )

    private suspend fun Scenario.owner(gateway: Gateway? = null): Owner {
        val person = service.person(twoStep = false)
        val app = gateway ?: app()
        val flow = app.signIn(Associating(service.issuer, person.email, person.password) { service.smsCode(person) })
        app.associate(flow.key, KeyClass.Device).ok()
        val done = app.submitCode(flow.key, Secret(service.smsCode(person)), KeyClass.Device).ok()
        return Owner((done.at as At.Associated).account, person)
    }

    private suspend fun Scenario.perform(
        account: AccountKey,
        deed: Deed,
    ) = app().perform(account, deed)

    private fun Reply<Done>.changed(): Account = (ok() as Done.Changed).account

    private fun Reply<Done>.printed(): PrintedCode = (ok() as Done.Printed).code

    private suspend fun Scenario.keptCode(owner: Owner): PrintedCode {
        val code = perform(owner.account, Deed.NewCode(Secret(owner.person.password))).printed()
        assertEquals(Done.Kept, perform(owner.account, Deed.KeepCode(Secret(code.groups[code.asked]))).ok())
        return code
    }

    @Test
    fun `signing out asks nobody, and the provider says so`() =
        scenario {
            val account = associated()
            val prompts = phone.keys.signingAfterPrompt.calls
            assertEquals(Association.SignedOut, perform(account, Deed.SignOut).changed().association)
            assertEquals(prompts, phone.keys.signingAfterPrompt.calls)
            assertEquals(Association.SignedOut, paired().single().association)
        }

    @Test
    fun `deactivating needs the password and the person, and leaves a mailbox without a phone`() =
        scenario {
            val owner = owner()
            val secret = Secret("not the password")
            assertFails(Plain.WrongPassword, perform(owner.account, Deed.Deactivate(secret)))
            assertTrue(secret.use { bytes -> bytes.all { it == 0.toByte() } }, "what was typed is wiped")
            phone.keys.signingAfterPrompt.failNext(PortFault(PortFault.Kind.Cancelled))
            assertFails(Plain.Cancelled, perform(owner.account, Deed.Deactivate(Secret(owner.person.password))))
            assertEquals(Association.Associated, paired().single().association)
            val out = perform(owner.account, Deed.Deactivate(Secret(owner.person.password))).changed()
            assertEquals(Association.Deactivated, out.association)
            assertEquals(SignReason.Deactivate("Demo Mail", owner.person.email), phone.keys.asked)
            assertFails(Plain.NotAssociated, perform(owner.account, Deed.Deactivate(Secret(owner.person.password))))
        }

    @Test
    fun `a phone on probation has to wait, and the recovery code ends that once`() =
        scenario {
            val owner = owner()
            val code = keptCode(owner)
            val typed = code.groups.joinToString(" ").lowercase()

            // Lost, and a new one by SMS.
            val lost = phone()
            val next = lost.open()
            val who = Associating(service.issuer, owner.person.email, owner.person.password) { service.smsCode(owner.person) }
            val flow = next.signIn(who)
            next.submitCode(flow.key, Secret(service.smsCode(owner.person)), KeyClass.Device).ok()
            next.associate(flow.key, KeyClass.Device).ok()
            val done = next.submitCode(flow.key, Secret(service.smsCode(owner.person)), KeyClass.Device).ok()
            val account = (done.at as At.Associated).account
            assertEquals(
                Held.Widening,
                next
                    .accounts()
                    .ok()
                    .paired
                    .single()
                    .hold
                    ?.held,
            )
            assertFails(Plain.Held, next.perform(account, Deed.Deactivate(Secret(owner.person.password))))
            assertFails(
                Plain.Held,
                next.perform(account, Deed.NewCode(Secret(owner.person.password))).let { made ->
                    val printed = made.printed()
                    next.perform(account, Deed.KeepCode(Secret(printed.groups[printed.asked])))
                },
            )

            assertFails(Plain.NoRecoveryCode, next.perform(account, Deed.EnterCode(Secret("ZVEB"), Secret(owner.person.password))))
            val other = "ZVEB-N63P-AGS1-000H-48SM-8NB6-EW9B"
            assertFails(Plain.WrongRecoveryCode, next.perform(account, Deed.EnterCode(Secret(other), Secret(owner.person.password))))
            val free = next.perform(account, Deed.EnterCode(Secret(typed), Secret(owner.person.password))).changed()
            assertNull(free.hold)
        }

    @Test
    fun `a recovery code that was not written down counts for nothing`() =
        scenario {
            val owner = owner()
            val code = perform(owner.account, Deed.NewCode(Secret(owner.person.password))).printed()
            assertEquals(listOf(4, 4, 4, 4, 4, 4, 4), code.groups.map { it.length })
            assertFails(Plain.WrongGroup, perform(owner.account, Deed.KeepCode(Secret("0000"))))
            app().forgetCode(owner.account)
            val group = code.groups[code.asked]
            assertFails(Plain.ActionExpired, perform(owner.account, Deed.KeepCode(Secret(group))))
            // Also not in an app that was killed while it was shown.
            val second = perform(owner.account, Deed.NewCode(Secret(owner.person.password))).printed()
            restartApp()
            assertFails(Plain.ActionExpired, perform(owner.account, Deed.KeepCode(Secret(second.groups[second.asked]))))
        }

    @Test
    fun `a kept code is good on the next phone, instead of any SMS`() =
        scenario {
            val owner = owner()
            val code = keptCode(owner)
            val next = phone().open()
            val flow = next.pair(service.issuer).ok()
            next.signIn(flow.key, owner.person.email, Secret(owner.person.password)).ok()
            val right = next.recover(flow.key, Secret(code.groups.joinToString(""))).ok()
            assertEquals(At.Recovered, right.at)
            val done = next.associate(flow.key, KeyClass.Device).ok()
            assertTrue(done.at is At.Associated)
            assertNull(
                next
                    .accounts()
                    .ok()
                    .paired
                    .single()
                    .hold,
            )
            assertEquals(Association.Replaced, app().check(owner.account).ok().association)
        }

    @Test
    fun `five wrong passwords have to wait, and the minutes are told`() =
        scenario {
            val owner = owner()
            repeat(5) { assertFails(Plain.WrongPassword, perform(owner.account, Deed.Deactivate(Secret("wrong")))) }
            val failed = perform(owner.account, Deed.Deactivate(Secret("wrong"))) as Reply.Failed
            assertEquals(60L, (failed.problem as Problem.TooManyTries).minutes)
        }

    @Test
    fun `offline nothing is done, and an action that was signed is done when its account is next opened`() =
        scenario {
            val owner = owner()
            middle.refuse("/action", 500, "internal", "incident" to "i")
            assertFails(Plain.ProviderFailed, perform(owner.account, Deed.Deactivate(Secret(owner.person.password))))
            middle.behave()
            restartApp()
            // Whatever is opened: what was signed goes first.
            perform(owner.account, Deed.NewCode(Secret(owner.person.password)))
            assertEquals(Association.Deactivated, app().check(owner.account).ok().association)
        }
}
