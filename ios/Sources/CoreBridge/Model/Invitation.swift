// Invitations to pair.

/// An invitation, from a QR code or a link. It prints as nothing: what is secret in `link` is good for one pairing.
public struct Invitation: Hashable, Sendable, Unprintable {
    /// The provider's https URL.
    public let issuer: String
    /// The issuer's host, in ASCII, so that letters that only look alike show.
    public let domain: String
    /// Whether the issuer is on the app's list.
    public let isListed: Bool
    /// The whole invitation, as it was read.
    public let link: String

    public init(issuer: String, domain: String, isListed: Bool, link: String) {
        (self.issuer, self.domain, self.isListed, self.link) = (issuer, domain, isListed, link)
    }
}
