package org.assenso.bridge.adapters

import org.assenso.bridge.convert.toFfi
import org.assenso.bridge.convert.toModel
import org.assenso.bridge.ports.DeviceKeys
import org.assenso.bridge.ports.PortFault.Kind
import org.assenso.ffi.CreatedKey
import org.assenso.ffi.KeySpec
import org.assenso.ffi.PlatformKey
import org.assenso.ffi.PlatformKeyException
import org.assenso.ffi.SignReason

/** The phone's keys, as the core calls them. */
internal class KeyAdapter(
    private val keys: DeviceKeys,
) : PlatformKey {
    override suspend fun create(spec: KeySpec): CreatedKey = port(::told) { keys.create(spec.toModel()).toFfi() }

    override suspend fun sign(
        keyId: String,
        payload: ByteArray,
        reason: SignReason,
    ): ByteArray = port(::told) { keys.sign(keyId, payload, reason.toModel()) }

    override suspend fun delete(keyId: String) = port(::told) { keys.delete(keyId) }

    override suspend fun list(): List<String> = port(::told) { keys.list() }

    private fun told(kind: Kind): PlatformKeyException =
        when (kind) {
            Kind.Cancelled -> PlatformKeyException.Cancelled()
            Kind.LockedOut -> PlatformKeyException.LockedOut()
            Kind.NotEnrolled -> PlatformKeyException.NotEnrolled()
            Kind.Invalidated -> PlatformKeyException.Invalidated()
            Kind.Locked, Kind.Unavailable -> PlatformKeyException.Unavailable()
        }
}
