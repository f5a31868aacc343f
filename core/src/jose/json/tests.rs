//! What JSON of a signed object may look like.

use proptest::prelude::*;
use rstest::rstest;
use serde::Serialize;

use super::*;

#[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    integer: u64,
    small: u8,
    name: Name,
    #[serde(deserialize_with = "Option::deserialize")]
    nullable: Option<String>,
    inner: Inner,
    list: Vec<bool>,
}

#[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Inner {
    text: String,
}

#[derive(Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    First,
}

const SAMPLE: &str = r#"{"integer":1,"small":2,"name":"first","nullable":null,"inner":{"text":"t"},"list":[true,false]}"#;

fn with(from: &str, to: &str) -> Result<Sample, InvalidJson> {
    assert!(SAMPLE.contains(from), "{from}");
    read(SAMPLE.replace(from, to).as_bytes())
}

#[test]
fn every_form_that_objects_use_is_read() {
    let sample = Sample {
        integer: 1,
        small: 2,
        name: Name::First,
        nullable: None,
        inner: Inner { text: "t".to_owned() },
        list: vec![true, false],
    };
    assert_eq!(read(SAMPLE.as_bytes()), Ok(sample));
    let text = with(":null", r#":"t""#).unwrap();
    assert_eq!(text.nullable.as_deref(), Some("t"));
}

#[rstest]
#[case("0", Some(0))]
#[case("9007199254740991", Some(MAX_INTEGER))]
#[case("9007199254740992", None)]
#[case("18446744073709551615", None)]
#[case("18446744073709551616", None)]
#[case("-0", None)]
#[case("-1", None)]
#[case("1.0", None)]
#[case("1e0", None)]
#[case("1E2", None)]
#[case("0.5", None)]
#[case("01", None)]
#[case("+1", None)]
#[case("0x1", None)]
#[case("NaN", None)]
#[case("\"1\"", None)]
#[case("true", None)]
#[case("null", None)]
#[case("[1]", None)]
#[case("{}", None)]
fn integers_are_decimal_digits_up_to_2_to_the_53(#[case] json: &str, #[case] read: Option<u64>) {
    let sample = with(r#""integer":1"#, &format!(r#""integer":{json}"#));
    assert_eq!(sample.ok().map(|sample| sample.integer), read);
}

#[rstest]
#[case::a_narrow_integer_overflows(r#""small":2"#, r#""small":256"#)]
#[case::a_name_as_an_object(r#""first""#, r#"{"first":null}"#)]
#[case::a_name_as_a_list(r#""first""#, r#"["first"]"#)]
#[case::a_name_as_an_integer(r#""first""#, "0")]
#[case::an_unknown_name(r#""first""#, r#""second""#)]
#[case::an_object_as_a_list(r#"{"text":"t"}"#, r#"["t"]"#)]
#[case::null_for_an_object(r#"{"text":"t"}"#, "null")]
#[case::null_for_a_text(r#""text":"t""#, r#""text":null"#)]
#[case::an_integer_for_a_text(r#""text":"t""#, r#""text":1"#)]
#[case::an_object_for_a_list("[true,false]", r#"{"0":true}"#)]
#[case::null_in_a_list("[true,false]", "[true,null]")]
#[case::a_duplicate(r#""small":2"#, r#""small":2,"small":2"#)]
#[case::a_duplicate_with_an_escape(r#""small":2"#, r#""small":2,"\u0073mall":2"#)]
#[case::a_duplicate_inside(r#"{"text":"t"}"#, r#"{"text":"t","text":"t"}"#)]
#[case::an_unknown_member(r#""small":2"#, r#""small":2,"more":3"#)]
#[case::an_unknown_member_inside(r#"{"text":"t"}"#, r#"{"text":"t","more":1}"#)]
#[case::a_missing_member(r#""small":2,"#, "")]
#[case::a_missing_null(r#""nullable":null,"#, "")]
#[case::a_half_surrogate(r#""t""#, r#""\ud800""#)]
#[case::a_comma_at_the_end("false]", "false,]")]
fn what_a_lenient_reader_might_take_is_refused(#[case] from: &str, #[case] to: &str) {
    assert_eq!(with(from, to), Err(InvalidJson));
}

#[rstest]
#[case("")]
#[case("null")]
#[case("[1,2,\"first\",null,{\"text\":\"t\"},[]]")]
#[case("[1,2,\"first\",null,[\"t\"],[]]")]
fn the_outermost_value_is_an_object(#[case] json: &str) {
    assert_eq!(read::<Sample>(json.as_bytes()), Err(InvalidJson));
}

#[test]
fn nothing_stands_around_it_and_it_is_utf_8() {
    assert!(read::<Sample>(format!(" {SAMPLE}\n").as_bytes()).is_ok());
    for text in [format!("\u{feff}{SAMPLE}"), format!("{SAMPLE}{SAMPLE}"), format!("{SAMPLE},")] {
        assert_eq!(read::<Sample>(text.as_bytes()), Err(InvalidJson), "{text}");
    }
    let mut bytes = SAMPLE.as_bytes().to_vec();
    bytes[SAMPLE.find(r#""t""#).unwrap() + 1] = 0xff;
    assert_eq!(read::<Sample>(&bytes), Err(InvalidJson));
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    for depth in [10, 100, 127, 128, 10_000, 48 * 1024] {
        let lists = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(with("[true,false]", &lists), Err(InvalidJson), "depth {depth}");
    }
}

proptest! {
    #[test]
    fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read::<Sample>(&bytes);
    }

    #[test]
    fn what_is_written_is_read_again(
        integer in 0..=MAX_INTEGER,
        small in any::<u8>(),
        nullable in any::<Option<String>>(),
        text in any::<String>(),
        list in any::<Vec<bool>>(),
    ) {
        let sample = Sample { integer, small, name: Name::First, nullable, inner: Inner { text }, list };
        let json = serde_json::to_vec(&sample).unwrap();
        prop_assert_eq!(read(&json), Ok(sample));
    }
}
