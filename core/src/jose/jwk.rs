//! P-256 public keys as JSON Web Keys (RFC 7517, RFC 7518 section 6.2.1).

use serde::{Deserialize, Serialize};

use super::Bytes;
use crate::crypto::{InvalidKey, PublicKey};

/// A public key with exactly `kty`, `crv`, `x`, `y`, known to be a point of the curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Members", into = "Members")]
pub struct Jwk(pub PublicKey);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Members {
    kty: Ec,
    crv: P256,
    x: Bytes<32>,
    y: Bytes<32>,
}

#[derive(Serialize, Deserialize)]
enum Ec {
    EC,
}

#[derive(Serialize, Deserialize)]
enum P256 {
    #[serde(rename = "P-256")]
    P256,
}

impl TryFrom<Members> for Jwk {
    type Error = InvalidKey;

    fn try_from(members: Members) -> Result<Self, InvalidKey> {
        PublicKey::from_coordinates(members.x.as_bytes(), members.y.as_bytes()).map(Self)
    }
}

impl From<Jwk> for Members {
    fn from(Jwk(key): Jwk) -> Self {
        let coordinate = |half: &[u8]| {
            let mut out = [0; 32];
            for (to, from) in out.iter_mut().zip(half) {
                *to = *from;
            }
            Bytes::new(out)
        };
        let (x, y) = key.coordinates();
        Self { kty: Ec::EC, crv: P256::P256, x: coordinate(x), y: coordinate(y) }
    }
}

#[cfg(test)]
mod tests;
