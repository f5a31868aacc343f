//! Actions in a view: what is shown, and what can only be denied.

use rstest::rstest;

use super::*;
use crate::protocol::{Browser, System};

const BROWSER: &str = r#""address":"192.0.2.7","browser":"firefox","known":true,"system":"linux""#;

fn shown(action: &str) -> Option<ActionView> {
    let members: Members = serde_json::from_str(&format!("{{{action},{BROWSER}}}")).unwrap();
    let view = ActionView::from_members(&members)?;
    // What is shown is what was signed.
    assert_eq!(view.to_members(), members);
    Some(view)
}

fn text(text: &str) -> DisplayText {
    DisplayText::new(text).unwrap()
}

#[rstest]
#[case(r#""action":"deactivate""#, PanelAction::Deactivate {})]
#[case(
    r#""action":"number","number":"+393471234567""#,
    PanelAction::Number { number: text("+393471234567") }
)]
#[case(
    r#""action":"notice_address","notice_address":"anna@other.example""#,
    PanelAction::NoticeAddress { notice_address: text("anna@other.example") }
)]
#[case(
    r#""action":"methods","code":true,"primary":"code","sms":false"#,
    PanelAction::Methods { primary: PrimaryMethod::Code, code: true, sms: false }
)]
fn a_known_action_is_shown_and_written_as_it_came(
    #[case] members: &str,
    #[case] action: PanelAction,
) {
    let view = shown(members).unwrap();
    assert_eq!(view.action, action);
    assert_eq!((view.from.browser, view.from.system), (Browser::Firefox, System::Linux));
}

#[rstest]
#[case::none(r#""number":"+393471234567""#)]
#[case::an_unknown_one(r#""action":"transfer""#)]
#[case::in_capitals(r#""action":"Deactivate""#)]
#[case::as_an_integer(r#""action":1"#)]
#[case::without_its_number(r#""action":"number""#)]
#[case::a_number_as_an_integer(r#""action":"number","number":393471234567"#)]
#[case::an_empty_number(r#""action":"number","number":"""#)]
#[case::a_hidden_number(r#""action":"number","number":"+39\u202e347""#)]
#[case::with_a_member_of_another(r#""action":"deactivate","number":"+393471234567""#)]
#[case::with_two_parameters(r#""action":"number","number":"+393471234567","sms":true"#)]
#[case::with_an_unknown_member(r#""action":"deactivate","reason":"x""#)]
#[case::methods_without_one(r#""action":"methods","code":true,"primary":"code""#)]
#[case::methods_as_text(r#""action":"methods","code":"true","primary":"code","sms":false"#)]
#[case::an_unknown_primary(r#""action":"methods","code":true,"primary":"sms","sms":true"#)]
fn what_is_not_known_can_only_be_denied(#[case] members: &str) {
    assert_eq!(shown(members), None);
}

#[test]
fn an_action_is_no_sign_in_and_a_sign_in_no_action() {
    let action = shown(r#""action":"deactivate""#).unwrap();
    assert_eq!(SignInView::from_members(&action.to_members()), None);
    assert_eq!(ActionView::from_members(&action.from.to_members()), None);
}
