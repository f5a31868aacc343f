//! A device call: its checks in the order of PROTOCOL.md section 2, before the route's own.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use assenso_core::crypto::{PublicKey, Thumbprint};
use assenso_core::jose::Bytes;
use axum::body::{self, Body};
use axum::extract::{ConnectInfo, FromRequest, Request};
use axum::http::header;
use serde::de::DeserializeOwned;

use super::problem::Problem;
use super::proof;
use crate::node::Shared;
use crate::policy::MAX_BODY;
use crate::store::limits;

/// Who calls.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    pub(super) possession: PublicKey,
    /// The device id.
    pub(super) id: Thumbprint,
    /// The `jti` of this call's proof.
    pub(super) jti: Bytes<16>,
    pub(super) address: IpAddr,
}

/// A call whose proof was good and is used up by this.
pub(super) struct Call<T> {
    pub(super) caller: Caller,
    pub(super) body: T,
}

impl<T: DeserializeOwned> FromRequest<Shared> for Call<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, node: &Shared) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        if parts.uri.query().is_some() {
            return Err(Problem::QueryNotAllowed);
        }
        let announced = parts.headers.get(header::CONTENT_LENGTH);
        let body = read(announced.and_then(|length| length.to_str().ok()), body).await?;
        // The path inside the base: the router has taken the base's own path off.
        let expected = proof::Expected {
            base: &node.base,
            route: parts.uri.path(),
            body: &body,
            nonce_key: node.secrets.nonce_key(),
            now: node.now(),
        };
        let proof = proof::judge(&parts.headers, &expected)?;
        let id = proof.possession.thumbprint();
        let (thumbprint, jti, now) = (id.clone(), proof.jti.to_string(), node.now());
        let unused = node
            .database
            .write(move |db| Ok(limits::use_jti(db, thumbprint.as_str(), &jti, now)?))
            .await;
        match unused {
            Ok(true) => {}
            Ok(false) => return Err(Problem::ProofReplayed),
            Err(failure) => {
                // A proof that can't be noted could be used again: the call is refused.
                tracing::error!(error = %failure, "a proof could not be noted");
                return Err(Problem::Unavailable);
            }
        }
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        let caller = Caller {
            possession: proof.possession,
            id,
            jti: proof.jti,
            address: address.to_canonical(),
        };
        tracing::debug!(device = caller.id.short(), route = parts.uri.path(), "call");
        Ok(Self { caller, body: parse(&body)? })
    }
}

async fn read(announced: Option<&str>, body: Body) -> Result<body::Bytes, Problem> {
    if announced
        .and_then(|length| length.parse().ok())
        .is_some_and(|length: u64| usize::try_from(length).is_ok_and(|length| length > MAX_BODY))
    {
        return Err(Problem::TooLarge);
    }
    body::to_bytes(body, MAX_BODY).await.map_err(|_| Problem::TooLarge)
}

/// A body is a JSON object; serde would also fill a struct from an array.
fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Err(Problem::InvalidRequest);
    }
    serde_json::from_slice(body).map_err(|_| Problem::InvalidRequest)
}
