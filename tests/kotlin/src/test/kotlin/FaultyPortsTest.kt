package org.assenso.tests

import org.assenso.ffi.ApprovalException
import org.assenso.ffi.Change
import org.assenso.ffi.CodesException
import org.assenso.ffi.KeyClass
import org.assenso.ffi.OpenException
import org.assenso.ffi.Outcome
import org.assenso.ffi.PairingException
import org.assenso.ffi.PairingStep
import org.assenso.ffi.PlatformCodesVaultException
import org.assenso.ffi.PlatformException
import org.assenso.ffi.PlatformKeyException
import org.assenso.ffi.PlatformVaultException
import org.assenso.tests.phone.LogSink
import org.assenso.tests.phone.Mark
import org.assenso.tests.phone.Recorder
import org.assenso.tests.phone.codeWanted
import org.assenso.tests.phone.signedIn
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/**
 * Ports that throw: what they declare, what they do not, and a `java.lang.Error`.
 *
 * Each ends in the error of whoever called, nothing of its text crosses, and the app goes on.
 */
class FaultyPortsTest {
    /** How a port throws. */
    enum class Fault { EXPECTED, UNEXPECTED, ERROR }

    private fun Fault.with(
        mark: Mark,
        expected: () -> Exception,
    ): Throwable =
        when (this) {
            Fault.EXPECTED -> expected()
            Fault.UNEXPECTED -> mark.unexpected()
            Fault.ERROR -> mark.error()
        }

    @ParameterizedTest
    @EnumSource
    fun `a vault that throws keeps the app closed`(fault: Fault) =
        scenario {
            val mark = Mark()
            phone.vault.getting.failNext(fault.with(mark) { PlatformVaultException.Unavailable() })
            val refusal = refusal<OpenException.Unavailable> { phone.open() }
            assertFalse(mark.leaked(refusal))
            phone.vault.putting.failNext(fault.with(mark) { PlatformVaultException.Unavailable() })
            assertFalse(mark.leaked(refusal<OpenException.Unavailable> { phone.open() }))
            assertTrue(app().accounts().isEmpty())
        }

    @ParameterizedTest
    @EnumSource
    fun `a key store that can't list or delete keeps nothing from opening`(fault: Fault) =
        scenario {
            val mark = Mark()
            app().codeWanted(service, person)
            // The file is gone, as after a new install, and the keys are still there.
            phone.kill()
            phone.deleteFile()
            phone.vault.lose()
            phone.key.deleting.failNext(fault.with(mark) { PlatformKeyException.Unavailable() })
            restartApp()
            assertFalse(mark.leaked(null))
            assertEquals(1, phone.key.deleting.calls)
            phone.kill()
            phone.deleteFile()
            phone.vault.lose()
            phone.key.listing.failNext(fault.with(mark) { PlatformKeyException.Unavailable() })
            restartApp()
            assertFalse(mark.leaked(null))
        }

    @ParameterizedTest
    @EnumSource
    fun `a key store that makes no key begins no pairing`(fault: Fault) =
        scenario {
            val mark = Mark()
            phone.key.creating.failNext(fault.with(mark) { PlatformKeyException.Unavailable() })
            val refusal = refusal<PairingException.Unavailable> { app().pair(service.issuer) }
            assertEquals("pairing.key_store", refusal.message)
            assertFalse(mark.leaked(refusal))
            associated()
        }

    @ParameterizedTest
    @EnumSource
    fun `an approval key that throws leaves the request open`(fault: Fault) =
        scenario {
            val mark = Mark()
            val signIn = signIn(associated())
            val thrown = fault.with(mark) { PlatformKeyException.Unavailable() }
            phone.key.signingAfterPrompt.failNext(thrown)
            val refusal =
                refusal<ApprovalException.Unavailable> { signIn.request.approve(signIn.number) }
            assertEquals("approval.key_store", refusal.message)
            assertFalse(mark.leaked(refusal))
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
        }

