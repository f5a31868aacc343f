package org.assenso.app.gallery

import android.app.Application
import android.graphics.Bitmap
import androidx.compose.ui.graphics.asAndroidBitmap
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onRoot
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.rules.ExternalResource
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.annotation.Config
import java.io.File

/** Takes a picture of every screen in every state, and compares it with the one that somebody has looked at. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(application = Application::class)
class PicturesTest(
    private val look: Look,
) {
    @get:Rule(order = 0)
    val phone =
        object : ExternalResource() {
            override fun before() = look.set()
        }

    @get:Rule(order = 1)
    val rule = createComposeRule()

    @Test
    fun `every screen looks as somebody has seen it`() {
        val stage = Stage(rule, look.dark).also { it.open() }
        val differences =
            SAMPLES.mapNotNull { sample ->
                stage.show(sample)
                val picture = picture()
                File(screens, "${look.folder}/$sample.png").show(picture)
                if (look.kept) compare(picture, "${look.folder}/$sample.png") else null
            }
        assertEquals("see build/android/screens; `make screens ACCEPT=1` after you have looked", emptyList<String>(), differences)
    }

    @Test
    fun `no picture is kept of what is no more`() {
        val wanted = SAMPLES.map { "$it.png" }.toSet()
        val others = File(kept, look.folder).listFiles().orEmpty().filter { it.name !in wanted }
        if (accepts) others.forEach(File::delete)
        assertEquals(emptyList<String>(), others.filter(File::exists).map { it.name })
    }

    private fun compare(
        picture: Bitmap,
        path: String,
    ): String? {
        val before = File(kept, path)
        if (accepts) before.keep(picture)
        return before.differs(picture)?.let { "$path: $it" }
    }

    private fun picture(): Bitmap = rule.onRoot().captureToImage().asAndroidBitmap()

    companion object {
        private val screens = File(System.getProperty("assenso.screens")!!)
        private val accepts = System.getProperty("assenso.accept") == "true"
        private val kept = File(System.getProperty("assenso.pictures")!!)

        @JvmStatic
        @ParameterizedRobolectricTestRunner.Parameters(name = "{0}")
        fun looks(): List<Array<Any>> = Look.entries.filter { it.kept || System.getProperty("assenso.looks") == "all" }.map { arrayOf(it) }
    }
}
