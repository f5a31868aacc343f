package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Change
import org.assenso.ui.ACCOUNT
import org.assenso.ui.ISSUER
import org.assenso.ui.NOW_MS
import org.assenso.ui.OTHER
import org.assenso.ui.READY
import org.assenso.ui.Trial
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.flow
import org.assenso.ui.opened
import org.assenso.ui.request
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** How the app comes up, and what it knows of the accounts. */
class OpeningTest {
    private fun Trial.are(vararg accounts: Account) = send(Action.Changed(Change.AccountsAre(accounts.asList())))

    @Test
    fun `the app opens the core, reads the accounts and watches them`() {
        val trial = Trial(State.initial(NOW_MS))
        assertEquals(Shown.Opening, trial.state.shown)
        val start = trial.send(Action.Foreground(NOW_MS))
        assertEquals(listOf(Effect.Open, Effect.ReadPosture), start)
        assertEquals(listOf(Effect.Load, Effect.Watch), trial.send(Action.Opened(null)))
        assertEquals(Shown.Opening, trial.state.shown)
        trial.send(Action.Loaded(Reply.Ok(accounts(account()))))
        assertTrue(trial.state.shown is Shown.Locked)
    }

    @Test
    fun `an app that was left while it opened watches nothing until it is back`() {
        val trial = Trial(State.initial(NOW_MS))
        trial.send(Action.Foreground(NOW_MS), Action.Background(NOW_MS))
        assertEquals(listOf(Effect.Load), trial.send(Action.Opened(null)))
    }

    @Test
    fun `an app that can't start says why and can be tried again`() {
        val trial = Trial(State.initial(NOW_MS))
        trial.send(Action.Foreground(NOW_MS), Action.Opened(Problem.Plain.StoreLocked))
        assertEquals(Shown.Stopped(Problem.Plain.StoreLocked), trial.state.shown)
        assertEquals(listOf(Effect.Open), trial.send(Action.Retry))
        assertEquals(Shown.Opening, trial.state.shown)
        assertTrue(trial.send(Action.Retry).isEmpty())
        trial.send(Action.Opened(null), Action.Loaded(Reply.Failed(Problem.Plain.Storage)))
        assertEquals(Shown.Stopped(Problem.Plain.Storage), trial.state.shown)
        assertEquals(listOf(Effect.Leave), trial.send(Action.Back))
    }

    @Test
    fun `accounts that could not be read again stay as they were`() {
        val trial = opened()
        trial.send(Action.Loaded(Reply.Failed(Problem.Plain.Storage)))
        assertEquals(accounts(account()), trial.state.accounts)
        assertEquals(Problem.Plain.Storage, trial.state.problem)
    }

    @Test
    fun `without an account a welcome is the first screen`() {
        val trial = opened(accounts())
        assertEquals(Screen.Welcome, trial.state.screen)
        trial.send(Action.Loaded(Reply.Ok(Accounts(unfinished = listOf(flow(At.SignedIn))))))
        assertEquals(Screen.Accounts, trial.state.screen)
        assertEquals(
            "anna@mail.example",
            trial.state.accounts.name(
                trial.state.accounts.rows
                    .single(),
            ),
        )
    }

    @Test
    fun `a change of the accounts keeps the pairings that were begun`() {
        val trial = opened(Accounts(unfinished = listOf(flow(At.SignedIn))))
        trial.are(account())
        assertEquals(2, trial.state.accounts.rows.size)
    }

    @ParameterizedTest
    @EnumSource(Association::class, names = ["Associated", "Frozen"], mode = EnumSource.Mode.EXCLUDE)
    fun `a phone that is no longer the device says so on a screen`(association: Association) {
        val trial = opened(accounts(account(), account(OTHER)))
        trial.are(account(association = association), account(OTHER))
        assertEquals(Screen.Dissociated(ACCOUNT), trial.state.screen)
        trial.are(account(association = association), account(OTHER))
        assertEquals(1, trial.state.stack.count { it is Screen.Dissociated })
        trial.send(Action.Associate)
        assertTrue(trial.state.screen is Screen.Provider)
        trial.send(Action.Back, Action.Continue)
        assertEquals(Screen.Accounts, trial.state.screen)
    }

    @Test
    fun `it does not disturb a person who types, but the list says it`() {
        val trial = opened()
        trial.send(Action.AddAccount)
        val replaced = account(association = Association.Replaced)
        trial.are(replaced)
        assertTrue(trial.state.screen is Screen.Provider)
        assertEquals(listOf(Banner.Dissociated(replaced)), trial.state.banners)
    }

    @Test
    fun `what was so when the app came up needs no screen`() {
        val trial = opened(accounts(account(association = Association.Replaced)))
        assertEquals(Screen.Accounts, trial.state.screen)
    }

    @Test
    fun `a frozen account is still this phone's`() {
        val trial = opened()
        trial.are(account(association = Association.Frozen))
        assertEquals(Screen.Accounts, trial.state.screen)
        assertTrue(trial.state.banners.isEmpty())
    }

    @Test
    fun `the notice goes when the account is associated again, or gone`() {
        val replaced = account(association = Association.Replaced)
        for (next in listOf(accounts(account()), accounts())) {
            val trial = opened()
            trial.are(replaced)
            trial.send(Action.Loaded(Reply.Ok(next)))
            assertTrue(trial.state.stack.none { it is Screen.Dissociated })
        }
    }

    @Test
    fun `the banners say what is wrong, the most urgent first`() {
        val odd = account(alarm = true)
        val other = account(OTHER, Association.SignedOut)
        val trial = opened(accounts(odd, other), READY.copy(notifications = false))
        trial.send(
            Action.Changed(Change.Reachable(ACCOUNT, false)),
            Action.Changed(Change.Trouble(ACCOUNT, Problem.Plain.Untrusted)),
        )
        trial.came(request("r"))
        trial.send(Action.Later("r"))
        trial.send(Action.Changed(Change.Reachable(ACCOUNT, false)))
        assertEquals(
            listOf(Banner.Dissociated(other), Banner.NotificationsOff, Banner.Offline(odd)),
            trial.state.banners,
        )
    }

    @Test
    fun `notifications that are off concern nobody who has no account here`() {
        val off = READY.copy(notifications = false)
        assertTrue(opened(accounts(), off).state.banners.isEmpty())
        val begun = Accounts(unfinished = listOf(flow(At.SignedIn)))
        assertTrue(opened(begun, off).state.banners.isEmpty())
    }

    @Test
    fun `a mailbox is called by its name, by its provider's address until that is known`() {
        val accounts = Accounts(listOf(account()), listOf(flow(At.SignIn)))
        assertEquals(listOf("anna@mail.example", ISSUER), accounts.rows.map(accounts::name))
        assertEquals("", accounts.name(Row.Paired(OTHER)))
    }

    @Test
    fun `a trouble that only says offline is said once`() {
        val trial = opened()
        trial.send(
            Action.Changed(Change.Reachable(ACCOUNT, false)),
            Action.Changed(Change.Trouble(ACCOUNT, Problem.Plain.Offline)),
        )
        assertEquals(listOf(Banner.Offline(account())), trial.state.banners)
    }

    @Test
    fun `what is known of an account goes with it`() {
        val trial = opened()
        trial.send(
            Action.Changed(Change.Reachable(ACCOUNT, false)),
            Action.Changed(Change.Trouble(ACCOUNT, Problem.Plain.Untrusted)),
            Action.Loaded(Reply.Ok(accounts())),
        )
        assertTrue(trial.state.offline.isEmpty() && trial.state.troubles.isEmpty())
    }
}
