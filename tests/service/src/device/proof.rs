//! The proof that every device call carries, as the provider judges it: PROTOCOL.md section 2.

use assenso_core::crypto::{PublicKey, sha256};
use assenso_core::jose::{Bytes, Compact, Digest};
use assenso_core::protocol::ProofClaims;
use axum::http::HeaderMap;
use ring::hmac;

use super::nonce;
use super::problem::Problem;
use crate::policy::MAX_PROOF;
use crate::time::UnixMs;

/// A proof that is good for this call, except that its `jti` may have been used before.
pub(super) struct Proof {
    pub(super) possession: PublicKey,
    pub(super) jti: Bytes<16>,
}

/// The call as the provider sees it.
///
/// Its URL is put together from the provider's own configuration. What the request calls
/// itself, in `Host` or a forwarded header, is never looked at.
pub(super) struct Expected<'a> {
    pub(super) base: &'a str,
    pub(super) route: &'a str,
    pub(super) body: &'a [u8],
    pub(super) nonce_key: &'a hmac::Key,
    pub(super) now: UnixMs,
}

/// Judges the proof of a call.
pub(super) fn judge(headers: &HeaderMap, expected: &Expected<'_>) -> Result<Proof, Problem> {
    let text = only_header(headers).ok_or(Problem::InvalidProof)?;
    let object = Compact::parse(text).map_err(|_| Problem::InvalidProof)?;
    let possession = *object.jwk().map_err(|_| Problem::InvalidProof)?;
    let claims: ProofClaims = object.verify(&possession).map_err(|_| Problem::InvalidProof)?;
    let for_this_call = claims.htm == "POST"
        && claims.htu == format!("{}{}", expected.base, expected.route)
        && claims.bh == Digest::new(sha256(expected.body));
    if !for_this_call {
        return Err(Problem::InvalidProof);
    }
    if !nonce::is_good(expected.nonce_key, &claims.nonce, expected.now) {
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

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use data_encoding::HEXLOWER;
    use serde_json::Value;

    use super::*;

    /// Made by an implementation that shares no code with this one.
    fn vectors() -> Value {
        serde_json::from_str(include_str!("../../../vectors/assenso-1.json")).unwrap()
    }

    #[test]
    fn the_published_exchange_is_judged_as_published() {
        let vectors = vectors();
        let nonce = &vectors["dpop"]["nonce"];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let key = HEXLOWER.decode(text(&nonce["node_key"]).as_bytes()).unwrap();
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        let now = UnixMs::from_millis(nonce["issued_at_ms"].as_i64().unwrap());
        assert!(nonce::is_good(&key, nonce["nonce"].as_str().unwrap(), now));
        for step in vectors["dpop"]["exchange"].as_array().unwrap() {
            let request = &step["request"];
            let (base, body) = (text(&vectors["base"]), text(&request["body"]));
            let url = text(&request["url"]);
            let expected = Expected {
                base: &base,
                route: url.strip_prefix(&base).unwrap(),
                body: body.as_bytes(),
                nonce_key: &key,
                now,
            };
            let mut headers = HeaderMap::new();
            headers.insert("dpop", text(&request["dpop"]).parse().unwrap());
            match (judge(&headers, &expected), step["reply"]["status"].as_u64().unwrap()) {
                (Ok(proof), 200) => {
                    assert_eq!(proof.possession.thumbprint().as_str(), vectors["device"]);
                }
                (Err(Problem::UseDpopNonce), 401) => {}
                (judged, status) => panic!("{:?} instead of {status}", judged.err()),
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn a_header_that_no_phone_made_is_refused(
            bytes in proptest::collection::vec(32_u8..=255, 0..300),
            cut in 0_usize..400,
        ) {
            let vectors = vectors();
            let real = vectors["dpop"]["exchange"][1]["request"]["dpop"].as_str().unwrap();
            let key = hmac::Key::new(hmac::HMAC_SHA256, &[1; 32]);
            let now = UnixMs::from_millis(0);
            let expected = Expected { base: "", route: "", body: b"", nonce_key: &key, now };
            let shortened = real.get(..cut.min(real.len().saturating_sub(1))).unwrap().as_bytes();
            for header in [bytes.as_slice(), shortened] {
                let mut headers = HeaderMap::new();
                if let Ok(value) = HeaderValue::from_bytes(header) {
                    headers.insert("dpop", value);
                }
                proptest::prop_assert!(judge(&headers, &expected).is_err());
            }
        }
    }
}
