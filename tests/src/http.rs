//! HTTP to this machine alone: no proxy, no TLS.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness: what can't be set up ends the test"
)]

use reqwest::ClientBuilder;
use rustls::{ClientConfig, RootCertStore};

/// A client that trusts no certificate, and so reaches only what needs none.
///
/// # Panics
///
/// If the TLS library has no protocol version.
pub fn client() -> ClientBuilder {
    let ring = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .expect("a protocol version")
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    ClientBuilder::new().tls_backend_preconfigured(tls).no_proxy()
}
