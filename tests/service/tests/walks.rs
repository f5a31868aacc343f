//! Random walks through the life of an association: phones come and go, browsers ask, somebody
//! contests, days pass. What must hold after every step is said here anew, not with the provider's
//! own rules.

use std::time::Duration;

use assenso_core::jose::Bytes;
use assenso_core::protocol::{Action, AssociationStatus as S, Held};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use crate::actions::{act, new_code, password};
use crate::common::browser::Browser;
use crate::common::phone::Phone;
use crate::common::{EMAIL, NUMBER, PASSWORD, World};

const HOUR: Duration = Duration::from_hours(1);

/// The phone that is the device, whichever it is.
const NOW: usize = usize::MAX;

#[derive(Debug, Clone, Copy)]
enum Step {
    /// A new phone comes with password and SMS.
    BySms,
    /// A new phone comes with password and the code that was made last.
    ByCode,
    /// A phone that was associated once, now or not.
    SignOut(usize),
    Deactivate(usize),
    MakeCode(usize),
    /// A browser signs in, and a phone answers.
    Approve {
        browser: usize,
        phone: usize,
    },
    /// A browser that is signed in turns verification off, and a phone answers.
    TurnOff {
        browser: usize,
        phone: usize,
    },
    /// The newest link in an SMS is pressed.
    Contest,
    /// The provider has checked who it is.
    Thaw,
    Hours(u32),
}

fn step() -> impl Strategy<Value = Step> {
    // Most things that people do they do with the phone that is the device.
    let phone = prop_oneof![3 => Just(NOW), 2 => 0..3_usize];
    let browser = 0..2_usize;
    prop_oneof![
        4 => Just(Step::BySms),
        4 => Just(Step::ByCode),
        1 => phone.clone().prop_map(Step::SignOut),
        1 => phone.clone().prop_map(Step::Deactivate),
        4 => phone.clone().prop_map(Step::MakeCode),
        4 => (browser.clone(), phone.clone())
            .prop_map(|(browser, phone)| Step::Approve { browser, phone }),
        2 => (browser, phone).prop_map(|(browser, phone)| Step::TurnOff { browser, phone }),
        1 => Just(Step::Contest),
        1 => Just(Step::Thaw),
        4 => prop_oneof![1 => Just(1), 1 => Just(25), 2 => Just(73)].prop_map(Step::Hours),
    ]
}

/// The place of a phone among all that ever were the device.
fn which(at: usize, device: Option<usize>) -> usize {
    if at == NOW { device.unwrap_or(NOW) } else { at }
}

struct Walk {
    world: World,
    /// Every phone that ever was the device.
    phones: Vec<Phone>,
    browsers: [Browser; 2],
    codes: u8,
}

impl Walk {
    async fn begin() -> Self {
        let world = World::new().await;
        let browsers = [world.browser(), world.browser()];
        Self { world, phones: Vec::new(), browsers, codes: 0 }
    }

    fn is(&self, what: &str) -> bool {
        self.world.count(&format!("SELECT {what} FROM account")) == 1
    }

    fn is_frozen(&self) -> bool {
        self.is("frozen_ms IS NOT NULL")
    }

    /// The phone that is the device now, by what the provider tells each.
    async fn device(&mut self) -> Option<usize> {
        let mut device = None;
        for at in 0..self.phones.len() {
            let state = self.phones[at].association().await.state;
            if matches!(state, S::Associated | S::Frozen) {
                assert_eq!(device, None, "two devices");
                assert_eq!(state == S::Frozen, self.is_frozen());
                device = Some(at);
            } else {
                let says_why = matches!(state, S::Replaced | S::SignedOut | S::Deactivated);
                assert!(says_why, "{state:?} says nothing to whoever was the device");
            }
        }
        device
    }

