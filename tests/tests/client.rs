//! How the phone talks HTTP: to whom, over what, how long, and what it takes for an answer.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::sync::Arc;

use assenso_core::authenticator::{Authenticator, Development, Options};
use assenso_core::pairing::PairingError;
use assenso_core::provider::ProviderError;
use assenso_tests::forge::open;
use assenso_tests::middle::Verdict;
use assenso_tests::phone::{Hardware, Phone, options, release_options};
use assenso_tests::provider::Provider;
use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::Redirect;
use axum::routing::get;
use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use rstest::rstest;
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use serde_json::json;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

async fn why(app: &Authenticator, issuer: &str) -> ProviderError {
    match app.pair(issuer).await {
        Err(PairingError::Provider(why)) => why,
        other => panic!("{other:?}"),
    }
}

async fn app(options: Options) -> (Hardware, Authenticator) {
    let hardware = Hardware::new();
    let app = hardware.open_with(options).await.unwrap();
    (hardware, app)
}

#[rstest]
#[case("mail.example")]
#[case("")]
#[case("https://mail.example/")]
#[case("https://mail.example/path")]
#[case("https://mail.example?query")]
#[case("https://user:password@mail.example")]
#[case("https://Mail.example")]
#[case("https://mail.example:443")]
#[case("javascript:alert(1)")]
#[case("https://")]
#[tokio::test]
async fn an_issuer_is_an_origin_and_nothing_else(#[case] issuer: &str) {
    let (_hardware, app) = app(options()).await;
    assert_eq!(why(&app, issuer).await, ProviderError::InvalidIssuer);
}

#[rstest]
#[case("http://mail.example")]
#[case("http://10.0.0.1")]
#[case("http://127.0.0.1.mail.example")]
#[case("ftp://127.0.0.1")]
#[tokio::test]
async fn plain_http_leaves_this_machine_in_no_build(#[case] issuer: &str) {
    let (_hardware, app) = app(options()).await;
    assert_eq!(why(&app, issuer).await, ProviderError::InsecureIssuer);
}

#[tokio::test]
async fn plain_http_to_loopback_is_for_development_alone() {
    let provider = Provider::start().await;
    let (_hardware, release) = app(release_options()).await;
    assert_eq!(why(&release, provider.issuer()).await, ProviderError::InsecureIssuer);
    let (_hardware, development) = app(options()).await;
    development.pair(provider.issuer()).await.unwrap();
}

#[tokio::test]
async fn nobody_there_is_offline_and_leaves_nothing_behind() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let free = listener.local_addr().unwrap();
    drop(listener);
    let (_hardware, app) = app(options()).await;
    assert_eq!(why(&app, &format!("http://{free}")).await, ProviderError::Offline);
    assert!(app.unfinished().await.unwrap().is_empty());
}

/// Some web server that is no provider.
async fn web_server(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    origin
}

const DISCOVERY: &str = "/.well-known/assenso";

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let provider = Provider::start().await;
    let target = format!("{}{DISCOVERY}", provider.issuer());
    let origin = web_server(
        Router::new().route(DISCOVERY, get(move || async move { Redirect::temporary(&target) })),
    )
    .await;
    let (_hardware, app) = app(options()).await;
    assert_eq!(why(&app, &origin).await, ProviderError::NotAProvider);
}

#[rstest]
#[case::missing(StatusCode::NOT_FOUND, String::new(), ProviderError::NotAProvider)]
#[case::a_page(StatusCode::OK, "<html>".to_owned(), ProviderError::NotAProvider)]
#[case::down(StatusCode::BAD_GATEWAY, String::new(), ProviderError::Failed)]
#[case::too_large(StatusCode::OK, " ".repeat(64 * 1024 + 1), ProviderError::Failed)]
#[case::somebody_else(
    StatusCode::OK,
    json!({"issuer": "https://other.example", "name": "x", "versions": [1],
        "base": "https://other.example/a", "features": []}).to_string(),
    ProviderError::NotAProvider
)]
#[tokio::test]
async fn what_is_no_provider_is_named(
    #[case] status: StatusCode,
    #[case] body: String,
    #[case] expected: ProviderError,
) {
    let reply = (status, [(header::CONTENT_TYPE, "application/json")], body);
    let origin = web_server(Router::new().route(DISCOVERY, get(async || reply))).await;
    let (_hardware, app) = app(options()).await;
    assert_eq!(why(&app, &origin).await, expected);
}

