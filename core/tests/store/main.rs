//! The store's file from the outside: refusals, bytes on disk, old schemas, kills, company.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "the helpers of tests are tests too, which the lints do not see here"
)]

mod bytes;
mod company;
mod crash;
mod read_only;
mod refusals;
mod schema;
mod support;
