// The pages of what the owner does with an account.

import CoreBridge

/// What the owner can do with an account on this phone.
public enum Matter: Hashable, Sendable, CaseIterable {
    /// This phone stops being the account's device.
    case signOut

    /// 2-step verification goes off.
    case deactivate

    /// A recovery code is made.
    case newCode

    /// The recovery code ends what this phone has to wait with.
    case enterCode
}

/// … → something that the owner does with the account.
public struct DeedScreen: Equatable, Sendable {
    public let account: AccountKey
    public var page: DeedPage
    public var busy: Ticket?
    public var problem: Problem?

    var isBusy: Bool { busy != nil }
}

/// A page of it.
public enum DeedPage: Equatable, Sendable {
    /// "Sign out": what it means.
    case signOut

    /// "Deactivate": what it means. It is asked twice.
    case deactivate

    /// "Are you sure?", and the password.
    case reallyDeactivate(password: Field)

    /// What a recovery code is for, and the password.
    case newCode(password: Field)

    /// The recovery code, to be written down; one of its groups is typed back.
    case writeCode(PrintedCode, group: Field)

    /// The recovery code and the password.
    case enterCode(Field, password: Field)

    /// It is done.
    case finished(Matter)
}

extension DeedPage {
    /// The first page.
    init(_ matter: Matter) {
        switch matter {
        case .signOut: self = .signOut
        case .deactivate: self = .deactivate
        case .newCode: self = .newCode(password: Field())
        case .enterCode: self = .enterCode(Field(), password: Field())
        }
    }

    var matter: Matter {
        switch self {
        case .signOut: .signOut
        case .deactivate, .reallyDeactivate: .deactivate
        case .newCode, .writeCode: .newCode
        case .enterCode: .enterCode
        case .finished(let matter): matter
        }
    }

    var fields: [Field] {
        switch self {
        case .reallyDeactivate(let password), .newCode(let password): [password]
        case .writeCode(_, let group): [group]
        case .enterCode(let code, let password): [code, password]
        case .signOut, .deactivate, .finished: []
        }
    }

    /// The same without what was typed.
    var withoutSecrets: DeedPage {
        switch self {
        case .reallyDeactivate: .reallyDeactivate(password: Field())
        case .newCode: .newCode(password: Field())
        case .writeCode(let code, _): .writeCode(code, group: Field())
        case .enterCode: .enterCode(Field(), password: Field())
        case .signOut, .deactivate, .finished: self
        }
    }

    /// The same while what was typed is on its way. A long code stays: only the password beside it may be wrong.
    var sent: DeedPage {
        if case .enterCode(let code, _) = self { .enterCode(code, password: Field()) } else { withoutSecrets }
    }

    /// What the page's main button does; nil where it only turns the page.
    var deed: Deed? {
        switch self {
        case .signOut: .signOut
        case .reallyDeactivate(let password): .deactivate(password: Secret(password.text))
        case .newCode(let password): .newCode(password: Secret(password.text))
        case .writeCode(_, let group): .keepCode(group: Secret(group.text))
        case .enterCode(let code, let password): .enterCode(Secret(code.text), password: Secret(password.text))
        case .deactivate, .finished: nil
        }
    }

    /// Puts what was typed into the field of that name, if the page has it.
    mutating func put(_ name: FieldName, _ taken: Field) {
        switch (self, name) {
        case (.reallyDeactivate, .password): self = .reallyDeactivate(password: taken)
        case (.newCode, .password): self = .newCode(password: taken)
        case (.writeCode(let code, _), .group): self = .writeCode(code, group: taken)
        case (.enterCode(_, let password), .recoveryCode): self = .enterCode(taken, password: password)
        case (.enterCode(let code, _), .password): self = .enterCode(code, password: taken)
        default: break
        }
    }
}
