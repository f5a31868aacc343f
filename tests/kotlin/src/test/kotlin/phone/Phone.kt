package org.assenso.tests.phone

import org.assenso.ffi.AssociateCodeStep
import org.assenso.ffi.Authenticator
import org.assenso.ffi.Development
import org.assenso.ffi.KeyClass
import org.assenso.ffi.OpenOptions
import org.assenso.ffi.Pairing
import org.assenso.ffi.PairingStep
import org.assenso.ffi.PendingApproval
import org.assenso.ffi.PlatformPorts
import org.assenso.ffi.SignInCodeStep
import org.assenso.ffi.SignInStep
import org.assenso.ffi.SignedInStep
import org.assenso.tests.service.Person
import org.assenso.tests.service.Service
import java.nio.file.Path
import kotlin.io.path.ExperimentalPathApi
import kotlin.io.path.Path
import kotlin.io.path.createTempDirectory
import kotlin.io.path.deleteIfExists
import kotlin.io.path.deleteRecursively

/** One phone: hardware that tests can push around, a folder for the app's file, and the app. */
class Phone : AutoCloseable {
    /** Its keys. */
    val key = SoftwareKey()

    /** Its vault. */
    val vault = MemoryVault()

    /** Its codes vault. */
    val codesVault = MemoryCodesVault()

    /** Its push. */
    val push = FixedPush()

    /** Its locks and notifications. */
    val posture = FixedPosture()

    /** Its clocks. */
    val clock = ManualClock()

    private val folder: Path = createTempDirectory("assenso-phone")
    private val opened = mutableListOf<Authenticator>()

    /** Where the app keeps its file. */
    val file: Path = folder.resolve("assenso.db")

    init {
        // The log is on before anything is said.
        check(LogSink.taken) { "another log was started before" }
    }

    /** The ports. */
    fun ports() = PlatformPorts(key, vault, codesVault, push, posture, clock)

    /** Starts the app; again, after it was killed. */
    suspend fun open(
        options: OpenOptions = options(),
        path: String = file.toString(),
    ): Authenticator = Authenticator.open(path, ports(), options).also { opened += it }

    /** The app's process dies. */
    fun kill() {
        opened.forEach { it.close() }
        opened.clear()
    }

    /** The file is gone with its companions, as after a new install. */
    fun deleteFile() {
        for (companion in listOf("", "-wal", "-shm")) Path("$file$companion").deleteIfExists()
    }

    @OptIn(ExperimentalPathApi::class)
    override fun close() {
        kill()
        folder.deleteRecursively()
    }

    companion object {
        /** What a development build says of itself. */
        fun options(
            app: String = "Assenso tests",
            deviceName: String = "Test phone",
            development: Development? = Development(loopbackHttp = true, extraCaPem = null),
            listed: List<String> = listOf(),
        ) = OpenOptions(app, deviceName, development, listed)
    }
}

/** A pairing up to typing e-mail and password. */
suspend fun Authenticator.begin(service: Service): Pair<Pairing, SignInStep> {
    val pairing = pair(service.issuer)
    return pairing to (pairing.step() as PairingStep.SignIn).step
}

/** A pairing up to the SMS code of the sign-in. */
suspend fun Authenticator.signIn(
    service: Service,
    person: Person,
): Pair<Pairing, SignInCodeStep> {
    val (pairing, step) = begin(service)
    val next = step.submit(person.email, person.password.encodeToByteArray())
    return pairing to (next as PairingStep.SignInCode).step
}

/** A pairing up to being signed in, not associated. */
suspend fun Authenticator.signedIn(
    service: Service,
    person: Person,
): Pair<Pairing, SignedInStep> {
    val (pairing, step) = signIn(service, person)
    val next = step.submit(service.smsCode(person).encodeToByteArray())
    return pairing to (next as PairingStep.SignedIn).step
}

/** A pairing up to the SMS code of the association. */
suspend fun Authenticator.codeWanted(
    service: Service,
    person: Person,
): Pair<Pairing, AssociateCodeStep> {
    val (pairing, step) = signedIn(service, person)
    return pairing to step.associate()
}

/** A whole pairing; the account's id. */
suspend fun Authenticator.associate(
    service: Service,
    person: Person,
    keyClass: KeyClass = KeyClass.DEVICE,
): Long {
    val (_, step) = codeWanted(service, person)
    val done = step.submit(service.smsCode(person).encodeToByteArray(), keyClass)
    return (done as PairingStep.Associated).account
}

/** A whole pairing where 2-step verification is off, which turns it on; the account's id. */
suspend fun Authenticator.activate(
    service: Service,
    person: Person,
): Long {
    val (_, step) = begin(service)
    val off = step.submit(person.email, person.password.encodeToByteArray())
    val code = (off as PairingStep.Activate).step.activate()
    val done = code.submit(service.smsCode(person).encodeToByteArray(), KeyClass.DEVICE)
    return (done as PairingStep.Associated).account
}

/** The one request that waits. */
suspend fun Authenticator.oneRequest(account: Long): PendingApproval =
    approvals(account).refresh().single()
