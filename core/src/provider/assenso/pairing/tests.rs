//! The statement that a phone drafts, read as the service of the published vectors reads it.

use data_encoding::HEXLOWER;
use serde_json::Value;

use super::*;
use crate::crypto::Agreed;
use crate::jose::Compact;
use crate::jose::testing::TestKey;
use crate::ports::{HardwareLevel, KeyClass};

const ISSUER: &str = "https://mail.example";

fn vectors() -> Value {
    let vectors = include_str!("../../../../../tests/vectors/assenso-1.json");
    serde_json::from_str(vectors).unwrap()
}

/// The challenge of the vectors, as it is kept once it verified.
fn challenge() -> Challenge {
    let vectors = vectors();
    let raw = vectors["agreement"]["challenge"].as_str().unwrap().to_owned();
    let claims: ChallengeClaims = Compact::parse(&raw).unwrap().unverified().unwrap();
    Challenge {
        account: claims.account.to_string(),
        classes: claims.classes,
        attestation_challenge: Vec::new(),
        totp: claims.totp,
        raw,
    }
}

fn introduction(device_name: &str) -> Introduction {
    let (possession, approval) = (TestKey::new(1), TestKey::new(2));
    let accept = acceptance(ISSUER, &challenge(), &possession.public, &approval.public).unwrap();
    let raw = possession.raw(accept.signing_input().as_bytes());
    Introduction {
        possession: possession.public,
        approval: approval.public,
        acceptance: accept.with_raw_signature(&raw),
        class: KeyClass::Device,
        level: HardwareLevel::Software,
        attestation: vec![vec![0x30, 0]],
        device_name: crate::protocol::DisplayText::cut(device_name).unwrap(),
        app: crate::protocol::DisplayText::new("Assenso 0.1.0").unwrap(),
    }
}

/// Signs a statement and reads it back.
fn read(statement: &Statement) -> PairingClaims {
    let approval = TestKey::new(2);
    let raw = approval.raw(statement.unsigned.signing_input().as_bytes());
    let compact = statement.unsigned.with_raw_signature(&raw);
    let parsed = Compact::parse(&compact).unwrap();
    assert_eq!(parsed.jwk(), Ok(&approval.public));
    parsed.verify_between(&approval.public, &TestKey::new(1).kid(), ISSUER).unwrap()
}

/// What the service derives from a statement, with the private key of the vectors.
fn service_agrees(claims: &PairingClaims) -> Agreed {
    let vectors = vectors();
    let private = vectors["agreement"]["service_private"].as_str().unwrap();
    let private = SecretBytes::new(HEXLOWER.decode(private.as_bytes()).unwrap());
    let service = EphemeralSecret::from_bytes(&private).unwrap();
    let challenge = challenge();
    let input = AgreementInput {
        issuer: ISSUER,
        account: &challenge.account,
        challenge: &challenge.raw,
        phone_ephemeral: &claims.ephemeral.0,
        service_ephemeral: &service.public(),
        possession: &claims.possession.0.thumbprint(),
        approval: &claims.approval.0.thumbprint(),
        secret_length: 20,
    };
    agree(&service, &claims.ephemeral.0, &input).unwrap()
}

#[test]
fn the_service_derives_the_secret_and_both_tags_of_the_statement() {
    let statement = statement(ISSUER, &challenge(), &introduction("Anna’s phone")).unwrap();
    let claims = read(&statement);
    let service = service_agrees(&claims);
    assert_eq!(service.secret, statement.code_secret);
    assert_eq!(service.service_tag, statement.expected_tag);
    assert_eq!(service.device_tag, SecretBytes::new(claims.tag.as_bytes().to_vec()));
}

#[test]
fn the_statement_names_the_challenge_and_both_keys() {
    let introduction = introduction("Anna’s phone");
    let claims = read(&statement(ISSUER, &challenge(), &introduction).unwrap());
    assert_eq!(claims.challenge, hash(&challenge().raw));
    assert_eq!(claims.possession.0, introduction.possession);
    assert_eq!(claims.approval.0, introduction.approval);
    assert_eq!(claims.attestation, ["MAA"]);
    let accept = Compact::parse(&claims.accept).unwrap();
    assert_eq!(accept.jwk(), Ok(&introduction.possession));
    let accept: AcceptClaims =
        accept.verify_between(&introduction.possession, &TestKey::new(1).kid(), ISSUER).unwrap();
    assert_eq!(accept.other, introduction.approval.thumbprint());
    assert_eq!(accept.challenge, claims.challenge);
    assert_eq!(accept.role, KeyRole::Possession);
}

#[test]
fn every_statement_has_an_ephemeral_key_of_its_own() {
    let draft = || statement(ISSUER, &challenge(), &introduction("Anna’s phone")).unwrap();
    let (one, other) = (draft(), draft());
    assert_ne!(read(&one).ephemeral, read(&other).ephemeral);
    assert_ne!(one.code_secret, other.code_secret);
}

#[test]
fn white_space_around_the_phones_name_is_left_out() {
    let statement = statement(ISSUER, &challenge(), &introduction(" Pixel\u{200d} 9 \n")).unwrap();
    assert_eq!(read(&statement).device_name.as_str(), "Pixel 9");
}
