//! Which JWKs are keys.

use rstest::rstest;

use super::*;
use crate::jose::json;

/// The key of RFC 7515 appendix A.3.1, without its private half.
const RFC_7515_A3: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;

#[test]
fn a_jwk_is_read_and_written_member_by_member() {
    let jwk: Jwk = json::read(RFC_7515_A3.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&jwk).unwrap(), RFC_7515_A3);
}

#[rstest]
#[case::another_type(r#""EC""#, r#""OKP""#)]
#[case::another_curve(r#""P-256""#, r#""P-384""#)]
#[case::another_spelling(r#""P-256""#, r#""p-256""#)]
#[case::a_private_half(r#""kty""#, r#""d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI","kty""#)]
#[case::a_use(r#""kty""#, r#""use":"sig","kty""#)]
#[case::a_key_id(r#""kty""#, r#""kid":"1","kty""#)]
#[case::a_duplicate(r#""kty""#, r#""crv":"P-256","kty""#)]
#[case::no_type(r#""kty":"EC","#, "")]
#[case::no_curve(r#""crv":"P-256","#, "")]
#[case::another_point(r#""y":"x"#, r#""y":"y"#)]
#[case::a_short_coordinate(r#""x":"f83O"#, r#""x":""#)]
#[case::a_long_coordinate(r#""x":""#, r#""x":"AAAA"#)]
#[case::padding(r#"VEU""#, r#"VEU=""#)]
#[case::trailing_bits(r#"VEU""#, r#"VEV""#)]
#[case::another_alphabet("x_FE", "x/FE")]
#[case::an_integer(r#""EC""#, "1")]
fn what_is_no_plain_p_256_key_is_refused(#[case] from: &str, #[case] to: &str) {
    assert!(RFC_7515_A3.contains(from));
    let text = RFC_7515_A3.replacen(from, to, 1);
    assert!(json::read::<Jwk>(text.as_bytes()).is_err(), "{text}");
}

#[test]
fn the_point_at_infinity_and_coordinates_beyond_the_field_are_refused() {
    let zero = Bytes::new([0; 32]);
    // p, which a reader that reduces would take for 0.
    let p = Bytes::<32>::parse("_____wAAAAEAAAAAAAAAAAAAAAD_______________8").unwrap();
    for (x, y) in [(zero, zero), (p, p), (Bytes::new([0xff; 32]), zero)] {
        let members = Members { kty: Ec::EC, crv: P256::P256, x, y };
        assert!(Jwk::try_from(members).is_err());
    }
}
