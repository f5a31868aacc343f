// Where a pairing begins with the provider's address.

import CoreBridge

/// The page that asks for the address.
public struct ProviderPage: Equatable, Sendable {
    public var address = Field()
    public var busy: Ticket?
    public var problem: Problem?
}

extension PhoneState {
    mutating func submitAddress(_ page: ProviderPage) -> [Effect] {
        guard page.busy == nil else { return [] }
        var page = page
        let address = page.address.text.trimmed
        if address.isEmpty {
            page.problem = .invalidIssuer
            replaceTop(.provider(page))
            return []
        }
        let ticket = ticket()
        (page.busy, page.problem) = (ticket, nil)
        replaceTop(.provider(page))
        return [.pair(ticket, issuer: address)]
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        let rest = drop(while: \.isWhitespace)
        return String(rest.prefix(rest.count - rest.reversed().prefix(while: \.isWhitespace).count))
    }
}
