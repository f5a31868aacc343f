//! What a compact object must be. Every refused object carries a signature that verifies, so
//! that only the check the test is about can refuse it.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::jose::testing::{TestKey, encode};
use crate::jose::{Bytes, MAX_INTEGER};
use crate::protocol::{AssociationClaims, AssociationStatus, Held, ReceiptClaims, V1};

const ISSUER: &str = "https://mail.example";
const DEVICE: &str = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
const CLAIMS: &str = r#"{"v":1,"iss":"https://mail.example","aud":"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs","epoch":3,"nonce":"AAAAAAAAAAAAAAAAAAAAAA","generation":2,"state":"associated","held":"nothing","full_power_from_ms":0,"time_ms":1700000000000}"#;
const HEADER: &str = r#"{"alg":"ES256","typ":"assenso-association+jwt","kid":"KID"}"#;

fn key() -> TestKey {
    TestKey::new(1)
}

fn claims() -> AssociationClaims {
    AssociationClaims {
        v: V1,
        iss: ISSUER.to_owned(),
        aud: DEVICE.to_owned(),
        epoch: 3,
        nonce: Bytes::new([0; 16]),
        generation: 2,
        state: AssociationStatus::Associated,
        held: Held::Nothing,
        full_power_from_ms: 0,
        time_ms: 1_700_000_000_000,
    }
}

fn verified(compact: &str) -> Result<AssociationClaims, JoseError> {
    Compact::parse(compact)?.verify_between(&key().public, ISSUER, DEVICE)
}

/// Signs this header and these claims, then reads them as a phone would.
fn signed(header: &str, claims: &str) -> Result<AssociationClaims, JoseError> {
    let jwk = serde_json::to_string(&Jwk(key().public)).unwrap();
    let header = header.replace("KID", &key().kid()).replace("JWK", &jwk);
    verified(&key().sign_text(header, claims))
}

#[test]
fn what_is_signed_verifies_and_is_what_the_protocol_says_byte_by_byte() {
    let compact = key().sign(&claims());
    let header = HEADER.replace("KID", &key().kid());
    let signing_input = format!("{}.{}", encode(header), encode(CLAIMS));
    assert_eq!(compact.rsplit_once('.').unwrap().0, signing_input);
    assert_eq!(verified(&compact), Ok(claims()));
    assert_eq!(signed(HEADER, CLAIMS), Ok(claims()));
}

#[test]
fn the_order_of_members_and_white_space_between_them_do_not_matter() {
    let header = r#" { "kid":"KID", "typ":"assenso-association+jwt",
        "alg":"ES256" } "#;
    let (first, rest) = CLAIMS.trim_matches(['{', '}']).split_once(',').unwrap();
    assert_eq!(signed(header, &format!("{{{rest}, {first}}}")), Ok(claims()));
}

#[rstest]
#[case::none("none")]
#[case::none_in_capitals("NONE")]
#[case::hs256("HS256")]
#[case::es384("ES384")]
#[case::es256k("ES256K")]
#[case::rs256("RS256")]
#[case::eddsa("EdDSA")]
#[case::lower_case("es256")]
#[case::white_space("ES256 ")]
#[case::empty("")]
fn another_algorithm_is_refused(#[case] alg: &str) {
    assert_eq!(signed(&HEADER.replace("ES256", alg), CLAIMS), Err(JoseError::Algorithm));
}