    @ParameterizedTest
    @EnumSource
    fun `a possession key that throws keeps the denial for later`(fault: Fault) =
        scenario {
            val mark = Mark()
            val account = associated()
            val signIn = signIn(account)
            val thrown = fault.with(mark) { PlatformKeyException.Unavailable() }
            phone.key.signingSilently.failNext(thrown)
            val refusal = refusal<ApprovalException.Underway> { signIn.request.deny() }
            assertFalse(mark.leaked(refusal))
            val approvals = app().approvals(account)
            approvals.refresh()
            assertEquals(Outcome.Denied, approvals.outcome(signIn.request.details().id))
        }

    @ParameterizedTest
    @EnumSource
    fun `a codes vault that throws shows no code`(fault: Fault) =
        scenario {
            val mark = Mark()
            associated()
            val thrown = fault.with(mark) { PlatformCodesVaultException.Unavailable() }
            phone.codesVault.unlocking.failNext(thrown)
            val refusal = refusal<CodesException.Unavailable> { app().unlockCodes() }
            assertEquals("codes.vault", refusal.message)
            assertFalse(mark.leaked(refusal))
            assertEquals(1, app().unlockCodes().list().size)
        }

    @ParameterizedTest
    @EnumSource
    fun `a codes vault that throws stops an association, which then goes on`(fault: Fault) =
        scenario {
            val mark = Mark()
            val (pairing, step) = app().codeWanted(service, person)
            val thrown = fault.with(mark) { PlatformCodesVaultException.Unavailable() }
            phone.codesVault.unlocking.failNext(thrown)
            val code = service.smsCode(person).encodeToByteArray()
            val refusal =
                refusal<PairingException.Unavailable> { step.submit(code, KeyClass.DEVICE) }
            assertEquals("pairing.codes_vault", refusal.message)
            assertFalse(mark.leaked(refusal))
            val finish = (pairing.step() as PairingStep.Finish).step
            assertTrue(finish.resume() is PairingStep.Associated)
        }

    @ParameterizedTest
    @EnumSource
    fun `a posture that throws is no permission to associate`(fault: Fault) =
        scenario {
            val mark = Mark()
            val (_, step) = app().signedIn(service, person)
            phone.posture.answering.failNext(fault.with(mark) { PlatformException.Unavailable() })
            val refusal = refusal<PairingException.Unavailable> { step.associate() }
            assertEquals("pairing.posture", refusal.message)
            assertFalse(mark.leaked(refusal))
            step.associate()
        }

    @ParameterizedTest
    @EnumSource
    fun `a clock that throws is past the end of every request`(fault: Fault) =
        scenario {
            val mark = Mark()
            val signIn = signIn(associated())
            phone.clock.fault = { throw fault.with(mark) { PlatformException.Unavailable() } }
            assertEquals(0uL, signIn.request.timeLeftMs())
            assertEquals(Outcome.Expired, signIn.request.approve(signIn.number))
            assertEquals(1, phone.key.signingAfterPrompt.calls)
            assertFalse(mark.leaked(null))
        }

    @ParameterizedTest
    @EnumSource
    fun `an observer that throws gets the next change all the same`(fault: Fault) =
        scenario {
            val mark = Mark()
            val recorder = Recorder()
            recorder.also = { throw fault.with(mark) { PlatformException.Unavailable() } }
            val app = app()
            app.observe(recorder).use {
                val account = associated()
                recorder.await { it is Change.Accounts && it.accounts.size == 1 }
                signIn(account)
                recorder.await { it is Change.Requests && it.open.size == 1 }
            }
            assertFalse(mark.leaked(null))
        }

    @ParameterizedTest
    @EnumSource
    fun `a log that throws is of no consequence`(fault: Fault) =
        scenario {
            val mark = Mark()
            LogSink.also = { throw fault.with(mark) { PlatformException.Unavailable() } }
            try {
                associated()
            } finally {
                LogSink.also = {}
            }
            assertFalse(mark.leaked(null))
        }
}
