//! Somebody between the phone and the provider, who reads everything and may change any reply.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a harness: what can't be set up ends the test"
)]

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::Response;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// What passed by: a call and its reply.
#[derive(Debug, Clone)]
pub struct Exchange {
    /// The route, without the base's path.
    pub route: String,
    /// The `DPoP` proof, if there was one.
    pub proof: Option<String>,
    /// What the phone sent.
    pub body: Vec<u8>,
    /// The reply's status.
    pub status: u16,
    /// The reply.
    pub reply: Value,
}

/// What to do with a call.
pub enum Verdict {
    /// Let the reply through as it stands in the exchange now.
    Pass,
    /// The provider has done it, and the reply is lost.
    Lose,
    /// The provider has done it, and the reply never comes.
    Hang,
    /// The provider has done it, and the reply comes when this is notified.
    Wait(Arc<Notify>),
}

type Meddler = Box<dyn FnMut(&mut Exchange) -> Verdict + Send>;

/// The one in the middle.
#[derive(Clone)]
pub struct Middle(Arc<Shared>);

struct Shared {
    origin: String,
    client: reqwest::Client,
    target: Mutex<String>,
    meddler: Mutex<Option<Meddler>>,
    /// The route that is not even let through to the provider.
    cut: Mutex<Option<String>>,
    /// The route that the provider does not have, as far as the phone can tell.
    lacked: Mutex<Option<String>>,
    seen: Mutex<Vec<Exchange>>,
}

impl Middle {
    /// Listens on a free port. The provider behind it must take [`Middle::origin`] as its issuer.
    ///
    /// # Panics
    ///
    /// If it can't listen.
    pub async fn listen() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let origin = format!("http://{}", listener.local_addr().expect("an address"));
        let client = crate::http::client().build().expect("a client");
        let middle = Self(Arc::new(Shared {
            origin,
            client,
            target: Mutex::default(),
            meddler: Mutex::default(),
            cut: Mutex::default(),
            lacked: Mutex::default(),
            seen: Mutex::default(),
        }));
        let app = Router::new().fallback(forward).with_state(middle.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        middle
    }

    /// Its own origin.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.0.origin
    }

    /// Forwards to `origin` from now on.
    pub fn forward_to(&self, origin: &str) {
        origin.clone_into(&mut lock(&self.0.target));
    }

    /// From now on, has `meddler` look at every exchange.
    pub fn meddle(&self, meddler: impl FnMut(&mut Exchange) -> Verdict + Send + 'static) {
        *lock(&self.0.meddler) = Some(Box::new(meddler));
    }

    /// From now on, changes the object under `member` of successful replies to `route`.
    pub fn change(
        &self,
        route: &'static str,
        member: &'static str,
        mut change: impl FnMut(&str, &Exchange) -> String + Send + 'static,
    ) {
        self.meddle(move |exchange| {
            if exchange.route == route
                && exchange.status == 200
                && let Some(object) = exchange.reply[member].as_str().map(str::to_owned)
            {
                exchange.reply[member] = change(&object, exchange).into();
            }
            Verdict::Pass
        });
    }

    /// Is honest again.
    pub fn behave(&self) {
        *lock(&self.0.meddler) = None;
        *lock(&self.0.cut) = None;
        *lock(&self.0.lacked) = None;
    }

    /// From now on, calls of `route` never reach the provider, and get no reply.
    pub fn cut(&self, route: &str) {
        *lock(&self.0.cut) = Some(route.to_owned());
    }

    /// From now on, calls of `route` are let through as calls of a route that no provider has.
    pub fn lack(&self, route: &str) {
        *lock(&self.0.lacked) = Some(route.to_owned());
    }

    /// Everything that passed by, in order.
    #[must_use]
    pub fn seen(&self) -> Vec<Exchange> {
        lock(&self.0.seen).clone()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A reply that breaks off: the phone sees a lost connection.
fn lost() -> Response {
    let broken = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let body = Body::from_stream(futures_util::stream::once(async { Err::<Vec<u8>, _>(broken) }));
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_LENGTH, 1000.into());
    response
}

async fn forward(State(middle): State<Middle>, request: Request) -> Response {
    let shared = &middle.0;
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.expect("a body").to_vec();
    let path = parts.uri.path().to_owned();
    let route = path.strip_prefix("/assenso/v1").unwrap_or(&path).to_owned();
    if lock(&shared.cut).as_deref() == Some(&route) {
        return lost();
    }
    let lacked = lock(&shared.lacked).as_deref() == Some(&route);
    let suffix = if lacked { "/lacked" } else { "" };
    let url = format!("{}{}{suffix}", lock(&shared.target), parts.uri);
    let mut call = shared.client.request(parts.method.clone(), url).body(body.clone());
    for (name, value) in &parts.headers {
        if *name != header::HOST && *name != header::CONTENT_LENGTH {
            call = call.header(name, value);
        }
    }
    let Ok(reply) = call.send().await else { return lost() };
    let nonce = reply.headers().get("dpop-nonce").cloned();
    let mut exchange = Exchange {
        route,
        proof: parts.headers.get("dpop").and_then(|proof| Some(proof.to_str().ok()?.to_owned())),
        body,
        status: reply.status().as_u16(),
        reply: reply.json().await.unwrap_or_default(),
    };
    lock(&shared.seen).push(exchange.clone());
    let verdict =
        lock(&shared.meddler).as_mut().map_or(Verdict::Pass, |meddler| meddler(&mut exchange));
    match verdict {
        Verdict::Pass => {}
        Verdict::Lose => return lost(),
        Verdict::Hang => std::future::pending().await,
        Verdict::Wait(released) => released.notified().await,
    }
    let mut response = Response::new(Body::from(exchange.reply.to_string()));
    *response.status_mut() = StatusCode::from_u16(exchange.status).expect("a status");
    if let Some(nonce) = nonce {
        response.headers_mut().insert(HeaderName::from_static("dpop-nonce"), nonce);
    }
    response
}
