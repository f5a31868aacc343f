package org.assenso.tests

import org.assenso.ffi.ApprovalException
import org.assenso.ffi.KeyClass
import org.assenso.ffi.Outcome
import org.assenso.ffi.PairingException
import org.assenso.ffi.PairingStep
import org.assenso.ffi.PlatformKeyException
import org.assenso.tests.phone.Act
import org.assenso.tests.phone.SoftwareKey
import org.assenso.tests.phone.codeWanted
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** Keys that answer what is not their signature, and keys that are gone. */
class WrongSignatureTest {
    /** What a key answers in place of its signature. */
    enum class Answer(
        val act: Act<ByteArray>,
    ) {
        NOTHING(SoftwareKey.answering(byteArrayOf())),
        GARBAGE(SoftwareKey.answering(ByteArray(70) { it.toByte() })),
        MUCH_GARBAGE(SoftwareKey.answering(ByteArray(1 shl 20) { 0x30 })),
        ANOTHER_KEYS(SoftwareKey.answering(SoftwareKey.byAnotherKey("other".encodeToByteArray()))),
        WRONG_BIT(SoftwareKey.withWrongBit),
        TRAILING_BYTE(SoftwareKey.withTrailingByte),
        NOT_DER(SoftwareKey.asJoseWritesIt),
    }

    @ParameterizedTest
    @EnumSource
    fun `what is not the approval key's signature is never sent`(answer: Answer) =
        scenario {
            val signIn = signIn(associated())
            phone.key.signingAfterPrompt.next(answer.act)
            val refusal =
                refusal<ApprovalException.Unavailable> { signIn.request.approve(signIn.number) }
            assertEquals("approval.key_store", refusal.message)
            assertEquals(0, middle.count("/answers"))
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
        }

    @ParameterizedTest
    @EnumSource
    fun `what is not the possession key's signature is never sent`(answer: Answer) =
        scenario {
            val account = associated()
            val approvals = app().approvals(account)
            val before = middle.count("/inbox")
            phone.key.signingSilently.next(answer.act)
            val refusal = refusal<ApprovalException.Unavailable> { approvals.refresh() }
            assertEquals("approval.key_store", refusal.message)
            assertEquals(before, middle.count("/inbox"))
            approvals.refresh()
        }

    @ParameterizedTest
    @EnumSource
    fun `what is not the new key's signature associates nothing`(answer: Answer) =
        scenario {
            val (pairing, step) = app().codeWanted(service, person)
            phone.key.signingAfterPrompt.next(answer.act)
            val code = service.smsCode(person).encodeToByteArray()
            val refusal =
                refusal<PairingException.Unavailable> { step.submit(code, KeyClass.DEVICE) }
            assertEquals("pairing.key_store", refusal.message)
            assertEquals(0, middle.count("/pairing/statement"))
            val finish = (pairing.step() as PairingStep.Finish).step
            assertTrue(finish.resume() is PairingStep.Associated)
        }

    @Test
    fun `the other key's signature over the same bytes is never sent`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            phone.key.swapRoles()
            refusal<ApprovalException.Unavailable> { signIn.request.approve(signIn.number) }
            assertEquals(0, middle.count("/answers"))
            phone.key.swapRoles()
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
        }

    @Test
    fun `a key that a new face or finger ended says associate again, and denying still works`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            phone.key.enrolAnew()
            val refusal =
                refusal<ApprovalException.KeyInvalidated> { signIn.request.approve(signIn.number) }
            assertEquals("approval.key_invalidated", refusal.message)
            assertEquals(Outcome.Denied, signIn.request.deny())
            assertEquals("over", signIn.browser.decided())
            // Associating again, on the same phone and with a new key, cures it.
            val again = signIn(associated())
            assertEquals(Outcome.Approved, again.request.approve(again.number))
        }

    @Test
    fun `a prompt that the person dismissed leaves the request open`() =
        scenario {
            val signIn = signIn(associated())
            phone.key.signingAfterPrompt.failNext(PlatformKeyException.Cancelled())
            val refusal =
                refusal<ApprovalException.Cancelled> { signIn.request.approve(signIn.number) }
            assertEquals("approval.cancelled", refusal.message)
            assertEquals(0, middle.count("/answers"))
            assertTrue(signIn.request.timeLeftMs() > 0uL)
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
            assertEquals("approved", signIn.browser.decided())
        }
}
