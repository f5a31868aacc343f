//! The wire form of every signed object, and that reading undoes writing.

mod strategies;

use std::fmt::Debug;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::jose::testing::TestKey;
use crate::jose::{Compact, Digest, Jwk, KeyRef, hash};
use crate::otp::{Digits, OtpAlgorithm, Period, Totp};
use crate::ports::{HardwareLevel, KeyClass, KeyRole};

const ISSUER: &str = "https://mail.example";

fn device() -> String {
    TestKey::new(1).kid()
}

fn digest(byte: u8) -> Digest {
    Digest::new([byte; 32])
}

fn jwk(seed: u8) -> Jwk {
    Jwk(TestKey::new(seed).public)
}

fn text(text: &str) -> DisplayText {
    DisplayText::new(text).unwrap()
}

fn request() -> RequestClaims {
    let view = SignInView {
        browser: Browser::Firefox,
        system: System::MacOs,
        address: "2001:db8::7".parse().unwrap(),
        place: Some(text("Forlì, Italy")),
        known: false,
    };
    RequestClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: device(),
        id: Bytes::new([7; 16]),
        account: Bytes::new([6; 16]),
        kind: SignInView::KIND.to_owned(),
        view: view.to_members(),
        number_digits: 2,
        created_ms: 1_700_000_100_000,
    }
}

fn answer(decision: Decision, number: Option<&str>) -> AnswerClaims {
    AnswerClaims {
        v: V1,
        iss: device(),
        aud: ISSUER.to_owned(),
        request_id: Bytes::new([7; 16]),
        request: digest(8),
        account: Bytes::new([6; 16]),
        decision,
        number: number.map(str::to_owned),
    }
}

fn report(reason: ReportReason) -> ReportClaims {
    ReportClaims {
        v: V1,
        iss: device(),
        aud: ISSUER.to_owned(),
        account: Bytes::new([6; 16]),
        answer: digest(4),
        reason,
    }
}

#[test]
fn keys_have_their_wire_form() {
    insta::assert_json_snapshot!(KeysClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: ISSUER.to_owned(),
        epoch: 2,
        root: jwk(10),
        keys: vec![jwk(12), jwk(11)],
        previous: Some(digest(1)),
        created_ms: 1_700_000_000_000,
    });
}

#[test]
fn the_first_keys_say_that_nothing_was_before() {
    let first = KeysClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: ISSUER.to_owned(),
        epoch: 1,
        root: jwk(10),
        keys: vec![jwk(11)],
        previous: None,
        created_ms: 1_700_000_000_000,
    };
    let written = serde_json::to_value(&first).unwrap();
    assert_eq!(written["previous"], json!(null));
}

#[test]
fn a_challenge_has_its_wire_form() {
    insta::assert_json_snapshot!(ChallengeClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: device(),
        epoch: 2,
        session: Bytes::new([4; 16]),
        challenge: Bytes::new([5; 32]),
        account: Bytes::new([6; 16]),
        ephemeral: jwk(3),
        totp: Totp {
            algorithm: OtpAlgorithm::Sha1,
            digits: Digits::Six,
            period: Period::from_seconds(30).unwrap(),
        },
        classes: vec![KeyClass::Device, KeyClass::Biometric],
        versions: vec![1],
        lifetime_ms: 300_000,
    });
}

#[test]
fn an_acceptance_has_its_wire_form() {
    insta::assert_json_snapshot!(AcceptClaims {
        v: V1,
        iss: device(),
        aud: ISSUER.to_owned(),
        challenge: digest(1),
        other: TestKey::new(2).public.thumbprint(),
        role: KeyRole::Possession,
    });
}

#[test]
fn a_statement_has_its_wire_form() {
    insta::assert_json_snapshot!(PairingClaims {
        v: V1,
        iss: device(),
        aud: ISSUER.to_owned(),
        challenge: digest(1),
        possession: jwk(1),
        approval: jwk(2),
        accept: "header.claims.signature".to_owned(),
        class: KeyClass::Device,
        level: HardwareLevel::StrongBox,
        attestation: vec!["MAA".to_owned()],
        ephemeral: jwk(4),
        tag: digest(2),
        versions: vec![1],
        device_name: text("Anna’s phone"),
        app: text("Assenso 0.1.0"),
    });
}

#[test]
fn an_accepted_pairing_has_its_wire_form() {
    insta::assert_json_snapshot!(PairedClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: device(),
        epoch: 2,
        statement: digest(3),
        account: Bytes::new([6; 16]),
        provider_name: text("Example Mail"),
        account_name: text("anna@mail.example"),
        generation: 1,
        tag: digest(4),
        number_digits: 2,
        full_power_from_ms: 1_700_259_200_000,
    });
}

#[test]
fn a_request_has_its_wire_form() {
    insta::assert_json_snapshot!(request());
}

#[test]
fn an_inbox_has_its_wire_form() {
    insta::assert_json_snapshot!(InboxClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: device(),
        epoch: 2,
        jti: Bytes::new([9; 16]),
        time_ms: 1_700_000_101_000,
        generation: 1,
        requests: vec![InboxEntry {
            request: "header.claims.signature".to_owned(),
            left_ms: 119_000
        }],
    });
}

