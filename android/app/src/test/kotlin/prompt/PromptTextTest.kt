package org.assenso.app.prompt

import android.app.Application
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class PromptTextTest {
    private val resources get() = RuntimeEnvironment.getApplication().resources
    private val associate = PromptText.Associate("Example Mail", "person@mail.example")
    private val approve = PromptText.Approve("Example Mail", "person@mail.example")
    private val deactivate = PromptText.Deactivate("Example Mail", "person@mail.example")
    private val recoveryCode = PromptText.RecoveryCode("Example Mail", "person@mail.example")
    private val all = listOf(associate, approve, deactivate, recoveryCode, PromptText.SealCodes, PromptText.ShowCodes, PromptText.OpenApp)

    @Test
    @Config(qualifiers = "en")
    fun `an English prompt names account and provider`() {
        assertEquals("To associate this device with person@mail.example at Example Mail.", associate.description(resources))
        assertEquals("To authorize this request for person@mail.example at Example Mail.", approve.description(resources))
    }

    @Test
    @Config(qualifiers = "it")
    fun `an Italian prompt names account and provider`() {
        assertEquals("Per associare questo dispositivo a person@mail.example presso Example Mail.", associate.description(resources))
        assertEquals("Per autorizzare questa richiesta per person@mail.example presso Example Mail.", approve.description(resources))
    }

    @Test
    @Config(qualifiers = "it")
    fun `each prompt has its own title and description in Italian`() = differ()

    @Test
    @Config(qualifiers = "en")
    fun `each prompt has its own title and description in English`() = differ()

    @Test
    fun `a name with signs of a format is shown as it is`() {
        val text = PromptText.Approve("100 %1\$s", "%n").description(resources)
        assertTrue(text, "100 %1\$s" in text && "%n" in text)
    }

    private fun differ() {
        assertEquals(all.size, all.map { it.title(resources) }.toSet().size)
        assertEquals(all.size, all.map { it.description(resources) }.toSet().size)
    }
}
