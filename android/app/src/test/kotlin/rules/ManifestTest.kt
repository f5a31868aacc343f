package org.assenso.app.rules

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.w3c.dom.Element
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory

/** What the shipped manifest says, with what libraries merged into it. */
class ManifestTest {
    private val manifest = parse(File(System.getProperty("assenso.manifest")))
    private val application = manifest.all("application").single()

    @Test
    fun `only the one activity can be started by others, and a profile installer that is not ours is gone`() {
        val components = listOf("activity", "activity-alias", "service", "receiver", "provider").flatMap { manifest.all(it) }
        assertEquals(listOf("org.assenso.app.MainActivity"), components.filter { it.android("exported") != "false" }.map { it.className() })
        assertEquals(
            setOf("org.assenso.app.MainActivity", "org.assenso.app.notify.AnswerReceiver"),
            components.map { it.className() }.toSet(),
        )
    }

    @Test
    fun `links are https and verified`() {
        val filters = manifest.all("intent-filter").filter { it.all("data").isNotEmpty() }
        val links = filters.single()
        assertEquals("true", links.android("autoVerify"))
        assertEquals(listOf("https"), links.all("data").mapNotNull { it.android("scheme").ifEmpty { null } })
        assertEquals(listOf("/.well-known/assenso/invite"), links.all("data").mapNotNull { it.android("pathPrefix").ifEmpty { null } })
        assertTrue(links.all("data").none { "*" in it.android("host") })
    }

    @Test
    fun `nothing is backed up or carried to another phone`() {
        assertEquals("false", application.android("allowBackup"))
        assertEquals("false", application.android("fullBackupContent"))
        assertEquals("@xml/data_extraction_rules", application.android("dataExtractionRules"))
        val rules = parse(File(System.getProperty("assenso.app"), "src/main/res/xml/data_extraction_rules.xml"))
        for (way in listOf("cloud-backup", "device-transfer")) {
            val excluded =
                rules
                    .all(way)
                    .single()
                    .all("exclude")
                    .map { it.getAttribute("domain") }
                    .toSet()
            assertEquals(way, DOMAINS, excluded)
        }
        assertEquals(emptyList<Element>(), rules.all("include"))
    }

    @Test
    fun `the task is its own, clear text is refused, nothing can be debugged`() {
        val activity = manifest.all("activity").single()
        assertEquals("", activity.android("taskAffinity"))
        assertTrue(activity.hasAttributeNS(ANDROID, "taskAffinity"))
        assertEquals("singleTask", activity.android("launchMode"))
        assertEquals("false", application.android("usesCleartextTraffic"))
        assertTrue(application.android("debuggable") in listOf("", "false"))
        assertTrue(application.android("testOnly") in listOf("", "false"))
    }

    @Test
    fun `clear text is for revocation lists alone, and the system's authorities are believed as they are`() {
        assertEquals("@xml/network_security", application.android("networkSecurityConfig"))
        val rules = parse(File(System.getProperty("assenso.app"), "src/main/res/xml/network_security.xml"))
        assertEquals("false", rules.all("base-config").single().getAttribute("cleartextTrafficPermitted"))
        assertEquals(setOf("base-config", "domain-config", "domain"), rules.all("*").map { it.tagName }.toSet())
        assertTrue(rules.all("domain").none { it.textContent.startsWith("mail.") || it.textContent.count { char -> char == '.' } == 0 })
    }

    @Test
    fun `it asks for what it needs and for no more`() {
        val asked = manifest.all("uses-permission").map { it.android("name").removePrefix("android.permission.") }.toSet()
        val ours = "org.assenso.app.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION"
        assertEquals(
            setOf("INTERNET", "ACCESS_NETWORK_STATE", "USE_BIOMETRIC", "POST_NOTIFICATIONS", "HIDE_OVERLAY_WINDOWS", "CAMERA", ours),
            asked,
        )
        assertTrue(manifest.all("uses-feature").all { it.android("required") == "false" })
    }

    private fun parse(file: File): Element =
        DocumentBuilderFactory
            .newInstance()
            .apply { isNamespaceAware = true }
            .newDocumentBuilder()
            .parse(file)
            .documentElement

    private fun Element.all(name: String): List<Element> =
        getElementsByTagName(name).let { found ->
            List(found.length) {
                found.item(it) as Element
            }
        }

    private fun Element.className(): String = android("name").let { if (it.startsWith(".")) "org.assenso.app$it" else it }

    private fun Element.android(name: String): String = getAttributeNS(ANDROID, name)

    private companion object {
        const val ANDROID = "http://schemas.android.com/apk/res/android"
        val DOMAINS =
            listOf("root", "file", "database", "sharedpref").flatMap { listOf(it, "device_$it") }.toSet() + "external"
    }
}
