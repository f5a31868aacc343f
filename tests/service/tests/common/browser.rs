//! A small browser: cookies, forms with their hidden token, no scripts.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use reqwest::header::HeaderMap;

use super::{EMAIL, PASSWORD};

/// A page, or a redirect to one.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl Page {
    pub(crate) fn location(&self) -> &str {
        self.headers.get("location").map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The text of the element with this id, up to its end tag.
    pub(crate) fn text_of(&self, id: &str) -> Option<String> {
        let (_, rest) = self.html.split_once(&format!("id=\"{id}\""))?;
        let (_, rest) = rest.split_once('>')?;
        rest.split_once('<').map(|(text, _)| text.to_owned())
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.html.contains(&format!("id=\"{id}\""))
    }

    pub(crate) fn csrf(&self) -> Option<String> {
        let (_, rest) = self.html.split_once("name=\"csrf\" value=\"")?;
        rest.split_once('"').map(|(token, _)| token.to_owned())
    }
}

/// A browser on one node.
#[derive(Debug, Clone)]
pub(crate) struct Browser {
    http: reqwest::Client,
    address: SocketAddr,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) language: &'static str,
    csrf: String,
}

impl Browser {
    pub(crate) fn new(http: &reqwest::Client, address: SocketAddr) -> Self {
        Self {
            http: http.clone(),
            address,
            cookies: BTreeMap::new(),
            language: "en",
            csrf: String::new(),
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        let url = format!("http://{}{path}", self.address);
        self.finish(self.http.get(url)).await
    }

    /// Submits a form with the token of the last page.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let csrf = self.csrf.clone();
        let mut fields = fields.to_vec();
        fields.push(("csrf", &csrf));
        self.post_as_is(path, &fields).await
    }

    pub(crate) async fn post_as_is(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let url = format!("http://{}{path}", self.address);
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request = self
            .http
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.finish());
        self.finish(request).await
    }

    async fn finish(&mut self, request: reqwest::RequestBuilder) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let reply = request
            .header("cookie", cookies.join("; "))
            .header("accept-language", self.language)
            .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0")
            .send()
            .await
            .unwrap();
        let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
        for cookie in headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (name, rest) = cookie.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let page = Page { status, headers, html: reply.text().await.unwrap() };
        if let Some(csrf) = page.csrf() {
            self.csrf = csrf;
        }
        page
    }

    /// Loads a page and what it redirects to.
    pub(crate) async fn open(&mut self, path: &str) -> Page {
        let mut page = self.get(path).await;
        while page.status == 303 {
            page = self.get(page.location()).await;
        }
        page
    }

    /// Types address and password, and loads the page that follows.
    pub(crate) async fn sign_in_as(&mut self, email: &str, password: &str) -> Page {
        self.open("/").await;
        let page = self.post("/sign-in", &[("email", email), ("password", password)]).await;
        if page.status == 303 { self.open(page.location()).await } else { page }
    }

    /// The right password of the account; the number that the page then shows.
    pub(crate) async fn number(&mut self) -> String {
        let page = self.sign_in_as(EMAIL, PASSWORD).await;
        page.text_of("number").unwrap_or_else(|| panic!("no number: {}", page.html))
    }

    /// Takes an approval up, as the script of the page does.
    pub(crate) async fn go_on(&mut self) -> Page {
        self.open("/sign-in").await;
        let page = self.post("/sign-in/continue", &[]).await;
        self.open(page.location()).await
    }

    /// Where the page's live update says it stands.
    pub(crate) async fn first_event(&mut self) -> String {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let url = format!("http://{}/sign-in/events", self.address);
        let mut reply =
            self.http.get(url).header("cookie", cookies.join("; ")).send().await.unwrap();
        let chunk = reply.chunk().await.unwrap().unwrap();
        String::from_utf8(chunk.to_vec()).unwrap()
    }
}
