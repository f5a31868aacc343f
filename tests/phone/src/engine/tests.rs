//! The engine with a faked core, on tokio's paused clock.

use std::time::SystemTime;

use assenso_core::ports::{ManualClock, UnlockReason};
use assenso_core::secret::SecretText;
use tokio::time::{Instant, timeout};

use super::*;
use crate::app::{Front, Key, Screen};
use crate::gateway::{AccountKey, Association, Problem};
use crate::keys::{PinAsk, PinPrompt as _, PinPurpose};
use crate::samples::{FakeCore, FakeStartup, accounts, gate, request};
use crate::text::Lang;

fn engine(core: &Arc<FakeCore>) -> Engine {
    let startup = Arc::new(FakeStartup(Arc::clone(core)));
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    Engine::new(gate(Lang::En, false), Some(startup), clock, Wiring::default())
}

fn press(engine: &mut Engine, keys: &[Key]) {
    for key in keys {
        engine.handle(Action::Key(*key));
    }
}

/// Lets the phone go on until something is so.
async fn until(engine: &mut Engine, what: impl Fn(&Engine) -> bool) {
    let going_on = async {
        while !what(engine) {
            let action = engine.next().await;
            engine.handle(action);
        }
    };
    timeout(Duration::from_mins(10), going_on).await.expect("it never came");
}

async fn opened(core: &Arc<FakeCore>) -> Engine {
    *core.accounts.lock().unwrap() = accounts(Association::Associated);
    let mut engine = engine(core);
    press(&mut engine, &"4711".chars().map(Key::Char).collect::<Vec<_>>());
    press(&mut engine, &[Key::Enter]);
    until(&mut engine, |engine| !engine.model().accounts.paired.is_empty()).await;
    engine
}

#[tokio::test(start_paused = true)]
async fn a_wrong_pin_opens_nothing() {
    let core = Arc::new(FakeCore::default());
    let mut engine = engine(&core);
    press(&mut engine, &"1234".chars().map(Key::Char).collect::<Vec<_>>());
    press(&mut engine, &[Key::Enter]);
    let wrong = Some(Problem::WrongPin { tries_left: 2 });
    until(&mut engine, |engine| match &engine.model().screen {
        Screen::Gate(gate) => gate.problem == wrong,
        _ => false,
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_hint_brings_the_request_and_one_key_denies_it() {
    let core = Arc::new(FakeCore::default());
    core.requests.lock().unwrap().extend([Ok(Vec::new()), Ok(vec![request("r")])]);
    core.hints.lock().unwrap().push_back(Ok(true));
    let mut engine = opened(&core).await;
    until(&mut engine, |engine| matches!(engine.model().front, Some(Front::Request(_)))).await;
    assert_eq!(core.count("check"), 1);
    press(&mut engine, &[Key::Char('d')]);
    until(&mut engine, |_| core.count("deny r") == 1).await;
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_is_away_is_asked_ever_more_slowly_until_it_is_back() {
    let core = Arc::new(FakeCore::default());
    let away = std::iter::repeat_n(Err(Problem::Offline), 6);
    core.requests.lock().unwrap().extend(away.chain([Ok(vec![request("r")])]));
    let began = Instant::now();
    let mut engine = opened(&core).await;
    until(&mut engine, |engine| engine.model().offline.contains(&AccountKey(1))).await;
    until(&mut engine, |engine| matches!(engine.model().front, Some(Front::Request(_)))).await;
    assert!(engine.model().offline.is_empty());
    // 1 + 2 + 4 + 8 + 16 + 30
    assert_eq!(began.elapsed().as_secs(), 61);
}

#[tokio::test(start_paused = true)]
async fn hints_that_lead_to_nothing_do_not_make_it_run_hot() {
    let core = Arc::new(FakeCore::default());
    core.hints.lock().unwrap().extend(std::iter::repeat_n(Ok(true), 10));
    let mut engine = opened(&core).await;
    let began = Instant::now();
    until(&mut engine, |_| core.hints.lock().unwrap().is_empty()).await;
    assert!(began.elapsed() >= Duration::from_secs(9));
}

#[tokio::test(start_paused = true)]
async fn a_dissociated_account_is_not_asked_about_any_more() {
    let core = Arc::new(FakeCore::default());
    let gone = Problem::NotAssociated(Association::Replaced);
    core.requests.lock().unwrap().push_back(Err(gone));
    let mut engine = opened(&core).await;
    *core.accounts.lock().unwrap() = accounts(Association::Replaced);
    let replaced = |engine: &Engine| {
        engine.model().accounts.paired.iter().all(|it| it.association == Association::Replaced)
    };
    until(&mut engine, replaced).await;
    let asked = core.count("requests");
    let later = Instant::now() + Duration::from_mins(5);
    until(&mut engine, |_| Instant::now() >= later).await;
    assert_eq!(core.count("requests"), asked);
}

fn ask() -> PinAsk {
    PinAsk { purpose: PinPurpose::Codes(UnlockReason::ShowCodes), tries_left: None }
}

#[tokio::test(start_paused = true)]
async fn the_keys_get_the_pin_that_was_typed() {
    let core = Arc::new(FakeCore::default());
    let wiring = Wiring::default();
    let prompts = wiring.prompts();
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    let startup = Arc::new(FakeStartup(core));
    let mut engine = Engine::new(gate(Lang::En, false), Some(startup), clock, wiring);
    let asking = tokio::spawn(async move { prompts.ask(ask()).await });
    until(&mut engine, |engine| engine.model().pin.is_some()).await;
    press(&mut engine, &"2468".chars().map(Key::Char).collect::<Vec<_>>());
    press(&mut engine, &[Key::Enter]);
    let typed = asking.await.unwrap().unwrap();
    assert_eq!(SecretText::expose(&typed), "2468");
    assert!(engine.model().pin.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_question_that_nobody_waits_for_leaves_the_screen() {
    let wiring = Wiring::default();
    let prompts = wiring.prompts();
    let clock = Arc::new(ManualClock::new(SystemTime::UNIX_EPOCH));
    let mut engine = Engine::new(gate(Lang::En, false), None, clock, wiring);
    let asking = tokio::spawn(async move { prompts.ask(ask()).await });
    until(&mut engine, |engine| engine.model().pin.is_some()).await;
    asking.abort();
    until(&mut engine, |engine| engine.model().pin.is_none()).await;
}
