package org.assenso.app.whole

import android.content.Context
import android.util.Log
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.runBlocking
import org.assenso.app.Graph
import org.assenso.app.Tls
import org.assenso.bridge.Problem
import org.assenso.bridge.Reply
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowLog
import java.io.File
import java.lang.reflect.Modifier

/** How the core gets this phone's check of certificates. What it does there, only a device shows. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class)
class TlsTest {
    private val app: TestApplication = ApplicationProvider.getApplicationContext()

    @Test
    fun `it is there before the core is opened`() {
        val calls = mutableListOf<String>()
        val graph =
            Graph(app, app.graph.ports, { calls += "tls" }) {
                calls += "open"
                Reply.Failed(Problem.Plain.Cancelled)
            }
        runBlocking { graph.gateway() }
        assertEquals(listOf("tls", "open"), calls)
        graph.close()
    }

    @Test
    fun `without it the app starts all the same, and the log says why nothing can be reached`() {
        Tls.start(app)
        val line = ShadowLog.getLogsForTag("assenso").single { it.type == Log.ERROR }
        assertEquals("assenso_app: no certificate can be checked kind=java.lang.UnsatisfiedLinkError", line.msg)
    }

    @Test
    fun `the core exports the method by the name under which it is looked for`() {
        val method = Tls::class.java.declaredMethods.single { Modifier.isNative(it.modifiers) }
        assertTrue(Modifier.isStatic(method.modifiers))
        val rust = File(System.getProperty("assenso.app"), "../../bindings/src/android.rs").readText()
        val snake = method.name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
        assertTrue(rust, "#[jni_mangle(\"${method.declaringClass.name}\")]\npub fn $snake<" in rust)
    }

    @Test
    fun `the packaged half of the verifier is the one that the core's half calls`() {
        val verifier = Class.forName("org.rustls.platformverifier.CertificateVerifier", false, javaClass.classLoader)
        val text = String::class.java
        val bytes = ByteArray::class.java
        val chain = Array<ByteArray>::class.java
        val verify =
            verifier.getDeclaredMethod(
                "verifyCertificateChain",
                Context::class.java,
                text,
                text,
                Array<String>::class.java,
                bytes,
                Long::class.java,
                chain,
            )
        assertTrue(Modifier.isStatic(verify.modifiers))
        val result = verify.returnType
        assertEquals("org.rustls.platformverifier.VerificationResult", result.name)
        assertEquals(Int::class.java, result.getDeclaredField("code").type)
        assertEquals(text, result.getDeclaredField("message").type)
    }
}
