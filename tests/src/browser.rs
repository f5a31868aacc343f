//! A browser without a screen: cookies, forms, and the live update of the sign-in page.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness: what can't be set up ends the test"
)]

use std::sync::Arc;

use reqwest::cookie::{CookieStore as _, Jar};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

use crate::provider::{EMAIL, PASSWORD, Provider};

/// The user agent of a browser on Linux.
const USER_AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// One browser, with cookies of its own.
pub struct Browser {
    jar: Arc<Jar>,
    client: Client,
    origin: String,
}

impl Browser {
    /// A browser that was never here.
    ///
    /// # Panics
    ///
    /// If there can be no HTTP client.
    #[must_use]
    pub fn new(origin: &str) -> Self {
        let jar = Arc::new(Jar::default());
        let client = crate::http::client()
            .cookie_provider(Arc::<Jar>::clone(&jar))
            .redirect(Policy::limited(5))
            .user_agent(USER_AGENT)
            .build()
            .expect("an HTTP client");
        Self { jar, client, origin: origin.to_owned() }
    }

    /// A browser in which the seeded account's e-mail and password were typed: the page shows the
    /// number, or whatever else it has to say.
    pub async fn signing_in(provider: &Provider) -> (Self, Page) {
        let browser = Self::new(&provider.origin());
        let page = browser.type_password(EMAIL, PASSWORD).await;
        (browser, page)
    }

    /// Types e-mail and password on the sign-in page.
    pub async fn type_password(&self, email: &str, password: &str) -> Page {
        let page = self.get("/").await;
        self.post(&page, "/sign-in", &[("email", email), ("password", password)]).await
    }

    /// The values of its cookies.
    ///
    /// # Panics
    ///
    /// If its origin is not an address.
    #[must_use]
    pub fn cookies(&self) -> Vec<String> {
        let origin = self.origin.parse().expect("an address");
        let header = self.jar.cookies(&origin);
        let text = header.as_ref().and_then(|header| header.to_str().ok()).unwrap_or_default();
        let values = text.split("; ").filter_map(|cookie| cookie.split_once('='));
        values.map(|(_, value)| value.to_owned()).collect()
    }

    /// Opens a page.
    ///
    /// # Panics
    ///
    /// If it does not answer.
    pub async fn get(&self, path: &str) -> Page {
        let reply = self.client.get(format!("{}{path}", self.origin)).send().await;
        Page::read(reply.expect("the page answers")).await
    }

    /// Sends a form of `page`.
    ///
    /// # Panics
    ///
    /// If it does not answer.
    pub async fn post(&self, page: &Page, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = page.csrf().unwrap_or_default();
        let mut form = vec![("csrf", token.as_str())];
        form.extend_from_slice(fields);
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let reply = self
            .client
            .post(format!("{}{path}", self.origin))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await;
        Page::read(reply.expect("the page answers")).await
    }

    /// Waits, as the page does, until the sign-in is decided: `approved` or `over`.
    ///
    /// # Panics
    ///
    /// If the stream ends without saying so.
    pub async fn decided(&self) -> String {
        let mut events = self.events().await;
        let mut text = String::new();
        while let Some(chunk) = events.chunk().await.expect("the stream goes on") {
            text.push_str(&String::from_utf8_lossy(&chunk));
            for state in ["approved", "over"] {
                if text.contains(&format!("data: {state}")) {
                    return state.to_owned();
                }
            }
        }
        panic!("the stream ended with {text:?}");
    }

    /// The live update of the sign-in page.
    ///
    /// # Panics
    ///
    /// If it does not answer.
    pub async fn events(&self) -> Response {
        let url = format!("{}/sign-in/events", self.origin);
        self.client.get(url).send().await.expect("the events answer")
    }

    /// Goes on after an approval, as the page does by itself.
    pub async fn go_on(&self, page: &Page) -> Page {
        self.post(page, "/sign-in/continue", &[]).await
    }

    /// Makes an invitation, signed in: its link.
    ///
    /// # Panics
    ///
    /// If the page shows none.
    pub async fn invitation(&self) -> String {
        let page = self.post(&self.get("/signed-in").await, "/invitation", &[]).await;
        let link = page.html.split_once(r#"id="link" href=""#).map(|(_, after)| after);
        let link = link.and_then(|after| after.split_once('"')).map(|(link, _)| link);
        link.map_or_else(|| panic!("no link on {page:?}"), |link| link.replace("&#38;", "&"))
    }

    /// Signs in with a fallback code.
    pub async fn type_code(&self, code: &str) -> Page {
        let page = self.get("/sign-in/code").await;
        self.post(&page, "/sign-in/code", &[("code", code)]).await
    }
}

/// A page that was loaded.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its path, after redirects.
    pub path: String,
    /// Its status.
    pub status: u16,
    /// Its text.
    pub html: String,
}

impl Page {
    async fn read(reply: Response) -> Self {
        let (path, status) = (reply.url().path().to_owned(), reply.status().as_u16());
        Self { path, status, html: reply.text().await.expect("the page is text") }
    }

    /// The number that is shown.
    ///
    /// # Panics
    ///
    /// If there is none.
    #[must_use]
    pub fn number(&self) -> String {
        let after = self.html.split_once(r#"id="number""#).map(|(_, after)| after);
        let inside = after.and_then(|after| after.split_once('>')).map(|(_, inside)| inside);
        let number = inside.and_then(|inside| inside.split_once('<')).map(|(number, _)| number);
        number.map_or_else(|| panic!("no number on {self:?}"), str::trim).to_owned()
    }

    /// A number of as many digits that is not the one that is shown.
    #[must_use]
    pub fn wrong_number(&self) -> String {
        let wrong = |digit: char| if digit == '9' { '0' } else { '9' };
        self.number().chars().map(wrong).collect()
    }

    /// Whether somebody is signed in, and how.
    #[must_use]
    pub fn signed_in_by(&self) -> Option<String> {
        let (_, after) = self.html.split_once(r#"data-method=""#)?;
        after.split_once('"').map(|(method, _)| method.to_owned())
    }

    fn csrf(&self) -> Option<String> {
        let (_, after) = self.html.split_once(r#"name="csrf" value=""#)?;
        after.split_once('"').map(|(token, _)| token.to_owned())
    }
}
