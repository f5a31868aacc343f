package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Change
import org.assenso.ui.ACCOUNT
import org.assenso.ui.ISSUER
import org.assenso.ui.OTHER
import org.assenso.ui.PAIRING
import org.assenso.ui.READY
import org.assenso.ui.Trial
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.flow
import org.assenso.ui.opened
import org.assenso.ui.ticket
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** Settings, and the way from there to "Associate this device". */
class SettingsTest {
    private val row = Row.Paired(ACCOUNT)
    private val replaced = accounts(account(association = Association.Replaced))

    private fun twoStep(accounts: Accounts): Trial =
        opened(accounts).also { trial ->
            val row = accounts.rows.first()
            trial.send(
                Action.OpenSettings,
                Action.OpenMailbox(row),
                Action.OpenAccount,
                Action.OpenTwoStep,
            )
        }

    @ParameterizedTest
    @EnumSource(Association::class)
    fun `what a page offers follows the association`(association: Association) {
        val accounts = accounts(account(association = association))
        val associated = association == Association.Associated
        assertEquals(!associated, accounts.canAssociate(row))
        assertEquals(!associated, accounts.canRemove(row))
        assertTrue(accounts.canCheck(row))
    }

    @Test
    fun `what weakens the phone is looked for when the settings are opened, and stands in nobody's way`() {
        val trial = opened()
        assertEquals(listOf(Effect.ReadSigns), trial.send(Action.OpenSettings))
        trial.send(Action.SignsAre(setOf(PhoneSign.RootProgram)))
        assertEquals(setOf(PhoneSign.RootProgram), trial.state.signs)
        assertEquals(Screen.Settings, trial.state.screen)
    }

    @Test
    fun `the notice of a dissociation offers to remove the account, and goes with it`() {
        val trial = opened()
        trial.send(Action.Changed(Change.AccountsAre(replaced.paired)))
        assertEquals(Screen.Dissociated(ACCOUNT), trial.state.screen)
        trial.send(Action.AskRemove)
        assertEquals(Screen.Remove(row), trial.state.screen)
        val ticket = trial.send(Action.ConfirmRemove).ticket
        trial.send(Action.Removed(ticket, Reply.Ok(Unit)))
        assertEquals(1, trial.state.stack.size)
    }

    @Test
    fun `a pairing that was begun can be gone on with or removed, not checked`() {
        val accounts = Accounts(unfinished = listOf(flow(At.SignedIn)))
        val begun = Row.Unfinished(PAIRING)
        assertTrue(accounts.canAssociate(begun) && accounts.canRemove(begun))
        assertFalse(accounts.canCheck(begun))
        val trial = twoStep(accounts)
        trial.send(Action.Associate)
        assertEquals(PairingPage.Notice, trial.page)
    }

    @Test
    fun `a phone that was replaced is associated anew at the same provider`() {
        val trial = twoStep(replaced)
        trial.send(Action.Associate)
        assertEquals(ISSUER, trial.screen<Screen.Provider>().address.text)
        val associated = twoStep(accounts(account()))
        associated.send(Action.Associate)
        assertEquals(Screen.TwoStep(row), associated.state.screen)
    }

    @Test
    fun `the provider is asked once, and what it said is shown`() {
        val trial = twoStep(accounts(account()))
        trial.send(Action.Changed(Change.Reachable(ACCOUNT, false)))
        val effects = trial.send(Action.Check)
        assertEquals(listOf(Effect.Check(effects.ticket, ACCOUNT)), effects)
        assertTrue(trial.send(Action.Check).isEmpty())
        val frozen = account(association = Association.Frozen)
        val after = trial.send(Action.Checked(effects.ticket, Reply.Ok(frozen)))
        assertEquals(listOf(Effect.Load), after)
        assertEquals(Screen.TwoStep(row, checked = true), trial.state.screen)
        assertEquals(
            Association.Frozen,
            trial.state.accounts
                .paired(row)
                ?.association,
        )
        assertTrue(trial.state.offline.isEmpty())
    }

    @Test
    fun `a provider that could not be asked is said on the page`() {
        val trial = twoStep(accounts(account()))
        val ticket = trial.send(Action.Check).ticket
        trial.send(Action.Checked(ticket, Reply.Failed(Problem.Plain.Offline)))
        val page = trial.screen<Screen.TwoStep>()
        assertEquals(Problem.Plain.Offline to null, page.problem to page.busy)
    }

