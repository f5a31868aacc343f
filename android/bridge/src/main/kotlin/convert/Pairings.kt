package org.assenso.bridge.convert

import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Sms
import org.assenso.ffi.PairingStep
import org.assenso.ffi.SmsView

/** Where a step stands. [last] is where it stood: a step that is asked for anew no longer knows where its code went. */
internal fun PairingStep.toModel(
    nowBootMs: Long,
    last: At?,
): At =
    when (this) {
        is PairingStep.SignIn -> At.SignIn
        is PairingStep.SignInCode -> At.SignInCode(step.sms()?.toModel(nowBootMs) ?: (last as? At.SignInCode)?.sms)
        is PairingStep.SignedIn -> At.SignedIn
        is PairingStep.Recovered -> At.Recovered
        is PairingStep.AssociateCode -> At.AssociateCode(step.sms()?.toModel(nowBootMs) ?: (last as? At.AssociateCode)?.sms)
        is PairingStep.Finish -> At.Finish
        is PairingStep.Activate -> At.Activate(step.number())
        is PairingStep.NumberCode -> At.NumberCode(step.sms()?.toModel(nowBootMs) ?: (last as? At.NumberCode)?.sms)
        is PairingStep.Associated -> At.Associated(AccountKey(account))
        is PairingStep.Ended -> At.Ended
    }

internal fun SmsView.toModel(nowBootMs: Long) =
    Sms(
        sentTo = sentTo,
        triesLeft = triesLeft.toInt(),
        expiresAtBootMs = nowBootMs.plusMs(expiresInMs),
    )

/** The same place after a code was refused, with [triesLeft]. */
internal fun At.withTriesLeft(triesLeft: Int): At =
    when (this) {
        is At.SignInCode -> At.SignInCode(sms?.copy(triesLeft = triesLeft))
        is At.NumberCode -> At.NumberCode(sms?.copy(triesLeft = triesLeft))
        is At.AssociateCode -> At.AssociateCode(sms?.copy(triesLeft = triesLeft))
        else -> this
    }
