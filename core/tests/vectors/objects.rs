//! Every signed object of the file, and every object that must be refused.

use assenso_core::crypto::{PublicKey, sha256};
use assenso_core::jose::{Bytes, Compact, Digest, JoseError, Jwk, KeyRef, Unsigned, hash, subject};
use assenso_core::protocol::{
    AcceptClaims, ActionClaims, AnswerClaims, AssociationClaims, ChallengeClaims, InboxClaims,
    KeysClaims, PairedClaims, PairingClaims, ProofClaims, ReceiptClaims, ReportClaims,
    RequestClaims, SignedObject,
};
use serde_json::Value;

use super::{hex, key, list, object, text, vectors};

/// Calls a function for the claims that `typ` names.
macro_rules! for_type {
    ($typ:expr, $function:ident($($argument:expr),*)) => {
        match $typ {
            AcceptClaims::TYP => $function::<AcceptClaims>($($argument),*),
            ActionClaims::TYP => $function::<ActionClaims>($($argument),*),
            AnswerClaims::TYP => $function::<AnswerClaims>($($argument),*),
            AssociationClaims::TYP => $function::<AssociationClaims>($($argument),*),
            ChallengeClaims::TYP => $function::<ChallengeClaims>($($argument),*),
            InboxClaims::TYP => $function::<InboxClaims>($($argument),*),
            KeysClaims::TYP => $function::<KeysClaims>($($argument),*),
            PairedClaims::TYP => $function::<PairedClaims>($($argument),*),
            PairingClaims::TYP => $function::<PairingClaims>($($argument),*),
            ProofClaims::TYP => $function::<ProofClaims>($($argument),*),
            ReceiptClaims::TYP => $function::<ReceiptClaims>($($argument),*),
            ReportClaims::TYP => $function::<ReportClaims>($($argument),*),
            RequestClaims::TYP => $function::<RequestClaims>($($argument),*),
            typ => panic!("no type {typ}"),
        }
    };
}

/// Verifies one object of the file and writes it again from its claims.
fn verify_and_write<C: SignedObject>(vectors: &Value, vector: &Value) {
    let name = text(vector, "name");
    let signer = key(vectors, text(vector, "signed_by"));
    let compact = text(vector, "compact");
    let parsed = Compact::parse(compact).unwrap();
    let thumbprint = signer.thumbprint();
    let reference = if vector["header"]["jwk"].is_null() {
        assert_eq!(parsed.kid(), Ok(thumbprint.as_str()), "{name}");
        KeyRef::Kid(&thumbprint)
    } else {
        assert_eq!(parsed.jwk(), Ok(&signer), "{name}");
        KeyRef::Jwk(&signer)
    };

    let claims: C = parsed.verify(&signer).unwrap();
    assert_eq!(serde_json::to_value(&claims).unwrap(), vector["claims"], "{name}");
    if C::TYP != ProofClaims::TYP {
        assert_eq!(claims.issuer(), text(&vector["claims"], "iss"), "{name}");
        assert_eq!(claims.audience(), text(&vector["claims"], "aud"), "{name}");
    }

    let unsigned = Unsigned::new(reference, &claims).unwrap();
    assert_eq!(unsigned.signing_input(), text(vector, "signing_input"), "{name}");
    let whole = unsigned.with_der_signature(&signer, &hex(vector, "signature_der"));
    assert_eq!(whole.as_deref(), Ok(compact), "{name}");

    assert_eq!(hash(compact).to_string(), text(vector, "hash"), "{name}");
    assert_eq!(subject(compact).unwrap().to_string(), text(vector, "subject"), "{name}");
    assert_eq!(parsed.subject().to_string(), text(vector, "subject"), "{name}");
}

#[test]
fn every_object_verifies_and_is_written_with_the_same_bytes() {
    let vectors = vectors();
    let objects = list(&vectors, "objects");
    assert_eq!(objects.len(), 22);
    for vector in objects {
        for_type!(text(vector, "typ"), verify_and_write(&vectors, vector));
    }
}

#[test]
fn every_type_has_an_object() {
    let vectors = vectors();
    let mut types =
        list(&vectors, "objects").iter().map(|vector| text(vector, "typ")).collect::<Vec<_>>();
    types.sort_unstable();
    types.dedup();
    assert_eq!(types.len(), 13, "{types:?}");
}

fn verdict<C: SignedObject>(compact: &str, signer: &PublicKey) -> Result<(), JoseError> {
    Compact::parse(compact)?.verify::<C>(signer).map(drop)
}

#[test]
fn every_object_that_must_be_refused_is_refused() {
    let vectors = vectors();
    let refused = list(&vectors, "refused");
    assert!(refused.len() >= 50, "{}", refused.len());
    for vector in refused {
        let signer = key(&vectors, text(vector, "signed_by"));
        let compact = text(vector, "compact");
        let verdict = for_type!(text(vector, "typ"), verdict(compact, &signer));
        assert!(verdict.is_err(), "{}", text(vector, "why"));
    }
}

