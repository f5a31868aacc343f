package org.assenso.ui.text

import org.assenso.bridge.model.Association
import org.assenso.bridge.model.At
import org.assenso.bridge.model.Held
import org.assenso.bridge.model.KeyLevel
import org.assenso.bridge.model.PairingFlow

/** Why this phone is, or is not, an account's device. */
val Association.text: Text
    get() =
        when (this) {
            Association.Associated -> Text.AssociationAssociated
            Association.NotActive -> Text.AssociationNotActive
            Association.Replaced -> Text.AssociationReplaced
            Association.OwnerChanged -> Text.AssociationOwnerChanged
            Association.SignedOut -> Text.AssociationSignedOut
            Association.Deactivated -> Text.AssociationDeactivated
            Association.Frozen -> Text.AssociationFrozen
            Association.Unknown -> Text.AssociationUnknown
        }

/** How far a pairing has come, as the list says it. */
val PairingFlow.progress: Text
    get() =
        when (at) {
            At.SignIn, is At.SignInCode, At.Ended -> Text.AccountsSigningIn
            is At.Activate, is At.NumberCode -> Text.AccountsNotActive
            At.SignedIn, At.Recovered, is At.AssociateCode -> Text.AccountsSignedIn
            At.Finish -> Text.AccountsInterrupted
            is At.Associated -> Text.AssociationAssociated
        }

/** What this phone has to wait with, up to a date and time. */
val Held.text: Text
    get() =
        when (this) {
            Held.Settings -> Text.AccountsSettingsHeld
            Held.Widening -> Text.AccountsProbation
        }

/** Where the keys are, as obtained. */
val KeyLevel.text: Text
    get() =
        when (this) {
            KeyLevel.StrongBox -> Text.KeyStrongBox
            KeyLevel.Tee -> Text.KeyTee
            KeyLevel.SecureEnclave -> Text.KeySecureEnclave
            KeyLevel.Software -> Text.KeySoftware
        }
