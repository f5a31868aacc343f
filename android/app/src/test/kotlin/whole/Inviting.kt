package org.assenso.app.whole

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.assenso.bridge.Gateway
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.Request
import org.assenso.bridge.model.Secret
import org.assenso.bridge.phone.Associating
import org.assenso.bridge.phone.Phone
import org.assenso.bridge.phone.associated
import org.assenso.bridge.phone.ok
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Person
import org.assenso.tests.service.Service

/** A browser where somebody is signed in whose password is enough: there "Add this mailbox to a phone" makes links. */
fun Service.signedIn(): Browser = Browser(this).also { it.signIn(person(twoStep = false)) }

/** The same for [person], who has 2-step verification: by the phone that they had until now. */
fun Service.signedIn(person: Person): Browser =
    Phone().use { old ->
        runBlocking {
            val app = old.open()
            val account = app.associated(Associating(issuer, person.email, person.password) { smsCode(person) })
            val browser = Browser(this@signedIn)
            val page = browser.signIn(person)
            app.approve(account, app.firstRequest().id, Secret(page.number)).ok()
            browser.also { it.goOn(page) }
        }
    }

/** The first request that this phone is told of. */
suspend fun Gateway.firstRequest(): Request {
    val told = changes().first { it is Change.RequestsAre && it.open.isNotEmpty() }
    return (told as Change.RequestsAre).open.first()
}
