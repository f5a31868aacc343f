//! `assenso-request+jwt`: one sign-in, or one action in a browser, that waits.

use serde::{Deserialize, Serialize};

use super::{Members, Pseudonym, RequestId, V1};

/// What the person is asked. The same bytes at every fetch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestClaims {
    /// Protocol version.
    pub v: V1,
    /// The issuer.
    pub iss: String,
    /// The device id.
    pub aud: String,
    /// The request's id.
    pub id: RequestId,
    /// The account's pseudonym.
    pub account: Pseudonym,
    /// What it is about; a phone that does not know it can only deny.
    pub kind: String,
    /// Every field that is shown; a phone that does not know one can only deny.
    pub view: Members,
    /// How many digits are typed to approve, 2 to 6.
    pub number_digits: u8,
    /// When the request was made, Unix milliseconds; for display.
    pub created_ms: u64,
}

super::signed_object!(RequestClaims, "assenso-request+jwt");
