//! HTTP: time-outs, no redirects, bounded replies, TLS by rustls on ring.

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use serde::de::DeserializeOwned;
use url::{Host, Url};

use crate::authenticator::Development;
use crate::provider::ProviderError;
use crate::provider::assenso::caught::Caught;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a call may take.
pub(super) const CALL_TIMEOUT: Duration = Duration::from_secs(15);
/// How long the long poll may take.
pub(super) const WAIT_TIMEOUT: Duration = Duration::from_secs(30);
/// The largest reply that is read, in bytes.
const MAX_REPLY_LENGTH: usize = 64 * 1024;

/// A host name has at most 253 characters (RFC 1035 section 2.3.4).
pub(crate) const MAX_ISSUER_LENGTH: usize = 300;

/// Checks that `issuer` is an origin that may be talked to.
///
/// # Errors
///
/// [`ProviderError::InvalidIssuer`] or [`ProviderError::InsecureIssuer`].
pub(crate) fn check_issuer(
    issuer: &str,
    development: Option<&Development>,
) -> Result<(), ProviderError> {
    if issuer.len() > MAX_ISSUER_LENGTH {
        return Err(ProviderError::InvalidIssuer);
    }
    let url = Url::parse(issuer).map_err(|_| ProviderError::InvalidIssuer)?;
    if url.origin().ascii_serialization() != issuer {
        return Err(ProviderError::InvalidIssuer);
    }
    let loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => return Err(ProviderError::InvalidIssuer),
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if loopback && development.is_some_and(|allowed| allowed.loopback_http) => Ok(()),
        _ => Err(ProviderError::InsecureIssuer),
    }
}

/// A client for `issuer`.
pub(super) fn client(
    issuer: &str,
    development: Option<&Development>,
) -> Result<Client, ProviderError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|_| ProviderError::Failed)?;
    let own = development.and_then(|allowed| allowed.extra_ca.as_deref());
    let config = if !issuer.starts_with("https:") {
        // Loopback in development: no roots at all, so that nothing else can be reached.
        config.with_root_certificates(RootCertStore::empty()).with_no_client_auth()
    } else if let Some(pem) = own {
        config.with_root_certificates(roots(pem)?).with_no_client_auth()
    } else {
        let platform = Verifier::new(provider).map_err(|_| ProviderError::Failed)?;
        config
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Caught(platform)))
            .with_no_client_auth()
    };
    Client::builder()
        .tls_backend_preconfigured(config)
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT)
        .build()
        .map_err(|_| ProviderError::Failed)
}

/// The authorities of a development build, and no others: not every platform's verifier takes more
/// than its own.
fn roots(pem: &[u8]) -> Result<RootCertStore, ProviderError> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| ProviderError::Failed)?;
        roots.add(certificate).map_err(|_| ProviderError::Failed)?;
    }
    Ok(roots)
}

/// Fetches JSON without a proof.
pub(super) async fn get<T: DeserializeOwned>(
    client: &Client,
    url: &str,
) -> Result<T, ProviderError> {
    let reply = client.get(url).timeout(CALL_TIMEOUT).send().await;
    let reply = reply.map_err(|_| ProviderError::Offline)?;
    if reply.status().is_server_error() {
        return Err(ProviderError::Failed);
    }
    if reply.status() != 200 {
        return Err(ProviderError::NotAProvider);
    }
    serde_json::from_slice(&body(reply).await?).map_err(|_| ProviderError::NotAProvider)
}

/// Reads a reply's body, up to the limit.
pub(super) async fn body(mut reply: Response) -> Result<Vec<u8>, ProviderError> {
    let mut body = Vec::new();
    while let Some(chunk) = reply.chunk().await.map_err(|_| ProviderError::Offline)? {
        if body.len().saturating_add(chunk.len()) > MAX_REPLY_LENGTH {
            return Err(ProviderError::Failed);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn only_an_origin_over_tls_is_taken_and_it_is_taken_as_it_stands(
            text in "(https?://)?[a-zA-Z0-9.:/@?#%\\[\\]è -]{0,40}",
        ) {
            if check_issuer(&text, None).is_ok() {
                let url = Url::parse(&text).unwrap();
                proptest::prop_assert_eq!(url.scheme(), "https");
                proptest::prop_assert_eq!(url.origin().ascii_serialization(), text);
            }
        }
    }
}
