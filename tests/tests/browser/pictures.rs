//! Pictures of every page in every state, as build output, each checked as it is taken.
//!
//! A person looks at them: a word broken in a button passes every assertion.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assenso_core::account::AccountId;
use assenso_tests::browser::Browser;
use assenso_tests::chromium::Setup;
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, NUMBER, PASSWORD, Provider, code_in};
use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::screen::Screen;

/// How a page is looked at.
struct Look {
    name: &'static str,
    width: u32,
    height: u32,
    scheme: &'static str,
    /// The size of the browser's ordinary letters.
    letters: u32,
}

const fn look(
    name: &'static str,
    (width, height): (u32, u32),
    scheme: &'static str,
    letters: u32,
) -> Look {
    Look { name, width, height, scheme, letters }
}

const DESKTOP: (u32, u32) = (1280, 900);
const PHONE: (u32, u32) = (360, 740);

const LOOKS: [Look; 5] = [
    look("desktop-light", DESKTOP, "light", 16),
    look("desktop-dark", DESKTOP, "dark", 16),
    look("phone-dark", PHONE, "dark", 16),
    look("phone-light-large", PHONE, "light", 32),
    look("phone-light", PHONE, "light", 16),
];

/// What `docs/pictures/sign-in.png` is a copy of.
const README: Look = look("readme", (720, 800), "light", 16);

/// Somebody with a camera.
struct Visitor {
    screen: Screen,
    language: &'static str,
    folder: PathBuf,
    complaints: Vec<String>,
}

impl Visitor {
    async fn open(provider: &Provider, setup: Setup, folder: &str) -> Option<Self> {
        let screen = Screen::open(provider, setup).await?;
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../build/screens/pages");
        let folder = root.join(folder);
        fs::create_dir_all(&folder).unwrap();
        let language = if setup.languages.starts_with("it") { "it" } else { "en" };
        Some(Self { screen, language, folder, complaints: Vec::new() })
    }

    /// Takes every picture of the page that is shown, and looks for what is wrong with it.
    async fn look_at(&mut self, page: &str) {
        for look in &LOOKS {
            self.dress(look, look.height.into()).await;
            let found = self.complaints_here().await;
            let name = format!("{page}-{}", look.name);
            self.complaints.extend(found.iter().map(|what| format!("{name}: {what}")));
            self.picture(look, &name).await;
        }
    }

    async fn dress(&self, look: &Look, height: u64) {
        let phone = look.width < 500;
        let size = json!({
            "width": look.width, "height": height, "deviceScaleFactor": 1, "mobile": phone,
        });
        let scheme = json!([{ "name": "prefers-color-scheme", "value": look.scheme }]);
        let letters = json!({ "standard": look.letters, "fixed": look.letters });
        let screen = &self.screen;
        screen.devtools("Emulation.setDeviceMetricsOverride", size).await;
        screen.devtools("Emulation.setEmulatedMedia", json!({ "features": scheme })).await;
        // Last: another size of the window would undo it.
        screen.devtools("Page.setFontSizes", json!({ "fontSizes": letters })).await;
    }

