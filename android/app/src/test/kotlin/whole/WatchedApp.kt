package org.assenso.app.whole

import org.assenso.tests.service.Middle
import org.assenso.tests.service.Service
import org.junit.After

/** The whole app with somebody before the provider who sees every call, answers in its place, or cuts the line. */
abstract class WatchedApp : WholeApp() {
    protected val middle = Middle.listen()

    override fun provider(): Service = middle.service()

    @After
    fun leave() = middle.close()
}
