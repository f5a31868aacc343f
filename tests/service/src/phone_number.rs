//! Mobile numbers, as people type them.

use phonenumber::country::Id;
use phonenumber::{Mode, Type, metadata::DATABASE};

/// Where a number is from that was typed without its country code.
const COUNTRY: Id = Id::IT;

/// The international form of what was typed, such as `+393471234567`; `None` if that is no number
/// that an SMS can reach.
pub(crate) fn parse(typed: &str) -> Option<String> {
    let number = phonenumber::parse(Some(COUNTRY), typed).ok()?;
    let is_mobile = matches!(number.number_type(&DATABASE), Type::Mobile | Type::FixedLineOrMobile);
    let is_reached = number.is_valid() && is_mobile && number.extension().is_none();
    is_reached.then(|| number.format().mode(Mode::E164).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("+39 347 123 4567", "+393471234567")]
    #[case("0039 347-1234567", "+393471234567")]
    #[case("347 1234567", "+393471234567")]
    #[case(" (347) 123.4567 ", "+393471234567")]
    #[case("+41 78 123 45 67", "+41781234567")]
    #[case("+1 201 555 0123", "+12015550123")]
    fn a_mobile_number_is_understood_however_it_is_typed(#[case] typed: &str, #[case] is: &str) {
        assert_eq!(parse(typed).as_deref(), Some(is));
    }

    #[rstest::rstest]
    #[case("")]
    #[case("anna@mail.example")]
    #[case("+39 02 1234567")]
    #[case("347 12")]
    #[case("+999 1234567")]
    #[case("+39 347 1234567 ext. 5")]
    fn what_no_sms_reaches_is_refused(#[case] typed: &str) {
        assert_eq!(parse(typed), None);
    }

    proptest::proptest! {
        #[test]
        fn anything_typed_is_understood_or_refused(typed in ".{0,40}") {
            if let Some(number) = parse(&typed) {
                proptest::prop_assert_eq!(parse(&number), Some(number));
            }
        }
    }
}
