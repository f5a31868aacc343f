package org.assenso.ui

import org.assenso.bridge.Reply
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.Request
import org.assenso.bridge.ports.PostureView
import org.assenso.ui.state.Action
import org.assenso.ui.state.AppLock
import org.assenso.ui.state.Effect
import org.assenso.ui.state.Front
import org.assenso.ui.state.Screen
import org.assenso.ui.state.State
import org.assenso.ui.state.Ticket
import org.assenso.ui.state.Unlock
import org.assenso.ui.state.reduce
import org.junit.jupiter.api.Assertions.assertInstanceOf

/** A state and what is done to it, one action after the other. */
internal class Trial(
    var state: State,
) {
    /** What all of the [actions] ask for. */
    fun send(vararg actions: Action): List<Effect> =
        actions.flatMap { action ->
            val next = reduce(state, action)
            state = next.state
            next.effects
        }

    inline fun <reified S : Screen> screen(): S = assertInstanceOf(S::class.java, state.screen)

    inline fun <reified F : Front> front(): F = assertInstanceOf(F::class.java, state.front)

    /** The id of the request in front. */
    val asked: String? get() = (state.front as? Front.Asked)?.request?.id

    /** The outcome in front. */
    val outcome: Outcome? get() = (state.front as? Front.Over)?.outcome

    /** Lets an account's list of open requests come in. */
    fun came(
        vararg open: Request,
        account: AccountKey = ACCOUNT,
    ) = send(Action.Changed(Change.RequestsAre(account, open.asList())))

    fun answered(
        id: String,
        outcome: Outcome,
    ) = send(Action.Answered(id, Reply.Ok(outcome)))

    /** What this phone knows of how a request ended that is not open any more: nothing, if it did not answer it. */
    fun ended(
        id: String,
        outcome: Outcome? = null,
    ) = send(Action.OutcomeIs(id, Reply.Ok(outcome)))
}

/** An app that was opened and unlocked, with these accounts. */
internal fun opened(
    accounts: Accounts = accounts(account()),
    posture: PostureView = READY,
    saved: String? = null,
): Trial {
    val trial = Trial(State.initial(NOW_MS, known = KNOWN, saved = saved))
    trial.send(Action.Foreground(NOW_MS), Action.Opened(null), Action.Loaded(Reply.Ok(accounts)))
    trial.unlock(trial.send(Action.PostureIs(posture)))
    trial.send(Action.PostureIs(posture))
    return trial
}

/** The prompt of the app's lock was answered. */
internal fun Trial.unlock(
    effects: List<Effect>,
    with: Unlock = Unlock.Unlocked,
): List<Effect> {
    val asked = effects.filterIsInstance<Effect.UnlockApp>().singleOrNull()
    return if (asked == null) emptyList() else send(Action.UnlockEnded(asked.ticket, with))
}

/** An app without accounts whose wizard stands at a step. */
internal fun wizard(
    at: At,
    vararg keyClasses: KeyClass = arrayOf(KeyClass.Device),
    posture: PostureView = READY,
): Trial {
    val trial = opened(accounts(), posture)
    val ticket = (trial.send(Action.AddAccount, Action.Continue).single() as Effect.Pair).ticket
    trial.send(Action.Begun(ticket, Reply.Ok(flow(at, *keyClasses))))
    return trial
}

/** The ticket of the one effect that has one. */
internal val List<Effect>.ticket: Ticket
    get() =
        firstNotNullOf {
            when (it) {
                is Effect.Pair -> it.ticket
                is Effect.PairInvited -> it.ticket
                is Effect.ReadInvitation -> it.ticket
                is Effect.SignIn -> it.ticket
                is Effect.SubmitCode -> it.ticket
                is Effect.SubmitMobile -> it.ticket
                is Effect.Recover -> it.ticket
                is Effect.ResendCode -> it.ticket
                is Effect.Associate -> it.ticket
                is Effect.Resume -> it.ticket
                is Effect.StartAgain -> it.ticket
                is Effect.Abandon -> it.ticket
                is Effect.UnlockCodes -> it.visit
                is Effect.Check -> it.ticket
                is Effect.Remove -> it.ticket
                is Effect.Perform -> it.ticket
                is Effect.UnlockApp -> it.ticket
                else -> null
            }
        }

internal val Trial.isLocked: Boolean get() = state.lock is AppLock.Locked
