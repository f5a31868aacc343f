package org.assenso.ui.effects

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import org.assenso.bridge.Gateway
import org.assenso.bridge.Reply
import org.assenso.ui.state.Action
import org.assenso.ui.state.Effect

/** How often the clocks of the screens move. */
private const val TICK_MS = 500L

/**
 * Carries effects out, and sends what comes of them as actions.
 *
 * Everything runs in [scope], which is the main thread's; it ends with the scope. What needs the core waits until [open] has brought
 * one.
 */
class Runner(
    private val scope: CoroutineScope,
    private val open: suspend () -> Reply<Gateway>,
    private val platform: Platform,
    private val send: (Action) -> Unit,
) {
    private val opened = MutableStateFlow<Gateway?>(null)
    private val pairings = PairingJobs(scope)
    private var opening: Job? = null
    private var watching: List<Job> = emptyList()
    private var codes: Job? = null

    fun run(effect: Effect) {
        when (effect) {
            Effect.Open -> {
                open()
            }

            Effect.Load -> {
                ask { Action.Loaded(accounts()) }
            }

            Effect.Watch -> {
                watch()
            }

            Effect.StopWatching -> {
                stopWatching()
            }

            Effect.Wake -> {
                opened.value?.wake()
            }

            is Effect.OfPairing -> {
                pairing(effect)
            }

            is Effect.OfRequest -> {
                request(effect)
            }

            is Effect.ReadInvitation -> {
                ask { Action.InvitationRead(effect.ticket, invitation(effect.text)) }
            }

            is Effect.Pair -> {
                ask { Action.Begun(effect.ticket, pair(effect.issuer)) }
            }

            is Effect.PairInvited -> {
                ask { Action.Begun(effect.ticket, pair(effect.invitation)) }
            }

            is Effect.UnlockCodes -> {
                unlockCodes(effect)
            }

            Effect.LockCodes -> {
                codes?.cancel()
            }

            is Effect.Check -> {
                ask { Action.Checked(effect.ticket, check(effect.account)) }
            }

            is Effect.Perform -> {
                ask { Action.Performed(effect.ticket, perform(effect.account, effect.deed)) }
            }

            is Effect.ForgetCode -> {
                opened.value?.forgetCode(effect.account)
            }

            is Effect.Remove -> {
                ask { Action.Removed(effect.ticket, remove(effect.account)) }
            }

            is Effect.OfPlatform -> {
                platform(effect)
            }
        }
    }

    private fun open() {
        if (opening?.isActive == true) return
        opening =
            scope.launch {
                val problem =
                    when (val reply = opened.value?.let { Reply.Ok(it) } ?: this@Runner.open.invoke()) {
                        is Reply.Ok -> null.also { opened.value = reply.value }
                        is Reply.Failed -> reply.problem
                    }
                send(Action.Opened(problem))
            }
    }

    private suspend fun core(): Gateway = opened.filterNotNull().first()

    private fun ask(question: suspend Gateway.() -> Action): Job = scope.launch { send(core().question()) }

    private fun watch() {
        if (watching.any { it.isActive }) return
        val changes = scope.launch { core().changes().collect { send(Action.Changed(it)) } }
        val clock =
            scope.launch {
                while (true) {
                    send(Action.Tick(platform.bootMs()))
                    delay(TICK_MS)
                }
            }
        watching = listOf(changes, clock)
    }

    private fun stopWatching() {
        watching.forEach { it.cancel() }
        watching = emptyList()
    }

    private fun unlockCodes(effect: Effect.UnlockCodes) {
        codes?.cancel()
        codes = scope.launch { core().codes().collect { send(Action.CodesAre(effect.visit, it)) } }
    }

    private fun pairing(effect: Effect.OfPairing) {
        when (effect) {
            is Effect.CancelPairing -> opened.value?.cancel(effect.pairing)
            is Effect.Advancing -> pairings.after(effect.pairing) { send(core().advance(effect)) }
        }
    }

    private fun request(effect: Effect.OfRequest) {
        when (effect) {
            is Effect.Approve -> {
                ask {
                    val outcome = approve(effect.account, effect.requestId, effect.number)
                    Action.Answered(effect.requestId, outcome)
                }
            }

            is Effect.Deny -> {
                ask { Action.Answered(effect.requestId, deny(effect.account, effect.requestId)) }
            }

            is Effect.AskOutcome -> {
                ask { Action.OutcomeIs(effect.requestId, outcome(effect.account, effect.requestId)) }
            }

            is Effect.CancelAnswer -> {
                opened.value?.cancelAnswer(effect.requestId)
            }

            is Effect.Report -> {
                ask {
                    val outcome = report(effect.account, effect.requestId, effect.reason)
                    Action.Reported(effect.requestId, outcome)
                }
            }
        }
    }

    private fun platform(effect: Effect.OfPlatform) {
        when (effect) {
            is Effect.UnlockApp -> {
                scope.launch { send(Action.UnlockEnded(effect.ticket, platform.unlockApp())) }
            }

            Effect.ReadPosture -> {
                scope.launch { readPosture() }
            }

            Effect.ReadSigns -> {
                scope.launch { send(Action.SignsAre(platform.signs())) }
            }

            Effect.AskForNotifications -> {
                scope.launch { askForNotifications() }
            }

            Effect.AskForCamera -> {
                scope.launch {
                    send(Action.CameraIs(platform.askForCamera() == Permission.Granted))
                }
            }

            Effect.ReadCamera -> {
                send(Action.CameraIs(platform.cameraAllowed()))
            }

            Effect.OpenCameraSettings -> {
                platform.openCameraSettings()
            }

            Effect.OpenNotificationSettings -> {
                platform.openNotificationSettings()
            }

            Effect.OpenScreenLockSettings -> {
                platform.openScreenLockSettings()
            }

            Effect.OpenBiometricEnrolment -> {
                platform.openBiometricEnrolment()
            }

            is Effect.CopyCode -> {
                try {
                    platform.copyCode(effect.code)
                } finally {
                    effect.code.wipe()
                }
            }

            is Effect.Keep -> {
                platform.keep(effect.preferences)
            }

            Effect.Leave -> {
                platform.finish()
            }
        }
    }

    private suspend fun readPosture() = send(Action.PostureIs(platform.posture()))

    private suspend fun askForNotifications() {
        if (platform.askForNotifications() == Permission.NotAsked) platform.openNotificationSettings()
        readPosture()
    }
}
