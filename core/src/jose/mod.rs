//! Compact JWS, ES256 and nothing else: PROTOCOL.md section 3.
//!
//! Not a general JOSE library: every choice that a header could offer is already made.

mod bytes;
mod compact;
mod json;
mod jwk;
#[cfg(test)]
pub(crate) mod testing;

pub use bytes::Bytes;
pub(crate) use bytes::present;
pub use compact::{Compact, KeyRef, MAX_COMPACT_LENGTH, Unsigned, hash, subject};
pub use json::MAX_INTEGER;
pub use jwk::Jwk;

/// A SHA-256 digest, base64url on the wire.
pub type Digest = Bytes<32>;

/// Why an object was refused. Says which check failed, never what the object said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoseError {
    /// Over 48 KiB.
    #[error("the object is too large")]
    TooLarge,
    /// Not three base64url parts without padding and trailing bits, or not JSON.
    #[error("the object is not a compact JWS")]
    Malformed,
    /// The header does not have exactly `alg`, `typ` and one key reference.
    #[error("the header has members that it must not have, or lacks one")]
    Header,
    /// `alg` is not ES256.
    #[error("the algorithm is not ES256")]
    Algorithm,
    /// `typ` is not the one expected here.
    #[error("the object has another type")]
    Type,
    /// A `jwk` where a `kid` belongs, or the other way round, or a key that is no point of P-256.
    #[error("the key reference is not of the expected form")]
    KeyReference,
    /// The signature does not verify.
    #[error("the signature does not verify")]
    Signature,
    /// A member is missing, unknown, duplicate or of another form.
    #[error("the claims are not those of this type")]
    Claims,
    /// `iss` is not whom the object must come from.
    #[error("the object comes from somebody else")]
    Issuer,
    /// No pinned key has the `kid`.
    #[error("the object is signed by a key that is not pinned")]
    UnknownKey,
    /// It names an epoch below the pinned one.
    #[error("the object names an epoch that is over")]
    Epoch,
    /// It answers another call, names another account or object, or says what can't be.
    #[error("the object does not belong here")]
    Context,
    /// `aud` is not whom the object must be for.
    #[error("the object is for somebody else")]
    Audience,
}
