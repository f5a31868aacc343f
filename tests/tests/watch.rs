//! What an app is told while it is open.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::sync::Arc;
use std::time::Duration;

use assenso_core::account::AssociationState;
use assenso_core::approval::{ApprovalError, Outcome, PendingApproval, ReportOutcome};
use assenso_core::codes::CodesError;
use assenso_core::protocol::ReportReason;
use assenso_core::provider::ProviderError;
use assenso_core::watch::{Change, CodesWatch, Watch};
use assenso_tests::browser::Browser;
use assenso_tests::forge::{Signer, open};
use assenso_tests::middle::Verdict;
use assenso_tests::phone::Phone;
use assenso_tests::provider::Provider;
use tokio::time::timeout;

/// Longer than anything that is waited for here takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// The next change that `wanted` takes for the one it waits for.
async fn until<T>(watch: &mut Watch, mut wanted: impl FnMut(Change) -> Option<T>) -> T {
    let search = async {
        loop {
            if let Some(found) = wanted(watch.next().await) {
                return found;
            }
        }
    };
    timeout(PATIENCE, search).await.expect("it is told")
}

async fn requests(watch: &mut Watch, count: usize) -> Vec<Arc<PendingApproval>> {
    until(watch, |change| match change {
        Change::Requests { open, .. } if open.len() == count => Some(open),
        _ => None,
    })
    .await
}

#[tokio::test]
async fn accounts_and_requests_are_told_as_they_come_and_go() {
    let provider = Provider::start().await;
    let phone = Phone::new().await;
    let mut watch = phone.app.watch();
    assert!(matches!(watch.next().await, Change::Accounts(accounts) if accounts.is_empty()));

    let account = phone.associate(&provider).await.unwrap();
    let listed = until(&mut watch, |change| match change {
        Change::Accounts(accounts) => Some(accounts),
        _ => None,
    });
    assert_eq!(listed.await[0].id, account);
    requests(&mut watch, 0).await;

    let (_, page) = Browser::signing_in(&provider).await;
    let open = requests(&mut watch, 1).await;
    let same = phone.one_request(account).await;
    assert!(Arc::ptr_eq(&open[0], &same), "one request is one object");
    assert_eq!(same.approve(&page.number()).await.unwrap(), Outcome::Approved);
    requests(&mut watch, 0).await;
}

#[tokio::test]
async fn a_phone_that_is_replaced_is_told_without_asking() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let mut watch = phone.app.watch();
    requests(&mut watch, 0).await;

    let (_other, _) = Phone::associated(&provider).await;
    let state = until(&mut watch, |change| match change {
        Change::Accounts(accounts) => accounts
            .iter()
            .find(|listed| {
                listed.id == account && listed.association != AssociationState::Associated
            })
            .map(|listed| listed.association),
        _ => None,
    });
    assert_eq!(state.await, AssociationState::Replaced);
}

#[tokio::test]
async fn a_provider_that_goes_and_comes_back_is_told() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, _) = Phone::associated(&provider).await;
    let mut watch = phone.app.watch();
    requests(&mut watch, 0).await;

    middle.meddle(|_| Verdict::Lose);
    phone.app.wake();
    let reachable = |change| match change {
        Change::Reachable { reachable, .. } => Some(reachable),
        _ => None,
    };
    assert!(!until(&mut watch, reachable).await);
    middle.behave();
    phone.app.wake();
    assert!(until(&mut watch, reachable).await);
}

#[tokio::test]
async fn codes_are_told_at_each_turn_until_they_are_locked() {
    let provider = Provider::start().await;
    let (phone, _) = Phone::associated(&provider).await;
    let codes = Arc::new(phone.app.codes().await.unwrap());
    let mut watch = CodesWatch::new(Arc::clone(&codes));
    let shown = |list: Vec<assenso_core::codes::ListedCode>| {
        let code = list[0].code.as_ref().unwrap();
        (code.code.expose().to_owned(), code.next.expose().to_owned())
    };
    let (_, next) = shown(watch.next().await.unwrap());
    phone.hardware.clock.advance(Duration::from_secs(30));
    let (now, _) = shown(timeout(PATIENCE, watch.next()).await.unwrap().unwrap());
    assert_eq!(now, next);
    codes.lock();
    let locked = timeout(PATIENCE, watch.next()).await.unwrap();
    assert!(matches!(locked, Err(CodesError::Locked)), "{locked:?}");
    assert!(matches!(codes.list().await, Err(CodesError::Locked)));
}

#[tokio::test]
async fn a_check_that_fails_hides_no_request() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, _) = Phone::associated(&provider).await;
    middle.meddle(|exchange| {
        if exchange.route == "/association" {
            exchange.status = 500;
        }
        Verdict::Pass
    });
    let mut watch = phone.app.watch();
    requests(&mut watch, 0).await;
    let (_, page) = Browser::signing_in(&provider).await;
    let open = requests(&mut watch, 1).await;
    assert_eq!(open[0].approve(&page.number()).await.unwrap(), Outcome::Approved);
}

