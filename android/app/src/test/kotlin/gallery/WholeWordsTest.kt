package org.assenso.app.gallery

import android.app.Application
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher.Companion.keyIsDefined
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.text.TextLayoutResult
import androidx.compose.ui.text.style.Hyphens
import androidx.compose.ui.text.style.LineBreak
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/**
 * On the narrowest phone nothing is cut off and every word is whole; only the largest letters may divide one, at a syllable. Names and
 * addresses, which no line can hold, break where they must.
 */
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class WholeWordsTest {
    @get:Rule
    val rule = createComposeRule()

    @Test
    @Config(qualifiers = "en-rUS-w320dp-h568dp-notnight-mdpi", fontScale = 1.3f)
    fun `in English`() = everyWordIsWhole()

    @Test
    @Config(qualifiers = "it-rIT-w320dp-h568dp-notnight-mdpi", fontScale = 1.3f)
    fun `in Italian`() = everyWordIsWhole()

    @Test
    @Config(qualifiers = "en-rUS-w320dp-h568dp-notnight-mdpi", fontScale = 2f)
    fun `in English, twice as large`() = everyWordIsWhole()

    @Test
    @Config(qualifiers = "it-rIT-w320dp-h568dp-notnight-mdpi", fontScale = 2f)
    fun `in Italian, twice as large`() = everyWordIsWhole()

    private fun everyWordIsWhole() {
        val stage = Stage(rule).also { it.open() }
        var seen = 0
        val broken =
            SAMPLES.flatMap { sample ->
                stage.show(sample)
                // A field moves its own text.
                val written = keyIsDefined(SemanticsActions.GetTextLayoutResult) and !keyIsDefined(SemanticsProperties.EditableText)
                val texts = rule.onAllNodes(written, useUnmergedTree = true).fetchSemanticsNodes().mapNotNull { it.layout }
                seen += texts.size
                texts.mapNotNull { text -> text.fault()?.let { "$sample: $it in “${text.layoutInput.text}”" } }
            }
        assertTrue(seen > 5 * SAMPLES.size)
        assertEquals(broken.joinToString("\n"), 0, broken.size)
    }

    private val SemanticsNode.layout: TextLayoutResult?
        get() = mutableListOf<TextLayoutResult>().also { config[SemanticsActions.GetTextLayoutResult].action?.invoke(it) }.firstOrNull()

    private fun TextLayoutResult.fault(): String? =
        when {
            isCut -> "cut off"
            (0 until lineCount).any(::isLineEllipsized) -> "shortened"
            mayDivide -> null
            else -> (0 until lineCount - 1).firstNotNullOfOrNull { brokenWord(it) }?.let { "“$it” broken" }
        }

    private val TextLayoutResult.mayDivide: Boolean
        get() = layoutInput.style.hyphens == Hyphens.Auto || layoutInput.style.lineBreak == LineBreak.Simple

    private val TextLayoutResult.isCut: Boolean
        get() =
            getLineBottom(lineCount - 1) > size.height + 1 ||
                (0 until lineCount).any { getLineRight(it) - getLineLeft(it) > size.width + 1 }

    /** The word that goes on in the line after [line], unless it is an address. */
    private fun TextLayoutResult.brokenWord(line: Int): String? {
        val text = layoutInput.text.text
        val end = getLineEnd(line)
        if (text[end - 1].isWhitespace() || text[end - 1] in "-–—/" || text[end].isWhitespace()) return null
        val from = text.lastIndexOfAny(SPACES, end - 1) + 1
        val to = text.indexOfAny(SPACES, end).let { if (it < 0) text.length else it }
        return text.substring(from, to).takeIf { word -> word.none { it in "@.:" } && word !in LONG_PROVIDER }
    }

    private companion object {
        val SPACES = charArrayOf(' ', '\n', '\u00a0')
    }
}
