//! What the end-to-end tests and the demo are made of: a provider, phones, browsers, and somebody
//! in between.
//!
//! Nothing here is a fake of our own code: the provider is `assenso-service`, the phone is
//! `assenso-core` over a real `SQLite` file; only the hardware is played.
#![forbid(unsafe_code)]

pub mod bench;
pub mod browser;
pub mod chromium;
pub mod demo;
pub mod forge;
pub mod http;
pub mod middle;
pub mod phone;
pub mod provider;
