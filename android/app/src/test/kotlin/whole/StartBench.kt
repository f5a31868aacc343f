package org.assenso.app.whole

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import org.assenso.app.AssensoApplication
import org.assenso.bridge.ports.UnlockReason
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.util.HexFormat
import kotlin.system.measureNanoTime

/**
 * How long a person waits, under Robolectric with the real core: medians in ms, for `make bench`. No part of the tests: its name says so.
 */
class StartBench : WholeApp() {
    @Test
    fun `a notification is tapped, and the request is on the screen`() {
        val person = service.person()
        phone.open()
        phone.associate(person)
        say("tapped") {
            phone.leave()
            val (browser, _) = phone.signInSomewhere(person)
            val tapped = shadowOf(phone.notification().contentIntent).savedIntent
            phone.close(die = false)
            val time =
                measureNanoTime {
                    phone.open(tapped, unlock = false)
                    phone.see(Text.RequestQuestion)
                }
            phone.press(Text.RequestDeny)
            phone.see(Text.OutcomeDenied)
            assertEquals("over", browser.decided())
            phone.press(Text.ReportLeave)
            time
        }
    }

    @Test
    fun `the app is started cold with 200 accounts, and shows their codes`() {
        plant(ACCOUNTS)
        say("codes") {
            measureNanoTime {
                phone.open()
                phone.press(Text.CodesTitle)
                phone.confirm()
                phone.until("codes") { phone.codes().size >= 2 }
            }.also { phone.close(die = true) }
        }
    }

    /** Puts accounts into the app's file, sealed by this phone's own keys. */
    private fun plant(count: Int) {
        val base = ByteArray(KEY_BYTES) { it.toByte() }
        phone.open()
        val codes =
            CoroutineScope(Dispatchers.Default).async {
                phone.app.graph.ports.codesVault
                    .unlock(UnlockReason.Associate)
            }
        phone.confirm()
        phone.until("the codes key") { codes.isCompleted }
        phone.close(die = true)
        val folder = phone.app.noBackupFilesDir
        folder.listFiles { file -> file.name.startsWith(AssensoApplication.DATABASE) }?.forEach(File::delete)
        val hex = HexFormat.of()
        val keys = listOf("--base-key", hex.formatHex(base), "--codes-key", hex.formatHex(runBlocking { codes.await() }))
        val file = listOf("--db", File(folder, AssensoApplication.DATABASE).path, "--count", "$count")
        val prepare = ProcessBuilder(listOf(System.getProperty("assenso.prepare")!!) + file + keys).inheritIO().start()
        assertEquals(0, prepare.waitFor())
        runBlocking {
            phone.app.graph.ports.vault
                .put("base-key", base)
        }
    }

    private fun say(
        name: String,
        round: () -> Long,
    ) {
        val median = List(ROUNDS) { round() }.drop(WARM_UP).sorted().let { it[it.size / 2] }
        File(System.getProperty("assenso.times")!!).appendText("$name ${median / 1_000_000}\n")
    }

    private companion object {
        const val ACCOUNTS = 200
        const val KEY_BYTES = 32
        const val WARM_UP = 3
        const val ROUNDS = 12
    }
}
