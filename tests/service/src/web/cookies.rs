//! Cookies: names that no other provider on this host uses, values that scripts can't read.

use std::time::Duration;

use assenso_core::crypto::{RandomError, sha256};
use axum::http::{HeaderMap, HeaderValue, header};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};

use crate::random::random_token;

/// The names of a provider's cookies. Browsers keep cookies by host and not by port, so the
/// name tells two providers on loopback apart.
#[derive(Debug, Clone)]
pub(crate) struct CookieNames {
    session: String,
    known: String,
    language: String,
    secure: bool,
}

/// A cookie's value: 32 random bytes. Only the browser keeps it; the database has its hash.
#[derive(Clone)]
pub(crate) struct Token(String);

impl Token {
    pub(crate) fn random() -> Result<Self, RandomError> {
        random_token::<32>().map(Self)
    }

    /// Reads what a browser sent back; anything else than one of ours is nothing.
    fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// Borrows the value. Every caller explains itself with an `EXPOSE:` comment.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// What the database knows it by.
    pub(crate) fn hash(&self) -> String {
        BASE64URL_NOPAD.encode(&sha256(self.0.as_bytes()))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(<redacted>)")
    }
}

impl CookieNames {
    pub(crate) fn new(issuer: &str) -> Self {
        let secure = issuer.starts_with("https://");
        let prefix = if secure { "__Host-" } else { "" };
        let hash = HEXLOWER.encode(&sha256(issuer.as_bytes()));
        let id: String = hash.chars().take(8).collect();
        let name = |what: &str| format!("{prefix}assenso_{id}_{what}");
        Self { session: name("session"), known: name("known"), language: name("lang"), secure }
    }

    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }

    pub(crate) fn session(&self, headers: &HeaderMap) -> Option<Token> {
        find(headers, &self.session).and_then(Token::parse)
    }

    pub(crate) fn known(&self, headers: &HeaderMap) -> Option<Token> {
        find(headers, &self.known).and_then(Token::parse)
    }

    pub(crate) fn language<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        find(headers, &self.language)
    }

    /// Lives until the browser is closed; the database ends it earlier.
    pub(crate) fn set_session(&self, token: &Token) -> HeaderValue {
        // EXPOSE: this is how the browser gets it.
        self.set(&self.session, token.expose(), None)
    }

    pub(crate) fn set_known(&self, token: &Token, life: Duration) -> HeaderValue {
        // EXPOSE: this is how the browser gets it.
        self.set(&self.known, token.expose(), Some(life))
    }

    pub(crate) fn set_language(&self, code: &str, life: Duration) -> HeaderValue {
        self.set(&self.language, code, Some(life))
    }

    fn set(&self, name: &str, value: &str, life: Option<Duration>) -> HeaderValue {
        let mut cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax");
        if self.secure {
            cookie.push_str("; Secure");
        }
        if let Some(life) = life {
            cookie.push_str("; Max-Age=");
            cookie.push_str(&life.as_secs().to_string());
        }
        // Names and values are our own base64url and letters: always a valid header.
        let mut value =
            HeaderValue::from_str(&cookie).unwrap_or_else(|_| HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_providers_on_one_host_have_different_cookies() {
        let one = CookieNames::new("http://127.0.0.1:4000");
        let two = CookieNames::new("http://127.0.0.1:4001");
        assert_ne!(one.session, two.session);
        assert_ne!(one.known, two.known);
    }

    #[test]
    fn an_https_issuer_has_secure_host_cookies() {
        let token = Token::random().unwrap();
        let plain = CookieNames::new("http://127.0.0.1:4000").set_session(&token);
        assert!(!plain.to_str().unwrap().contains("Secure"));
        let secure = CookieNames::new("https://mail.example").set_session(&token);
        let secure = secure.to_str().unwrap();
        assert!(secure.starts_with("__Host-"), "{secure}");
        for attribute in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(secure.contains(attribute), "{secure}");
        }
        assert!(!secure.contains("Domain"), "{secure}");
    }

    #[test]
    fn a_cookie_that_is_not_ours_is_nothing() {
        let names = CookieNames::new("http://127.0.0.1:4000");
        let mut headers = HeaderMap::new();
        let cookie = format!("other=1; {}=short", names.session);
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        assert!(names.session(&headers).is_none());
    }

    proptest::proptest! {
        #[test]
        fn a_cookie_header_is_read_or_not_and_never_ends_the_process(
            bytes in proptest::collection::vec(32_u8..=255, 0..200),
            value in "[ -~]{0,60}",
        ) {
            let names = CookieNames::new("http://127.0.0.1:4000");
            let mut headers = HeaderMap::new();
            if let Ok(header) = HeaderValue::from_bytes(&bytes) {
                headers.append(header::COOKIE, header);
            }
            proptest::prop_assert!(names.session(&headers).is_none());
            let ours = format!("{}={value}", names.session);
            headers.insert(header::COOKIE, ours.parse().unwrap());
            let read = names.session(&headers).map(|token| token.expose().to_owned());
            proptest::prop_assert!(read.is_none_or(|token| value.trim().starts_with(&token)));
        }
    }
}