    @Test
    fun `an answer about an account on another page changes the list alone`() {
        val trial = opened()
        trial.send(Action.Checked(Ticket(99), Reply.Ok(account(association = Association.Frozen))))
        assertEquals(
            Association.Frozen,
            trial.state.accounts
                .paired(row)
                ?.association,
        )
        assertEquals(Screen.Accounts, trial.state.screen)
    }

    @Test
    fun `a mailbox is removed after a question, and its pages with it`() {
        val trial = opened(replaced)
        trial.send(Action.OpenRow(row), Action.AskRemove)
        assertEquals(Screen.Remove(row), trial.state.screen)
        val effects = trial.send(Action.ConfirmRemove)
        assertEquals(listOf(Effect.Remove(effects.ticket, ACCOUNT)), effects)
        assertTrue(trial.send(Action.ConfirmRemove).isEmpty())
        val after = trial.send(Action.Removed(effects.ticket, Reply.Ok(Unit)))
        assertEquals(listOf(Effect.Load), after)
        assertEquals(Screen.Accounts, trial.state.screen)
    }

    @Test
    fun `a mailbox that could not be removed stays with the reason`() {
        val trial = opened(replaced)
        trial.send(Action.OpenRow(row), Action.AskRemove)
        val ticket = trial.send(Action.ConfirmRemove).ticket
        trial.send(Action.Removed(ticket, Reply.Failed(Problem.Plain.StillAssociated)))
        val page = trial.screen<Screen.Remove>()
        assertEquals(Problem.Plain.StillAssociated to null, page.problem to page.busy)
        trial.send(Action.Cancel)
        assertEquals(Screen.Account(row), trial.state.screen)
    }

    @Test
    fun `a mailbox that is associated is not offered for removal`() {
        val trial = opened()
        trial.send(Action.OpenRow(row), Action.AskRemove)
        assertEquals(Screen.Account(row), trial.state.screen)
    }

    @Test
    fun `removing a pairing that was begun gives it up`() {
        val trial = opened(Accounts(unfinished = listOf(flow(At.SignedIn))))
        val begun = Row.Unfinished(PAIRING)
        trial.send(Action.OpenSettings, Action.OpenMailbox(begun), Action.OpenAccount)
        trial.send(Action.AskRemove)
        val effects = trial.send(Action.ConfirmRemove)
        assertEquals(listOf(Effect.Abandon(PAIRING, effects.ticket)), effects)
        trial.send(Action.Removed(effects.ticket, Reply.Ok(Unit)))
        assertEquals(Screen.Settings, trial.state.screen)
    }

    @Test
    fun `the pages of a mailbox that is gone are left`() {
        val trial = twoStep(accounts(account(), account(OTHER)))
        trial.send(Action.Loaded(Reply.Ok(accounts(account(OTHER)))))
        assertEquals(Screen.Settings, trial.state.screen)
        trial.send(Action.Check, Action.AskRemove, Action.OpenAccount)
        assertEquals(Screen.Settings, trial.state.screen)
    }

    @Test
    fun `how soon the app locks is kept`() {
        val trial = opened()
        trial.send(Action.OpenSettings)
        val chosen = Preferences(lockAfterSeconds = 300)
        assertEquals(listOf(Effect.Keep(chosen)), trial.send(Action.SetLockAfter(300)))
        assertEquals(chosen, trial.state.preferences)
        assertTrue(trial.send(Action.SetLockAfter(7)).isEmpty())
        assertEquals(chosen, trial.state.preferences)
    }

    @Test
    fun `notifications are asked for while they are off, and turned off in the settings`() {
        val off = opened(posture = READY.copy(notifications = false))
        val turnOn = Action.TurnOn(Prerequisite.Notifications)
        assertEquals(listOf(Effect.AskForNotifications), off.send(turnOn))
        assertEquals(listOf(Effect.OpenNotificationSettings), opened().send(turnOn))
    }

    @Test
    fun `what only a page of a mailbox can do does nothing elsewhere`() {
        val trial = opened()
        val before = trial.state
        val nothing =
            trial.send(
                Action.OpenAccount,
                Action.OpenTwoStep,
                Action.Associate,
                Action.Check,
                Action.AskRemove,
                Action.ConfirmRemove,
                Action.UnlockCodes,
                Action.CopyCode(ACCOUNT),
                Action.Continue,
                Action.Resend,
                Action.StartAgain,
            )
        assertTrue(nothing.isEmpty())
        assertEquals(before, trial.state)
        assertNull(trial.state.front)
    }
}
