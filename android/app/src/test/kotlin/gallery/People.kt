package org.assenso.app.gallery

import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Accounts
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Browser
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.KeyLevel
import org.assenso.bridge.model.OperatingSystem
import org.assenso.bridge.model.PairingFlow
import org.assenso.bridge.model.PairingKey
import org.assenso.bridge.model.Request
import org.assenso.bridge.model.SignIn
import org.assenso.bridge.ports.PostureView
import org.assenso.ui.state.AppLock
import org.assenso.ui.state.KnownProvider
import org.assenso.ui.state.Phase
import org.assenso.ui.state.Screen
import org.assenso.ui.state.State
import org.assenso.ui.state.Ticket

/** Now, on the boot clock, ms. */
internal const val NOW = 5_000_000L

/** 14 March 2026, 09:05:12 UTC. */
internal const val MORNING_UNIX_MS = 1_773_479_112_000L

internal const val ISSUER = "https://mail.example"
internal const val PROVIDER = "Example Mail"
internal const val ANNA = "anna@mail.example"

/** Words and addresses as long as they come. */
internal const val LONG_PROVIDER = "Universitätsklinikum Oberschwaben-Donaudampfschifffahrtsverwaltung"
internal const val LONG_EMAIL =
    "maximiliane-theresia.von.hohenlohe-schillingsfuerst@rechtsschutzversicherungsgesellschaften.example"

internal val TICKET = Ticket(1)

internal val annas =
    Account(
        AccountKey(1),
        PROVIDER,
        ANNA,
        ISSUER,
        Association.Associated,
        KeyClass.Device,
        KeyLevel.StrongBox,
        hold = null,
        alarm = false,
    )

internal val longOne =
    annas.copy(
        key = AccountKey(2),
        provider = LONG_PROVIDER,
        name = LONG_EMAIL,
        issuer = "https://rechtsschutzversicherungsgesellschaften.example",
        keyClass = KeyClass.Biometric,
        level = KeyLevel.Tee,
    )

internal val replaced = annas.copy(key = AccountKey(3), name = "bruno@mail.example", association = Association.Replaced)

internal val begun =
    PairingFlow(
        PairingKey(7),
        ISSUER,
        PROVIDER,
        "carla@mail.example",
        At.Finish,
        keyClasses = listOf(KeyClass.Device, KeyClass.Biometric),
    )

internal val firefox =
    SignIn(Browser.Firefox, OperatingSystem.Linux, "192.0.2.7", "Milano, IT", known = false)

internal val request =
    Request(
        annas.key,
        "r1",
        PROVIDER,
        ANNA,
        MORNING_UNIX_MS,
        deadlineBootMs = NOW + 87_000,
        digits = 2,
        signIn = firefox,
    )

internal val longRequest =
    request.copy(
        account = longOne.key,
        id = "r2",
        provider = LONG_PROVIDER,
        name = LONG_EMAIL,
        digits = 6,
        deadlineBootMs = NOW + 15_000,
        signIn =
            SignIn(
                Browser.Other,
                OperatingSystem.Other,
                "2001:db8:85a3:8d3:1319:8a2e:370:7348",
                "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, GB",
                known = true,
            ),
    )

/** An app that is open, with Anna's account. */
internal val open =
    State(
        phase = Phase.Open,
        lock = AppLock.Open,
        accounts = Accounts(paired = listOf(annas)),
        posture = PostureView(screenLock = true, biometrics = true, notifications = true),
        known = listOf(KnownProvider(ISSUER, PROVIDER)),
        nowBootMs = NOW,
    )

/** The same, gone to a screen. */
internal fun at(
    screen: Screen,
    state: State = open,
): State = state.copy(stack = listOf(Screen.Accounts, screen))
