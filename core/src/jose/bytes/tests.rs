//! The text form of fixed-length bytes.

use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case("_-8", Some([0xff, 0xef]))]
#[case("AAA", Some([0, 0]))]
#[case("AAB", None)]
#[case("AAA=", None)]
#[case("//8", None)]
#[case("/+8", None)]
#[case("AA", None)]
#[case("AAAA", None)]
#[case("", None)]
#[case(" AAA", None)]
#[case("AAA\n", None)]
#[case("A A", None)]
#[case("AA\u{410}", None)]
fn only_the_one_text_form_is_read(#[case] text: &str, #[case] bytes: Option<[u8; 2]>) {
    assert_eq!(Bytes::<2>::parse(text), bytes.map(Bytes::new));
    let json = serde_json::to_string(text).unwrap();
    assert_eq!(serde_json::from_str::<Bytes<2>>(&json).ok(), bytes.map(Bytes::new));
}

#[test]
fn logs_show_eight_characters() {
    let bytes = Bytes::new([0; 32]);
    assert_eq!(bytes.short(), "AAAAAAAA");
    assert_eq!(format!("{bytes:?}"), "AAAAAAAA…");
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(bytes in any::<[u8; 32]>()) {
        let bytes = Bytes::new(bytes);
        prop_assert_eq!(Bytes::parse(&bytes.to_string()), Some(bytes));
        let json = serde_json::to_string(&bytes).unwrap();
        prop_assert_eq!(serde_json::from_str::<Bytes<32>>(&json).unwrap(), bytes);
    }

    #[test]
    fn reading_never_panics_and_knows_one_form(text in ".{0,50}") {
        if let Some(bytes) = Bytes::<16>::parse(&text) {
            prop_assert_eq!(bytes.to_string(), text);
        }
    }
}
