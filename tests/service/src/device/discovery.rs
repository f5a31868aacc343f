//! What anybody may fetch: the discovery document and the keys chain.

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};

use super::problem::Problem;
use crate::node::Shared;
use crate::policy::KEYS_PAGE;
use crate::store::chain;

/// `GET /.well-known/assenso`
pub(super) async fn document(State(node): State<Shared>) -> Json<Value> {
    Json(json!({
        "issuer": node.issuer,
        "name": node.name.as_str(),
        "versions": [1],
        "base": node.base,
        "features": ["invitation", "report"],
    }))
}

/// `GET {base}/keys/{n}`
pub(super) async fn keys(
    State(node): State<Shared>,
    Path(from): Path<String>,
) -> Result<Json<Value>, Problem> {
    if !from.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::NotFound);
    }
    let from: u32 = from.parse().map_err(|_| Problem::NotFound)?;
    let page = move |db: &_| Ok(chain::page(db, from.into(), KEYS_PAGE)?);
    Ok(Json(json!({ "keys": node.database.read(page).await? })))
}
