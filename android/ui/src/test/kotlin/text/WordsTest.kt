package org.assenso.ui.text

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File

/** Both languages say everything, and nothing that is not used. */
class WordsTest {
    private val english = ParsedWords.English
    private val italian = ParsedWords.Italian
    private val placeholder = Regex("%[^ .]*")

    @Test
    fun `every text is there in both languages, and there is none besides`() {
        val keys = Text.entries.map { it.key }.toSet()
        assertEquals(keys, english.strings.keys)
        assertEquals(keys - Text.AppName.key, italian.strings.keys, "the name is not translated")
        val plurals = Plural.entries.map { it.key }.toSet()
        assertEquals(plurals, english.plurals.keys)
        assertEquals(plurals, italian.plurals.keys)
    }

    @Test
    fun `a text takes the same places in both languages, and each has its number`() {
        for ((key, text) in italian.strings) {
            val places = places(text)
            assertEquals(places(english.strings.getValue(key)), places, key)
            assertEquals(List(places.size) { "%${it + 1}\$s" }, places, key)
        }
    }

    private fun places(text: String) =
        placeholder
            .findAll(text)
            .map { it.value.take(4) }
            .toList()
            .sorted()

    @Test
    fun `what is written about a text says how many places it has`() {
        val source = sources().single { it.name == "Text.kt" && it.path.contains("/ui/") }.readText()
        val comments = Regex("(?:/\\*\\* ([^*]*) \\*/\\s*)?\\b([A-Z][A-Za-z]*),")
        val about = comments.findAll(source).associate { it.groupValues[2] to it.groupValues[1] }
        for (text in Text.entries) {
            val places = places(english(text)).size
            val comment = about.getValue(text.name)
            if (places > 0) assertTrue(comment.isNotEmpty(), "${text.name} has $places and no comment")
        }
    }

    @Test
    fun `the languages differ wherever they can`() {
        val same = italian.strings.filter { (key, text) -> english.strings[key] == text }.keys
        val allowed =
            setOf(
                "seconds",
                "pair_email",
                "pair_password",
                "accounts_title",
                "dissociated_text",
                "settings_account",
                "request_account",
                "request_browser",
            )
        assertEquals(emptySet<String>(), same - allowed)
    }

    @Test
    fun `no text has a blank too many or a straight ellipsis`() {
        for ((key, text) in english.strings + italian.strings) {
            assertFalse("  " in text || text != text.trim() || "..." in text, key)
        }
    }

    @Test
    fun `every text is used`() {
        val used = sources().filter { it.name != "Text.kt" }.joinToString("\n") { it.readText() }
        val unused = Text.entries.filterNot { Regex("\\b${it.name}\\b").containsMatchIn(used) }
        val names = manifest().readText() + used
        assertEquals(emptyList<Text>(), unused.filterNot { "@string/${it.key}" in names || "R.string.${it.key}" in names })
    }

    private fun sources(): List<File> {
        val android = File(System.getProperty("assenso.sources"))
        return listOf("ui", "app").flatMap { module ->
            android.resolve("$module/src/main/kotlin").walk().filter { it.extension == "kt" }
        }
    }

    private fun manifest() = File(System.getProperty("assenso.resources")).resolveSibling("AndroidManifest.xml")

    @Test
    fun `the words of the design are used`() {
        val expected =
            mapOf(
                Text.PairAssociate to ("Associate this device" to "Associa questo dispositivo"),
                Text.Cancel to ("Cancel" to "Annulla"),
                Text.GoOn to ("Continue" to "Prosegui"),
                Text.PairVerify to ("Verify" to "Verifica"),
                Text.PairCodeTitle to ("Confirm authorization" to "Conferma autorizzazione"),
                Text.PairNoticeTitle to ("Associate device" to "Associa dispositivo"),
                Text.RequestAuthorize to ("Authorize" to "Autorizza"),
                Text.RequestDeny to ("Deny" to "Nega"),
                Text.ReportNotMe to ("It wasn't me" to "Non ero io"),
            )
        assertEquals(expected, expected.keys.associateWith { english(it) to italian(it) })
    }

    @Test
    fun `how many more wait is said in the right number`() {
        assertEquals("1 more waiting", english.count(Plural.RequestMore, 1))
        assertEquals("un'altra in attesa", italian.count(Plural.RequestMore, 1))
        assertEquals("altre 2 in attesa", italian.count(Plural.RequestMore, 2))
    }

    @Test
    fun `a name among the resources is the name here in small letters`() {
        assertEquals("pair_code_text_after_restart", Text.PairCodeTextAfterRestart.key)
        assertEquals("request_more", Plural.RequestMore.key)
    }
}
