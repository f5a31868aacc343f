// What values are in words.

import CoreBridge

extension Outcome {
    /// The title of an outcome.
    public var title: Phrase {
        switch self {
        case .approved: .outcomeApproved
        case .denied: .outcomeDenied
        case .wrongNumber: .outcomeWrongNumber
        case .expired: .outcomeExpired
        case .withdrawn: .outcomeCancelled
        case .approvedElsewhere: .outcomeElsewhereApproved
        case .deniedElsewhere: .outcomeElsewhereDenied
        case .notKnown: .outcomeNotKnown
        }
    }

    /// What an outcome means, and what to do.
    public var meaning: Phrase {
        switch self {
        case .approved: .outcomeApprovedText
        case .denied: .outcomeDeniedText
        case .wrongNumber: .outcomeWrongNumberText
        case .expired: .outcomeExpiredText
        case .withdrawn: .outcomeCancelledText
        case .approvedElsewhere: .outcomeElsewhereApprovedText
        case .deniedElsewhere: .outcomeElsewhereDeniedText
        case .notKnown: .outcomeNotKnownText
        }
    }
}

/// What a report led to.
public func said(_ reason: ReportReason, _ outcome: ReportOutcome) -> Phrase {
    switch (outcome, reason) {
    case (.notTaken, _): .reportNotTaken
    case (.taken, .notMe): .reportNotMeTaken
    case (.taken, .mistake): .reportMistakeTaken
    }
}

extension Association {
    /// Why this phone is, or is not, an account's device.
    public var phrase: Phrase {
        switch self {
        case .associated: .associationAssociated
        case .notActive: .associationNotActive
        case .replaced: .associationReplaced
        case .ownerChanged: .associationOwnerChanged
        case .signedOut: .associationSignedOut
        case .deactivated: .associationDeactivated
        case .frozen: .associationFrozen
        case .unknown: .associationUnknown
        }
    }
}

extension PairingFlow {
    /// How far a pairing has come, as the list says it.
    public var progress: Phrase {
        switch at {
        case .signIn, .signInCode, .ended: .accountsSigningIn
        case .activate, .numberCode: .accountsNotActive
        case .signedIn, .recovered, .associateCode: .accountsSignedIn
        case .finish: .accountsInterrupted
        case .associated: .associationAssociated
        }
    }
}

extension Held {
    /// What this phone has to wait with, up to a date and time.
    public var phrase: Phrase {
        switch self {
        case .settings: .accountsSettingsHeld
        case .widening: .accountsProbation
        }
    }
}

extension KeyLevel {
    /// Where the keys are, as obtained.
    public var phrase: Phrase {
        switch self {
        case .strongBox: .keyStrongBox
        case .tee: .keyTee
        case .secureEnclave: .keySecureEnclave
        case .software: .keySoftware
        }
    }
}

extension PhoneSign {
    /// What a sign means for the person.
    public var phrase: Phrase {
        switch self {
        case .jailbreak: .signJailbreak
        case .debuggableApp: .signDebuggableApp
        }
    }
}

extension Words {
    /// "Firefox on Linux".
    public func browser(_ signIn: SignIn) -> String {
        let other = self(.other)
        return self(.requestBrowserOn, signIn.browser.label ?? other, signIn.system.label ?? other)
    }
}

extension Browser {
    /// A browser's name, if it has one.
    fileprivate var label: String? {
        switch self {
        case .chrome: "Chrome"
        case .edge: "Edge"
        case .firefox: "Firefox"
        case .safari: "Safari"
        case .opera: "Opera"
        case .other: nil
        }
    }
}

extension OperatingSystem {
    /// A system's name, if it has one.
    fileprivate var label: String? {
        switch self {
        case .windows: "Windows"
        case .macOS: "macOS"
        case .linux: "Linux"
        case .android: "Android"
        case .iOS: "iOS"
        case .other: nil
        }
    }
}