#[rstest]
#[case("base", json!("https://other.example/assenso/v1"), ProviderError::NotAProvider)]
#[case("base", json!("ORIGIN.other.example/v1"), ProviderError::NotAProvider)]
#[case("base", json!("ORIGIN/assenso/v1/"), ProviderError::NotAProvider)]
#[case("base", json!("ORIGIN/assenso?v1"), ProviderError::NotAProvider)]
#[case("base", json!("ORIGIN"), ProviderError::NotAProvider)]
#[case("versions", json!([2]), ProviderError::UnsupportedVersion)]
#[tokio::test]
async fn discovery_must_fit(
    #[case] member: &'static str,
    #[case] value: serde_json::Value,
    #[case] expected: ProviderError,
) {
    let (provider, middle) = Provider::start_behind().await;
    let text = value.to_string().replace("ORIGIN", middle.origin());
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    middle.meddle(move |exchange| {
        if exchange.route == DISCOVERY {
            exchange.reply[member] = value.clone();
            exchange.reply["unknown member"] = json!("is ignored");
        }
        Verdict::Pass
    });
    let phone = Phone::new().await;
    assert_eq!(why(&phone.app, provider.issuer()).await, expected);
}

#[tokio::test]
async fn a_lost_call_is_repeated_once_with_a_fresh_proof_but_never_one_that_sends_an_sms() {
    let (provider, middle) = Provider::start_behind().await;
    let phone = Phone::new().await;
    let step = phone.sign_in(&provider, assenso_tests::provider::EMAIL).await.unwrap();
    let mut lose = true;
    middle.meddle(move |exchange| {
        let now = exchange.route == "/session/code" && exchange.status == 200 && lose;
        lose = lose && !now;
        if now { Verdict::Lose } else { Verdict::Pass }
    });
    let step_two = step.submit(&provider.sms_code().await).await.unwrap();
    assert!(matches!(step_two, assenso_core::pairing::PairingStep::SignedIn(_)));
    let seen = middle.seen();
    let proofs: Vec<_> = seen
        .iter()
        .filter(|exchange| exchange.route == "/session/code" && exchange.status == 200)
        .map(|exchange| open(exchange.proof.as_deref().unwrap()).1["jti"].clone())
        .collect();
    assert_eq!(proofs.len(), 2);
    assert_ne!(proofs[0], proofs[1]);

    middle.meddle(
        |exchange| {
            if exchange.route == "/session/sms" { Verdict::Lose } else { Verdict::Pass }
        },
    );
    let before = provider.outbox().await.len();
    let second = Phone::new().await;
    let step = second.sign_in(&provider, assenso_tests::provider::EMAIL).await.unwrap();
    step.resend().await.unwrap_err();
    assert_eq!(provider.outbox().await.len(), before + 2, "one by the sign-in, one by resending");
}

/// TLS in front of a provider, with a certificate of a private authority.
struct Tls {
    provider: Provider,
    authority_pem: Vec<u8>,
}

async fn tls() -> Tls {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let provider = Provider::start_with(|config| config.issuer = Some(issuer)).await;

    let mut authority = CertificateParams::default();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    params.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth];
    let certificate = params.signed_by(&key, &authority).unwrap();
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let target = provider.origin().trim_start_matches("http://").to_owned();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, target) = (acceptor.clone(), target.clone());
            tokio::spawn(async move {
                if let Ok(mut outside) = acceptor.accept(stream).await
                    && let Ok(mut inside) = TcpStream::connect(target).await
                {
                    let _closed = tokio::io::copy_bidirectional(&mut outside, &mut inside).await;
                }
            });
        }
    });
    Tls { provider, authority_pem: authority.pem().into_bytes() }
}

#[tokio::test]
async fn tls_to_an_authority_that_the_phone_was_told_of() {
    let tls = tls().await;
    let development =
        Development { loopback_http: false, extra_ca: Some(tls.authority_pem.clone()) };
    let hardware = Hardware::new();
    let told = Options { development: Some(development), ..options() };
    let app = hardware.open_with(told).await.unwrap();
    let phone = Phone { hardware, app };
    phone.associate(&tls.provider).await.unwrap();
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_is_refused() {
    let tls = tls().await;
    let (_hardware, release) = app(release_options()).await;
    assert_eq!(why(&release, tls.provider.issuer()).await, ProviderError::Offline);
}
