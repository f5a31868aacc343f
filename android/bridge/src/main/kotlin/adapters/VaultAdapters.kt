package org.assenso.bridge.adapters

import org.assenso.bridge.convert.toModel
import org.assenso.bridge.ports.CodesVault
import org.assenso.bridge.ports.PortFault.Kind
import org.assenso.bridge.ports.Vault
import org.assenso.ffi.PlatformCodesVault
import org.assenso.ffi.PlatformCodesVaultException
import org.assenso.ffi.PlatformVault
import org.assenso.ffi.PlatformVaultException
import org.assenso.ffi.UnlockReason

/** The vault, as the core calls it. */
internal class VaultAdapter(
    private val vault: Vault,
) : PlatformVault {
    override suspend fun get(name: String): ByteArray? = port(::told) { vault.get(name) }

    override suspend fun put(
        name: String,
        secret: ByteArray,
    ) = port(::told) {
        try {
            vault.put(name, secret)
        } finally {
            secret.fill(0)
        }
    }

    override suspend fun delete(name: String) = port(::told) { vault.delete(name) }

    /** Only an empty answer proves a loss: a key that is gone is none. */
    private fun told(kind: Kind): PlatformVaultException =
        when (kind) {
            Kind.Locked -> PlatformVaultException.Locked()
            Kind.Cancelled, Kind.LockedOut, Kind.NotEnrolled, Kind.Invalidated, Kind.Unavailable -> PlatformVaultException.Unavailable()
        }
}

/** The codes vault, as the core calls it. */
internal class CodesVaultAdapter(
    private val vault: CodesVault,
) : PlatformCodesVault {
    override suspend fun unlock(reason: UnlockReason): ByteArray = port(::told) { vault.unlock(reason.toModel()) }

    private fun told(kind: Kind): PlatformCodesVaultException =
        when (kind) {
            Kind.Cancelled -> PlatformCodesVaultException.Cancelled()
            Kind.LockedOut -> PlatformCodesVaultException.LockedOut()
            Kind.NotEnrolled -> PlatformCodesVaultException.NotEnrolled()
            Kind.Invalidated, Kind.Locked, Kind.Unavailable -> PlatformCodesVaultException.Unavailable()
        }
}