#[test]
fn no_signature_and_a_mac_under_the_public_key_are_refused() {
    let public = key().public;
    let input = |alg| {
        let header = HEADER.replace("KID", &key().kid()).replace("ES256", alg);
        format!("{}.{}", encode(header), encode(CLAIMS))
    };
    assert_eq!(verified(&format!("{}.", input("none"))), Err(JoseError::Algorithm));
    assert_eq!(verified(&format!("{}.", input("ES256"))), Err(JoseError::Malformed));
    for alg in ["HS256", "ES256"] {
        let mac_key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, public.sec1());
        let mac = ring::hmac::sign(&mac_key, input(alg).as_bytes());
        assert!(verified(&format!("{}.{}", input(alg), encode(mac))).is_err());
        // As long as a signature, so that its length does not give it away.
        let twice = [mac.as_ref(), mac.as_ref()].concat();
        let refused = verified(&format!("{}.{}", input(alg), encode(twice)));
        let expected = if alg == "HS256" { JoseError::Algorithm } else { JoseError::Signature };
        assert_eq!(refused, Err(expected));
    }
}

#[rstest]
#[case::crit(r#","crit":["exp"]"#)]
#[case::empty_crit(r#","crit":[]"#)]
#[case::b64(r#","b64":true"#)]
#[case::b64_false_and_critical(r#","b64":false,"crit":["b64"]"#)]
#[case::x5c(r#","x5c":["MIIB"]"#)]
#[case::x5u(r#","x5u":"https://mail.example/x""#)]
#[case::jku(r#","jku":"https://mail.example/x""#)]
#[case::cty(r#","cty":"JWT""#)]
#[case::unknown(r#","more":1"#)]
#[case::an_empty_name(r#","":1"#)]
#[case::a_key_beside_the_kid(r#","jwk":JWK"#)]
#[case::null_beside_the_kid(r#","jwk":null"#)]
#[case::a_second_alg(r#","alg":"ES256""#)]
#[case::a_second_typ(r#","typ":"assenso-association+jwt""#)]
#[case::a_second_kid(r#","kid":"KID""#)]
#[case::a_second_alg_with_an_escape(r#","al\u0067":"ES256""#)]
fn a_header_with_another_member_is_refused(#[case] more: &str) {
    let header = format!("{}{more}}}", HEADER.trim_end_matches('}'));
    assert_eq!(signed(&header, CLAIMS), Err(JoseError::Header));
}

#[rstest]
#[case::no_alg(r#"{"typ":"assenso-association+jwt","kid":"KID"}"#)]
#[case::no_typ(r#"{"alg":"ES256","kid":"KID"}"#)]
#[case::no_key(r#"{"alg":"ES256","typ":"assenso-association+jwt"}"#)]
#[case::a_null_kid(r#"{"alg":"ES256","typ":"assenso-association+jwt","kid":null}"#)]
#[case::a_null_kid_beside_a_key(
    r#"{"alg":"ES256","typ":"assenso-association+jwt","kid":null,"jwk":JWK}"#
)]
#[case::a_null_typ(r#"{"alg":"ES256","typ":null,"kid":"KID"}"#)]
#[case::a_null_alg(r#"{"alg":null,"typ":"assenso-association+jwt","kid":"KID"}"#)]
#[case::a_number_as_kid(r#"{"alg":"ES256","typ":"assenso-association+jwt","kid":1}"#)]
#[case::a_list_as_alg(r#"{"alg":["ES256"],"typ":"assenso-association+jwt","kid":"KID"}"#)]
#[case::a_text_as_jwk(r#"{"alg":"ES256","typ":"assenso-association+jwt","jwk":"KID"}"#)]
#[case::a_private_jwk(
    r#"{"alg":"ES256","typ":"assenso-association+jwt","jwk":{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}}"#
)]
#[case::members_in_capitals(r#"{"ALG":"ES256","TYP":"assenso-association+jwt","KID":"KID"}"#)]
#[case::a_list_of_values(r#"["ES256","assenso-association+jwt","KID"]"#)]
#[case::a_text(r#""ES256""#)]
#[case::empty("")]
#[case::something_after_it(r#"{"alg":"ES256","typ":"assenso-association+jwt","kid":"KID"},"#)]
#[case::a_mark_before_it(
    "\u{feff}{\"alg\":\"ES256\",\"typ\":\"assenso-association+jwt\",\"kid\":\"KID\"}"
)]
fn a_header_of_another_form_is_refused(#[case] header: &str) {
    assert_eq!(signed(header, CLAIMS), Err(JoseError::Header));
}

