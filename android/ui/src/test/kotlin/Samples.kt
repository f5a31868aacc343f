package org.assenso.ui

import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Browser
import org.assenso.bridge.model.Code
import org.assenso.bridge.model.CodesState
import org.assenso.bridge.model.Digits
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.KeyLevel
import org.assenso.bridge.model.OperatingSystem
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.PairingKey
import org.assenso.bridge.model.Request
import org.assenso.bridge.model.Secret
import org.assenso.bridge.model.SignIn
import org.assenso.bridge.model.Sms
import org.assenso.bridge.ports.PostureView
import org.assenso.ui.state.KnownProvider

internal const val ISSUER = "https://mail.example"
internal const val PROVIDER = "Example Mail"
internal const val NAME = "anna@mail.example"
internal const val NOW_MS = 1_000_000L

internal val ACCOUNT = AccountKey(1)
internal val OTHER = AccountKey(2)
internal val PAIRING = PairingKey(7)

internal val READY = PostureView(screenLock = true, biometrics = true, notifications = true)

internal val KNOWN = listOf(KnownProvider(ISSUER, PROVIDER))

internal fun inSeconds(seconds: Long) = NOW_MS + seconds * 1_000

internal fun account(
    key: AccountKey = ACCOUNT,
    association: Association = Association.Associated,
    alarm: Boolean = false,
) = Account(
    key = key,
    provider = PROVIDER,
    name = NAME,
    issuer = ISSUER,
    association = association,
    keyClass = KeyClass.Device,
    level = KeyLevel.Tee,
    hold = null,
    alarm = alarm,
)

internal fun accounts(vararg paired: Account) = Accounts(paired = paired.asList())

internal fun sms(triesLeft: Int = 3) = Sms(sentTo = "+39 *** 42", triesLeft, inSeconds(300))

internal fun flow(
    at: At,
    vararg keyClasses: KeyClass = arrayOf(KeyClass.Device),
) = PairingFlow(
    PAIRING,
    ISSUER,
    PROVIDER,
    NAME.takeUnless { at == At.SignIn },
    at,
    activates = at is At.Activate || at is At.NumberCode,
    keyClasses.asList(),
)

internal fun request(
    id: String,
    account: AccountKey = ACCOUNT,
    seconds: Long = 87,
    digits: Int = 2,
    known: Boolean = true,
) = Request(
    account = account,
    id = id,
    provider = PROVIDER,
    name = NAME,
    createdUnixMs = 1_700_000_000_000,
    deadlineBootMs = inSeconds(seconds),
    digits = digits,
    signIn =
        SignIn(Browser.Firefox, OperatingSystem.Linux, "192.0.2.7", "Trento", known = true)
            .takeIf { known },
)

internal fun codes(
    now: String = "123456",
    validForSeconds: Long = 20,
) = CodesState.Shown(
    codes =
        listOf(
            Code(ACCOUNT, PROVIDER, NAME, clockAheadS = 0, digits(now, validForSeconds)),
            Code(OTHER, PROVIDER, NAME, clockAheadS = 0, digits = null),
        ),
    locksAtBootMs = inSeconds(60),
)

private fun digits(
    now: String,
    validForSeconds: Long,
) = Digits(now, next = "654321", inSeconds(validForSeconds), periodMs = 30_000)

/** What is in a secret; looking wipes it, as every use does. */
internal fun Secret.text(): String = use { it.decodeToString() }
