//! The few files that pages load, compiled in.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// One file by its name.
pub(crate) async fn file(Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", include_str!("../../assets/style.css")),
        "sign-in.js" => ("text/javascript; charset=utf-8", include_str!("../../assets/sign-in.js")),
        "again.js" => ("text/javascript; charset=utf-8", include_str!("../../assets/again.js")),
        "invitation.js" => {
            ("text/javascript; charset=utf-8", include_str!("../../assets/invitation.js"))
        }
        "icon.svg" => ("image/svg+xml", include_str!("../../assets/icon.svg")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