#[rstest]
#[case::with_a_prefix("application/assenso-association+jwt")]
#[case::in_capitals("ASSENSO-ASSOCIATION+JWT")]
#[case::of_another_object("assenso-receipt+jwt")]
#[case::reserved("assenso-report+jwt")]
#[case::without_its_suffix("assenso-association")]
#[case::with_a_parameter("assenso-association+jwt;v=1")]
#[case::with_white_space("assenso-association+jwt ")]
#[case::of_any_jwt("JWT")]
#[case::empty("")]
fn another_type_is_refused(#[case] typ: &str) {
    let header = HEADER.replace("assenso-association+jwt", typ);
    assert_eq!(signed(&header, CLAIMS), Err(JoseError::Type));
    let compact = key().sign_text(header, CLAIMS);
    let unverified = Compact::parse(&compact).unwrap().unverified::<AssociationClaims>();
    assert_eq!(unverified, Err(JoseError::Type));
}

#[test]
fn an_object_is_not_taken_for_one_of_another_type() {
    let compact = key().sign(&claims());
    let other = Compact::parse(&compact).unwrap().verify::<ReceiptClaims>(&key().public);
    assert_eq!(other, Err(JoseError::Type));
}

#[test]
fn each_key_reference_is_read_only_as_what_it_is() {
    let by_kid = key().sign(&claims());
    let compact = Compact::parse(&by_kid).unwrap();
    assert_eq!(compact.kid(), Ok(key().kid().as_str()));
    assert_eq!(compact.jwk(), Err(JoseError::KeyReference));
    let by_key = key().sign_as(KeyRef::Jwk(&key().public), &claims());
    let compact = Compact::parse(&by_key).unwrap();
    assert_eq!(compact.jwk(), Ok(&key().public));
    assert_eq!(compact.kid(), Err(JoseError::KeyReference));
    assert_eq!(verified(&by_key), Ok(claims()));
}

#[test]
fn a_missing_member_is_refused_whichever_it_is() {
    let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(CLAIMS).unwrap();
    assert_eq!(all.len(), 10);
    for name in all.keys() {
        let mut fewer = all.clone();
        fewer.remove(name);
        let text = serde_json::to_string(&fewer).unwrap();
        assert_eq!(signed(HEADER, &text), Err(JoseError::Claims), "without {name}");
    }
}

