package org.assenso.ui.effects

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.assenso.bridge.Gateway
import org.assenso.bridge.model.PairingKey
import org.assenso.ui.state.Action
import org.assenso.ui.state.Effect

/** One thing at a time for each pairing: giving one up waits until what it was doing has stopped. */
internal class PairingJobs(
    private val scope: CoroutineScope,
) {
    private val last = mutableMapOf<PairingKey, Job>()

    fun after(
        pairing: PairingKey,
        work: suspend () -> Unit,
    ) {
        val before = last[pairing]
        last[pairing] =
            scope.launch {
                before?.join()
                work()
            }
    }
}

/** Takes a pairing on, and says where it stands then. */
internal suspend fun Gateway.advance(effect: Effect.Advancing): Action =
    when (effect) {
        is Effect.SignIn -> {
            Action.Stepped(effect.ticket, signIn(effect.pairing, effect.email, effect.password))
        }

        is Effect.SubmitCode -> {
            Action.Stepped(effect.ticket, submitCode(effect.pairing, effect.code, effect.keyClass))
        }

        is Effect.SubmitMobile -> {
            Action.Stepped(effect.ticket, submitMobile(effect.pairing, effect.number))
        }

        is Effect.Recover -> {
            Action.Stepped(effect.ticket, recover(effect.pairing, effect.code))
        }

        is Effect.ResendCode -> {
            Action.Stepped(effect.ticket, resendCode(effect.pairing))
        }

        is Effect.Associate -> {
            Action.Stepped(effect.ticket, associate(effect.pairing, effect.keyClass))
        }

        is Effect.Resume -> {
            Action.Stepped(effect.ticket, resume(effect.pairing))
        }

        is Effect.StartAgain -> {
            Action.Stepped(effect.ticket, startAgain(effect.pairing))
        }

        is Effect.Abandon -> {
            val reply = abandon(effect.pairing)
            effect.ticket?.let { Action.Removed(it, reply) } ?: Action.Abandoned(reply)
        }
    }