    async fn hold(&mut self) {
        let device = self.device().await;
        let associated = "SELECT count(*) FROM device WHERE state = 'associated'";
        assert_eq!(self.world.count(associated), i64::from(device.is_some()));
        if device.is_none() && self.is("two_step") && !self.is_frozen() {
            let page = self.world.browser().sign_in_as(EMAIL, PASSWORD).await;
            assert!(page.html.contains("no associated phone"), "{}", page.html);
        }
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::BySms => self.by_sms().await,
            Step::ByCode => self.by_code().await,
            Step::SignOut(at) => {
                let device = self.device().await;
                if let Some(phone) = self.phones.get_mut(which(at, device)) {
                    let nonce = Bytes::<16>::random().unwrap();
                    phone.call("/sign-out", &json!({ "nonce": nonce })).await.ok();
                }
            }
            Step::Deactivate(at) => {
                self.acts(at, Action::Deactivate).await;
            }
            Step::MakeCode(at) => {
                let next = self.codes.wrapping_add(1);
                if self.acts(at, new_code(next)).await {
                    self.codes = next;
                }
            }
            Step::Approve { browser, phone } => self.sign_in(browser, phone).await,
            Step::TurnOff { browser, phone } => self.turn_off(browser, phone).await,
            Step::Contest => self.contest().await,
            Step::Thaw => assenso_service::thaw(self.world.dir.path(), EMAIL).unwrap(),
            Step::Hours(hours) => self.world.advance(HOUR.saturating_mul(hours)),
        }
        self.hold().await;
    }

    /// A new phone with password and SMS; how far it gets is the provider's affair, with what
    /// power it arrives is not.
    async fn by_sms(&mut self) {
        let was_on = self.is("two_step");
        let was_frozen = self.is_frozen();
        let since = self.now_ms().saturating_sub(72 * 3_600_000);
        let better = self.world.count(&format!(
            "SELECT count(*) FROM device
             WHERE state = 'associated' AND proof = 'recovery' AND since_ms > {since}"
        ));
        let Some(mut phone) = self.comes_by_sms().await else { return };
        assert!(!was_frozen, "a frozen account took a phone by SMS");
        assert_eq!(better, 0, "an SMS took the place of a recovery code within 72 h");
        let held = phone.association().await.held;
        assert_eq!(held == Held::Widening, was_on, "{held:?}");
        self.phones.push(phone);
    }

    fn now_ms(&self) -> i64 {
        i64::try_from(self.world.now_ms()).unwrap()
    }

    async fn comes_by_sms(&self) -> Option<Phone> {
        let world = &self.world;
        let mut phone = world.phone();
        phone.fetch_keys().await;
        if phone.open_session().await.status != 200 {
            return None;
        }
        let reply = phone.password(EMAIL, PASSWORD).await;
        match reply.body["next"].as_str() {
            Some("sign_in_code") => {
                let code = world.newest_code().await;
                phone.sign_in_code(&code).await.ok();
            }
            Some("not_active") => {}
            _ => return None,
        }
        if phone.begin_pairing().await.status != 200 {
            return None;
        }
        let reply = phone.challenge(&world.newest_code().await).await;
        self.commits(phone, reply.body["challenge"].as_str()?.to_owned()).await
    }

    async fn by_code(&mut self) {
        let mut phone = self.world.phone();
        phone.fetch_keys().await;
        phone.open_session().await.ok();
        phone.password(EMAIL, PASSWORD).await;
        let code = Bytes::new([self.codes; 16]);
        let body = json!({ "session": phone.session, "code": code });
        if phone.call("/session/recovery", &body).await.status != 200 {
            return;
        }
        let body = json!({ "session": phone.session });
        let reply = phone.call("/pairing/challenge", &body).await;
        let Some(challenge) = reply.body["challenge"].as_str() else { return };
        if let Some(phone) = self.commits(phone, challenge.to_owned()).await {
            self.phones.push(phone);
        }
    }

    async fn commits(&self, mut phone: Phone, challenge: String) -> Option<Phone> {
        let draft = phone.draft_statement(&challenge);
        let statement = phone.sign_statement(&draft);
        let reply = phone.statement(&statement).await;
        let paired = reply.body["paired"].as_str()?.to_owned();
        phone.paired = Some(phone.verified(&reply.body["paired"]));
        (phone.commit(&paired).await.status == 200).then_some(phone)
    }

    /// A widening action: done by the device with full power, and by nobody else.
    async fn acts(&mut self, at: usize, action: Action) -> bool {
        let device = self.device().await;
        let at = which(at, device);
        let (was_on, frozen) = (self.is("two_step"), self.is_frozen());
        let Some(phone) = self.phones.get_mut(at) else { return false };
        let typed = password(phone, PASSWORD).await;
        if device != Some(at) {
            assert_eq!(typed.code(), "not_associated");
            return false;
        }
        typed.ok();
        let held = phone.association().await.held;
        let reply = act(phone, action).await;
        if frozen {
            assert_eq!(reply.code(), "account_frozen");
        } else if held == Held::Widening {
            assert_eq!(reply.code(), "held");
        }
        let done = reply.status == 200;
        if !done {
            assert_eq!(self.is("two_step"), was_on);
        }
        done
    }

    /// A phone answers the request that waits; only the device's answer counts.
    async fn answered(&mut self, device: Option<usize>, at: usize, number: &str) -> bool {
        let at = which(at, device);
        let device = device.expect("asked without a device");
        let request = self.phones[device].only_request().await;
        if let Some(phone) = self.phones.get_mut(at) {
            let approval = phone.approval_of(&request, number);
            let reply = phone.submit(&approval).await;
            assert_eq!(reply.status == 200, at == device, "{:?}", reply.body);
        }
        if at != device {
            // What nobody answered would wait beside the next one.
            let phone = &mut self.phones[device];
            let denial = phone.denial_of(&request);
            phone.settle(&denial).await;
        }
        at == device
    }

    async fn sign_in(&mut self, browser: usize, at: usize) {
        let device = self.device().await;
        let mut browser_now = self.browsers[browser].clone();
        browser_now.open("/").await;
        browser_now.post("/sign-out", &[]).await;
        let page = browser_now.sign_in_as(EMAIL, PASSWORD).await;
        if let Some(number) = page.text_of("number") {
            assert!(!self.is_frozen(), "a frozen account asked");
            let counts = self.answered(device, at, &number).await;
            let is_in = browser_now.go_on().await.has("signed-in");
            assert_eq!(is_in, counts);
        } else {
            assert_eq!(page.has("signed-in"), !self.is("two_step"), "{}", page.html);
        }
        self.browsers[browser] = browser_now;
    }

    async fn turn_off(&mut self, browser: usize, at: usize) {
        let device = self.device().await;
        let was_on = self.is("two_step");
        let mut browser_now = self.browsers[browser].clone();
        browser_now.open("/two-step/off").await;
        let page = browser_now.post("/two-step/off", &[("password", PASSWORD)]).await;
        if page.location() == "/change" {
            let number = browser_now.open("/change").await.text_of("number").unwrap();
            let counts = self.answered(device, at, &number).await;
            let held = match device {
                Some(device) => self.phones[device].association().await.held,
                None => Held::Nothing,
            };
            assert_ne!(held, Held::Widening, "asked while it is held");
            browser_now.open("/change").await;
            browser_now.post("/change/continue", &[]).await;
            assert_eq!(self.is("two_step"), !counts);
        } else {
            assert_eq!(self.is("two_step"), was_on);
        }
        self.browsers[browser] = browser_now;
    }

    async fn contest(&mut self) {
        let outbox = self.world.outbox().await;
        let mut texts = outbox.iter().filter(|message| message["to"] == NUMBER);
        let link = texts.find_map(|message| message["text"].as_str()?.split_once("/contest/"));
        let Some((_, token)) = link else { return };
        let was_on = self.is("two_step");
        self.world.browser().post_as_is(&format!("/contest/{token}"), &[]).await;
        assert!(self.is("two_step") || !was_on, "contesting took verification away");
    }

    /// Whoever has the password and the number, and whom the provider has checked, gets in again.
    async fn end(mut self) {
        self.take(Step::Thaw).await;
        self.take(Step::Hours(73)).await;
        assert!(self.comes_by_sms().await.is_some(), "locked out");
    }
}

#[test]
fn whatever_happens_there_is_one_device_at_most_and_everybody_knows_why() {
    let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
    let walks = proptest::collection::vec(step(), 4..16);
    TestRunner::new(config)
        .run(&(any::<bool>(), walks), |(has_full_power, steps)| {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            runtime.block_on(async {
                let mut walk = Walk::begin().await;
                walk.take(Step::BySms).await;
                if has_full_power {
                    walk.take(Step::Hours(73)).await;
                    walk.take(Step::MakeCode(NOW)).await;
                }
                for step in steps {
                    walk.take(step).await;
                }
                walk.end().await;
            });
            Ok(())
        })
        .unwrap();
}