#[test]
fn a_duplicate_member_is_refused_whichever_it_is() {
    let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(CLAIMS).unwrap();
    for (name, value) in &all {
        let twice = format!(r#"{{"{name}":{value},{}"#, CLAIMS.trim_start_matches('{'));
        assert_eq!(signed(HEADER, &twice), Err(JoseError::Claims), "{name} twice");
    }
}

#[rstest]
#[case::version_2(r#""v":1"#, r#""v":2"#)]
#[case::version_0(r#""v":1"#, r#""v":0"#)]
#[case::version_as_text(r#""v":1"#, r#""v":"1""#)]
#[case::version_with_a_fraction(r#""v":1"#, r#""v":1.0"#)]
#[case::version_with_an_exponent(r#""v":1"#, r#""v":1e0"#)]
#[case::version_true(r#""v":1"#, r#""v":true"#)]
#[case::version_null(r#""v":1"#, r#""v":null"#)]
#[case::version_list(r#""v":1"#, r#""v":[1]"#)]
#[case::a_fraction("1700000000000", "1700000000000.0")]
#[case::an_exponent("1700000000000", "17e11")]
#[case::negative("1700000000000", "-1")]
#[case::negative_zero("1700000000000", "-0")]
#[case::a_leading_zero("1700000000000", "01700000000000")]
#[case::over_2_to_the_53("1700000000000", "9007199254740992")]
#[case::over_64_bits("1700000000000", "18446744073709551616")]
#[case::an_integer_as_text("1700000000000", r#""1700000000000""#)]
#[case::null_for_an_integer("1700000000000", "null")]
#[case::null_for_a_text(r#""associated""#, "null")]
#[case::null_for_the_issuer(r#""https://mail.example""#, "null")]
#[case::an_audience_list(
    r#""NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs""#,
    r#"["NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"]"#
)]
#[case::an_unknown_state("associated", "half")]
#[case::a_state_in_capitals("associated", "Associated")]
#[case::a_state_as_an_object(r#""associated""#, r#"{"associated":null}"#)]
#[case::a_padded_nonce("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAA==")]
#[case::a_nonce_with_trailing_bits("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB")]
#[case::a_short_nonce("AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA")]
#[case::a_nonce_in_another_alphabet("AAAAAAAAAAAAAAAAAAAAAA", "//AAAAAAAAAAAAAAAAAAAA")]
#[case::an_unknown_member(r#""v":1"#, r#""v":1,"exp":1700000000"#)]
#[case::a_member_with_an_escape(r#""v":1"#, r#""v":1,"\u0076":1"#)]
#[case::a_member_in_capitals(r#""v":1"#, r#""V":1"#)]
#[case::something_after_them("1700000000000}", "1700000000000}0")]
fn claims_of_another_form_are_refused(#[case] from: &str, #[case] to: &str) {
    assert!(CLAIMS.contains(from));
    assert_eq!(signed(HEADER, &CLAIMS.replacen(from, to, 1)), Err(JoseError::Claims));
}

#[test]
fn claims_that_are_no_object_are_refused() {
    let all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(CLAIMS).unwrap();
    let in_order = ["v", "iss", "aud", "epoch", "nonce", "generation", "state"]
        .iter()
        .chain(&["full_power_from_ms", "time_ms"])
        .map(|name| all[*name].clone())
        .collect::<Vec<_>>();
    let list = serde_json::to_string(&in_order).unwrap();
    for text in [list.as_str(), "", "null", "1", "\"\"", "[]", "{}"] {
        assert_eq!(signed(HEADER, text), Err(JoseError::Claims), "{text}");
    }
}

#[test]
fn the_largest_integer_is_read_and_a_larger_one_is_never_written() {
    let largest = AssociationClaims { time_ms: MAX_INTEGER, ..claims() };
    assert_eq!(verified(&key().sign(&largest)), Ok(largest));
    let larger = AssociationClaims { time_ms: MAX_INTEGER + 1, ..claims() };
    let kid = key().public.thumbprint();
    assert_eq!(Unsigned::new(KeyRef::Kid(&kid), &larger), Err(JoseError::Claims));
}

#[test]
fn the_issuer_and_the_audience_are_compared_exactly() {
    for iss in ["https://mail.example/", "https://MAIL.example", "http://mail.example", ""] {
        let compact = key().sign(&AssociationClaims { iss: iss.to_owned(), ..claims() });
        assert_eq!(verified(&compact), Err(JoseError::Issuer), "{iss}");
    }
    for aud in [ISSUER, "", DEVICE.trim_end_matches('s'), &DEVICE.to_lowercase()] {
        let compact = key().sign(&AssociationClaims { aud: aud.to_owned(), ..claims() });
        assert_eq!(verified(&compact), Err(JoseError::Audience), "{aud}");
    }
}

#[test]
fn padding_is_refused_in_every_part() {
    let header = |spaces: usize| {
        encode(format!("{}{}", HEADER.replace("KID", &key().kid()), " ".repeat(spaces)))
    };
    let claims = |spaces: usize| encode(format!("{CLAIMS}{}", " ".repeat(spaces)));
    let padding = |part: &str| "=".repeat(part.len().wrapping_neg() % 4);
    let mut padded = 0;
    for spaces in 0..3 {
        let (header, claims) = (header(spaces), claims(spaces));
        for (in_header, in_claims) in
            [(padding(&header), String::new()), (String::new(), padding(&claims))]
        {
            let compact = key().sign_input(&format!("{header}{in_header}.{claims}{in_claims}"));
            let expected = if in_header.is_empty() && in_claims.is_empty() {
                Ok(self::claims())
            } else {
                padded += 1;
                Err(JoseError::Malformed)
            };
            assert_eq!(verified(&compact), expected, "{compact}");
        }
    }
    assert_eq!(padded, 4);
    assert_eq!(verified(&format!("{}==", key().sign(&self::claims()))), Err(JoseError::Malformed));
}

