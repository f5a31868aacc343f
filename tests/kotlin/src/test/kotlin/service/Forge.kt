package org.assenso.tests.service

import com.nimbusds.jose.JOSEObjectType
import com.nimbusds.jose.JWSAlgorithm
import com.nimbusds.jose.JWSHeader
import com.nimbusds.jose.JWSObject
import com.nimbusds.jose.Payload
import com.nimbusds.jose.crypto.ECDSASigner
import com.nimbusds.jose.crypto.ECDSAVerifier
import com.nimbusds.jose.jwk.Curve
import com.nimbusds.jose.jwk.ECKey
import com.nimbusds.jose.util.Base64URL
import java.nio.file.Path
import java.security.KeyFactory
import java.security.MessageDigest
import java.security.PrivateKey
import java.security.interfaces.ECPrivateKey
import java.security.spec.PKCS8EncodedKeySpec
import kotlin.io.path.readBytes

/*
 * Signed objects by somebody else's library, Nimbus JOSE+JWT: taken apart, verified, and forged
 * with the provider's keys, stolen from its folder.
 */

/** The claims of an object, without verifying anything. */
fun claims(compact: String): Map<String, Any?> = JWSObject.parse(compact).payload.toJSONObject()

/** Whether [key] signed it. */
fun verifies(
    compact: String,
    key: ECKey,
): Boolean = JWSObject.parse(compact).verify(ECDSAVerifier(key.toPublicJWK()))

/** `b64u(sha256(…))` of a text. */
fun hash(text: String): String = Base64URL.encode(sha256(text.encodeToByteArray())).toString()

/** The subject of an object: the hash of its signing input. */
fun subject(compact: String): String = hash(compact.substringBeforeLast('.'))

private fun sha256(bytes: ByteArray): ByteArray = MessageDigest.getInstance("SHA-256").digest(bytes)

/** The provider's keys as anybody can fetch them: every object of the chain, verified from its root. */
class Chain(
    service: Service,
) {
    /** The online keys of every epoch, by thumbprint. */
    val keys: Map<String, ECKey>

    init {
        val objects = Http.getJson("${service.origin}/assenso/v1/keys/1").texts("keys")
        val root = ECKey.parse(claims(objects.first()).json("root"))
        var previous: String? = null
        keys =
            buildMap {
                for ((index, compact) in objects.withIndex()) {
                    val said = claims(compact)
                    check(verifies(compact, root)) { "epoch ${index + 1}: not by the root" }
                    check(said["epoch"] == index + 1L && said["previous"] == previous)
                    previous = hash(compact)
                    for (jwk in said.objects("keys")) {
                        val key = ECKey.parse(jwk)
                        put(key.computeThumbprint().toString(), key)
                    }
                }
            }
    }

    /** The claims of an object that the provider signed as a [typ]; throws if it did not. */
    fun verified(
        compact: String,
        typ: String,
    ): Map<String, Any?> {
        val header = JWSObject.parse(compact).header
        val key = keys[header.keyID]
        require(key != null && header.type.type == typ && verifies(compact, key)) { "not its $typ" }
        return claims(compact)
    }
}

/** A key in the wrong hands. */
class Signer private constructor(
    /** Its public half. */
    val key: ECKey,
    private val secret: PrivateKey,
) {
    private val kid = key.computeThumbprint().toString()

    /** Signs [claims] as its owner does. */
    fun sign(
        typ: String,
        claims: Map<String, Any?>,
    ): String {
        val header = JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType(typ)).keyID(kid)
        val jws = JWSObject(header.build(), Payload(claims))
        jws.sign(ECDSASigner(secret, Curve.P_256))
        return jws.serialize()
    }

    companion object {
        /** The key that signs now, stolen from the folder of [service]. */
        fun stolen(service: Service): Signer {
            val objects = Http.getJson("${service.origin}/assenso/v1/keys/1").texts("keys")
            val key = ECKey.parse(claims(objects.last()).objects("keys").first())
            return Signer(key, read(service.data, key.computeThumbprint().toString()))
        }

        /** The root of [service], stolen too. */
        fun root(service: Service): Signer {
            val objects = Http.getJson("${service.origin}/assenso/v1/keys/1").texts("keys")
            val key = ECKey.parse(claims(objects.first()).json("root"))
            return Signer(key, read(service.data, "root"))
        }

        private fun read(
            data: Path,
            name: String,
        ): ECPrivateKey {
            val bytes = data.resolve("keys").resolve("$name.p8").readBytes()
            val factory = KeyFactory.getInstance("EC")
            return factory.generatePrivate(PKCS8EncodedKeySpec(bytes)) as ECPrivateKey
        }
    }
}
