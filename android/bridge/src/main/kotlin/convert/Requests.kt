package org.assenso.bridge.convert

import org.assenso.bridge.model.AccountChange
import org.assenso.bridge.model.AccountKey
import org.assenso.bridge.model.Browser
import org.assenso.bridge.model.OperatingSystem
import org.assenso.bridge.model.Outcome
import org.assenso.bridge.model.ReportOutcome
import org.assenso.bridge.model.ReportReason
import org.assenso.bridge.model.Request
import org.assenso.bridge.model.SignIn
import org.assenso.ffi.BrowserKind
import org.assenso.ffi.BrowserView
import org.assenso.ffi.PanelAction
import org.assenso.ffi.RequestSubject
import org.assenso.ffi.RequestView
import org.assenso.ffi.OperatingSystem as FfiOperatingSystem
import org.assenso.ffi.Outcome as FfiOutcome
import org.assenso.ffi.ReportOutcome as FfiReportOutcome
import org.assenso.ffi.ReportReason as FfiReportReason

internal fun RequestView.toModel(
    key: AccountKey,
    deadlineBootMs: Long,
) = Request(
    account = key,
    id = id,
    provider = provider,
    name = account,
    createdUnixMs = createdUnixMs,
    deadlineBootMs = deadlineBootMs,
    digits = numberDigits.toInt(),
    signIn =
        when (val subject = subject) {
            is RequestSubject.SignIn -> subject.details.toModel()
            is RequestSubject.Action -> subject.details.toModel()
            is RequestSubject.NotShowable -> null
        },
    change = (subject as? RequestSubject.Action)?.action?.toModel(),
)

internal fun PanelAction.toModel(): AccountChange =
    when (this) {
        is PanelAction.Deactivate -> AccountChange.Deactivate
        is PanelAction.ChangeNumber -> AccountChange.Number(number)
        is PanelAction.ChangeNoticeAddress -> AccountChange.NoticeAddress(address)
        is PanelAction.ChangeMethods -> AccountChange.Methods(codeFirst, code, sms)
    }

internal fun BrowserView.toModel() =
    SignIn(
        browser = browser.toModel(),
        system = system.toModel(),
        address = address,
        place = place,
        known = known,
    )

internal fun BrowserKind.toModel(): Browser =
    when (this) {
        BrowserKind.CHROME -> Browser.Chrome
        BrowserKind.EDGE -> Browser.Edge
        BrowserKind.FIREFOX -> Browser.Firefox
        BrowserKind.SAFARI -> Browser.Safari
        BrowserKind.OPERA -> Browser.Opera
        BrowserKind.OTHER -> Browser.Other
    }

internal fun FfiOperatingSystem.toModel(): OperatingSystem =
    when (this) {
        FfiOperatingSystem.WINDOWS -> OperatingSystem.Windows
        FfiOperatingSystem.MAC_OS -> OperatingSystem.MacOs
        FfiOperatingSystem.LINUX -> OperatingSystem.Linux
        FfiOperatingSystem.ANDROID -> OperatingSystem.Android
        FfiOperatingSystem.IOS -> OperatingSystem.Ios
        FfiOperatingSystem.OTHER -> OperatingSystem.Other
    }

internal fun FfiOutcome.toModel(): Outcome =
    when (this) {
        is FfiOutcome.Approved -> Outcome.Approved
        is FfiOutcome.Denied -> Outcome.Denied
        is FfiOutcome.WrongNumber -> Outcome.WrongNumber
        is FfiOutcome.Expired -> Outcome.Expired
        is FfiOutcome.Withdrawn -> Outcome.Withdrawn
        is FfiOutcome.AnsweredElsewhere -> if (approved) Outcome.ApprovedElsewhere else Outcome.DeniedElsewhere
        is FfiOutcome.NotKnown -> Outcome.NotKnown
    }

internal fun ReportReason.toFfi(): FfiReportReason =
    when (this) {
        ReportReason.NotMe -> FfiReportReason.NOT_ME
        ReportReason.Mistake -> FfiReportReason.MISTAKE
    }

internal fun FfiReportOutcome.toModel(): ReportOutcome =
    when (this) {
        FfiReportOutcome.TAKEN -> ReportOutcome.Taken
        FfiReportOutcome.NOT_TAKEN -> ReportOutcome.NotTaken
    }