/// The text whose last character differs only in bits that no byte has.
fn with_trailing_bits(part: &str) -> Option<String> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut changed = part.to_owned();
    let last = changed.pop()?;
    changed.push(ALPHABET.chars().skip_while(|&character| character != last).nth(1)?);
    (!part.len().is_multiple_of(4)).then_some(changed)
}

#[test]
fn trailing_bits_are_refused_in_every_part() {
    let compact = key().sign(&claims());
    let (input, signature) = compact.rsplit_once('.').unwrap();
    let changed = format!("{input}.{}", with_trailing_bits(signature).unwrap());
    assert_eq!(verified(&changed), Err(JoseError::Malformed));
    let mut refused = 0;
    for spaces in 0..3 {
        let space = " ".repeat(spaces);
        let header = encode(format!("{}{space}", HEADER.replace("KID", &key().kid())));
        let claims = encode(format!("{CLAIMS}{space}"));
        for (header, claims) in [
            (with_trailing_bits(&header), Some(claims.clone())),
            (Some(header), with_trailing_bits(&claims)),
        ] {
            let (Some(header), Some(claims)) = (header, claims) else { continue };
            let compact = key().sign_input(&format!("{header}.{claims}"));
            assert_eq!(verified(&compact), Err(JoseError::Malformed), "{compact}");
            refused += 1;
        }
    }
    assert_eq!(refused, 4);
}

#[test]
fn the_other_base64_alphabet_is_refused() {
    // These bytes are written with both characters in which the alphabets differ.
    let claims = AssociationClaims { iss: "\u{7ff}>~?\u{fff}>~?>>>~~~???".to_owned(), ..claims() };
    let text = serde_json::to_string(&claims).unwrap();
    let (header, claims) = (encode(HEADER.replace("KID", &key().kid())), encode(text));
    for (ours, theirs) in [("-", "+"), ("_", "/")] {
        assert!(claims.contains(ours));
        let compact = key().sign_input(&format!("{header}.{}", claims.replace(ours, theirs)));
        assert_eq!(verified(&compact), Err(JoseError::Malformed));
    }
    assert_eq!(verified(&key().sign_input(&format!("{header}.{claims}"))), Err(JoseError::Issuer));
}

#[test]
fn white_space_is_refused_around_and_inside_the_parts() {
    let header = encode(HEADER.replace("KID", &key().kid()));
    let (start, end) = header.split_at(8);
    let claims = encode(CLAIMS);
    for space in [" ", "\n", "\r\n", "\t", "\u{a0}", "\0"] {
        for input in [
            format!("{space}{header}.{claims}"),
            format!("{header}{space}.{claims}"),
            format!("{header}.{space}{claims}"),
            format!("{header}.{claims}{space}"),
            format!("{start}{space}{end}.{claims}"),
        ] {
            assert_eq!(verified(&key().sign_input(&input)), Err(JoseError::Malformed));
        }
        let compact = key().sign(&self::claims());
        let (input, signature) = compact.rsplit_once('.').unwrap();
        for compact in [format!("{input}.{space}{signature}"), format!("{compact}{space}")] {
            assert_eq!(verified(&compact), Err(JoseError::Malformed));
        }
    }
}

