//! The token in every form: proof that the form is one of our own pages'.

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse as _, Response};
use axum::{Form, RequestExt as _};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq as _;

use super::cookies::Token;
use super::page;
use super::visitor::Visitor;
use crate::node::{Node, Shared};

/// The token for the forms of the browser that holds `cookie`.
pub(crate) fn token(node: &Node, cookie: &Token) -> String {
    // EXPOSE: the token is a MAC of the cookie.
    BASE64URL_NOPAD.encode(&node.secrets.csrf_token(cookie.expose()))
}

/// A form with the right token, and who sent it. Anything else is answered with 403.
pub(crate) struct Checked<T> {
    pub(crate) visitor: Visitor,
    pub(crate) cookie: Token,
    pub(crate) fields: T,
}

#[derive(Deserialize)]
struct WithToken<T> {
    #[serde(default)]
    csrf: String,
    #[serde(flatten)]
    fields: T,
}

impl<T: DeserializeOwned + 'static> FromRequest<Shared> for Checked<T> {
    type Rejection = Response;

    async fn from_request(mut request: Request, node: &Shared) -> Result<Self, Response> {
        let visitor: Visitor =
            request.extract_parts_with_state(node).await.map_err(|error| match error {})?;
        let refused = || page::refused(node, &visitor);
        let form = Form::<WithToken<T>>::from_request(request, node).await;
        let Form(WithToken { csrf, fields }) =
            form.map_err(|error| page::unreadable(node, &visitor, error.status()))?;
        let Some(cookie) = visitor.cookie.clone() else { return Err(refused().into_response()) };
        let right: bool = token(node, &cookie).as_bytes().ct_eq(csrf.as_bytes()).into();
        if right { Ok(Self { visitor, cookie, fields }) } else { Err(refused().into_response()) }
    }
}
