//! The key agreement, the attestation challenge and the fallback codes.

use std::time::{Duration, UNIX_EPOCH};

use assenso_core::crypto::{
    Agreed, AgreementInput, EphemeralSecret, PublicKey, agree, attestation_challenge, sha256,
};
use assenso_core::jose::{Digest, hash};
use assenso_core::otp::{OtpAlgorithm, Totp};
use serde_json::Value;

use super::{hex, list, object, secret, text, vectors};

fn agreed(vectors: &Value, own: &EphemeralSecret, other: &PublicKey, length: usize) -> Agreed {
    let agreement = &vectors["agreement"];
    let key = |name| PublicKey::from_sec1(&hex(agreement, name)).unwrap();
    let thumbprint = |name: &str| super::key(vectors, name).thumbprint();
    let input = AgreementInput {
        issuer: text(agreement, "issuer"),
        account: text(agreement, "account"),
        challenge: text(agreement, "challenge"),
        phone_ephemeral: &key("phone_ephemeral"),
        service_ephemeral: &key("service_ephemeral"),
        possession: &thumbprint("possession"),
        approval: &thumbprint("approval"),
        secret_length: length,
    };
    agree(own, other, &input).unwrap()
}

#[test]
fn both_sides_derive_what_is_published() {
    let vectors = vectors();
    let agreement = &vectors["agreement"];
    let phone = secret(agreement, "phone_private");
    let service = secret(agreement, "service_private");
    for algorithm in ["SHA1", "SHA256", "SHA512"] {
        let parsed: OtpAlgorithm = serde_json::from_value(algorithm.into()).unwrap();
        let expected = hex(&agreement["secret"], algorithm);
        assert_eq!(expected.len(), parsed.secret_length());
        for (own, other) in [(&phone, service.public()), (&service, phone.public())] {
            let agreed = agreed(&vectors, own, &other, parsed.secret_length());
            assert_eq!(agreed.secret.expose(), expected);
            for (tag, name) in
                [(&agreed.device_tag, "device_tag"), (&agreed.service_tag, "service_tag")]
            {
                let tag = Digest::new(tag.expose().try_into().unwrap());
                assert_eq!(tag.to_string(), text(agreement, name));
            }
        }
    }
}

#[test]
fn the_objects_carry_the_inputs_and_the_tags() {
    let vectors = vectors();
    let agreement = &vectors["agreement"];
    let challenge = object(&vectors, "challenge");
    let (pairing, paired) = (object(&vectors, "pairing"), object(&vectors, "paired"));
    assert_eq!(agreement["challenge"], challenge["compact"]);
    assert_eq!(agreement["account"], challenge["claims"]["account"]);
    assert_eq!(agreement["device_tag"], pairing["claims"]["tag"]);
    assert_eq!(agreement["service_tag"], paired["claims"]["tag"]);
    assert_eq!(paired["claims"]["statement"], pairing["subject"]);
    assert_eq!(pairing["claims"]["challenge"], challenge["hash"]);
    assert_eq!(hash(text(challenge, "compact")).as_bytes()[..], hex(agreement, "challenge_hash"));
}

#[test]
fn the_transcript_hashes_to_what_is_published() {
    let vectors = vectors();
    let agreement = &vectors["agreement"];
    assert_eq!(sha256(&hex(agreement, "transcript"))[..], hex(agreement, "th"));
    let attestation = &vectors["attestation"];
    assert_eq!(sha256(&hex(attestation, "input"))[..], hex(attestation, "attestation_challenge"));
}

#[test]
fn the_attestation_challenge_is_what_is_published() {
    let vectors = vectors();
    let possession = super::key(&vectors, "possession").thumbprint();
    let challenge = text(object(&vectors, "challenge"), "compact");
    let derived = attestation_challenge(challenge, &possession);
    assert_eq!(derived[..], hex(&vectors["attestation"], "attestation_challenge"));
}

#[test]
fn the_fallback_codes_are_what_is_published() {
    let vectors = vectors();
    let agreement = &vectors["agreement"];
    let totp: Totp =
        serde_json::from_value(object(&vectors, "challenge")["claims"]["totp"].clone()).unwrap();
    let phone = secret(agreement, "phone_private");
    let service = secret(agreement, "service_private").public();
    let agreed = agreed(&vectors, &phone, &service, totp.algorithm.secret_length());
    let codes = list(agreement, "fallback_codes");
    assert_eq!(codes.len(), 5);
    for code in codes {
        let at = UNIX_EPOCH + Duration::from_secs(code["time_s"].as_u64().unwrap());
        let computed = totp.code_at(&agreed.secret, at).unwrap();
        assert_eq!(computed.expose(), text(code, "code"));
    }
}