    async fn complaints_here(&self) -> Vec<String> {
        let script = include_str!("accessibility.js");
        let found = self.screen.client.execute(script, vec![self.language.into()]).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// From top to bottom, also what is further down than the window.
    async fn picture(&self, look: &Look, name: &str) {
        let script = "return document.documentElement.scrollHeight";
        let height = self.screen.client.execute(script, Vec::new()).await.unwrap();
        let height = height.as_u64().unwrap();
        if height > look.height.into() {
            self.dress(look, height).await;
        }
        let wanted = json!({ "format": "png", "optimizeForSpeed": true });
        let taken = self.screen.devtools("Page.captureScreenshot", wanted).await;
        let Value::String(taken) = &taken["data"] else { panic!("no picture: {taken}") };
        let png = BASE64.decode(taken.as_bytes()).unwrap();
        fs::write(self.folder.join(format!("{name}.png")), png).unwrap();
    }

    async fn report(mut self) {
        // A page that refuses has a status that says so.
        let refused = "Failed to load resource: the server responded with a status of 4";
        let console = self.screen.console().await.into_iter();
        self.complaints.extend(console.filter(|entry| !entry.contains(refused)));
        assert!(self.complaints.is_empty(), "{}", self.complaints.join("\n"));
    }
}

const LANGUAGES: [(&str, &str); 2] = [("en-US,en", "en"), ("it-IT,it", "it")];

fn setup(language: usize) -> (Setup, &'static str) {
    let (languages, folder) = LANGUAGES[language];
    (Setup { languages, ..Setup::default() }, folder)
}

async fn approve(phone: &Phone, account: AccountId, number: &str) {
    phone.one_request(account).await.approve(number).await.unwrap();
}

async fn deny(phone: &Phone, account: AccountId) {
    phone.one_request(account).await.deny().await.unwrap();
}

/// The pages of a browser that was never here.
#[rstest::rstest]
#[tokio::test]
async fn the_pages_of_an_unknown_browser_look_right(#[values(0, 1)] language: usize) {
    // As long as it takes to look.
    let back_off = Duration::from_mins(10);
    let provider = Provider::start_with(|config| config.policy.back_off = back_off).await;
    let (setup, folder) = setup(language);
    let Some(mut visitor) = Visitor::open(&provider, setup, folder).await else { return };
    visitor.screen.visit("/").await;
    visitor.look_at("sign-in").await;
    visitor.screen.type_password(EMAIL, "wrong").await;
    visitor.screen.find("#error").await;
    visitor.look_at("sign-in-wrong").await;
    visitor.screen.visit("/nowhere").await;
    visitor.look_at("nowhere").await;

    visitor.screen.type_password(EMAIL, PASSWORD).await;
    visitor.screen.outcome().await;
    visitor.look_at("no-phone").await;
    visitor.screen.press("#use-sms").await;
    visitor.screen.find("#send").await;
    visitor.look_at("sms").await;
    visitor.screen.press("#send").await;
    visitor.screen.find("#verify").await;
    visitor.look_at("sms-sent").await;
    visitor.screen.type_in("#code", "000 000").await;
    visitor.screen.press("#verify").await;
    visitor.screen.find("#error").await;
    visitor.look_at("sms-wrong").await;
    visitor.screen.press("#leave").await;

    let (phone, account) = Phone::associated(&provider).await;
    let contest = provider.contest_path().await;
    visitor.screen.sign_in().await;
    visitor.look_at("waiting").await;
    visitor.dress(&README, README.height.into()).await;
    visitor.picture(&README, "waiting-readme").await;
    visitor.screen.press("summary").await;
    visitor.look_at("waiting-nothing-arrived").await;
    visitor.screen.press("#use-code").await;
    visitor.screen.find("#code").await;
    visitor.look_at("code").await;
    visitor.screen.type_in("#code", "000 000").await;
    visitor.screen.press("#verify").await;
    visitor.screen.find("#error").await;
    visitor.look_at("code-wrong").await;
    visitor.screen.visit("/sign-in").await;
    deny(&phone, account).await;
    visitor.screen.outcome().await;
    visitor.look_at("not-confirmed").await;

    visitor.screen.visit("/contest/AAAAAAAAAAAAAAAAAAAAAA").await;
    visitor.look_at("contest-over").await;
    visitor.screen.visit(&contest).await;
    visitor.look_at("contest").await;
    visitor.screen.press("#freeze").await;
    visitor.screen.find("#start").await;
    visitor.look_at("contest-frozen").await;
    visitor.report().await;
}

/// The pages of a browser that has signed in before.
#[rstest::rstest]
#[tokio::test]
async fn the_pages_of_a_known_browser_look_right(#[values(0, 1)] language: usize) {
    // As many digits as there can be.
    let provider = Provider::start_with(|config| config.policy.number_digits = 6).await;
    let (setup, folder) = setup(language);
    let Some(mut visitor) = Visitor::open(&provider, setup, folder).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    let number = visitor.screen.sign_in().await;
    visitor.look_at("waiting-six-digits").await;
    approve(&phone, account, &number).await;
    visitor.screen.signed_in_by().await;
    visitor.look_at("signed-in").await;
    visitor.screen.press("#change-password").await;
    visitor.screen.find("#current").await;
    visitor.look_at("password").await;
    visitor.screen.type_in("#current", "wrong").await;
    visitor.screen.type_in("#new", "long enough").await;
    visitor.screen.type_in("#again", "long enough").await;
    visitor.screen.press("#change").await;
    visitor.screen.find("#error").await;
    visitor.look_at("password-wrong").await;
    visitor.screen.press("#back").await;
    visitor.screen.press("#notice-address").await;
    visitor.screen.find("#new-address").await;
    visitor.look_at("notice-address").await;
    visitor.screen.type_in("#new-address", "anna@elsewhere.example").await;
    visitor.screen.type_in("#password", PASSWORD).await;
    visitor.screen.press("#send").await;
    visitor.screen.find("#confirm").await;
    visitor.look_at("notice-address-code").await;
    let mail = provider.outbox().await[0]["text"].as_str().unwrap().to_owned();
    visitor.screen.type_in("#code", &code_in(&mail).unwrap()).await;
    visitor.screen.press("#confirm").await;
    visitor.screen.find("b#address").await;
    visitor.look_at("notice-address-known").await;
    visitor.screen.press("#back").await;
    visitor.screen.press("#invite").await;
    visitor.screen.find("#qr").await;
    visitor.look_at("invitation").await;
    let link = visitor.screen.text("#link").await;
    visitor.screen.visit("/.well-known/assenso/invite").await;
    visitor.look_at("invitation-in-a-browser").await;
    let invited = Phone::new().await;
    let invitation = invited.app.invitation(&link).unwrap();
    invited.app.pair_invited(&invitation).await.unwrap();
    visitor.screen.visit("/invitation").await;
    visitor.look_at("invitation-used").await;
    visitor.screen.press("#again").await;
    visitor.screen.find("#qr").await;
    provider.clock.advance(Duration::from_mins(5));
    visitor.screen.visit("/invitation").await;
    visitor.look_at("invitation-over").await;
    visitor.screen.press("#back").await;

    visitor.screen.press("#sign-out").await;
    visitor.screen.sign_in().await;
    deny(&phone, account).await;
    visitor.screen.outcome().await;
    visitor.look_at("denied").await;
    visitor.screen.press("#again").await;
    let number = visitor.screen.number().await;
    let wrong = if number == "000000" { "000001" } else { "000000" };
    approve(&phone, account, wrong).await;
    visitor.screen.outcome().await;
    visitor.look_at("wrong-number").await;
    visitor.screen.press("#again").await;
    visitor.screen.number().await;
    provider.clock.advance(Duration::from_secs(121));
    visitor.screen.outcome().await;
    visitor.look_at("expired").await;
    visitor.screen.press("#again").await;
    visitor.screen.number().await;
    phone.associate(&provider).await.unwrap();
    visitor.screen.outcome().await;
    visitor.look_at("replaced").await;

    let (other, page) = Browser::signing_in(&provider).await;
    approve(&phone, account, &page.number()).await;
    other.go_on(&other.get("/sign-in").await).await;
    other.post(&other.get("/signed-in").await, "/sign-out", &[]).await;
    other.type_password(EMAIL, PASSWORD).await;
    visitor.screen.press("#again").await;
    visitor.screen.outcome().await;
    visitor.look_at("another-sign-in").await;

    visitor.screen.client.delete_all_cookies().await.unwrap();
    visitor.screen.press("#again").await;
    visitor.screen.find("#start").await;
    visitor.look_at("too-old").await;
    visitor.report().await;
}

/// The account panel, on probation and after it: with scripts it goes on by itself.
#[rstest::rstest]
#[tokio::test]
async fn the_pages_of_the_panel_look_right(#[values(0, 1)] language: usize) {
    let provider = Provider::start().await;
    let (setup, folder) = setup(language);
    let Some(mut visitor) = Visitor::open(&provider, setup, folder).await else { return };
    let (phone, account) = Phone::associated(&provider).await;
    let number = visitor.screen.sign_in().await;
    approve(&phone, account, &number).await;
    visitor.screen.signed_in_by().await;
    visitor.screen.visit("/two-step/off").await;
    visitor.look_at("turn-off-held").await;
    visitor.screen.visit("/two-step").await;
    visitor.look_at("two-step-held").await;
    provider.clock.advance(Duration::from_hours(72));
    let number = visitor.screen.sign_in().await;
    approve(&phone, account, &number).await;
    visitor.screen.signed_in_by().await;
    visitor.screen.press("#browsers").await;
    visitor.screen.find("#alone").await;
    visitor.look_at("browsers").await;
    visitor.screen.press("#back").await;
    visitor.screen.press("#two-step").await;
    visitor.screen.find("#turn-off").await;
    visitor.look_at("two-step").await;

    visitor.screen.press("#change-methods").await;
    visitor.screen.find("#ask").await;
    visitor.look_at("methods").await;
    visitor.screen.press("label[for=sms]").await;
    visitor.screen.type_in("#password", PASSWORD).await;
    visitor.screen.press("#ask").await;
    visitor.screen.find("#asked").await;
    visitor.look_at("change-waiting").await;
    deny(&phone, account).await;
    visitor.screen.find("#outcome").await;
    visitor.look_at("change-denied").await;
    visitor.screen.press("#back").await;

    visitor.screen.press("#change-number").await;
    visitor.screen.find("#send").await;
    visitor.look_at("number").await;
    visitor.screen.type_in("#number", "+39 347 9999999").await;
    visitor.screen.type_in("#password", PASSWORD).await;
    visitor.screen.press("#send").await;
    visitor.screen.find("#other").await;
    visitor.look_at("number-codes").await;
    for (field, to) in [("#new", "+393479999999"), ("#other", NUMBER)] {
        let outbox = provider.outbox().await;
        let sms = outbox.iter().find(|message| message["to"] == to).unwrap();
        visitor.screen.type_in(field, &code_in(sms["text"].as_str().unwrap()).unwrap()).await;
    }
    visitor.screen.press("#confirm").await;
    let number = visitor.screen.text("#number").await;
    approve(&phone, account, &number).await;
    visitor.screen.find("#outcome").await;
    visitor.look_at("number-changed").await;
    visitor.screen.press("#back").await;

    visitor.screen.press("#turn-off").await;
    visitor.screen.find(".danger").await;
    visitor.look_at("turn-off").await;
    visitor.screen.type_in("#password", PASSWORD).await;
    visitor.screen.press("#turn-off").await;
    let number = visitor.screen.number().await;
    approve(&phone, account, &number).await;
    visitor.screen.find("#outcome").await;
    visitor.look_at("turned-off").await;
    visitor.screen.press("#back").await;
    visitor.screen.find("#off").await;
    visitor.look_at("two-step-off").await;
    visitor.report().await;
}

/// The outbox loads itself again every few seconds: it is opened anew for each picture.
#[rstest::rstest]
#[tokio::test]
async fn the_outbox_and_the_page_without_scripts_look_right(#[values(0, 1)] language: usize) {
    let provider = Provider::start().await;
    let (setup, folder) = setup(language);
    let setup = Setup { scripts: false, ..setup };
    let Some(mut visitor) = Visitor::open(&provider, setup, folder).await else { return };
    visitor.screen.visit("/outbox").await;
    visitor.look_at("outbox-empty").await;
    let (phone, account) = Phone::associated(&provider).await;
    visitor.screen.visit("/outbox").await;
    visitor.look_at("outbox").await;
    let number = visitor.screen.sign_in().await;
    approve(&phone, account, &number).await;
    visitor.screen.find("#go-on").await;
    visitor.look_at("approved-without-scripts").await;
    visitor.report().await;
}
