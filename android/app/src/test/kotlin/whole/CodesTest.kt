package org.assenso.app.whole

import android.content.ClipDescription
import android.content.ClipboardManager
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.time.Duration

class CodesTest : WholeApp() {
    @Test
    fun `a fallback code signs in where no request arrives, is copied as sensitive, and locks again`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        phone.press(Text.CodesTitle)
        phone.confirm()
        phone.until("codes") { phone.codes().size >= 2 }
        val code = phone.codes().first()
        phone.press(Text.CodesCopy)
        val clip = phone.app.getSystemService(ClipboardManager::class.java).primaryClip!!
        assertEquals(code, clip.getItemAt(0).text.toString())
        assertTrue(clip.description.extras.getBoolean(ClipDescription.EXTRA_IS_SENSITIVE))

        phone.wait(Duration.ofSeconds(61))
        phone.see(Text.CodesLocked)
        assertEquals(emptyList<String>(), phone.codes())
        assertEquals(null, phone.app.getSystemService(ClipboardManager::class.java).primaryClip)

        val (browser, _) = phone.signInSomewhere(person)
        assertEquals("code", browser.typeCode(code).signedInBy)
    }

    @Test
    fun `leaving the app locks the codes`() {
        phone.open()
        phone.associate(service.person())
        phone.press(Text.CodesTitle)
        phone.confirm()
        phone.until("codes") { phone.codes().size >= 2 }
        phone.leave()
        phone.comeBack()
        phone.see(Text.CodesLocked)
    }
}
