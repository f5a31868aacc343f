package org.assenso.bridge.model

/** An invitation to pair, from a QR code or a link. It prints as nothing: [token] is good for one pairing. */
data class Invitation(
    /** The provider's https URL. */
    val issuer: String,
    /** RFC 7638 thumbprint of the provider's root key, if the invitation names it. */
    val rootThumbprint: String?,
    /** What the provider knows the invitation by. */
    val token: String?,
) {
    override fun toString() = "Invitation"
}
