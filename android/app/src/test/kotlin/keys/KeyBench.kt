package org.assenso.app.keys

import android.app.Application
import android.app.KeyguardManager
import android.content.pm.PackageManager
import kotlinx.coroutines.Dispatchers
import org.assenso.app.fakes.FakeKeyStore
import org.assenso.app.fakes.FakePrompter
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.ports.KeyRole
import org.assenso.bridge.ports.KeySpec
import org.assenso.bridge.ports.SignReason
import org.junit.rules.ExternalResource
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.security.PublicKey
import java.security.Signature

/** A phone with a screen lock, an empty key store and a person who says yes. */
class KeyBench : ExternalResource() {
    private val app: Application get() = RuntimeEnvironment.getApplication()
    lateinit var prompter: FakePrompter
        private set

    /** Made anew each time it is read: a key has to survive the process. */
    val keys get() = KeystoreDeviceKey(app, prompter, Dispatchers.Unconfined)

    override fun before() {
        FakeKeyStore.install()
        prompter = FakePrompter()
        screenLock(true)
        strongBox(false)
    }

    fun screenLock(there: Boolean) = shadowOf(app.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(there)

    fun strongBox(there: Boolean) = shadowOf(app.packageManager).setSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE, there)

    companion object {
        val CHALLENGE = ByteArray(32) { it.toByte() }
        val APPROVE = SignReason.Approve("request", "Example Mail", "person@mail.example")
        val PAYLOAD = "payload".encodeToByteArray()

        const val POSSESSION = "assenso.possession.p"
        const val DEVICE = "assenso.approval-device.a"
        const val BIOMETRIC = "assenso.approval-biometric.b"

        fun possession(
            id: String = "p",
            challenge: ByteArray = ByteArray(0),
        ) = KeySpec(id, KeyRole.Possession, KeyClass.Device, challenge)

        fun approval(
            id: String = "a",
            keyClass: KeyClass = KeyClass.Device,
        ) = KeySpec(id, KeyRole.Approval, keyClass, CHALLENGE)

        fun biometric() = approval("b", KeyClass.Biometric)

        fun verifies(
            key: PublicKey,
            payload: ByteArray,
            signature: ByteArray,
        ): Boolean =
            Signature.getInstance("SHA256withECDSA", FakeKeyStore.SOFTWARE).run {
                initVerify(key)
                update(payload)
                verify(signature)
            }
    }
}