#[test]
fn there_are_exactly_three_parts_and_none_is_empty() {
    let compact = key().sign(&claims());
    let [header, claims, signature] = compact.split('.').collect::<Vec<_>>()[..] else { panic!() };
    for text in [
        String::new(),
        header.to_owned(),
        format!("{header}.{claims}"),
        format!("{header}.{claims}."),
        format!("{header}..{signature}"),
        format!(".{claims}.{signature}"),
        format!("{header}.{claims}..{signature}"),
        format!(".{compact}"),
        format!("{compact}."),
        format!("{compact}.{signature}"),
        format!("{header}.{header}.{claims}.{signature}"),
        format!("{header}.{claims}.AA.AA.{signature}"),
        "..".to_owned(),
        "....".to_owned(),
    ] {
        assert!(verified(&text).is_err(), "{text}");
    }
    for input in [format!("{header}.{claims}."), format!("{header}.{claims}.{claims}")] {
        assert_eq!(verified(&key().sign_input(&input)), Err(JoseError::Malformed));
    }
    for text in ["", "a", "a.b", "a.b.c.d", "a.b.c.d.e"] {
        assert_eq!(subject(text), Err(JoseError::Malformed), "{text}");
    }
}

#[test]
fn a_signature_has_64_bytes() {
    let unsigned = Unsigned::new(KeyRef::Jwk(&key().public), &claims()).unwrap();
    let input = unsigned.signing_input();
    let raw = key().raw(input.as_bytes());
    for signature in [
        raw[..63].to_vec(),
        raw[1..].to_vec(),
        [&[0], raw.as_slice()].concat(),
        [raw.as_slice(), &[0]].concat(),
        [raw, raw].concat(),
        key().der(input.as_bytes()),
    ] {
        assert_ne!(signature.len(), 64);
        let compact = format!("{input}.{}", encode(&signature));
        assert_eq!(verified(&compact), Err(JoseError::Malformed));
    }
    let zeros = format!("{input}.{}", encode([0; 64]));
    assert_eq!(verified(&zeros), Err(JoseError::Signature));
    assert_eq!(verified(&unsigned.with_raw_signature(&raw)), Ok(claims()));
}

#[test]
fn a_der_signature_is_checked_before_it_is_taken() {
    let unsigned = Unsigned::new(KeyRef::Jwk(&key().public), &claims()).unwrap();
    let message = unsigned.signing_input().as_bytes();
    let compact = unsigned.with_der_signature(&key().public, &key().der(message)).unwrap();
    assert_eq!(verified(&compact), Ok(claims()));
    let stranger = TestKey::new(2);
    for (signer, signature) in [
        (&key().public, stranger.der(message)),
        (&stranger.public, key().der(message)),
        (&key().public, key().der(b"another message")),
        (&key().public, key().raw(message).to_vec()),
        (&key().public, [key().der(message), vec![0]].concat()),
        (&key().public, Vec::new()),
    ] {
        assert_eq!(unsigned.with_der_signature(signer, &signature), Err(JoseError::Signature));
    }
}

#[test]
fn a_changed_character_is_refused_wherever_it_stands() {
    let compact = key().sign(&claims());
    assert_eq!(verified(&compact), Ok(claims()));
    for index in 0..compact.len() {
        let mut changed = compact.clone().into_bytes();
        changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        assert!(verified(&changed).is_err(), "character {index}");
    }
}

#[test]
fn another_key_does_not_verify() {
    let compact = key().sign(&claims());
    let parsed = Compact::parse(&compact).unwrap();
    assert!(parsed.verify::<AssociationClaims>(&key().public).is_ok());
    assert_eq!(
        parsed.verify::<AssociationClaims>(&TestKey::new(2).public),
        Err(JoseError::Signature)
    );
}

