// The screens that a person goes to.

import CoreBridge

/// A screen, with what stands on it.
public enum Screen: Equatable, Sendable {
    /// The first one while there is no account and no pairing that was begun.
    case welcome

    /// The list of accounts and of pairings that were begun.
    case accounts

    /// Asks for the provider's address.
    case provider(ProviderPage)

    /// Reads an invitation from a QR code.
    case scan(ScanPage)

    /// What an invitation will do, before it does it.
    case invited(InvitedPage)

    /// The pairing wizard at one of its pages.
    case pairing(PairingWizard)

    /// The fallback codes.
    case codes(CodesPage)

    /// Notifications, the app's lock, the mailboxes.
    case settings

    /// Settings → a mailbox.
    case mailbox(Row)

    /// … → "Account".
    case account(Row)

    /// … → "2-step verification": associate, or ask the provider.
    case twoStep(TwoStepPage)

    /// … → something that the owner does with the account.
    case deed(DeedScreen)

    /// Asks whether to take a mailbox off the list.
    case remove(RemovePage)

    /// Says that this phone is no longer an account's device.
    case dissociated(AccountKey)
}

/// A mailbox of the list.
public enum Row: Hashable, Sendable {
    /// An account that this phone is or was associated with.
    case paired(AccountKey)

    /// A pairing that was begun and not ended.
    case unfinished(PairingKey)
}

extension Screen {
    /// The mailbox that a page of the settings is about.
    var row: Row? {
        switch self {
        case .mailbox(let row), .account(let row): row
        case .twoStep(let page): page.row
        case .deed(let deed): .paired(deed.account)
        case .remove(let page): page.row
        default: nil
        }
    }

    /// The mailbox that a page or a notice is about.
    var about: Row? {
        if case .dissociated(let account) = self { .paired(account) } else { row }
    }

    /// Whether nothing may take the screen's place: the person types, or waits for what belongs here.
    var isBusy: Bool {
        switch self {
        case .provider, .scan: true
        case .invited(let page): page.busy != nil
        case .pairing(let wizard): wizard.busy != nil || wizard.page.hasFields
        case .codes(let page): page.isOpening
        case .deed(let deed): deed.isBusy || !deed.page.fields.isEmpty
        case .welcome, .accounts, .settings, .mailbox, .account, .twoStep, .remove, .dissociated: false
        }
    }
}
