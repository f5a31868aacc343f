package org.assenso.app.whole

import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Test
import java.time.Duration

/** A wall clock that a person has set to another time. */
class ClockTest : WholeApp() {
    @Test
    fun `with a clock a day ahead everything works, and it is said beside the codes`() = works(DAY, Text.CodesClockAhead)

    @Test
    fun `with a clock a day behind everything works, and it is said beside the codes`() = works(-DAY, Text.CodesClockBehind)

    private fun works(
        aheadMs: Long,
        said: Text,
    ) {
        phone.app.aheadMs = aheadMs
        val person = service.person()
        phone.open()
        phone.associate(person)
        val (asked, page) = phone.signInSomewhere(person)
        phone.see(Text.RequestQuestion)
        phone.type(page.number)
        phone.press(Text.RequestAuthorize)
        phone.confirm()
        phone.see(Text.OutcomeApproved)
        assertEquals("approved", asked.decided())
        phone.press(Text.GoOn)

        phone.press(Text.CodesTitle)
        phone.confirm()
        phone.see(said)
        phone.until("codes") { phone.codes().size >= 2 }
        val code = phone.codes().first()
        val (browser, _) = phone.signInSomewhere(person)
        assertEquals("code", browser.typeCode(code).signedInBy)
    }

    @Test
    fun `a clock that is set while the app runs is noticed, and the codes are good again`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        phone.app.aheadMs = DAY
        phone.leave()
        phone.comeBack()
        phone.press(Text.CodesTitle)
        phone.confirm()
        phone.see(Text.CodesClockAhead)
    }

    @Test
    fun `a clock before all clocks is said with what to do, and the codes are there once it is set`() {
        phone.open()
        phone.associate(service.person())
        // With the provider's time at hand the core would correct even this.
        service.close()
        phone.app.aheadMs = -Duration.ofDays(100 * 365).toMillis()
        phone.press(Text.CodesTitle)
        phone.confirm()
        phone.see(Text.ProblemClock)
        phone.app.aheadMs = 0
        phone.press(Text.CodesUnlock)
        phone.confirm()
        phone.until("codes") { phone.codes().size >= 2 }
    }

    private companion object {
        val DAY: Long = Duration.ofDays(1).toMillis()
    }
}
