package org.assenso.app.keys

import org.assenso.bridge.ports.PortFault
import java.security.PublicKey
import java.security.cert.Certificate
import java.security.cert.X509Certificate

/** Android's key attestation extension. */
private const val ATTESTATION = "1.3.6.1.4.1.11129.2.1.17"

/** What stands before the point in the SubjectPublicKeyInfo of every uncompressed P-256 key. */
private val P256 =
    "3059301306072a8648ce3d020106082a8648ce3d030107034200"
        .chunked(2)
        .map { it.toInt(16).toByte() }
        .toByteArray()

private const val POINT = 65
private const val UNCOMPRESSED: Byte = 4

/** A P-256 public key as SEC1, uncompressed. Any other key is refused. */
internal fun PublicKey.sec1(): ByteArray {
    val info = encoded
    val fits =
        info != null &&
            info.size == P256.size + POINT &&
            info.copyOf(P256.size).contentEquals(P256) &&
            info[P256.size] == UNCOMPRESSED
    if (!fits) throw PortFault(PortFault.Kind.Unavailable)
    return info.copyOfRange(P256.size, info.size)
}

/** The chain in DER, leaf first, if its leaf attests the key; a certificate that the key store signed for itself says nothing. */
internal fun List<Certificate>.attestation(): List<ByteArray> {
    val leaf = firstOrNull() as? X509Certificate
    return if (leaf?.getExtensionValue(ATTESTATION) == null) emptyList() else map { it.encoded }
}
