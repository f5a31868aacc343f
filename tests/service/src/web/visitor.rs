//! Who asks for a page.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use assenso_core::protocol::{Browser, System};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::{header, request::Parts};

use super::agent;
use super::cookies::Token;
use super::language;
use crate::node::Shared;
use crate::seeding::Language;

/// What a page needs to know of the browser that asks.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub(crate) cookie: Option<Token>,
    /// The cookie of a browser that has signed in with an approval before.
    pub(crate) known: Option<Token>,
    pub(crate) language: Language,
    /// Whether the language was chosen just now, with `?lang=`.
    pub(crate) chose_language: bool,
    pub(crate) address: IpAddr,
    pub(crate) browser: Browser,
    pub(crate) system: System,
}

impl FromRequestParts<Shared> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, node: &Shared) -> Result<Self, Infallible> {
        let text = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let (browser, system) = agent::recognize(text(header::USER_AGENT).unwrap_or_default());
        let chosen = language::chosen(parts.uri.query().unwrap_or_default());
        let kept = node.cookies.language(&parts.headers).and_then(Language::parse);
        let accepted = || language::accepted(text(header::ACCEPT_LANGUAGE).unwrap_or_default());
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(Self {
            cookie: node.cookies.session(&parts.headers),
            known: node.cookies.known(&parts.headers),
            language: chosen.or(kept).unwrap_or_else(accepted),
            chose_language: chosen.is_some(),
            address: peer
                .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip().to_canonical()),
            browser,
            system,
        })
    }
}
