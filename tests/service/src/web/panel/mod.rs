//! The account panel: what a browser that is signed in shows of the account, and changes of it.
//! What gives somebody more power is asked on the phone.

mod asking;
mod browsers;
mod methods;
mod number;
mod overview;
mod texts;
mod two_step;

use axum::Router;
use axum::routing::{get, post};

pub(super) use asking::{Trouble, ask, hindrance};
pub(crate) use texts::{PanelTexts, panel_texts};

use crate::node::Shared;

pub(super) fn routes() -> Router<Shared> {
    Router::new()
        .route("/signed-in", get(overview::show))
        .route("/two-step", get(two_step::show))
        .route("/two-step/off", get(two_step::form).post(two_step::turn_off))
        .route("/methods", get(methods::form).post(methods::submit))
        .route("/number", get(number::form).post(number::give))
        .route("/number/codes", post(number::confirm))
        .route("/number/again", post(number::again))
        .route("/browsers", get(browsers::show).post(browsers::end_others))
        .route("/change", get(asking::show))
        .route("/change/events", get(asking::events))
        .route("/change/continue", post(asking::go_on))
        .route("/change/leave", post(asking::leave))
}
