package org.assenso.app.whole

import android.Manifest
import android.app.KeyguardManager
import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.hardware.biometrics.BiometricManager
import android.net.Uri
import android.os.Bundle
import android.os.Looper
import android.os.Parcel
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isFocused
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextReplacement
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.ViewModelProvider
import androidx.test.core.app.ActivityScenario
import androidx.test.core.app.ApplicationProvider
import androidx.test.platform.app.InstrumentationRegistry
import org.assenso.app.MainActivity
import org.assenso.app.PhoneViewModel
import org.assenso.app.ResourceWords
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Page
import org.assenso.tests.service.Person
import org.assenso.tests.service.Service
import org.assenso.ui.state.Action
import org.assenso.ui.state.Screen
import org.assenso.ui.text.Text
import org.assenso.ui.text.Words
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowBiometricManager
import org.robolectric.shadows.ShadowBiometricPrompt
import java.time.Duration

/** A phone with the app on it, in the hands of a person who reads the screen. */
class Handset(
    private val compose: ComposeTestRule,
    private val service: Service,
) : AutoCloseable {
    val app: TestApplication = ApplicationProvider.getApplicationContext()
    val notifications: NotificationManager = app.getSystemService(NotificationManager::class.java)
    val words: Words get() = ResourceWords(app.resources)
    private var scenario: ActivityScenario<MainActivity>? = null
    private var returned: ActivityController<MainActivity>? = null

    init {
        FakeKeyStore.install()
        secure(true)
        Shadow.extract<ShadowBiometricManager>(app.getSystemService(BiometricManager::class.java)).setCanAuthenticate(true)
        shadowOf(app).grantPermissions(Manifest.permission.POST_NOTIFICATIONS, Manifest.permission.HIDE_OVERLAY_WINDOWS)
        shadowOf(notifications).setNotificationsEnabled(true)
    }

    /** Sets a screen lock, or takes it away. */
    fun secure(locked: Boolean) = shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(locked)

    /** Taps the app's icon, or what else brings it up, and passes the app's lock. */
    fun open(
        intent: Intent = Intent(app, MainActivity::class.java),
        unlock: Boolean = true,
    ) {
        scenario = ActivityScenario.launch(intent)
        if (unlock) confirm()
    }

    /** What the system starts the app with when the person opens the link of an invitation. */
    fun invited(link: String): Intent =
        Intent(Intent.ACTION_VIEW, Uri.parse(link)).addCategory(Intent.CATEGORY_BROWSABLE).setClass(app, MainActivity::class.java)

    /** The system hands an intent to the app that is there already. */
    fun receive(intent: Intent) {
        scenario!!.onActivity {
            val first = it.intent
            InstrumentationRegistry.getInstrumentation().callActivityOnNewIntent(it, intent)
            // By this one the scenario knows its activity.
            it.intent = first
        }
        compose.waitForIdle()
    }

    /** The camera reads a QR code. No camera is played: what it would have read is handed to the screen, once that looks. */
    fun scan(text: String) =
        window { activity ->
            val model = ViewModelProvider(activity)[PhoneViewModel::class.java]
            until("the camera to look") { (model.state.screen as? Screen.Scan)?.isLooking == true }
            model.send(Action.Scanned(text))
        }

    /** Turns the phone. */
    fun turn() {
        scenario?.recreate()
    }

    /** Leaves the app, which goes on in the background. */
    fun leave() {
        scenario?.moveToState(Lifecycle.State.CREATED)
    }

    /** Comes back to it. */
    fun comeBack() {
        scenario?.moveToState(Lifecycle.State.RESUMED)
    }

    /** The window that is on the screen. */
    fun window(look: (MainActivity) -> Unit) {
        checkNotNull(scenario).onActivity(look)
        compose.waitForIdle()
    }

    /** Confirms in the system's prompt, once it is up. */
    fun confirm() {
        prompted()
        pass()
        compose.waitForIdle()
    }

    /** Confirms if there is a prompt. */
    fun passPrompt() {
        if (ShadowBiometricPrompt.getCurrentPrompt() != null) pass()
    }

    /** The hardware verifies the person, then the system tells the app. */
    private fun pass() {
        FakeKeyStore.verifyPerson()
        ShadowBiometricPrompt.authenticateCurrentSessionSuccessfully()
    }

    /** Waits for the system's prompt. */
    fun prompted() = until("a prompt") { ShadowBiometricPrompt.getCurrentPrompt() != null }

    /** The permissions that the system asks the person for. */
    fun asked(): List<String> {
        var asked = emptyList<String>()
        scenario!!.onActivity {
            asked =
                shadowOf(it)
                    .lastRequestedPermission
                    ?.requestedPermissions
                    .orEmpty()
                    .toList()
        }
        return asked
    }

    /** Waits for words on the screen. */
    fun see(
        text: Text,
        vararg args: Any,
    ) = see(words(text, *args))

    fun see(text: String) = until("“$text”") { has(hasText(text, substring = true)) || has(hasContentDescription(text, substring = true)) }

    /** Whether they are there now. */
    fun sees(
        text: Text,
        vararg args: Any,
    ) = has(hasText(words(text, *args), substring = true))

    /** Whether what says so is what the Enter key would press. */
    fun isFocus(text: Text) = has(hasText(words(text)) and hasClickAction() and isFocused())

    /** Presses what says so. */
    fun press(
        text: Text,
        vararg args: Any,
    ) {
        val button = (hasText(words(text, *args)) or hasContentDescription(words(text, *args))) and hasClickAction()
        until("a button “${words(text, *args)}”") { has(button) }
        node(button).performSemanticsAction(SemanticsActions.OnClick)
        compose.waitForIdle()
    }

    /** Chooses one of several. */
    fun choose(text: Text) = choose(words(text))

    fun choose(text: String) {
        val option = hasText(text, substring = true) and hasClickAction()
        until("a choice “$text”") { has(option) }
        node(option).performSemanticsAction(SemanticsActions.OnClick)
        compose.waitForIdle()
    }

    /** Types into the field of this label. */
    fun type(
        label: Text,
        value: String,
    ) = type(hasSetTextAction() and (hasText(words(label)) or hasContentDescription(words(label), substring = true)), value)

    /** Types into the only field. */
    fun type(value: String) = type(hasSetTextAction(), value)

    private fun type(
        field: SemanticsMatcher,
        value: String,
    ) {
        until("a field ${field.description}") { has(field) }
        node(field).performTextReplacement(value)
        compose.waitForIdle()
    }

    /** Associates this phone with the mailbox of [person]: from the first screen to the last; [between] comes at each page. */
    fun associate(
        person: Person,
        between: () -> Unit = {},
    ) {
        signIn(person, between)
        askToAssociate(person, between)
        finish()
    }

    /** From "Associate device" to the prompts. */
    fun askToAssociate(
        person: Person,
        between: () -> Unit = {},
        button: Text = Text.PairAssociate,
    ) {
        press(button)
        see(Text.PairClassTitle)
        between()
        choose(Text.PairClassDevice)
        press(Text.GoOn)
        see(Text.PairCodeWarning)
        between()
        type(service.smsCode(person))
        press(Text.GoOn)
    }

    /** From the first screen to "Associate device". */
    fun signIn(
        person: Person,
        between: () -> Unit = {},
    ) {
        beginSignIn(between)
        type(Text.PairEmail, person.email)
        typePassword(person)
        between()
        typeCode(person)
        between()
    }

    /** From the first screen to e-mail and password. */
    fun beginSignIn(between: () -> Unit = {}) {
        press(Text.AccountsAdd)
        see(Text.PairProviderTitle)
        between()
        type(service.issuer)
        press(Text.GoOn)
        see(Text.PairSignInTitle)
        between()
    }

    /** The password, and on to the code of the sign-in. */
    fun typePassword(person: Person) {
        type(Text.PairPassword, person.password)
        press(Text.PairSignIn)
        see(Text.PairCodeTitle)
    }

    /** From the first screen to where verification can be activated: the number, if the provider knows none, and its code. */
    fun signInToActivate(
        person: Person,
        between: () -> Unit = {},
    ) {
        beginSignIn(between)
        type(Text.PairEmail, person.email)
        type(Text.PairPassword, person.password)
        press(Text.PairSignIn)
        see(Text.PairMobileTitle)
        between()
        type(person.number)
        press(Text.GoOn)
        see(Text.PairNumberCodeTitle)
        between()
        type(service.smsCode(person))
        press(Text.PairVerify)
        see(Text.PairActivateMail)
        between()
    }

    /** That code, and on to "Associate device". */
    fun typeCode(person: Person) {
        type(service.smsCode(person))
        press(Text.PairVerify)
        see(Text.PairNoticeTitle)
    }

    /** The prompts of an association, and its success. */
    fun finish(success: Text = Text.PairSuccessTitle) {
        until("the success") {
            passPrompt()
            sees(success)
        }
        press(Text.PairDone)
        see(Text.AccountsWatching)
    }

    /** Somebody signs in to [person]'s mailbox in a browser. */
    fun signInSomewhere(person: Person): Pair<Browser, Page> {
        val browser = Browser(service)
        return browser to browser.signIn(person)
    }

    /** The notification about a request, once it is there. */
    fun notification(): Notification {
        until("a notification") { shadowOf(notifications).size() > 0 }
        return shadowOf(notifications).allNotifications.first()
    }

    fun until(
        what: String,
        done: () -> Boolean,
    ) {
        try {
            compose.waitUntil(PATIENCE_MS) {
                // What came back from other threads waits for the main one.
                shadowOf(Looper.getMainLooper()).idle()
                done()
            }
        } catch (late: ComposeTimeoutException) {
            throw AssertionError("waited for $what; the screen says: ${shown()}", late)
        }
    }

    /** All six-digit codes on the screen, in their order. */
    fun codes(): List<String> = texts().mapNotNull { SIX_DIGITS.find(it)?.value?.filter(Char::isDigit) }.distinct()

    /** The groups of the recovery code on the screen, in their order. */
    fun groups(): List<String> = texts().mapNotNull { GROUP.matchEntire(it)?.groupValues?.get(1) }

    private fun texts(): List<String> =
        compose
            .onAllNodes(SemanticsMatcher("any") { true })
            .fetchSemanticsNodes(false)
            .flatMap { node ->
                node.config.getOrElse(SemanticsProperties.Text) { emptyList() }.map { it.text } +
                    node.config.getOrElse(SemanticsProperties.ContentDescription) { emptyList() }
            }

    /** Time goes by on the phone; nobody else notices. */
    fun wait(time: Duration) = shadowOf(Looper.getMainLooper()).idleFor(time)

    private fun has(matcher: SemanticsMatcher): Boolean = compose.onAllNodes(matcher).fetchSemanticsNodes(false).isNotEmpty()

    private fun node(matcher: SemanticsMatcher): SemanticsNodeInteraction = compose.onAllNodes(matcher)[0]

    private fun shown(): String =
        compose
            .onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.Text))
            .fetchSemanticsNodes(false)
            .joinToString(" | ") { node -> node.config[SemanticsProperties.Text].joinToString(" ") { it.text } }

    /** The window goes; with [die] the process too. */
    fun close(die: Boolean) {
        scenario?.close()
        scenario = null
        returned?.close()
        returned = null
        if (die) app.die()
    }

    /** The system ends the process in the background, and starts the app again with what it had saved, which is returned. */
    fun dieInTheBackground(): ByteArray {
        leave()
        val saved = Bundle()
        var intent: Intent? = null
        scenario!!.onActivity {
            InstrumentationRegistry.getInstrumentation().callActivityOnSaveInstanceState(it, saved)
            intent = it.intent
        }
        val bytes = Parcel.obtain().run { writeBundle(saved).let { marshall() }.also { recycle() } }
        close(die = true)
        returned = Robolectric.buildActivity(MainActivity::class.java, intent).setup(bundle(bytes))
        return bytes
    }

    private fun bundle(bytes: ByteArray): Bundle? =
        Parcel.obtain().run {
            unmarshall(bytes, 0, bytes.size)
            setDataPosition(0)
            readBundle(MainActivity::class.java.classLoader).also { recycle() }
        }

    override fun close() = close(true)

    private companion object {
        const val PATIENCE_MS = 30_000L
        val SIX_DIGITS = Regex("(?<![0-9])([0-9][ ,]*){5}[0-9](?![0-9])")
        val GROUP = Regex("[1-7] ([0-9A-Z]{4})")
    }
}
