package org.assenso.bridge.model

/** An invitation to pair, from a QR code or a link. It prints as nothing: what is secret in [link] is good for one pairing. */
data class Invitation(
    /** The provider's https URL. */
    val issuer: String,
    /** The whole invitation, as it was read. */
    val link: String,
) {
    override fun toString() = "Invitation"
}
