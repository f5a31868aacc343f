//! How the owner signs in beside the phone: what the page asks for first, and what else lets in.

use askama::Template;
use assenso_core::protocol::{PanelAction, PrimaryMethod};
use assenso_core::secret::SecretText;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::asking::hindrance;
use super::two_step::asked;
use crate::node::Shared;
use crate::store::account::{Methods, Primary};
use crate::web::csrf::{self, Checked};
use crate::web::page::{self, Frame, PageError};
use crate::web::password::{confirm, signed_in};
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "methods.html")]
struct MethodsPage<'a> {
    f: Frame<'a>,
    csrf: String,
    email: &'a str,
    chosen: Chosen,
    /// Why nothing that is typed helps now.
    hindrance: Option<String>,
    error: Option<String>,
}

/// What the form has.
#[derive(Debug, Clone, Copy)]
struct Chosen {
    code_first: bool,
    code: bool,
    sms: bool,
}

impl Chosen {
    fn of(methods: Methods) -> Self {
        let Methods { primary, code, sms, .. } = methods;
        Self { code_first: primary == Primary::Code, code, sms }
    }

    fn action(self) -> PanelAction {
        let primary = if self.code_first { PrimaryMethod::Code } else { PrimaryMethod::Push };
        PanelAction::Methods { primary, code: self.code, sms: self.sms }
    }
}

/// What was chosen. A box that is not ticked is not sent.
#[derive(Deserialize)]
pub(super) struct Typed {
    first: String,
    code: Option<String>,
    sms: Option<String>,
    #[serde(deserialize_with = "crate::secrets::typed")]
    password: SecretText,
}

/// `GET /methods`
pub(super) async fn form(
    State(node): State<Shared>,
    visitor: Visitor,
) -> Result<Response, PageError> {
    render(&node, &visitor, (None, None)).await
}

async fn render(
    node: &Shared,
    visitor: &Visitor,
    (typed, error): (Option<Chosen>, Option<String>),
) -> Result<Response, PageError> {
    let Some(cookie) = visitor.cookie.clone() else { return Ok(page::see_other("/")) };
    let (hash, now) = (cookie.hash(), node.now());
    let found = node
        .database
        .read(move |db| {
            let Some((_, account)) = signed_in(db, &hash, now)? else { return Ok(None) };
            let action = Chosen::of(account.methods).action();
            let trouble = hindrance(db, &account, &action, now)?;
            Ok(Some((account, trouble)))
        })
        .await?;
    let Some((account, trouble)) = found else { return Ok(page::see_other("/")) };
    if !account.two_step {
        return Ok(page::see_other("/two-step"));
    }
    let f = Frame::new(node, visitor);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = MethodsPage {
        csrf: csrf::token(node, &cookie),
        email: &account.email,
        chosen: typed.unwrap_or(Chosen::of(account.methods)),
        error: error.filter(|_| trouble.is_none()),
        hindrance: trouble.map(|trouble| trouble.text(f.p)),
        f,
    };
    page::html(node, visitor, status, &page)
}

/// `POST /methods`
pub(super) async fn submit(
    State(node): State<Shared>,
    form: Checked<Typed>,
) -> Result<Response, PageError> {
    let Checked { visitor, cookie, fields } = form;
    let f = Frame::new(&node, &visitor);
    let Typed { first, code, sms, password } = fields;
    let chosen = Chosen { code_first: first == "code", code: code.is_some(), sms: sms.is_some() };
    if chosen.code_first && !chosen.code {
        let error = Some(f.p.methods_code_off.to_owned());
        return render(&node, &visitor, (Some(chosen), error)).await;
    }
    match confirm(&node, &cookie, password).await? {
        None => return Ok(page::see_other("/")),
        Some(false) => {
            let error = Some(f.t.password_wrong.to_owned());
            return render(&node, &visitor, (Some(chosen), error)).await;
        }
        Some(true) => {}
    }
    match asked(&node, &visitor, &cookie, chosen.action()).await? {
        Some(error) => render(&node, &visitor, (Some(chosen), Some(error))).await,
        None => Ok(page::see_other("/change")),
    }
}
