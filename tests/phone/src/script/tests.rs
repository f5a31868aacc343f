//! Scripts are read, and drive a phone.

use rstest::rstest;

use super::*;

#[rstest]
#[case("", Some(""))]
#[case("   # a comment", Some(""))]
#[case("type 1234", Some("type •••"))]
#[case("paste https://mail.example/x#t=1", Some("paste •••"))]
#[case("press enter", Some("press enter"))]
#[case("press Ctrl-R", Some("press ctrl-r"))]
#[case("press d", Some("press d"))]
#[case("press 7", Some("press •"))]
#[case("report not-me", Some("report not-me"))]
#[case("report mistake ", Some("report mistake"))]
#[case("report", None)]
#[case("report me", None)]
#[case("expect Time left", Some("expect Time left"))]
#[case("wait-gone One moment", Some("wait-gone One moment"))]
#[case("screen", Some("screen"))]
#[case("quit\r", Some("quit"))]
#[case("press return", None)]
#[case("expect", None)]
#[case("type ", None)]
#[case("paste", None)]
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

mod running {
    use std::sync::Arc;
    use std::time::SystemTime;

    use assenso_core::ports::ManualClock;

    use super::*;
    use crate::engine::Wiring;
    use crate::gateway::Association;
    use crate::samples::{FakeCore, FakeStartup, INVITATION, accounts, gate, request};
    use crate::text::Lang;

    async fn run(script: &str) -> (Result<(), ScriptError>, String) {
        run_on(Arc::new(FakeCore::default()), script).await
    }

    async fn run_on(core: Arc<FakeCore>, script: &str) -> (Result<(), ScriptError>, String) {
        let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
        let startup = Arc::new(FakeStartup(core));
        let model = gate(Lang::En, false);
        let mut engine = Engine::new(model, Some(startup), clock, Wiring::default());
        let mut out = Vec::new();
        let result = super::super::run(&mut engine, script.as_bytes(), &mut out).await;
        (result, String::from_utf8(out).unwrap())
    }

    #[tokio::test(start_paused = true)]
    async fn a_script_sees_what_a_person_sees_and_prints_no_pin() {
        let script = "# in\nexpect Unlock\ntype 4711\npress enter\nexpect Welcome.\n\
                      wait-gone Enter this phone's PIN\npress enter\nexpect Your provider\n\
                      screen\nquit\nexpect never read";
        let (result, out) = run(script).await;
        result.unwrap();
        assert!(!out.contains("4711"), "{out}");
        let oks: Vec<_> = out.lines().filter(|line| line.starts_with("ok ")).collect();
        assert_eq!(oks[1], "ok 3: type •••");
        assert_eq!(oks.last(), Some(&"ok 10: quit"));
        assert!(out.contains("[ Continue ]   [ Cancel ]"));
    }

    #[tokio::test(start_paused = true)]
    async fn what_does_not_come_true_is_named_with_its_line_and_the_screen() {
        let (result, _) = run("expect Unlock\n\nexpect Accounts").await;
        match result {
            Err(ScriptError::Unmet { line: 3, command, screen }) => {
                assert_eq!(command, "expect Accounts");
                assert!(screen.contains("Enter this phone's PIN"));
            }
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_question_after_a_denial_is_waited_for_and_answered() {
        for (reason, noted) in [("not-me", "report r NotMe"), ("mistake", "report r Mistake")] {
            let core = Arc::new(FakeCore::default());
            *core.accounts.lock().unwrap() = accounts(Association::Associated);
            core.requests.lock().unwrap().push_back(Ok(vec![request("r")]));
            let script = format!(
                "expect Unlock\ntype 4711\npress enter\nexpect Is this you?\npress d\n\
                 report {reason}\nexpect Your provider knows\nquit"
            );
            let (result, _) = run_on(Arc::clone(&core), &script).await;
            result.unwrap();
            assert_eq!(core.count(noted), 1);
        }
        let (result, _) = run("expect Unlock\nreport mistake").await;
        assert!(matches!(result, Err(ScriptError::Unmet { line: 2, .. })), "nobody asks");
    }

    #[tokio::test(start_paused = true)]
    async fn an_invitation_is_pasted_over_the_address_and_not_printed() {
        let core = Arc::new(FakeCore::default());
        let script = format!(
            "expect Unlock\ntype 4711\npress enter\nexpect Welcome.\npress enter\n\
             expect Your provider\npaste {INVITATION}\npress enter\n\
             expect This invitation leads to mail.example\nscreen\npress enter\n\
             expect E-mail\nquit"
        );
        let (result, out) = run_on(Arc::clone(&core), &script).await;
        result.unwrap();
        assert_eq!(core.count("pair https://mail.example invited"), 1);
        let (_, token) = INVITATION.split_once("#t=").unwrap();
        assert!(!out.contains(token), "{out}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_line_that_is_no_command_is_named() {
        let (result, _) = run("expect Unlock\nclick here").await;
        let shown = result.unwrap_err().to_string();
        assert!(shown.starts_with("line 2: no such command"), "{shown}");
    }
}
