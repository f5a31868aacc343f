// What the owner does with an account.

/// Something that the owner does with an account. Its secrets are wiped when it was done.
public enum Deed: Equatable, Sendable {
    /// This phone stops being the account's device.
    case signOut

    /// 2-step verification goes off.
    case deactivate(password: Secret)

    /// A recovery code is made, which counts for nothing yet.
    case newCode(password: Secret)

    /// It counts, since the group was typed that was asked for.
    case keepCode(group: Secret)

    /// The recovery code, as people type it, ends what this phone has to wait with.
    case enterCode(Secret, password: Secret)
}

extension Deed {
    var secrets: [Secret] {
        switch self {
        case .signOut: []
        case .deactivate(let password), .newCode(let password): [password]
        case .keepCode(let group): [group]
        case .enterCode(let code, let password): [code, password]
        }
    }
}

/// What came of a deed.
public enum DeedResult: Equatable, Sendable {
    /// The account is so now.
    case changed(Account)

    /// A recovery code is to be written down.
    case printed(PrintedCode)

    /// The recovery code counts.
    case kept
}

/// A recovery code on the screen. It prints as nothing.
public struct PrintedCode: Hashable, Sendable, Unprintable {
    /// Its groups, of four characters each.
    public let groups: [String]
    /// Which one is typed back, from 0.
    public let asked: Int

    public init(groups: [String], asked: Int) { (self.groups, self.asked) = (groups, asked) }
}
