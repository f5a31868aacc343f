package org.assenso.ui.text

import org.assenso.bridge.Problem

/** A sentence that says what happened and what to do next. */
fun Words.problem(problem: Problem): String =
    when (problem) {
        is Problem.Plain -> {
            this(problem.text)
        }

        is Problem.WrongCode -> {
            this(Text.ProblemWrongCode, problem.triesLeft)
        }

        is Problem.TooManySms -> {
            this(Text.ProblemTooManySms, problem.minutes)
        }

        is Problem.TooManyTries -> {
            problem.minutes?.let { this(Text.ProblemTooManyTries, it) }
                ?: this(Text.ProblemTooManyTriesLater)
        }

        is Problem.Prerequisites -> {
            this(Text.ProblemPrerequisites)
        }

        is Problem.Dissociated -> {
            this(Text.ProblemDissociated, this(problem.association.text))
        }
    }

/** The text of a problem without a number in it. */
private val Problem.Plain.text: Text
    get() =
        when (this) {
            Problem.Plain.Offline -> Text.ProblemOffline
            Problem.Plain.ProviderFailed -> Text.ProblemProviderFailed
            Problem.Plain.NotAProvider -> Text.ProblemNotAProvider
            Problem.Plain.UnsupportedVersion -> Text.ProblemUnsupportedVersion
            Problem.Plain.Untrusted -> Text.ProblemUntrusted
            Problem.Plain.InvalidIssuer -> Text.ProblemInvalidIssuer
            Problem.Plain.InsecureIssuer -> Text.ProblemInsecureIssuer
            Problem.Plain.InvalidInvitation -> Text.ProblemInvalidInvitation
            Problem.Plain.InvitationOver -> Text.ProblemInvitationOver
            Problem.Plain.OtherRoot -> Text.ProblemOtherRoot
            Problem.Plain.OtherRootKnown -> Text.ProblemOtherRootKnown
            Problem.Plain.WrongCredentials -> Text.ProblemWrongCredentials
            Problem.Plain.CodeUsedUp -> Text.ProblemCodeUsedUp
            Problem.Plain.InvalidInput -> Text.ProblemInvalidInput
            Problem.Plain.WrongPassword -> Text.ProblemWrongPassword
            Problem.Plain.WrongGroup -> Text.ProblemWrongGroup
            Problem.Plain.ActionExpired -> Text.ProblemActionExpired
            Problem.Plain.ActionRefused -> Text.ProblemActionRefused
            Problem.Plain.Held -> Text.ProblemHeld
            Problem.Plain.Refused -> Text.ProblemRefused
            Problem.Plain.SessionEnded -> Text.ProblemSessionEnded
            Problem.Plain.NoNumber -> Text.ProblemNoNumber
            Problem.Plain.NoRecoveryCode -> Text.ProblemNoRecoveryCode
            Problem.Plain.WrongRecoveryCode -> Text.ProblemWrongRecoveryCode
            Problem.Plain.Outranked -> Text.ProblemOutranked
            Problem.Plain.InvalidMobile -> Text.ProblemInvalidMobile
            Problem.Plain.CommitUnderway -> Text.ProblemCommitUnderway
            Problem.Plain.Superseded -> Text.ProblemSuperseded
            Problem.Plain.StartAgain -> Text.ProblemStartAgain
            Problem.Plain.Cancelled -> Text.ProblemCancelled
            Problem.Plain.LockedOut -> Text.ProblemLockedOut
            Problem.Plain.NotEnrolled -> Text.ProblemNotEnrolled
            Problem.Plain.KeyInvalidated -> Text.ProblemKeyInvalidated
            Problem.Plain.KeyStore -> Text.ProblemKeyStore
            Problem.Plain.CodesVault -> Text.ProblemCodesVault
            Problem.Plain.CodesLocked -> Text.ProblemCodesLocked
            Problem.Plain.InvalidNumber -> Text.ProblemInvalidNumber
            Problem.Plain.UpdateNeeded -> Text.ProblemUpdateNeeded
            Problem.Plain.AnswerKept -> Text.ProblemAnswerKept
            Problem.Plain.ReportKept -> Text.ProblemReportKept
            Problem.Plain.NotReportable -> Text.ProblemNotReportable
            Problem.Plain.Frozen -> Text.ProblemFrozen
            Problem.Plain.NotAssociated -> Text.ProblemNotAssociated
            Problem.Plain.StillAssociated -> Text.ProblemStillAssociated
            Problem.Plain.Missing -> Text.ProblemMissing
            Problem.Plain.Clock -> Text.ProblemClock
            Problem.Plain.StorageFull -> Text.ProblemStorageFull
            Problem.Plain.Storage -> Text.ProblemStorage
            Problem.Plain.StoreLocked -> Text.ProblemStoreLocked
            Problem.Plain.StoreTooNew -> Text.ProblemStoreTooNew
            Problem.Plain.StoreSetAside -> Text.ProblemStoreSetAside
            Problem.Plain.KeyLost -> Text.ProblemKeyLost
            Problem.Plain.Busy -> Text.ProblemBusy
            Problem.Plain.ClassNotAllowed -> Text.ProblemClassNotAllowed
            Problem.Plain.Covered -> Text.ProblemCovered
            Problem.Plain.Unexpected -> Text.ProblemUnexpected
        }
