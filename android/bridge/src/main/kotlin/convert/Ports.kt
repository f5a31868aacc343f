package org.assenso.bridge.convert

import org.assenso.bridge.LogLevel
import org.assenso.bridge.ports.CreatedKey
import org.assenso.bridge.ports.KeyRole
import org.assenso.bridge.ports.KeySpec
import org.assenso.bridge.ports.PostureView
import org.assenso.bridge.ports.PushEndpoint
import org.assenso.bridge.ports.SignReason
import org.assenso.bridge.ports.UnlockReason
import org.assenso.ffi.Posture
import org.assenso.ffi.CreatedKey as FfiCreatedKey
import org.assenso.ffi.KeyRole as FfiKeyRole
import org.assenso.ffi.KeySpec as FfiKeySpec
import org.assenso.ffi.LogLevel as FfiLogLevel
import org.assenso.ffi.PushEndpoint as FfiPushEndpoint
import org.assenso.ffi.SignReason as FfiSignReason
import org.assenso.ffi.UnlockReason as FfiUnlockReason

internal fun FfiKeySpec.toModel() = KeySpec(id, role.toModel(), keyClass.toModel(), challenge)

internal fun FfiKeyRole.toModel(): KeyRole =
    when (this) {
        FfiKeyRole.POSSESSION -> KeyRole.Possession
        FfiKeyRole.APPROVAL -> KeyRole.Approval
    }

internal fun CreatedKey.toFfi() = FfiCreatedKey(publicKey, level.toFfi(), attestation)

internal fun FfiSignReason.toModel(): SignReason =
    when (this) {
        is FfiSignReason.Silent -> SignReason.Silent
        is FfiSignReason.Associate -> SignReason.Associate(provider, account)
        is FfiSignReason.Deactivate -> SignReason.Deactivate(provider, account)
        is FfiSignReason.RecoveryCode -> SignReason.RecoveryCode(provider, account)
        is FfiSignReason.Approve -> SignReason.Approve(requestId, provider, account)
    }

internal fun FfiUnlockReason.toModel(): UnlockReason =
    when (this) {
        FfiUnlockReason.ASSOCIATE -> UnlockReason.Associate
        FfiUnlockReason.SHOW_CODES -> UnlockReason.ShowCodes
    }

internal fun PushEndpoint.toFfi(): FfiPushEndpoint =
    when (this) {
        is PushEndpoint.WebPush -> FfiPushEndpoint.WebPush(url)
        is PushEndpoint.Fcm -> FfiPushEndpoint.Fcm(token)
    }

internal fun PostureView.toFfi() = Posture(screenLock, biometrics, notifications)

internal fun LogLevel.toFfi(): FfiLogLevel =
    when (this) {
        LogLevel.Error -> FfiLogLevel.ERROR
        LogLevel.Warn -> FfiLogLevel.WARN
        LogLevel.Info -> FfiLogLevel.INFO
        LogLevel.Debug -> FfiLogLevel.DEBUG
    }

internal fun FfiLogLevel.toModel(): LogLevel =
    when (this) {
        FfiLogLevel.ERROR -> LogLevel.Error
        FfiLogLevel.WARN -> LogLevel.Warn
        FfiLogLevel.INFO -> LogLevel.Info
        FfiLogLevel.DEBUG -> LogLevel.Debug
    }