#[tokio::test]
async fn a_report_that_is_not_taken_is_not_sent_with_every_round() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let _page = Browser::signing_in(&provider).await;
    let request = phone.one_request(account).await;
    assert_eq!(request.deny().await.unwrap(), Outcome::Denied);
    middle.meddle(|exchange| {
        if exchange.route == "/report" {
            exchange.status = 404;
            exchange.reply = serde_json::json!({"status": 404, "code": "not_found"});
        }
        Verdict::Pass
    });
    assert_eq!(request.report(ReportReason::NotMe).await.unwrap(), ReportOutcome::NotTaken);
    let calls = |route: &str| middle.seen().iter().filter(|call| call.route == route).count();
    let before = calls("/report");
    let mut watch = phone.app.watch();
    requests(&mut watch, 0).await;
    for _ in 0..5 {
        let asked = calls("/inbox");
        phone.app.wake();
        let more = async {
            while calls("/inbox") == asked {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            () = more => {}
            _ = watch.next() => {}
            () = tokio::time::sleep(PATIENCE) => panic!("nobody asks"),
        }
    }
    assert!(calls("/report") - before <= 1, "{} more", calls("/report") - before);
}

#[tokio::test]
async fn what_a_person_has_to_know_is_told_once_until_it_is_over() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, account) = Phone::associated(&provider).await;
    let mut watch = phone.app.watch();
    requests(&mut watch, 0).await;
    let stranger = Signer::stranger();
    middle.change("/inbox", "inbox", move |object, _| {
        stranger.object("assenso-inbox+jwt", &open(object).1)
    });
    phone.app.wake();
    let trouble = |change| match change {
        Change::Trouble { account, error } => Some((account, error)),
        Change::Reachable { .. } => panic!("it was reached"),
        _ => None,
    };
    let (whose, error) = until(&mut watch, trouble).await;
    assert_eq!(whose, account);
    assert!(
        matches!(error, Some(ApprovalError::Provider(ProviderError::Untrusted(_)))),
        "{error:?}"
    );
    middle.behave();
    phone.app.wake();
    let (_, error) = until(&mut watch, trouble).await;
    assert!(error.is_none(), "{error:?}");
}

#[tokio::test]
async fn two_that_watch_do_not_make_each_other_run() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, _) = Phone::associated(&provider).await;
    let (mut one, mut other) = (phone.app.watch(), phone.app.watch());
    requests(&mut one, 0).await;
    requests(&mut other, 0).await;
    let before = middle.seen().len();
    // Both are told of a request, whoever waits for the hint.
    let (_, page) = Browser::signing_in(&provider).await;
    let (open, same) = tokio::join!(requests(&mut one, 1), requests(&mut other, 1));
    assert!(Arc::ptr_eq(&open[0], &same[0]));
    open[0].approve(&page.number()).await.unwrap();
    tokio::join!(requests(&mut one, 0), requests(&mut other, 0));
    let quiet = async {
        tokio::join!(one.next(), other.next());
    };
    assert!(timeout(Duration::from_secs(3), quiet).await.is_err(), "nothing happens");
    let calls = middle.seen().len() - before;
    assert!(calls < 40, "{calls} calls for one request");
}

#[tokio::test]
async fn a_provider_that_ends_every_wait_is_not_asked_without_pause() {
    let (provider, middle) = Provider::start_behind().await;
    let (phone, _) = Phone::associated(&provider).await;
    middle.lack("/inbox/wait");
    middle.meddle(|exchange| {
        if exchange.route == "/inbox/wait" {
            exchange.status = 200;
            exchange.reply = serde_json::json!({"waiting": false});
        }
        Verdict::Pass
    });
    let mut watch = phone.app.watch();
    requests(&mut watch, 0).await;
    let before = middle.seen().len();
    assert!(timeout(Duration::from_secs(3), watch.next()).await.is_err(), "nothing happens");
    let calls = middle.seen().len() - before;
    assert!(calls < 12, "{calls} calls in three seconds");
}

#[tokio::test]
async fn what_waited_for_a_phone_that_is_replaced_is_taken_off() {
    let provider = Provider::start().await;
    let (phone, account) = Phone::associated(&provider).await;
    let mut watch = phone.app.watch();
    let _page = Browser::signing_in(&provider).await;
    requests(&mut watch, 1).await;
    let (_other, _) = Phone::associated(&provider).await;
    phone.app.wake();
    let gone = until(&mut watch, |change| match change {
        Change::Accounts(accounts) => {
            let listed = accounts.iter().find(|listed| listed.id == account).unwrap();
            assert_eq!(listed.association, AssociationState::Replaced);
            None
        }
        Change::Requests { open, .. } => Some(open),
        _ => None,
    });
    assert!(gone.await.is_empty());
}

#[tokio::test]
async fn codes_turn_with_a_clock_that_is_set() {
    let provider = Provider::start().await;
    let (phone, _) = Phone::associated(&provider).await;
    let codes = Arc::new(phone.app.codes().await.unwrap());
    let mut watch = CodesWatch::new(Arc::clone(&codes));
    watch.next().await.unwrap();
    let day = std::time::SystemTime::UNIX_EPOCH + Duration::from_hours(400_000);
    phone.hardware.clock.set_wall(day);
    let told = timeout(PATIENCE, watch.next()).await.unwrap().unwrap();
    let now = codes.list().await.unwrap();
    let code = |list: &[assenso_core::codes::ListedCode]| {
        list[0].code.as_ref().unwrap().code.expose().to_owned()
    };
    assert_eq!(code(&told), code(&now));
}