#[test]
fn an_object_over_48_kib_is_refused() {
    assert_eq!(verified(&"a".repeat(MAX_COMPACT_LENGTH)), Err(JoseError::Malformed));
    assert_eq!(verified(&"a".repeat(MAX_COMPACT_LENGTH + 1)), Err(JoseError::TooLarge));
    // Without the limit, this one would verify.
    let compact = key().sign_text(
        HEADER.replace("KID", &key().kid()),
        format!("{CLAIMS}{}", " ".repeat(MAX_COMPACT_LENGTH * 3 / 4)),
    );
    assert_eq!(verified(&compact), Err(JoseError::TooLarge));
}

#[test]
fn two_signatures_of_the_same_claims_have_one_subject_and_two_hashes() {
    let (first, second) = (key().sign(&claims()), key().sign(&claims()));
    assert_ne!(first, second);
    assert_ne!(hash(&first), hash(&second));
    assert_eq!(subject(&first), subject(&second));
    assert_eq!(Compact::parse(&first).unwrap().subject(), subject(&second).unwrap());
    let other = key().sign(&AssociationClaims { generation: 3, ..claims() });
    assert_ne!(subject(&first), subject(&other));
    let other = key().sign_as(KeyRef::Jwk(&key().public), &claims());
    assert_ne!(subject(&first), subject(&other));
}

#[test]
fn a_stored_signing_input_is_signed_as_it_stands() {
    let unsigned = Unsigned::new(KeyRef::Jwk(&key().public), &claims()).unwrap();
    let stored = Unsigned::from_signing_input(unsigned.signing_input().to_owned());
    assert_eq!(stored, unsigned);
}

/// One edit of an object that verifies.
#[derive(Debug, Clone)]
enum Edit {
    Replace(prop::sample::Index, char),
    Insert(prop::sample::Index, char),
    Remove(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Truncate(prop::sample::Index),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let place = any::<prop::sample::Index>;
    let character = || prop_oneof![any::<char>(), prop::char::range('-', 'z')];
    let edit = prop_oneof![
        (place(), character()).prop_map(|(at, new)| Edit::Replace(at, new)),
        (place(), character()).prop_map(|(at, new)| Edit::Insert(at, new)),
        place().prop_map(Edit::Remove),
        (place(), place()).prop_map(|(one, other)| Edit::Swap(one, other)),
        place().prop_map(Edit::Truncate),
    ];
    prop::collection::vec(edit, 1..4)
}

fn edited(compact: &str, edits: &[Edit]) -> String {
    let mut text: Vec<char> = compact.chars().collect();
    for edit in edits {
        let length = text.len();
        if length == 0 {
            break;
        }
        match edit {
            Edit::Replace(at, new) => text[at.index(length)] = *new,
            Edit::Insert(at, new) => text.insert(at.index(length), *new),
            Edit::Remove(at) => drop(text.remove(at.index(length))),
            Edit::Swap(one, other) => text.swap(one.index(length), other.index(length)),
            Edit::Truncate(at) => text.truncate(at.index(length)),
        }
    }
    text.into_iter().collect()
}

proptest! {
    #[test]
    fn reading_never_panics(text in any::<String>()) {
        prop_assert!(verified(&text).is_err());
        let _ = subject(&text);
    }

    #[test]
    fn reading_never_panics_on_what_looks_like_an_object(
        text in "[A-Za-z0-9_=-]{0,90}(\\.[A-Za-z0-9_=-]{0,90}){0,4}",
    ) {
        prop_assert!(verified(&text).is_err());
        let _ = subject(&text);
    }

    #[test]
    fn reading_never_panics_on_parts_of_any_bytes(
        header in any::<Vec<u8>>(), claims in any::<Vec<u8>>(),
    ) {
        prop_assert!(verified(&key().sign_text(header, &claims)).is_err());
        prop_assert_eq!(
            verified(&key().sign_text(HEADER, claims)),
            Err(JoseError::Claims)
        );
    }

    #[test]
    fn an_edited_object_never_verifies(edits in edits()) {
        let compact = key().sign(&claims());
        let edited = edited(&compact, &edits);
        prop_assert_eq!(verified(&edited).is_ok(), edited == compact);
    }
}
