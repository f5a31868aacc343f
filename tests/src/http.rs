//! HTTP to this machine alone: no proxy, no TLS.

use reqwest::ClientBuilder;
use rustls::{ClientConfig, RootCertStore};

/// A client that trusts no certificate, and so reaches only what needs none.
///
/// # Panics
///
/// If the TLS library has no protocol version.
#[must_use]
pub fn client() -> ClientBuilder {
    let ring = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .expect("a protocol version")
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    ClientBuilder::new().tls_backend_preconfigured(tls).no_proxy()
}
