package org.assenso.tests

import org.assenso.ffi.AccountException
import org.assenso.ffi.ApprovalException
import org.assenso.ffi.CodesException
import org.assenso.ffi.CreatedKey
import org.assenso.ffi.Development
import org.assenso.ffi.HardwareLevel
import org.assenso.ffi.KeyClass
import org.assenso.ffi.OpenException
import org.assenso.ffi.Outcome
import org.assenso.ffi.PairingException
import org.assenso.tests.phone.Phone
import org.assenso.tests.phone.begin
import org.assenso.tests.phone.codeWanted
import org.assenso.tests.phone.signIn
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

/** What no person types and no sound platform answers: typed errors, and the app goes on. */
class BadInputTest {
    private val long = "x".repeat(1 shl 20)
    private val strings = listOf("", "\u0000", "a\u0000b", long, "\u202E", "\uFFFF", "٠٧", " ")

    @Test
    fun `an issuer that is none is refused`() =
        scenario {
            for (issuer in strings + listOf("https://$long.example", "http://mail.example")) {
                val refusal = refusal<PairingException.NotAccepted> { app().pair(issuer) }
                assertTrue(refusal.message!!.length < 64, "nothing of it comes back")
            }
        }

    @Test
    fun `a text that is no invitation is refused`() =
        scenario {
            val link = "https://mail.example/.well-known/assenso/invite#t="
            for (text in strings + listOf(link, link + long, "WIFI:S:mail.example;;")) {
                val refusal = refusal<PairingException.NotAccepted> { app().invitation(text) }
                assertEquals("pairing.not_an_invitation", refusal.message)
            }
        }

    @Test
    fun `an e-mail that is none is refused or wrong`() =
        scenario {
            val (_, step) = app().begin(service)
            val password = byteArrayOf(65)
            for (email in listOf("", " ", long, "$long@demo.example")) {
                val refusal =
                    refusal<PairingException.NotAccepted> { step.submit(email, password) }
                assertEquals("pairing.invalid_input", refusal.message)
            }
            refusal<PairingException.NotAccepted> { step.submit("a\u0000b@x.example", password) }
        }

    @Test
    fun `a password that is no text is refused`() =
        scenario {
            val (_, step) = app().begin(service)
            for (password in bytes + listOf(ByteArray(1025) { 65 })) {
                val refusal =
                    refusal<PairingException.NotAccepted> { step.submit(person.email, password) }
                assertEquals("pairing.invalid_input", refusal.message)
            }
            refusal<PairingException.NotAccepted> { step.submit(person.email, byteArrayOf(0)) }
        }

    @Test
    fun `a code that is no digits is refused`() =
        scenario {
            val (_, step) = app().signIn(service, person)
            for (code in bytes + strings.map(String::encodeToByteArray)) {
                val refusal = refusal<PairingException.NotAccepted> { step.submit(code) }
                assertEquals("pairing.invalid_input", refusal.message)
            }
        }

    @Test
    fun `a code that is no digits associates nothing`() =
        scenario {
            val (_, step) = app().codeWanted(service, person)
            for (code in bytes + strings.map(String::encodeToByteArray)) {
                val refusal =
                    refusal<PairingException.NotAccepted> { step.submit(code, KeyClass.DEVICE) }
                assertEquals("pairing.invalid_input", refusal.message)
            }
        }

    @Test
    fun `a number that is none is refused, and nothing is sent`() =
        scenario {
            val signIn = signIn(associated())
            for (number in strings + listOf("1", "123", "-1", "+1")) {
                val refusal =
                    refusal<ApprovalException.InvalidNumber> { signIn.request.approve(number) }
                assertEquals("approval.invalid_number", refusal.message)
            }
            assertEquals(0, middle.count("/answers"))
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
        }

    @Test
    fun `an account or a request that nobody knows is not there`() =
        scenario {
            val account = associated()
            val approvals = app().approvals(account)
            for (nobody in listOf(0L, -1L, 999L, Long.MIN_VALUE, Long.MAX_VALUE)) {
                refusal<ApprovalException> { app().approvals(nobody) }
                refusal<AccountException.Missing> { app().remove(nobody) }
                refusal<AccountException.Missing> { app().checkAssociation(nobody) }
                assertEquals(null, app().evidence(nobody, ""))
            }
            for (id in strings) {
                assertEquals(null, approvals.outcome(id))
                assertEquals(null, approvals.open(id))
                assertEquals(null, app().evidence(account, id))
            }
        }

