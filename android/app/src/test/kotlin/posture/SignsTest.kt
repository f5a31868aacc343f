package org.assenso.app.posture

import android.app.Application
import android.content.pm.ApplicationInfo
import org.assenso.ui.state.PhoneSign
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowBuild
import java.io.File

@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class SignsTest {
    @get:Rule val folder = TemporaryFolder()

    private val app: Application = RuntimeEnvironment.getApplication()
    private val program get() = File(folder.root, "su")

    private fun facts() = Signs(app, listOf(program)).found()

    @Before
    fun aPhoneFromTheShop() {
        ShadowBuild.setTags("release-keys")
        ShadowBuild.setType("user")
        app.applicationInfo.flags = app.applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE.inv()
    }

    @Test
    fun `a phone from the shop has nothing to tell`() {
        assertEquals(emptySet<PhoneSign>(), facts())
    }

    @Test
    fun `a program that gives root is told`() {
        program.createNewFile()
        assertEquals(setOf(PhoneSign.RootProgram), facts())
    }

    @Test
    fun `a system with keys that everybody has is told`() {
        ShadowBuild.setTags("foo,test-keys")
        assertEquals(setOf(PhoneSign.TestKeys), facts())
        ShadowBuild.setTags("dev-keys")
        assertEquals(setOf(PhoneSign.TestKeys), facts())
    }

    @Test
    fun `a system made for debugging is told`() {
        for (type in listOf("userdebug", "eng")) {
            ShadowBuild.setType(type)
            assertEquals(setOf(PhoneSign.DebuggableSystem), facts())
        }
    }

    @Test
    fun `an app made for debugging is told`() {
        app.applicationInfo.flags = app.applicationInfo.flags or ApplicationInfo.FLAG_DEBUGGABLE
        assertEquals(setOf(PhoneSign.DebuggableApp), facts())
    }
}
