//! `assenso-report+jwt`: what a person says of a sign-in that they denied.

use serde::{Deserialize, Serialize};

use super::{Pseudonym, V1};
use crate::jose::Digest;

/// Why a sign-in was denied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportReason {
    /// Somebody else had typed the password.
    NotMe,
    /// It was the person's own sign-in.
    Mistake,
}

impl ReportReason {
    /// Every reason.
    pub const ALL: [Self; 2] = [Self::NotMe, Self::Mistake];
}

/// The report about one denial. Signed by the possession key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportClaims {
    /// Protocol version.
    pub v: V1,
    /// The device id.
    pub iss: String,
    /// The issuer.
    pub aud: String,
    /// The account's pseudonym.
    pub account: Pseudonym,
    /// The subject of the denial.
    pub answer: Digest,
    /// Why it was denied.
    pub reason: ReportReason,
}

super::signed_object!(ReportClaims, "assenso-report+jwt");
