package org.assenso.bridge

import org.assenso.bridge.convert.nowMs
import org.assenso.bridge.convert.plusMs
import org.assenso.bridge.convert.toFfi
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Browser
import org.assenso.bridge.model.Held
import org.assenso.bridge.model.Hold
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.KeyLevel
import org.assenso.bridge.model.OperatingSystem
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.phone.ManualClock
import org.assenso.bridge.ports.PushEndpoint
import org.assenso.ffi.AccountView
import org.assenso.ffi.BrowserKind
import org.assenso.ffi.BrowserView
import org.assenso.ffi.CodeDigits
import org.assenso.ffi.CodeView
import org.assenso.ffi.HardwareLevel
import org.assenso.ffi.HoldView
import org.assenso.ffi.PairingStep
import org.assenso.ffi.RequestSubject
import org.assenso.ffi.RequestView
import org.assenso.ffi.SmsView
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test
import org.assenso.ffi.Association as FfiAssociation
import org.assenso.ffi.Held as FfiHeld
import org.assenso.ffi.KeyClass as FfiKeyClass
import org.assenso.ffi.OperatingSystem as FfiOperatingSystem
import org.assenso.ffi.Outcome as FfiOutcome
import org.assenso.ffi.PushEndpoint as FfiPushEndpoint
import org.assenso.ffi.ReportOutcome as FfiReportOutcome

class ConvertTest {
    /** An enum's values by the names that both sides have. */
    private fun <T : Enum<T>> namesOf(values: List<T>) = values.map { it.name.replace("_", "").lowercase() }

    @Test
    fun `each value of an enumeration keeps its meaning`() {
        assertEquals(namesOf(FfiAssociation.entries), namesOf(FfiAssociation.entries.map { it.toModel() }))
        assertEquals(namesOf(FfiKeyClass.entries), namesOf(FfiKeyClass.entries.map { it.toModel() }))
        assertEquals(namesOf(HardwareLevel.entries), namesOf(HardwareLevel.entries.map { it.toModel() }))
        assertEquals(namesOf(BrowserKind.entries), namesOf(BrowserKind.entries.map { it.toModel() }))
        assertEquals(namesOf(FfiOperatingSystem.entries), namesOf(FfiOperatingSystem.entries.map { it.toModel() }))
        assertEquals(namesOf(FfiReportOutcome.entries), namesOf(FfiReportOutcome.entries.map { it.toModel() }))
        assertEquals(namesOf(KeyClass.entries), namesOf(KeyClass.entries.map { it.toFfi() }))
        assertEquals(namesOf(KeyLevel.entries), namesOf(KeyLevel.entries.map { it.toFfi() }))
        assertEquals(namesOf(ReportReason.entries), namesOf(ReportReason.entries.map { it.toFfi() }))
        assertEquals(namesOf(LogLevel.entries), namesOf(LogLevel.entries.map { it.toFfi().toModel() }))
        assertEquals(ReportOutcome.entries, FfiReportOutcome.entries.map { it.toModel() })
    }

    @Test
    fun `each outcome keeps its meaning`() {
        val outcomes =
            mapOf(
                FfiOutcome.Approved to Outcome.Approved,
                FfiOutcome.Denied to Outcome.Denied,
                FfiOutcome.WrongNumber to Outcome.WrongNumber,
                FfiOutcome.Expired to Outcome.Expired,
                FfiOutcome.Withdrawn to Outcome.Withdrawn,
                FfiOutcome.AnsweredElsewhere(approved = true) to Outcome.ApprovedElsewhere,
                FfiOutcome.AnsweredElsewhere(approved = false) to Outcome.DeniedElsewhere,
                FfiOutcome.NotKnown to Outcome.NotKnown,
            )
        assertEquals(outcomes.values.toList(), outcomes.keys.map { it.toModel() })
        assertEquals(Outcome.entries, outcomes.values.toList())
    }

