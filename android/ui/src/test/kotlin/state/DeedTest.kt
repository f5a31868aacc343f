package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.Deed
import org.assenso.bridge.model.Done
import org.assenso.bridge.model.Held
import org.assenso.bridge.model.Hold
import org.assenso.bridge.model.PrintedCode
import org.assenso.ui.ACCOUNT
import org.assenso.ui.Trial
import org.assenso.ui.account
import org.assenso.ui.accounts
import org.assenso.ui.opened
import org.assenso.ui.request
import org.assenso.ui.text
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the owner does with an account: leave it, deactivate, recovery codes. */
class DeedTest {
    private val code = PrintedCode(listOf("AAAA", "BBBB", "CCCC", "DDDD", "EEEE", "FFFF", "GGGG"), asked = 2)

    private fun twoStep(all: Accounts = accounts(account())): Trial {
        val trial = opened(all)
        trial.send(Action.OpenRow(Row.Paired(ACCOUNT)), Action.OpenTwoStep)
        return trial
    }

    private fun at(matter: Matter) = twoStep().also { it.send(Action.OpenDeed(matter)) }

    private val Trial.page get() = screen<Screen.Deed>().page
    private val Trial.problem get() = screen<Screen.Deed>().problem

    private fun Trial.goOn(): Effect.Perform = assertInstanceOf(Effect.Perform::class.java, send(Action.Continue).single())

    private fun Trial.type(
        field: FieldName,
        text: String,
    ) = send(Action.Typed(field, text))

    private fun Trial.done(
        effect: Effect.Perform,
        reply: Reply<Done>,
    ) = send(Action.Performed(effect.ticket, reply))

    @Test
    fun `what can be done is what this phone is to the account`() {
        val row = Row.Paired(ACCOUNT)
        val all = { association: Association, held: Held? ->
            accounts(account(association = association).copy(hold = held?.let { Hold(it, 1) })).matters(row)
        }
        val usual = listOf(Matter.NewCode, Matter.SignOut, Matter.Deactivate)
        assertEquals(usual, all(Association.Associated, null))
        assertEquals(usual, all(Association.Associated, Held.Settings))
        assertEquals(listOf(Matter.EnterCode) + usual.drop(1), all(Association.Associated, Held.Widening))
        assertEquals(listOf(Matter.SignOut), all(Association.Frozen, null))
        assertTrue(all(Association.Replaced, null).isEmpty())
        val trial = twoStep(accounts(account(association = Association.Frozen)))
        trial.send(Action.OpenDeed(Matter.Deactivate))
        trial.screen<Screen.TwoStep>()
    }

    @Test
    fun `signing out asks once, and says that it is done without raising an alarm`() {
        val trial = at(Matter.SignOut)
        val effect = trial.goOn()
        assertEquals(Deed.SignOut to ACCOUNT, effect.deed to effect.account)
        // While it is on its way nothing begins, and nobody leaves.
        assertTrue(trial.send(Action.Continue, Action.Back, Action.Cancel).isEmpty())
        trial.done(effect, Reply.Ok(Done.Changed(account(association = Association.SignedOut))))
        assertEquals(DeedPage.Finished(Matter.SignOut), trial.page)
        // The watch tells it too.
        trial.send(Action.Changed(Change.AccountsAre(listOf(account(association = Association.SignedOut)))))
        assertEquals(DeedPage.Finished(Matter.SignOut), trial.page)
        trial.send(Action.Continue)
        assertEquals(Screen.Accounts, trial.state.screen)
    }

    @Test
    fun `deactivating is asked twice, the second time with the password`() {
        val trial = at(Matter.Deactivate)
        assertTrue(trial.send(Action.Continue).isEmpty())
        assertTrue(trial.send(Action.Continue).isEmpty())
        assertEquals(Problem.Plain.InvalidInput, trial.problem)
        trial.type(FieldName.Password, "wrong")
        val wrong = trial.goOn()
        assertEquals("wrong", (wrong.deed as Deed.Deactivate).password.text())
        trial.done(wrong, Reply.Failed(Problem.Plain.WrongPassword))
        assertEquals(DeedPage.ReallyDeactivate() to Problem.Plain.WrongPassword, trial.page to trial.problem)
        trial.type(FieldName.Password, "right")
        trial.done(trial.goOn(), Reply.Ok(Done.Changed(account(association = Association.Deactivated))))
        assertEquals(DeedPage.Finished(Matter.Deactivate), trial.page)
    }

