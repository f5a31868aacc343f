//! `dpop+jwt`: the proof that every device call carries (a profile of RFC 9449).

use serde::{Deserialize, Serialize};

use crate::jose::{Bytes, Digest};

/// The claims of a proof. A proof has no `v`, `iss` or `aud`; `htu` binds it to its provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofClaims {
    /// The method, always `POST`.
    pub htm: String,
    /// The pinned base and the route.
    pub htu: String,
    /// 16 random bytes, used once.
    pub jti: Bytes<16>,
    /// Unix seconds; never judged.
    pub iat: u64,
    /// The newest `DPoP-Nonce`; empty before the first one.
    pub nonce: String,
    /// SHA-256 of the body as sent.
    pub bh: Digest,
}

impl super::SignedObject for ProofClaims {
    const TYP: &'static str = "dpop+jwt";

    fn issuer(&self) -> &'static str {
        ""
    }

    fn audience(&self) -> &str {
        &self.htu
    }
}