/// The reason is the form, not a wrong signature, wherever the signature can be right.
#[test]
fn what_is_refused_for_its_form_has_a_good_signature() {
    let vectors = vectors();
    let mut well_signed = 0;
    for vector in list(&vectors, "refused") {
        let signer = key(&vectors, text(vector, "signed_by"));
        let Some((input, signature)) = text(vector, "compact").rsplit_once('.') else { continue };
        let Some(signature) = Bytes::<64>::parse(signature) else { continue };
        if signer.verify_raw(input.as_bytes(), signature.as_bytes()).is_ok() {
            well_signed += 1;
        }
    }
    assert_eq!(well_signed, 60);
}

#[test]
fn the_keys_form_a_chain() {
    let vectors = vectors();
    let (first, second) = (object(&vectors, "keys, epoch 1"), object(&vectors, "keys, epoch 2"));
    assert_eq!(second["claims"]["previous"], first["hash"]);
    assert_eq!(second["claims"]["root"], first["claims"]["root"]);
}

#[test]
fn answers_and_receipts_name_what_they_are_about() {
    let vectors = vectors();
    let request = object(&vectors, "request");
    for (answer, receipt) in
        [("answer, approve", "receipt, approved"), ("answer, deny", "receipt, denied")]
    {
        let (answer, receipt) = (object(&vectors, answer), object(&vectors, receipt));
        assert_eq!(answer["claims"]["request"], request["hash"]);
        assert_eq!(answer["claims"]["request_id"], request["claims"]["id"]);
        assert_eq!(receipt["claims"]["request"], request["hash"]);
        assert_eq!(receipt["claims"]["of"], answer["subject"]);
    }
    assert!(object(&vectors, "receipt, expired")["claims"]["of"].is_null());
}

#[test]
fn a_report_names_the_denial_and_its_receipt_names_the_report() {
    let vectors = vectors();
    let (denial, report) = (object(&vectors, "answer, deny"), object(&vectors, "report"));
    let receipt = &object(&vectors, "receipt, reported")["claims"];
    assert_eq!(report["claims"]["answer"], denial["subject"]);
    assert_eq!(report["claims"]["account"], denial["claims"]["account"]);
    assert_eq!(report["header"]["kid"], denial["header"]["kid"]);
    assert_eq!(receipt["of"], report["subject"]);
    assert!(receipt["request_id"].is_null() && receipt["request"].is_null());
}

#[test]
fn the_exchange_is_bound_together() {
    let vectors = vectors();
    let dpop = &vectors["dpop"];
    let possession = key(&vectors, "possession");
    let body_hash = Digest::new(sha256(text(dpop, "body").as_bytes()));
    assert_eq!(body_hash.to_string(), text(dpop, "body_hash"));
    assert_eq!(Digest::new(sha256(b"")).to_string(), text(dpop, "empty_body_hash"));
    let [first, second] = list(dpop, "exchange") else { panic!() };
    let proof = |call: &Value| {
        let compact = Compact::parse(text(&call["request"], "dpop")).unwrap();
        assert_eq!(compact.jwk(), Ok(&possession));
        let proof: ProofClaims = compact.verify(&possession).unwrap();
        assert_eq!(proof.htm, text(&call["request"], "method"));
        assert_eq!(proof.htu, text(&call["request"], "url"));
        assert_eq!(proof.bh, body_hash);
        proof
    };
    let (one, other) = (proof(first), proof(second));
    assert_eq!(one.nonce, "");
    assert_eq!(other.nonce, text(&first["reply"], "dpop_nonce"));
    assert_eq!(other.nonce, text(&dpop["nonce"], "nonce"));
    assert_ne!(one.jti, other.jti);
    let inbox = Compact::parse(text(&second["reply"]["body"], "inbox")).unwrap();
    let online = key(&vectors, "online_2");
    let device = possession.thumbprint();
    let inbox: InboxClaims =
        inbox.verify_between(&online, text(&vectors, "issuer"), device.as_str()).unwrap();
    assert_eq!(inbox.jti, other.jti);
    assert_eq!(inbox.requests[0].request, text(object(&vectors, "request"), "compact"));
}

#[test]
fn the_statement_introduces_the_keys_it_names() {
    let vectors = vectors();
    let claims = &object(&vectors, "pairing")["claims"];
    let accept = Compact::parse(text(claims, "accept")).unwrap();
    let possession = *accept.jwk().unwrap();
    let accept: AcceptClaims = accept.verify(&possession).unwrap();
    assert_eq!(serde_json::to_value(Jwk(possession)).unwrap(), claims["possession"]);
    assert_eq!(possession.thumbprint().as_str(), text(claims, "iss"));
    assert_eq!(accept.other, key(&vectors, "approval").thumbprint());
    assert_eq!(accept.challenge.to_string(), text(claims, "challenge"));
}