    @Test
    fun `a recovery code counts once a group of it was typed back`() {
        val trial = at(Matter.NewCode)
        trial.type(FieldName.Password, "right")
        val made = trial.goOn()
        assertEquals("right", (made.deed as Deed.NewCode).password.text())
        trial.done(made, Reply.Ok(Done.Printed(code)))
        assertEquals(DeedPage.WriteCode(code), trial.page)
        trial.type(FieldName.Group, "CCCD")
        trial.done(trial.goOn(), Reply.Failed(Problem.Plain.WrongGroup))
        assertEquals(code, (trial.page as DeedPage.WriteCode).code)
        trial.type(FieldName.Group, "CCCC")
        val kept = trial.goOn()
        assertEquals("CCCC", (kept.deed as Deed.KeepCode).group.text())
        trial.done(kept, Reply.Ok(Done.Kept))
        assertEquals(DeedPage.Finished(Matter.NewCode), trial.page)
    }

    @Test
    fun `a code that was not kept is forgotten when its page is left`() {
        val trial = at(Matter.NewCode)
        trial.type(FieldName.Password, "right")
        trial.done(trial.goOn(), Reply.Ok(Done.Printed(code)))
        assertEquals(listOf<Effect>(Effect.ForgetCode(ACCOUNT)), trial.send(Action.Back))
        trial.screen<Screen.TwoStep>()
    }

    @Test
    fun `the recovery code ends the probation, and takes both the code and the password`() {
        val held = accounts(account().copy(hold = Hold(Held.Widening, 1)))
        val trial = twoStep(held)
        // From the banner of what has to wait.
        trial.send(Action.OpenDeed(Matter.Deactivate), Action.OpenDeed(Matter.EnterCode))
        trial.type(FieldName.RecoveryCode, "zveb n63p")
        assertTrue(trial.send(Action.Continue).isEmpty())
        trial.type(FieldName.Password, "right")
        val effect = trial.goOn()
        val deed = effect.deed as Deed.EnterCode
        assertEquals("zveb n63p" to "right", deed.code.text() to deed.password.text())
        // A wrong password costs nobody the long code.
        trial.done(effect, Reply.Failed(Problem.Plain.WrongPassword))
        assertEquals(DeedPage.EnterCode(Field("zveb n63p")), trial.page)
        trial.type(FieldName.Password, "right")
        val again = trial.goOn()
        trial.done(again, Reply.Ok(Done.Changed(account())))
        assertEquals(DeedPage.Finished(Matter.EnterCode), trial.page)
        assertNull(
            trial.state.accounts
                .paired(Row.Paired(ACCOUNT))
                ?.hold,
        )
    }

    @Test
    fun `a request does not take the place of what is typed, and the lock forgets it`() {
        val trial = at(Matter.NewCode)
        trial.type(FieldName.Password, "right")
        trial.came(request("a"))
        assertNull(trial.asked)
        trial.send(Action.Background(org.assenso.ui.NOW_MS), Action.Foreground(org.assenso.ui.inSeconds(3_600)))
        assertEquals(DeedPage.NewCode(), trial.page)
    }

    @Test
    fun `an account that goes out by other hands is told all the same`() {
        val trial = at(Matter.Deactivate)
        trial.send(Action.Changed(Change.AccountsAre(listOf(account(association = Association.Replaced)))))
        trial.screen<Screen.Dissociated>()
    }

    @Test
    fun `after the process died the page before it is shown`() {
        val trial = at(Matter.NewCode)
        val again = opened(saved = trial.state.saved)
        again.screen<Screen.TwoStep>()
    }
}
