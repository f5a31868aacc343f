//! Pairing, approvals and one-time codes for a companion authenticator.
//!
//! This crate knows nothing about FFI, Android or iOS. Everything it needs from the outside
//! world comes in through [`ports`].
#![forbid(unsafe_code)]

pub mod account;
pub mod activity;
pub mod approval;
pub mod authenticator;
pub mod codes;
mod context;
pub mod crypto;
mod cut;
pub mod jose;
pub mod otp;
pub mod pairing;
pub mod ports;
pub mod provider;
mod records;
pub mod secret;
pub mod store;
pub mod watch;

pub use records::RecordError;

/// The signed objects of the Assenso protocol, for whoever writes a provider.
pub mod protocol {
    pub use crate::provider::assenso::objects::*;
}