#[test]
fn an_approval_has_its_wire_form() {
    insta::assert_json_snapshot!(answer(Decision::Approve, Some("07")));
}

#[test]
fn a_denial_has_its_wire_form() {
    insta::assert_json_snapshot!(answer(Decision::Deny, None));
}

#[test]
fn a_receipt_has_its_wire_form() {
    insta::assert_json_snapshot!(ReceiptClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: device(),
        request_id: Some(Bytes::new([7; 16])),
        request: Some(digest(8)),
        of: None,
        state: ReceiptState::Expired,
        time_ms: 1_700_000_220_000,
    });
}

#[test]
fn a_receipt_of_a_report_has_its_wire_form() {
    insta::assert_json_snapshot!(ReceiptClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: device(),
        request_id: None,
        request: None,
        of: Some(digest(5)),
        state: ReceiptState::Reported,
        time_ms: 1_700_000_125_000,
    });
}

#[test]
fn a_report_has_its_wire_form() {
    insta::assert_json_snapshot!(report(ReportReason::NotMe));
}

#[test]
fn an_association_has_its_wire_form() {
    insta::assert_json_snapshot!(AssociationClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: device(),
        epoch: 2,
        nonce: Bytes::new([3; 16]),
        generation: 1,
        state: AssociationStatus::Associated,
        held: Held::Nothing,
        full_power_from_ms: 0,
        time_ms: 1_700_000_000_000,
    });
}

#[test]
fn a_proof_has_its_wire_form() {
    insta::assert_json_snapshot!(ProofClaims {
        htm: "POST".to_owned(),
        htu: "https://mail.example/assenso/v1/inbox".to_owned(),
        jti: Bytes::new([9; 16]),
        iat: 1_700_000_100,
        nonce: String::new(),
        bh: digest(9),
    });
}

