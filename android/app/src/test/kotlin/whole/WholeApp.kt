package org.assenso.app.whole

import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import org.assenso.tests.service.Service
import org.junit.After
import org.junit.Before
import org.junit.Rule
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** The whole app with the real core against the real stand-in provider: only the phone's hardware is played. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestApplication::class, qualifiers = "en-rUS-w411dp-h891dp-xxhdpi")
abstract class WholeApp {
    @get:Rule
    val compose = createEmptyComposeRule()

    protected lateinit var service: Service
    protected lateinit var phone: Handset

    /** Starts the provider. */
    protected open fun provider(): Service = Service.start()

    @Before
    fun start() {
        service = provider()
        phone = Handset(compose, service)
    }

    @After
    fun end() {
        phone.close()
        service.close()
    }
}
