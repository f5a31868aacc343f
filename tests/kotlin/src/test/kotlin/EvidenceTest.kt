package org.assenso.tests

import com.nimbusds.jose.JWSObject
import com.nimbusds.jose.jwk.ECKey
import org.assenso.ffi.Evidence
import org.assenso.ffi.KeyRole
import org.assenso.ffi.ReportReason
import org.assenso.tests.service.Chain
import org.assenso.tests.service.claims
import org.assenso.tests.service.hash
import org.assenso.tests.service.subject
import org.assenso.tests.service.verifies
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The answers and receipts that the app hands out, verified by somebody else's library. */
class EvidenceTest {
    private class Proof(
        evidence: Evidence,
        val approval: ECKey,
        val possession: ECKey,
        val chain: Chain,
    ) {
        val request = evidence.request
        val answer = evidence.answer!!
        val receipt = evidence.receipt!!
    }

    private fun evidence(check: suspend Scenario.(Proof, String) -> Unit) =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            signIn.request.approve(signIn.number)
            val id = signIn.request.details().id
            val evidence = app().evidence(account, id)!!
            val approval = phone.key.public(KeyRole.APPROVAL).single()
            val possession = phone.key.public(KeyRole.POSSESSION).single()
            val chain = Chain(service)
            check(Proof(evidence, approval, possession, chain), id)
        }

    @Test
    fun `an approval is signed by the approval key, over what the page showed`() =
        evidence { evidence, id ->
            assertTrue(verifies(evidence.answer, evidence.approval))
            assertFalse(verifies(evidence.answer, evidence.possession))
            val header = JWSObject.parse(evidence.answer).header
            assertEquals("assenso-answer+jwt", header.type.type)
            assertEquals(evidence.approval.computeThumbprint().toString(), header.keyID)
            val said = claims(evidence.answer)
            assertEquals(evidence.possession.computeThumbprint().toString(), said["iss"])
            assertEquals(service.issuer, said["aud"])
            assertEquals(id, said["request_id"])
            assertEquals("approve", said["decision"])
        }

    @Test
    fun `a receipt is the provider's word on that answer, under its root`() =
        evidence { evidence, id ->
            val said = evidence.chain.verified(evidence.receipt, "assenso-receipt+jwt")
            assertEquals(service.issuer, said["iss"])
            assertEquals(evidence.possession.computeThumbprint().toString(), said["aud"])
            assertEquals(id, said["request_id"])
            assertEquals(subject(evidence.answer), said["of"])
            assertEquals(claims(evidence.answer)["request"], said["request"])
            assertEquals("approved", said["state"])
        }

    @Test
    fun `a denial is signed by the possession key`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            signIn.request.deny()
            val entry = app().evidence(account, signIn.request.details().id)!!
            val answer = entry.answer!!
            assertTrue(verifies(answer, phone.key.public(KeyRole.POSSESSION).single()))
            assertFalse(verifies(answer, phone.key.public(KeyRole.APPROVAL).single()))
            val said = Chain(service).verified(entry.receipt!!, "assenso-receipt+jwt")
            assertEquals("denied", said["state"])
            assertEquals(subject(answer), said["of"])
        }

    @Test
    fun `a report is signed by the possession key, over its denial`() =
        scenario {
            val account = associated()
            val signIn = signIn(account)
            signIn.request.deny()
            signIn.request.report(ReportReason.NOT_ME)
            val entry = app().evidence(account, signIn.request.details().id)!!
            val report = entry.report!!
            assertTrue(verifies(report, phone.key.public(KeyRole.POSSESSION).single()))
            assertFalse(verifies(report, phone.key.public(KeyRole.APPROVAL).single()))
            val said = claims(report)
            assertEquals("not_me", said["reason"])
            assertEquals(subject(entry.answer!!), said["answer"])
            val receipt =
                Chain(service).verified(entry.reportReceipt!!, "assenso-receipt+jwt")
            assertEquals("reported", receipt["state"])
            assertEquals(subject(report), receipt["of"])
        }

    @Test
    fun `with any part changed neither verifies`() =
        evidence { evidence, _ ->
            for (part in 0..2) {
                val answer = withChange(evidence.answer, part)
                assertFalse(runCatching { verifies(answer, evidence.approval) }.getOrDefault(false))
                val receipt = withChange(evidence.receipt, part)
                assertThrows(Exception::class.java) {
                    evidence.chain.verified(receipt, "assenso-receipt+jwt")
                }
            }
            assertThrows(IllegalArgumentException::class.java) {
                evidence.chain.verified(evidence.answer, "assenso-receipt+jwt")
            }
        }

    @Test
    fun `a receipt verifies after the provider has changed its keys`() =
        evidence { evidence, _ ->
            service.rotateKeys()
            Chain(service).verified(evidence.receipt, "assenso-receipt+jwt")
        }

    @Test
    fun `the request that was answered is the one that the provider signed`() =
        evidence { evidence, id ->
            val said = evidence.chain.verified(evidence.request, "assenso-request+jwt")
            assertEquals(id, said["id"])
            assertEquals(hash(evidence.request), claims(evidence.answer)["request"])
        }

    /** One letter in the middle of a part is another one. */
    private fun withChange(
        compact: String,
        part: Int,
    ): String {
        val parts = compact.split('.').toMutableList()
        val at = parts[part].length / 2
        val other = if (parts[part][at] == 'A') 'B' else 'A'
        parts[part] = parts[part].replaceRange(at, at + 1, other.toString())
        return parts.joinToString(".")
    }
}
