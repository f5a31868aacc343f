//! Views: what is shown, what can only be denied, and what is no request at all.

use rstest::rstest;

use super::*;
use crate::jose::testing::TestKey;
use crate::jose::{Compact, JoseError};
use crate::protocol::RequestClaims;

const VIEW: &str = r#"{"address":"192.0.2.7","browser":"firefox","known":true,"place":"Bologna, Italy","system":"linux"}"#;

/// Signs a request with this view and reads it as a phone would.
fn received(view: &str) -> Result<RequestClaims, JoseError> {
    let key = TestKey::new(1);
    let header = format!(r#"{{"alg":"ES256","typ":"assenso-request+jwt","kid":"{}"}}"#, key.kid());
    let claims = format!(
        r#"{{"v":1,"iss":"https://mail.example","aud":"d","id":"AAAAAAAAAAAAAAAAAAAAAA","account":"AAAAAAAAAAAAAAAAAAAAAA","kind":"sign_in","view":{view},"number_digits":2,"created_ms":1}}"#
    );
    Compact::parse(&key.sign_text(header, claims))?.verify(&key.public)
}

fn shown(view: &str) -> Option<SignInView> {
    SignInView::from_members(&received(view).unwrap().view)
}

fn with(from: &str, to: &str) -> String {
    assert!(VIEW.contains(from), "{from}");
    VIEW.replacen(from, to, 1)
}

#[test]
fn a_known_view_is_shown_and_written_as_it_came() {
    let view = shown(VIEW).unwrap();
    let expected = SignInView {
        browser: Browser::Firefox,
        system: System::Linux,
        address: "192.0.2.7".parse().unwrap(),
        place: Some(DisplayText::new("Bologna, Italy").unwrap()),
        known: true,
    };
    assert_eq!(view, expected);
    assert_eq!(serde_json::to_string(&view.to_members()).unwrap(), VIEW);
}

#[test]
fn the_place_may_be_absent() {
    assert_eq!(shown(&with(r#""place":"Bologna, Italy","#, "")).unwrap().place, None);
}

#[test]
fn every_browser_and_system_has_its_name() {
    for (name, browser) in [
        ("chrome", Browser::Chrome),
        ("edge", Browser::Edge),
        ("firefox", Browser::Firefox),
        ("safari", Browser::Safari),
        ("opera", Browser::Opera),
        ("other", Browser::Other),
    ] {
        assert_eq!(shown(&with("firefox", name)).unwrap().browser, browser);
    }
    for (name, system) in [
        ("windows", System::Windows),
        ("macos", System::MacOs),
        ("linux", System::Linux),
        ("android", System::Android),
        ("ios", System::Ios),
        ("other", System::Other),
    ] {
        assert_eq!(shown(&with("linux", name)).unwrap().system, system);
    }
}

#[rstest]
#[case::an_unknown_member(r#""known":true"#, r#""known":true,"more":"x""#)]
#[case::an_unknown_flag(r#""known":true"#, r#""known":true,"more":false"#)]
#[case::an_unknown_integer(r#""known":true"#, r#""known":true,"more":7"#)]
#[case::an_unknown_member_without_a_name(r#""known":true"#, r#""known":true,"":0"#)]
#[case::no_browser(r#""browser":"firefox","#, "")]
#[case::no_system(r#","system":"linux""#, "")]
#[case::no_address(r#""address":"192.0.2.7","#, "")]
#[case::no_word_whether_it_is_known(r#""known":true,"#, "")]
#[case::an_unknown_browser("firefox", "netscape")]
#[case::a_browser_in_capitals("firefox", "Firefox")]
#[case::an_unknown_system("linux", "beos")]
#[case::a_raw_user_agent("firefox", "Mozilla/5.0 (X11; Linux x86_64)")]
#[case::known_as_text("true", r#""true""#)]
#[case::known_as_an_integer("true", "1")]
#[case::a_place_as_an_integer(r#""Bologna, Italy""#, "1")]
#[case::an_empty_place("Bologna, Italy", "")]
#[case::a_place_with_an_override("Bologna, Italy", "Bologna\u{202e}")]
#[case::a_place_with_white_space("Bologna, Italy", "Bologna ")]
#[case::a_place_of_two_lines("Bologna, Italy", "Bologna\\nItaly")]
#[case::a_name_as_address("192.0.2.7", "mail.example")]
#[case::an_address_with_a_port("192.0.2.7", "192.0.2.7:80")]
#[case::an_address_with_zeros("192.0.2.7", "192.0.2.007")]
#[case::an_octal_address("192.0.2.7", "0300.0.2.7")]
#[case::a_short_address("192.0.2.7", "192.0.519")]
#[case::an_integer_address("192.0.2.7", "3221225991")]
#[case::an_address_with_white_space("192.0.2.7", "192.0.2.7 ")]
#[case::a_mapped_address("192.0.2.7", "::ffff:192.0.2.7")]
#[case::a_mapped_address_in_hex("192.0.2.7", "::ffff:c000:207")]
#[case::a_long_address("192.0.2.7", "2001:db8:0:0:0:0:0:1")]
#[case::leading_zeros("192.0.2.7", "2001:0db8::1")]
#[case::capitals("192.0.2.7", "2001:DB8::1")]
#[case::brackets("192.0.2.7", "[2001:db8::1]")]
#[case::a_zone("192.0.2.7", "fe80::1%eth0")]
#[case::one_zero_left_out("192.0.2.7", "2001:db8::1:1:1:1:1")]
#[case::an_empty_address("192.0.2.7", "")]
fn what_is_not_known_can_only_be_denied(#[case] from: &str, #[case] to: &str) {
    let request = received(&with(from, to)).unwrap();
    assert_eq!(SignInView::from_members(&request.view), None);
}

#[rstest]
#[case("2001:db8::1")]
#[case("::1")]
#[case("::")]
#[case("2001:db8:0:1:1:1:1:1")]
#[case("2001:0:0:1::1")]
#[case("255.255.255.255")]
fn an_address_in_its_one_form_is_shown(#[case] address: &str) {
    assert_eq!(shown(&with("192.0.2.7", address)).unwrap().address.to_string(), address);
}

#[rstest]
#[case::an_object(r#"{"a":"b"}"#)]
#[case::an_empty_object("{}")]
#[case::a_list(r#"["a"]"#)]
#[case::an_empty_list("[]")]
#[case::null("null")]
#[case::a_fraction("1.5")]
#[case::a_whole_fraction("1.0")]
#[case::an_exponent("1e3")]
#[case::a_negative_integer("-1")]
#[case::negative_zero("-0")]
#[case::an_integer_over_2_to_the_53("9007199254740992")]
fn a_value_that_no_kind_has_makes_the_request_invalid(#[case] value: &str) {
    for view in [
        with(r#""known":true"#, &format!(r#""known":true,"more":{value}"#)),
        with(r#""Bologna, Italy""#, value),
    ] {
        assert_eq!(received(&view), Err(JoseError::Claims), "{view}");
    }
}

#[test]
fn a_duplicate_member_makes_the_request_invalid() {
    for view in [
        with(r#""known":true"#, r#""known":true,"known":true"#),
        with(r#""known":true"#, r#""known":true,"\u006bnown":false"#),
        with(r#""known":true"#, r#""known":true,"more":1,"more":2"#),
    ] {
        assert_eq!(received(&view), Err(JoseError::Claims), "{view}");
    }
}

#[test]
fn a_view_is_an_object() {
    for view in ["null", "[]", r#"["192.0.2.7"]"#, "\"\"", "1"] {
        assert_eq!(received(view), Err(JoseError::Claims), "{view}");
    }
    assert_eq!(shown("{}"), None);
}

#[test]
fn members_refuse_duplicates_whoever_reads_them() {
    assert!(serde_json::from_str::<Members>(r#"{"a":1,"b":1}"#).is_ok());
    assert!(serde_json::from_str::<Members>(r#"{"a":1,"a":1}"#).is_err());
}
