//! `assenso-action+jwt`: what the owner does with the account itself, with everything that was shown.

use serde::{Deserialize, Serialize};

use super::{Pseudonym, V1};
use crate::jose::{Bytes, Digest};

/// One action, with its exact parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Form", into = "Form")]
pub enum Action {
    /// 2-step verification goes off.
    Deactivate,
    /// A new recovery code takes the place of the one before, if there is one.
    RecoveryCode {
        /// What the provider keeps of it: PROTOCOL.md section 8.
        hash: Digest,
    },
}

/// How an action is written. A tagged enum of serde would also be read from a list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    kind: Kind,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::jose::present"
    )]
    hash: Option<Digest>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Deactivate,
    RecoveryCode,
}

impl TryFrom<Form> for Action {
    type Error = &'static str;

    fn try_from(form: Form) -> Result<Self, Self::Error> {
        match (form.kind, form.hash) {
            (Kind::Deactivate, None) => Ok(Self::Deactivate),
            (Kind::RecoveryCode, Some(hash)) => Ok(Self::RecoveryCode { hash }),
            _ => Err("an action has the members of its kind"),
        }
    }
}

impl From<Action> for Form {
    fn from(action: Action) -> Self {
        match action {
            Action::Deactivate => Self { kind: Kind::Deactivate, hash: None },
            Action::RecoveryCode { hash } => Self { kind: Kind::RecoveryCode, hash: Some(hash) },
        }
    }
}

/// An action, signed by the approval key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionClaims {
    /// Protocol version.
    pub v: V1,
    /// The device id.
    pub iss: String,
    /// The issuer.
    pub aud: String,
    /// The account's pseudonym.
    pub account: Pseudonym,
    /// The provider's challenge, once.
    pub challenge: Bytes<32>,
    /// What is done.
    pub action: Action,
}

super::signed_object!(ActionClaims, "assenso-action+jwt");
