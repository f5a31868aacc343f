package org.assenso.bridge.convert

import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Code
import org.assenso.bridge.model.Digits
import org.assenso.ffi.CodeDigits
import org.assenso.ffi.CodeView

internal fun CodeView.toModel(nowBootMs: Long) =
    Code(
        account = AccountKey(account),
        provider = provider,
        name = name,
        clockAheadS = clockAheadS,
        digits = digits?.toModel(nowBootMs),
    )

private fun CodeDigits.toModel(nowBootMs: Long) =
    Digits(
        now = now,
        next = next,
        validUntilBootMs = nowBootMs.plusMs(validForMs),
        periodMs = 0L.plusMs(periodMs),
    )