    @Test
    fun `an account keeps all that is shown of it`() {
        val view =
            AccountView(
                id = 7,
                issuer = "https://mail.example",
                provider = "Mail",
                name = "anna@mail.example",
                association = FfiAssociation.FROZEN,
                keyClass = FfiKeyClass.BIOMETRIC,
                hardwareLevel = HardwareLevel.STRONG_BOX,
                hold = HoldView(FfiHeld.SETTINGS, 5),
                alarm = true,
            )
        val account = view.toModel()
        assertEquals(AccountKey(7), account.key)
        assertEquals(listOf(view.issuer, view.provider, view.name), listOf(account.issuer, account.provider, account.name))
        assertEquals(KeyClass.Biometric to KeyLevel.StrongBox, account.keyClass to account.level)
        assertEquals(Hold(Held.Settings, 5) to true, account.hold to account.alarm)
        assertEquals(Held.Widening, HoldView(FfiHeld.WIDENING, 5).toModel().held)
    }

    @Test
    fun `a request keeps what is shown of it, and nothing is made up of what can't be`() {
        val shown = BrowserView(BrowserKind.SAFARI, FfiOperatingSystem.MAC_OS, "192.0.2.1", "Roma", known = true)
        val view = RequestView("r", "Mail", "anna@mail.example", 9, 3u, RequestSubject.SignIn(shown))
        val request = view.toModel(AccountKey(7), 100)
        assertEquals(listOf("r", "Mail", "anna@mail.example"), listOf(request.id, request.provider, request.name))
        assertEquals(listOf(9L, 100L), listOf(request.createdUnixMs, request.deadlineBootMs))
        assertEquals(3, request.digits)
        val signIn = request.signIn!!
        assertEquals(Browser.Safari to OperatingSystem.MacOs, signIn.browser to signIn.system)
        assertEquals(listOf("192.0.2.1", "Roma"), listOf(signIn.address, signIn.place))
        assertEquals(true, signIn.known)
        assertNull(view.copy(subject = RequestSubject.NotShowable).toModel(AccountKey(7), 100).signIn)
    }

    @Test
    fun `times left become instants of the boot clock, and never go round`() {
        val sms = SmsView("+39•••••••001", 3u, 300_000uL).toModel(nowBootMs = 1_000)
        assertEquals(3 to 301_000L, sms.triesLeft to sms.expiresAtBootMs)
        val code = CodeView(7, "Mail", "anna", -3, CodeDigits("012345", "678901", 12_000uL, 30_000uL)).toModel(1_000)
        val digits = code.digits!!
        assertEquals(listOf(13_000L, 30_000L), listOf(digits.validUntilBootMs, digits.periodMs))
        assertEquals(listOf("012345", "678901"), listOf(digits.now, digits.next))
        assertEquals(-3, code.clockAheadS)
        assertEquals(Long.MAX_VALUE, 1_000L.plusMs(ULong.MAX_VALUE))
        assertEquals(Long.MAX_VALUE, 1_000L.plusMs(Long.MAX_VALUE.toULong()))
    }

    @Test
    fun `a clock that fails leaves no time`() {
        val clock = ManualClock().apply { fault = { throw LinkageError() } }
        assertEquals(0, clock.nowMs())
    }

    @Test
    fun `a code prints as nothing`() {
        val code = CodeView(7, "Mail", "anna", 0, CodeDigits("012345", "678901", 1uL, 1uL)).toModel(0)
        assertEquals(false, "012345" in "$code" || "678901" in "$code")
    }

    @Test
    fun `the ends of a pairing keep their meaning`() {
        assertEquals(At.Associated(AccountKey(7)), PairingStep.Associated(7).toModel(0, last = null))
        assertEquals(At.Ended, PairingStep.Ended.toModel(0, last = At.SignIn))
    }

    @Test
    fun `a push endpoint keeps its transport`() {
        assertEquals(FfiPushEndpoint.WebPush("https://push.example/1"), PushEndpoint.WebPush("https://push.example/1").toFfi())
        assertEquals(FfiPushEndpoint.Fcm("token"), PushEndpoint.Fcm("token").toFfi())
    }
}
