package org.assenso.app.gallery

import android.app.Application
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsMatcher.Companion.expectValue
import androidx.compose.ui.test.SemanticsMatcher.Companion.keyIsDefined
import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.junit4.v2.createComposeRule
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.unit.dp
import org.assenso.ui.state.Action
import org.assenso.ui.text.Text
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** What a screen reader, a shaky hand and tired eyes need, on every screen in every state. */
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class, qualifiers = "en-rUS-w360dp-h640dp-notnight-mdpi")
class AccessibilityTest {
    @get:Rule
    val rule = createComposeRule()

    private val stage by lazy { Stage(rule).also { it.open() } }

    @Test
    fun `every page has a heading and is announced by its title`() {
        for (sample in SAMPLES) {
            stage.show(sample)
            assertTrue("$sample", all(keyIsDefined(SemanticsProperties.Heading)).isNotEmpty())
            assertEquals("$sample", 1, all(keyIsDefined(SemanticsProperties.PaneTitle)).size)
        }
    }

    @Test
    fun `whatever can be pressed says what it does and is large enough to hit`() {
        val least = with(rule.density) { 48.dp.roundToPx() }
        for (sample in SAMPLES) {
            stage.show(sample)
            for (node in all(keyIsDefined(SemanticsActions.OnClick))) {
                assertTrue("$sample: ${node.config}", node.words.isNotBlank())
                val touch = node.touchBoundsInRoot
                val seen = node.boundsInRoot
                // Cut off by the edge of what scrolls: there is more of it.
                val whole = seen.height >= node.size.height && seen.width >= node.size.width
                assertTrue(
                    "$sample: '${node.words}' is ${touch.width} × ${touch.height}",
                    !whole || (touch.width >= least && touch.height >= least),
                )
            }
        }
    }

    @Test
    fun `what went wrong is read aloud`() {
        val bad = SAMPLES.filter { it.name.endsWith("_problem") }
        assertTrue(bad.size > 5)
        for (sample in bad) {
            stage.show(sample)
            assertTrue("$sample", all(keyIsDefined(SemanticsProperties.LiveRegion)).isNotEmpty())
        }
    }

    @Test
    fun `a choice is a group of radio buttons of which one is chosen`() {
        for (name in listOf("pair_class", "settings")) {
            stage.show(sample(name))
            val buttons = all(expectValue(SemanticsProperties.Role, Role.RadioButton))
            assertEquals(name, 1, buttons.count { it.config.getOrNull(SemanticsProperties.Selected) == true })
        }
    }

    @Test
    fun `a code is read digit by digit`() {
        stage.show(sample("codes"))
        rule.onNodeWithContentDescription("4 9 2 0 3 9").assertExists()
    }

    @Test
    fun `the time left is said in words`() {
        stage.show(sample("request"))
        val clock = all(hasContentDescription(stage.words(Text.RequestLeft))).single()
        assertEquals(stage.words(Text.Seconds, 87), clock.config[SemanticsProperties.StateDescription])
    }

    @Test
    fun `the field of the number says how many digits it takes`() {
        stage.show(sample("request"))
        rule.onNode(hasSetTextAction() and hasContentDescription(stage.words(Text.RequestNumber, 2))).assertExists()
    }

    @Test
    fun `an address stays whole where it is read`() {
        stage.show(sample("request_long"))
        rule.onNode(hasText(LONG_EMAIL)).assertExists()
    }

    @Test
    @Config(qualifiers = "it-rIT-w320dp-h480dp-notnight-mdpi", fontScale = 2f)
    fun `a sign-in can be denied without looking for the button, however small the phone and large the letters`() {
        for (sample in SAMPLES.filter { it.name.startsWith("request") && it.name !in ANSWERED }) {
            stage.show(sample)
            stage.sent.clear()
            rule.onNodeWithText(stage.words(Text.RequestDeny)).assertIsDisplayed().performClick()
            assertTrue("$sample", stage.sent.single() is Action.Deny)
        }
    }

    @Test
    @Config(qualifiers = "it-rIT-w640dp-h320dp-land-notnight-mdpi")
    fun `nor on its side`() = `a sign-in can be denied without looking for the button, however small the phone and large the letters`()

    private fun sample(name: String) = SAMPLES.single { it.name == name }

    private fun all(matcher: SemanticsMatcher): List<SemanticsNode> = rule.onAllNodes(matcher).fetchSemanticsNodes()

    private val SemanticsNode.words: String
        get() =
            listOfNotNull(
                config.getOrNull(SemanticsProperties.ContentDescription)?.joinToString(),
                config.getOrNull(SemanticsProperties.Text)?.joinToString(),
                config.getOrNull(SemanticsProperties.EditableText)?.text,
            ).joinToString()

    private companion object {
        /** Answered already: nothing is left to deny. */
        val ANSWERED = setOf("request_confirming", "request_denying", "request_kept")
    }
}
