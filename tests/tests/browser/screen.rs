//! What a person does with the pages in Chromium, and what the tests can see besides.

use std::time::Duration;

use assenso_tests::chromium::{Driver, Setup};
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};
use fantoccini::elements::Element;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A Chromium that looks at one provider.
pub(crate) struct Screen {
    pub(crate) client: Client,
    origin: String,
    // Goes last.
    _driver: Driver,
}

impl Screen {
    /// A browser that was never here; `None` if the tests in a browser are skipped.
    pub(crate) async fn open(provider: &Provider, setup: Setup) -> Option<Self> {
        let driver = Driver::start()?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(driver.capabilities(setup))
            .connect(&driver.url())
            .await
            .expect("Chromium starts");
        Some(Self { client, origin: provider.origin(), _driver: driver })
    }

    /// Opens a page.
    pub(crate) async fn visit(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.origin)).await.unwrap();
    }

    /// The path and query of the page that is shown.
    pub(crate) async fn path(&self) -> String {
        self.client.current_url().await.unwrap()[url::Position::BeforePath..].to_owned()
    }

    /// What is found by a CSS selector, as soon as it is there.
    pub(crate) async fn find(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(Duration::from_secs(15));
        let found = wait.every(Duration::from_millis(25)).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("no {css} on {}: {error}", self.path().await),
        }
    }

    /// Whether something is there now.
    pub(crate) async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.unwrap().is_empty()
    }

    /// The text that can be read there, also when the page goes on while it is read.
    pub(crate) async fn text(&self, css: &str) -> String {
        for _ in 0..10 {
            match self.find(css).await.text().await {
                Ok(text) => return text,
                Err(error) if error.is_stale_element_reference() => {}
                Err(error) => panic!("no text in {css}: {error}"),
            }
        }
        panic!("{css} is never the same for long enough to be read")
    }

    /// An attribute.
    pub(crate) async fn attribute(&self, css: &str, name: &str) -> String {
        self.find(css).await.attr(name).await.unwrap().unwrap_or_default()
    }

    /// Clicks.
    pub(crate) async fn press(&self, css: &str) {
        self.find(css).await.click().await.unwrap();
    }

    /// Types into a field that may have something in it.
    pub(crate) async fn type_in(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses keys wherever the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Types e-mail and password on the sign-in page.
    pub(crate) async fn type_password(&self, email: &str, password: &str) {
        self.visit("/").await;
        self.type_in("#email", email).await;
        self.type_in("#password", password).await;
        self.press("#sign-in").await;
    }

    /// Goes to where the phone is asked, and returns the number that is shown.
    pub(crate) async fn sign_in(&self) -> String {
        self.type_password(EMAIL, PASSWORD).await;
        self.number().await
    }

    /// The number that is shown.
    pub(crate) async fn number(&self) -> String {
        self.text("#number").await
    }

    /// The headline and the sentence of a sign-in that is over.
    pub(crate) async fn outcome(&self) -> (String, String) {
        (self.text("#outcome").await, self.text("#outcome + p").await)
    }

    /// How somebody is signed in, once the page says so.
    pub(crate) async fn signed_in_by(&self) -> String {
        self.attribute("#how", "data-method").await
    }

    /// What the browser wrote to its console since the last look.
    pub(crate) async fn console(&self) -> Vec<String> {
        let command = Command { path: "se/log", body: json!({ "type": "browser" }) };
        let entries = self.client.issue_cmd(command).await.unwrap();
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
    }

    /// Speaks to Chromium's own developer tools.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": method, "params": parameters });
        self.client.issue_cmd(Command { path: "goog/cdp/execute", body }).await.unwrap()
    }
}

/// A command of `ChromeDriver`'s own.
#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
