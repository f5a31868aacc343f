package org.assenso.ui.text

import org.assenso.bridge.Problem
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Browser
import org.assenso.bridge.model.KeyLevel
import org.assenso.bridge.model.OperatingSystem
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.SignIn
import org.assenso.ui.flow
import org.assenso.ui.sms
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The sentences for what the core tells. */
class SentencesTest {
    private val languages = listOf(ParsedWords.English, ParsedWords.Italian)

    private val problems: List<Problem> =
        Problem.Plain.entries +
            listOf(
                Problem.WrongCode(2),
                Problem.TooManySms(7),
                Problem.TooManyTries(7),
                Problem.TooManyTries(null),
                Problem.Prerequisites(screenLock = false, notifications = true),
            ) +
            Association.entries.map { Problem.Dissociated(it) }

    @Test
    fun `every kind of problem is among them`() {
        val kinds = Problem::class.java.permittedSubclasses.toSet()
        assertEquals(kinds, problems.map { it.javaClass }.toSet())
    }

    @Test
    fun `every problem has a sentence of its own in each language, short enough for a phone`() {
        for (words in languages) {
            val said = problems.map { words.problem(it) }
            assertEquals(said.size, said.toSet().size, "one sentence twice")
            for (sentence in said) {
                assertTrue(sentence.length <= 200, sentence)
                assertTrue(!sentence.first().isLowerCase(), sentence)
                assertTrue(sentence.endsWith('.') || sentence.contains("https://"), sentence)
                assertTrue('%' !in sentence, sentence)
            }
        }
    }

    @Test
    fun `every problem says what to do, which is a second thing`() {
        for (problem in Problem.Plain.entries) {
            val sentence = ParsedWords.English.problem(problem)
            assertTrue(Regex("[.:;,] ").containsMatchIn(sentence) || problem in instructions, sentence)
        }
    }

    /** These are what to do, and nothing else. */
    private val instructions = setOf(Problem.Plain.InvalidNumber)

    @Test
    fun `numbers stand in the sentences`() {
        val words = ParsedWords.English
        assertTrue("2" in words.problem(Problem.WrongCode(2)))
        assertTrue("7 min" in words.problem(Problem.TooManySms(7)))
        assertTrue("7 min" in words.problem(Problem.TooManyTries(7)))
        val replaced = words.problem(Problem.Dissociated(Association.Replaced))
        assertEquals(
            "Not associated: another phone was associated in its place. Associate this device again.",
            replaced,
        )
    }

    @Test
    fun `every outcome has a title and a text of its own`() {
        for (words in languages) {
            assertEquals(
                8,
                Outcome.entries
                    .map { words(it.title) }
                    .toSet()
                    .size,
            )
            assertEquals(
                8,
                Outcome.entries
                    .map { words(it.text) }
                    .toSet()
                    .size,
            )
        }
    }

    @Test
    fun `what a report led to is said for each reason`() {
        assertEquals(Text.ReportNotMeTaken, said(ReportReason.NotMe, ReportOutcome.Taken))
        assertEquals(Text.ReportMistakeTaken, said(ReportReason.Mistake, ReportOutcome.Taken))
        for (reason in ReportReason.entries) {
            assertEquals(Text.ReportNotTaken, said(reason, ReportOutcome.NotTaken))
        }
    }

    @Test
    fun `every association and every place of keys has a text of its own`() {
        assertEquals(
            Association.entries.size,
            Association.entries
                .map { it.text }
                .toSet()
                .size,
        )
        assertEquals(
            KeyLevel.entries.size,
            KeyLevel.entries
                .map { it.text }
                .toSet()
                .size,
        )
    }

    @Test
    fun `how far a pairing is`() {
        val progress =
            mapOf(
                At.SignIn to Text.AccountsSigningIn,
                At.SignInCode(sms()) to Text.AccountsSigningIn,
                At.Recovered to Text.AccountsSignedIn,
                At.Activate(null) to Text.AccountsNotActive,
                At.NumberCode(null) to Text.AccountsNotActive,
                At.Ended to Text.AccountsSigningIn,
                At.SignedIn to Text.AccountsSignedIn,
                At.AssociateCode(null) to Text.AccountsSignedIn,
                At.Finish to Text.AccountsInterrupted,
                At.Associated(AccountKey(1)) to Text.AssociationAssociated,
            )
        assertEquals(progress, progress.keys.associateWith { flow(it).progress })
    }

    @Test
    fun `a browser and its system are named, or called another`() {
        val known = SignIn(Browser.Firefox, OperatingSystem.MacOs, "192.0.2.7", null, known = true)
        assertEquals("Firefox su macOS", ParsedWords.Italian.browser(known))
        val other = known.copy(browser = Browser.Other, system = OperatingSystem.Other)
        assertEquals("Another on Another", ParsedWords.English.browser(other))
        val all = Browser.entries.flatMap { browser -> OperatingSystem.entries.map { browser to it } }
        val named = all.map { ParsedWords.English.browser(known.copy(browser = it.first, system = it.second)) }
        assertEquals(all.size, named.toSet().size)
    }
}