#[test]
fn every_name_of_an_enumeration_is_that_of_the_protocol() {
    use {AssociationStatus as A, HardwareLevel as H, KeyClass as C, ReceiptState as R};
    let names = |values: &[serde_json::Value]| {
        values.iter().map(|value| value.as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    for (values, expected) in [
        (vec![json!(Decision::Approve), json!(Decision::Deny)], "approve deny"),
        (
            vec![json!(R::Approved), json!(R::Denied), json!(R::Burned), json!(R::Expired)],
            "approved denied burned expired",
        ),
        (vec![json!(R::Cancelled), json!(R::Reported), json!(R::Done)], "cancelled reported done"),
        (ReportReason::ALL.map(|reason| json!(reason)).to_vec(), "not_me mistake"),
        (
            vec![json!(A::Associated), json!(A::NotActive), json!(A::Replaced)],
            "associated not_active replaced",
        ),
        (
            vec![json!(A::OwnerChanged), json!(A::SignedOut), json!(A::Deactivated)],
            "owner_changed signed_out deactivated",
        ),
        (vec![json!(A::Frozen), json!(A::Unknown)], "frozen unknown"),
        (vec![json!(C::Device), json!(C::Biometric)], "device biometric"),
        (
            vec![json!(H::StrongBox), json!(H::Tee), json!(H::SecureEnclave), json!(H::Software)],
            "strongbox tee secure_enclave software",
        ),
        (vec![json!(KeyRole::Possession)], "possession"),
    ] {
        assert_eq!(names(&values), expected);
    }
}

/// Signs claims whose JSON was edited and reads them again.
fn reread<C: SignedObject>(
    claims: &C,
    edit: impl FnOnce(&mut serde_json::Map<String, serde_json::Value>),
) -> Option<C> {
    let key = TestKey::new(1);
    let header = format!(r#"{{"alg":"ES256","typ":"{}","kid":"{}"}}"#, C::TYP, key.kid());
    let mut members = serde_json::to_value(claims).unwrap().as_object().unwrap().clone();
    edit(&mut members);
    let compact = key.sign_text(header, serde_json::to_vec(&members).unwrap());
    Compact::parse(&compact).unwrap().verify(&key.public).ok()
}

#[test]
fn an_answer_without_a_decision_is_no_answer() {
    let approve = answer(Decision::Approve, Some("07"));
    assert!(reread(&approve, |_| ()).is_some());
    assert!(reread(&approve, |members| drop(members.remove("decision"))).is_none());
    for value in [json!(null), json!(""), json!("Approve"), json!(true), json!(["approve"])] {
        assert!(reread(&approve, |members| members["decision"] = value).is_none());
    }
}

#[test]
fn a_report_without_a_reason_is_no_report() {
    let report = report(ReportReason::Mistake);
    assert!(reread(&report, |_| ()).is_some());
    for name in ["account", "answer", "reason"] {
        assert!(reread(&report, |members| drop(members.remove(name))).is_none());
        assert!(reread(&report, |members| members[name] = json!(null)).is_none());
    }
    for value in [json!(""), json!("Not_me"), json!("notMe"), json!({"not_me": null})] {
        assert!(reread(&report, |members| members["reason"] = value).is_none());
    }
}

#[test]
fn every_state_of_a_request_is_one_of_its_receipt_and_back() {
    use RequestState as R;
    for state in [R::Approved, R::Denied, R::Burned, R::Expired, R::Cancelled] {
        assert_eq!(ReceiptState::from(state).of_request(), Some(state));
        assert_eq!(json!(ReceiptState::from(state)), json!(state));
    }
    assert_eq!(ReceiptState::Reported.of_request(), None);
    assert_eq!(ReceiptState::Done.of_request(), None);
}

#[test]
fn null_stands_only_where_the_protocol_says_so() {
    let approve = answer(Decision::Approve, Some("07"));
    assert!(reread(&approve, |members| members["number"] = json!(null)).is_none());
    let receipt = ReceiptClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: device(),
        request_id: Some(Bytes::new([7; 16])),
        request: Some(digest(8)),
        of: Some(digest(9)),
        state: ReceiptState::Approved,
        time_ms: 1,
    };
    for name in ["request_id", "request", "of"] {
        assert!(reread(&receipt, |members| members[name] = json!(null)).is_some());
        assert!(reread(&receipt, |members| drop(members.remove(name))).is_none());
    }
    for name in ["v", "iss", "aud", "state", "time_ms"] {
        assert!(reread(&receipt, |members| members[name] = json!(null)).is_none());
    }
}

#[test]
fn an_unknown_kind_is_read_so_that_it_can_be_denied() {
    let read = reread(&request(), |members| {
        members["kind"] = json!("later");
        members["view"] = json!({ "amount": 7, "to": "x", "flag": true });
    });
    assert_eq!(read.unwrap().kind, "later");
}

#[test]
fn the_reserved_types_are_no_types_of_version_1() {
    let built = [
        KeysClaims::TYP,
        ChallengeClaims::TYP,
        AcceptClaims::TYP,
        PairingClaims::TYP,
        PairedClaims::TYP,
        InboxClaims::TYP,
        RequestClaims::TYP,
        AnswerClaims::TYP,
        ReceiptClaims::TYP,
        ReportClaims::TYP,
        ActionClaims::TYP,
        AssociationClaims::TYP,
        ProofClaims::TYP,
    ];
    let mut all = [built.as_slice(), &RESERVED_TYPES].concat();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 15);
    insta::assert_snapshot!(all.join("\n"));
}

/// Signs, reads, verifies: what comes out is what went in, and writing it again gives the same
/// bytes.
fn survives<C: SignedObject + PartialEq + Debug>(claims: &C) -> Result<(), TestCaseError> {
    let key = TestKey::new(1);
    let thumbprint = key.public.thumbprint();
    for reference in [KeyRef::Kid(&thumbprint), KeyRef::Jwk(&key.public)] {
        let compact = key.sign_as(reference, claims);
        let parsed = Compact::parse(&compact).unwrap();
        let read: C =
            parsed.verify_between(&key.public, claims.issuer(), claims.audience()).unwrap();
        prop_assert_eq!(&read, claims);
        prop_assert_eq!(
            parsed.subject(),
            crate::jose::subject(&key.sign_as(reference, &read)).unwrap()
        );
        prop_assert_eq!(hash(&compact), Digest::new(crate::crypto::sha256(compact.as_bytes())));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn keys_survive_the_wire(claims in strategies::keys()) { survives(&claims)?; }

    #[test]
    fn challenges_survive_the_wire(claims in strategies::challenge()) { survives(&claims)?; }

    #[test]
    fn acceptances_survive_the_wire(claims in strategies::accept()) { survives(&claims)?; }

    #[test]
    fn statements_survive_the_wire(claims in strategies::pairing()) { survives(&claims)?; }

    #[test]
    fn accepted_pairings_survive_the_wire(claims in strategies::paired()) { survives(&claims)?; }

    #[test]
    fn requests_survive_the_wire(claims in strategies::request()) { survives(&claims)?; }

    #[test]
    fn inboxes_survive_the_wire(claims in strategies::inbox()) { survives(&claims)?; }

    #[test]
    fn answers_survive_the_wire(claims in strategies::answer()) { survives(&claims)?; }

    #[test]
    fn receipts_survive_the_wire(claims in strategies::receipt()) { survives(&claims)?; }

    #[test]
    fn reports_survive_the_wire(claims in strategies::report()) { survives(&claims)?; }

    #[test]
    fn actions_survive_the_wire(claims in strategies::action()) { survives(&claims)?; }

    #[test]
    fn associations_survive_the_wire(claims in strategies::association()) { survives(&claims)?; }

    #[test]
    fn proofs_survive_the_wire(claims in strategies::proof()) { survives(&claims)?; }

    #[test]
    fn sign_in_views_survive_their_members(view in strategies::sign_in_view()) {
        prop_assert_eq!(SignInView::from_members(&view.to_members()), Some(view));
    }

    #[test]
    fn action_views_survive_their_members(view in strategies::action_view()) {
        prop_assert_eq!(ActionView::from_members(&view.to_members()), Some(view));
    }
}
