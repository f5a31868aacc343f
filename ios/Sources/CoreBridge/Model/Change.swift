// What the core tells by itself.

/// Something that ``Gateway/changes()`` tells.
public enum Change: Hashable, Sendable {
    /// The accounts are these now; unfinished pairings are read with ``Gateway/accounts()``.
    case accounts([Account])

    /// The open requests of an account are these now; whatever was there before and is not here is over.
    case requests(AccountKey, open: [Request])

    /// The provider of an account can be reached, or not.
    case reachable(AccountKey, Bool)

    /// Something is wrong with an account, or (nil) no longer.
    case trouble(AccountKey, Problem?)
}
