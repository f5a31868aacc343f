//! Scripts are read, and drive a phone.

use rstest::rstest;

use super::*;

#[rstest]
#[case("", Some(""))]
#[case("   # a comment", Some(""))]
#[case("type 1234", Some("type •••"))]
#[case("press enter", Some("press enter"))]
#[case("press Ctrl-R", Some("press ctrl-r"))]
#[case("press d", Some("press d"))]
#[case("press 7", Some("press •"))]
#[case("expect Time left", Some("expect Time left"))]
#[case("wait-gone One moment", Some("wait-gone One moment"))]
#[case("screen", Some("screen"))]
#[case("quit\r", Some("quit"))]
#[case("press return", None)]
#[case("expect", None)]
#[case("type ", None)]
#[case("click here", None)]
fn a_line_is_a_command_or_an_error(#[case] line: &str, #[case] shown: Option<&str>) {
    let parsed = Command::parse(line).ok();
    let parsed = parsed.map(|it| it.map(|command| command.to_string()).unwrap_or_default());
    assert_eq!(parsed.as_deref(), shown);
}

#[test]
fn a_text_may_go_over_the_end_of_a_line() {
    let screen = "  From now on this phone confirms sign-ins to anna at Example\n  Mail.\n";
    assert!(shows(screen, "at Example Mail."));
    assert!(shows(screen, "  From"));
    assert!(!shows(screen, "Example.Mail"));
}

proptest::proptest! {
    #[test]
    fn no_line_makes_the_reader_panic(line in ".*") {
        drop(Command::parse(&line));
    }
}
