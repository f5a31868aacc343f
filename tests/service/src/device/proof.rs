//! The proof that every device call carries, as the provider judges it: PROTOCOL.md section 2.

use assenso_core::crypto::{PublicKey, sha256};
use assenso_core::jose::{Bytes, Compact, Digest};
use assenso_core::protocol::ProofClaims;
use axum::http::HeaderMap;

use super::nonce;
use super::problem::Problem;
use crate::node::Node;
use crate::policy::MAX_PROOF;

/// A proof that is good for this call, except that its `jti` may have been used before.
pub(super) struct Proof {
    pub(super) possession: PublicKey,
    pub(super) jti: Bytes<16>,
}

/// Judges the proof of a call of `route` with `body`.
///
/// The route's URL is put together from the provider's own configuration. What the request
/// calls itself, in `Host` or a forwarded header, is never looked at.
pub(super) fn judge(
    node: &Node,
    headers: &HeaderMap,
    route: &str,
    body: &[u8],
) -> Result<Proof, Problem> {
    let text = only_header(headers).ok_or(Problem::InvalidProof)?;
    let object = Compact::parse(text).map_err(|_| Problem::InvalidProof)?;
    let possession = *object.jwk().map_err(|_| Problem::InvalidProof)?;
    let claims: ProofClaims = object.verify(&possession).map_err(|_| Problem::InvalidProof)?;
    let for_this_call = claims.htm == "POST"
        && claims.htu == format!("{}{route}", node.base)
        && claims.bh == Digest::new(sha256(body));
    if !for_this_call {
        return Err(Problem::InvalidProof);
    }
    if !nonce::is_good(&node.secrets, &claims.nonce, node.now()) {
        return Err(Problem::UseDpopNonce);
    }
    Ok(Proof { possession, jti: claims.jti })
}

/// The one `DPoP` header; two of them leave open which was meant.
fn only_header(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all("dpop").iter();
    let (first, second) = (all.next()?, all.next());
    let text = first.to_str().ok()?;
    (second.is_none() && text.len() <= MAX_PROOF).then_some(text)
}