    @Test
    fun `half a character never crosses, and says so as an exception`() =
        scenario {
            val half = "a\uD800b"
            val signIn = signIn(associated())
            val (_, step) = app().begin(service)
            refusal<Exception> { app().pair(half) }
            refusal<Exception> { app().invitation(half) }
            refusal<Exception> { step.submit(half, byteArrayOf(65)) }
            refusal<Exception> { signIn.request.approve(half) }
            refusal<Exception> { phone().open(Phone.options(deviceName = half)) }
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
        }

    @Test
    fun `a file name that is none is refused`() =
        scenario {
            for (path in listOf("", "\u0000", "a\u0000b", "/" + long)) {
                refusal<OpenException> { phone.open(path = path) }
            }
        }

    @Test
    fun `an app or a phone with a strange name opens or is refused, by type`() =
        scenario {
            for (name in strings) {
                val phone = phone()
                try {
                    phone.open(Phone.options(app = name, deviceName = name)).accounts()
                } catch (refusal: OpenException.InvalidInput) {
                    assertEquals("open.invalid_input", refusal.message)
                }
            }
            val noCertificate = Development(loopbackHttp = true, extraCaPem = ByteArray(100) { -1 })
            val options = Phone.options(development = noCertificate)
            refusal<OpenException.InvalidInput> { phone().open(options) }
        }

    @Test
    fun `a base key that is none opens nothing`() =
        scenario {
            app()
            phone.kill()
            for (key in listOf(byteArrayOf(), ByteArray(31), ByteArray(33), ByteArray(1 shl 20))) {
                phone.vault.getting.next { key }
                refusal<OpenException> { phone.open() }
            }
            restartApp().accounts()
        }

    @Test
    fun `a codes key that is none shows no code`() =
        scenario {
            associated()
            for (key in listOf(byteArrayOf(), ByteArray(31), ByteArray(33), ByteArray(1 shl 20))) {
                phone.codesVault.unlocking.next { key }
                refusal<CodesException> { app().unlockCodes().list() }
            }
            // Another one of the right length: the codes are lost, and said to be.
            phone.codesVault.key = ByteArray(32) { 8 }
            val codes = app().unlockCodes().list()
            assertEquals(listOf(null), codes.map { it.digits })
        }

    @Test
    fun `a public key that is none begins no pairing`() =
        scenario {
            val keys =
                listOf(byteArrayOf(), ByteArray(65), ByteArray(65) { 4 }, ByteArray(1 shl 20))
            for (key in keys) {
                phone.key.creating.next { CreatedKey(key, HardwareLevel.SOFTWARE, listOf()) }
                val refusal = refusal<PairingException.Unavailable> { app().pair(service.issuer) }
                assertEquals("pairing.key_store", refusal.message)
            }
        }

    @Test
    fun `an attestation without certificates, or with empty ones, ends in a typed error`() =
        scenario {
            val (_, step) = app().codeWanted(service, person)
            val certificates = listOf(listOf(byteArrayOf()), List(100) { ByteArray(1000) })
            val code = service.smsCode(person).encodeToByteArray()
            phone.key.creating.always { genuine ->
                genuine().let { CreatedKey(it.publicKey, it.level, certificates.first()) }
            }
            refusal<PairingException> { step.submit(code, KeyClass.DEVICE) }
        }

    @ParameterizedTest
    @ValueSource(ints = [1900, 2500])
    fun `with the clock in another century all but the codes goes on`(year: Int) =
        scenario {
            phone.clock.setYear(year)
            val account = associated()
            val signIn = signIn(account)
            assertTrue(signIn.request.timeLeftMs() in 1uL..120_000uL)
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
            val app = restartApp()
            assertEquals(1, app.activity(10u).size)
            app.checkAssociation(account)
            // Corrected by what the provider's own clock said, the code is right all the same.
            val denied = signIn(account)
            val digits =
                app
                    .unlockCodes()
                    .list()
                    .single()
                    .digits!!
            assertEquals("code", denied.browser.typeCode(digits.now).signedInBy)
        }

    @ParameterizedTest
    @ValueSource(longs = [Long.MIN_VALUE, -1, 0, Long.MAX_VALUE])
    fun `a clock at the end of time ends nothing`(wall: Long) =
        scenario {
            val account = associated()
            phone.clock.wall = wall
            val signIn = signIn(account)
            assertEquals(Outcome.Approved, signIn.request.approve(signIn.number))
            try {
                app().unlockCodes().list()
            } catch (refusal: CodesException.Clock) {
                assertEquals("codes.clock", refusal.message)
            }
        }

    private companion object {
        val bytes =
            listOf(
                byteArrayOf(),
                byteArrayOf(-1),
                byteArrayOf(0x31, 0xC0.toByte(), 0x80.toByte()),
                byteArrayOf(0xED.toByte(), 0xA0.toByte(), 0x80.toByte()),
                ByteArray(1 shl 20) { 0x31 },
            )
    }
}
