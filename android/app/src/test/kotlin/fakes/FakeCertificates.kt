package org.assenso.app.fakes

import org.bouncycastle.asn1.ASN1EncodableVector
import org.bouncycastle.asn1.ASN1Integer
import org.bouncycastle.asn1.ASN1ObjectIdentifier
import org.bouncycastle.asn1.DERBitString
import org.bouncycastle.asn1.DEROctetString
import org.bouncycastle.asn1.DERSequence
import org.bouncycastle.asn1.x500.X500Name
import org.bouncycastle.asn1.x509.AlgorithmIdentifier
import org.bouncycastle.asn1.x509.Extension
import org.bouncycastle.asn1.x509.Extensions
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo
import org.bouncycastle.asn1.x509.Time
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers
import java.security.KeyPair
import java.security.KeyPairGenerator
import java.security.Signature
import java.security.cert.CertificateFactory
import java.security.cert.X509Certificate
import java.security.spec.ECGenParameterSpec
import java.util.Date

/** Certificates in the form in which a Keystore hands them out. */
internal object FakeCertificates {
    private val ATTESTATION = ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.1.17")
    private val ALGORITHM = AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)
    private const val YEAR_MS = 31_536_000_000

    /** With a [challenge], a leaf that attests the key and a root above it; without one, a certificate that the key signed itself. */
    fun chain(
        pair: KeyPair,
        challenge: ByteArray?,
    ): List<X509Certificate> {
        if (challenge == null) return listOf(certificate("CN=Fake", pair, "CN=Fake", pair, null))
        val root =
            KeyPairGenerator.getInstance("EC", FakeKeyStore.SOFTWARE).run {
                initialize(ECGenParameterSpec("secp256r1"))
                generateKeyPair()
            }
        return listOf(
            certificate("CN=Root", root, "CN=Key", pair, challenge),
            certificate("CN=Root", root, "CN=Root", root, null),
        )
    }

    private fun certificate(
        issuer: String,
        signer: KeyPair,
        subject: String,
        pair: KeyPair,
        challenge: ByteArray?,
    ): X509Certificate {
        val body =
            V3TBSCertificateGenerator()
                .apply {
                    setSerialNumber(ASN1Integer(1))
                    setSignature(ALGORITHM)
                    setIssuer(X500Name(issuer))
                    setSubject(X500Name(subject))
                    setStartDate(Time(Date(0)))
                    setEndDate(Time(Date(YEAR_MS)))
                    setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.public.encoded))
                    if (challenge != null) {
                        setExtensions(Extensions(Extension(ATTESTATION, false, DEROctetString(challenge).encoded)))
                    }
                }.generateTBSCertificate()
        val signature =
            Signature.getInstance("SHA256withECDSA", FakeKeyStore.SOFTWARE).run {
                initSign(signer.private)
                update(body.encoded)
                sign()
            }
        val parts =
            ASN1EncodableVector().apply {
                add(body)
                add(ALGORITHM)
                add(DERBitString(signature))
            }
        val certificates = CertificateFactory.getInstance("X.509")
        return certificates.generateCertificate(DERSequence(parts).encoded.inputStream()) as X509Certificate
    }
}
