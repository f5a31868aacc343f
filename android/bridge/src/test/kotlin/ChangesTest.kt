package org.assenso.bridge

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import org.assenso.bridge.model.Account
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.Change
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.Secret
import org.assenso.bridge.phone.associated
import org.assenso.bridge.phone.ok
import org.assenso.tests.service.Browser
import org.assenso.tests.service.Service
import org.assenso.tests.service.Signer
import org.assenso.tests.service.claims
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import java.util.concurrent.CopyOnWriteArrayList

/** What is told while somebody listens. */
class ChangesTest {
    @Test
    fun `the accounts are told at once, then what waits`() =
        scenario {
            assertEquals(Change.AccountsAre(listOf<Account>()), app().changes().first())
            val account = associated()
            val told = app().changes().take(2).toList()
            assertEquals(listOf(Change.AccountsAre(paired()), Change.RequestsAre(account, listOf())), told)
        }

    @Test
    fun `a request is told when it comes and when it is gone, with its account`() =
        scenario {
            val account = associated()
            app().changes().listening { told ->
                told.await { it is Change.RequestsAre }
                val page = Browser(service).signIn(person)
                val open = told.await { it is Change.RequestsAre && it.open.isNotEmpty() } as Change.RequestsAre
                val seen = told.count
                assertEquals(account, open.account)
                assertEquals(Outcome.Approved, app().approve(account, open.open.single().id, Secret(page.number)).ok())
                told.await(after = seen) { it == Change.RequestsAre(account, listOf()) }
            }
        }

    @Test
    fun `whoever is told asks nothing of the core under its hands`() =
        scenario {
            associated()
            val within = CopyOnWriteArrayList<String>()
            phone.clock.alsoAtBoot = {
                within +=
                    Thread
                        .currentThread()
                        .stackTrace
                        .map { it.className }
                        .filter { it.endsWith("core.Listener") }
            }
            signIn()
            assertEquals(listOf<String>(), within)
        }

    @Test
    fun `two that listen are told the same, and one that leaves takes nothing from the other`() =
        scenario {
            val account = associated()
            app().changes().listening { one ->
                one.await { it is Change.RequestsAre }
                app().changes().listening { other ->
                    other.await { it is Change.RequestsAre }
                    Browser(service).signIn(person)
                    val told = other.await { it is Change.RequestsAre && it.open.isNotEmpty() } as Change.RequestsAre
                    one.await { it == told }
                }
                val told = one.await { it is Change.RequestsAre && it.open.isNotEmpty() } as Change.RequestsAre
                assertEquals(Outcome.Denied, app().deny(account, told.open.single().id).ok())
            }
        }

    @Test
    fun `a provider that is gone and comes back is told`() =
        scenario {
            val account = associated()
            app().changes().listening { told ->
                told.await { it is Change.RequestsAre }
                middle.cut()
                app().wake()
                told.await { it == Change.Reachable(account, false) }
                middle.mend()
                app().wake()
                told.await { it == Change.Reachable(account, true) }
            }
        }

    @Test
    fun `an inbox that does not verify is told as a problem, and that it is over`() =
        scenario {
            val account = associated()
            val stranger = Service.start().use(Signer::stolen)
            app().changes().listening { told ->
                told.await { it is Change.RequestsAre }
                middle.change("/inbox", "inbox") { stranger.sign("assenso-inbox+jwt", claims(it)) }
                app().wake()
                told.await { it == Change.Trouble(account, Problem.Plain.Untrusted) }
                middle.behave()
                app().wake()
                told.await { it == Change.Trouble(account, null) }
            }
        }

    @Test
    fun `a phone that was replaced is told so`() =
        scenario {
            associated()
            app().changes().listening { told ->
                told.await { it is Change.RequestsAre }
                phone().open().associated(who)
                app().wake()
                told.await { change ->
                    change is Change.AccountsAre && change.accounts.any { it.association == Association.Replaced }
                }
            }
        }
}
