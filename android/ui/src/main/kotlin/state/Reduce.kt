package org.assenso.ui.state

import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.assenso.bridge.model.Change

/** The one reducer: what follows when [action] happens in [state]. It does nothing itself. */
fun reduce(
    state: State,
    action: Action,
): Next = state.take(action).and { lockHiddenCodes() }.let { it.copy(state = it.state.tidied()) }

private fun State.take(action: Action): Next =
    when (action) {
        is Action.OnPage -> if (shown is Shown.Page) page(action) else then()
        is Action.OnRequest -> request(action)
        Action.Back -> back()
        Action.Retry -> retry()
        Action.Unlock -> unlock()
        Action.ShowRequest -> showRequest().then()
        is Action.Tick -> tick(action.bootMs)
        is Action.Foreground -> foreground(action.bootMs)
        is Action.Background -> background(action.bootMs)
        Action.Wake -> then(Effect.Wake)
        is Action.OpenRequest -> openRequest(Wanted(action.account, action.requestId))
        is Action.OpenLink -> openLink(action.text)
        is Action.PostureIs -> postureIs(action.posture)
        is Action.SignsAre -> copy(signs = action.signs).then()
        is Action.CameraIs -> cameraIs(action.allowed)
        is Action.UnlockEnded -> unlockEnded(action.ticket, action.unlock)
        is Action.Opened -> opened(action.problem)
        is Action.Loaded -> loaded(action.reply)
        is Action.Changed -> changed(action.change)
        is Action.Begun -> begun(action.ticket, action.reply)
        is Action.Stepped -> stepped(action.ticket, action.reply)
        is Action.InvitationRead -> invitationRead(action.ticket, action.reply)
        is Action.Abandoned -> abandoned(action.reply)
        is Action.Answered -> answered(action.requestId, action.reply)
        is Action.OutcomeIs -> outcomeIs(action.requestId, action.reply)
        is Action.Reported -> reported(action.requestId, action.reply).then()
        is Action.CodesAre -> codesAre(action.visit, action.codes).then()
        is Action.Checked -> checked(action.ticket, action.reply)
        is Action.Performed -> performed(action.ticket, action.reply)
        is Action.Removed -> removed(action.ticket, action.reply)
    }

private fun State.page(action: Action.OnPage): Next =
    when (action) {
        Action.Continue -> goOn()
        Action.Cancel -> leave(cancels = true)
        is Action.Typed -> typed(action.field, action.text).then()
        Action.AddAccount -> push(Screen.Provider(suggestedAddress())).then()
        is Action.OpenRow -> openRow(action.row).then()
        Action.OpenCodes -> openCodes()
        Action.OpenSettings -> push(Screen.Settings).then(Effect.ReadSigns)
        Action.DismissProblem -> copy(problem = null).then()
        Action.OpenScan -> push(Screen.Scan()).then(Effect.AskForCamera)
        is Action.Scanned -> scanned(action.text)
        Action.CameraFailed -> cameraFailed().then()
        Action.RetryCamera -> then(Effect.ReadCamera)
        Action.AllowCamera -> then(Effect.OpenCameraSettings)
        Action.Resend -> resend()
        Action.UseRecoveryCode -> useRecoveryCode().then()
        Action.StartAgain -> startAgain()
        is Action.ChooseKeyClass -> chooseKeyClass(action.keyClass).then()
        is Action.TurnOn -> then(turnOn(action.prerequisite))
        is Action.OpenMailbox -> push(Screen.Mailbox(action.row)).then()
        Action.OpenAccount -> onRow { push(Screen.Account(it)).then() }
        Action.OpenTwoStep -> onRow { push(Screen.TwoStep(it)).then() }
        Action.Associate -> associateAgain().then()
        Action.Check -> check()
        is Action.OpenDeed -> openDeed(action.matter).then()
        Action.AskRemove -> askRemove().then()
        Action.ConfirmRemove -> confirmRemove()
        is Action.SetLockAfter -> setLockAfter(action.seconds)
        Action.UnlockCodes -> unlockCodes()
        is Action.CopyCode -> copyCode(action.account)
    }

private fun State.request(action: Action.OnRequest): Next {
    val front = front
    return when {
        phase != Phase.Open -> then()
        front is Front.Asked && front.request.id == action.requestId -> asked(front, action)
        front is Front.Over && front.requestId == action.requestId -> over(front, action)
        else -> then()
    }
}

private fun State.goOn(): Next =
    when (val screen = screen) {
        is Screen.Provider -> submitAddress(screen)
        is Screen.Invited -> accept(screen)
        is Screen.Pairing -> pairingGoesOn(screen)
        is Screen.Deed -> deedGoesOn(screen)
        is Screen.Dissociated -> pop().then()
        else -> then()
    }

private fun State.changed(change: Change): Next =
    when (change) {
        is Change.AccountsAre -> withAccounts(accounts.copy(paired = change.accounts)).then()
        is Change.RequestsAre -> requestsAre(change.account, change.open)
        is Change.Reachable -> reachable(change.account, change.reachable).then()
        is Change.Trouble -> trouble(change.account, change.problem)
    }

private fun State.tick(bootMs: Long): Next = copy(nowBootMs = maxOf(nowBootMs, bootMs)).requestsTick().and { codesTick() }

private fun State.abandoned(reply: Reply<Unit>): Next =
    when (reply) {
        is Reply.Ok -> this
        is Reply.Failed -> noted(reply.problem)
    }.then(Effect.Load)

/** What is shown of a problem that no screen waits for. A prompt that was dismissed is none. */
internal fun State.noted(problem: Problem): State = if (problem == Problem.Plain.Cancelled) this else copy(problem = problem)

/** What holds of every state: its first screen, and what takes the front. */
private fun State.tidied(): State {
    val first = if (accounts.rows.isEmpty()) Screen.Welcome else Screen.Accounts
    return copy(stack = listOf(first) + stack.drop(1)).presentWanted().presentRequest().presentOutcome()
}
