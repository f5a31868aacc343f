package org.assenso.bridge.convert

import org.assenso.bridge.model.Account
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Association
import org.assenso.bridge.model.Held
import org.assenso.bridge.model.Hold
import org.assenso.bridge.model.KeyClass
import org.assenso.bridge.model.KeyLevel
import org.assenso.ffi.AccountView
import org.assenso.ffi.HardwareLevel
import org.assenso.ffi.HoldView
import org.assenso.ffi.Association as FfiAssociation
import org.assenso.ffi.Held as FfiHeld
import org.assenso.ffi.KeyClass as FfiKeyClass

internal fun AccountView.toModel() =
    Account(
        key = AccountKey(id),
        provider = provider,
        name = name,
        issuer = issuer,
        association = association.toModel(),
        keyClass = keyClass.toModel(),
        level = hardwareLevel.toModel(),
        hold = hold?.toModel(),
        alarm = alarm,
    )

internal fun HoldView.toModel() =
    Hold(
        when (held) {
            FfiHeld.SETTINGS -> Held.Settings
            FfiHeld.WIDENING -> Held.Widening
        },
        untilUnixMs,
    )

internal fun FfiAssociation.toModel(): Association =
    when (this) {
        FfiAssociation.ASSOCIATED -> Association.Associated
        FfiAssociation.NOT_ACTIVE -> Association.NotActive
        FfiAssociation.REPLACED -> Association.Replaced
        FfiAssociation.OWNER_CHANGED -> Association.OwnerChanged
        FfiAssociation.SIGNED_OUT -> Association.SignedOut
        FfiAssociation.DEACTIVATED -> Association.Deactivated
        FfiAssociation.FROZEN -> Association.Frozen
        FfiAssociation.UNKNOWN -> Association.Unknown
    }

internal fun FfiKeyClass.toModel(): KeyClass =
    when (this) {
        FfiKeyClass.DEVICE -> KeyClass.Device
        FfiKeyClass.BIOMETRIC -> KeyClass.Biometric
    }

internal fun KeyClass.toFfi(): FfiKeyClass =
    when (this) {
        KeyClass.Device -> FfiKeyClass.DEVICE
        KeyClass.Biometric -> FfiKeyClass.BIOMETRIC
    }

internal fun HardwareLevel.toModel(): KeyLevel =
    when (this) {
        HardwareLevel.STRONG_BOX -> KeyLevel.StrongBox
        HardwareLevel.TEE -> KeyLevel.Tee
        HardwareLevel.SECURE_ENCLAVE -> KeyLevel.SecureEnclave
        HardwareLevel.SOFTWARE -> KeyLevel.Software
    }

internal fun KeyLevel.toFfi(): HardwareLevel =
    when (this) {
        KeyLevel.StrongBox -> HardwareLevel.STRONG_BOX
        KeyLevel.Tee -> HardwareLevel.TEE
        KeyLevel.SecureEnclave -> HardwareLevel.SECURE_ENCLAVE
        KeyLevel.Software -> HardwareLevel.SOFTWARE
    }
