// Invitations to pair.

/// An invitation, from a QR code or a link. It prints as nothing: what is secret in `link` is good for one pairing.
public struct Invitation: Hashable, Sendable, Unprintable {
    /// The provider's https URL.
    public let issuer: String
    /// The whole invitation, as it was read.
    public let link: String

    public init(issuer: String, link: String) { (self.issuer, self.link) = (issuer, link) }
}
