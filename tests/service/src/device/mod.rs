//! The routes that phones call.
use axum::Router;
use crate::node::Shared;
/// The path of the base.
pub(crate) const BASE_PATH: &str = "/assenso/v1";
pub(crate) fn routes() -> Router<Shared> { Router::new() }
