//! The claims of Assenso's signed objects, one file each: PROTOCOL.md section 4.
//!
//! Field names are member names. Every struct refuses unknown, missing and duplicate members.

mod accept;
mod action;
mod answer;
mod association;
mod challenge;
mod inbox;
mod keys;
mod paired;
mod pairing;
mod panel;
mod proof;
mod receipt;
mod report;
mod request;
mod text;
mod version;
mod view;

use serde::Serialize;
use serde::de::DeserializeOwned;

pub use accept::AcceptClaims;
pub use action::{Action, ActionClaims};
pub use answer::{AnswerClaims, Decision};
pub use association::{AssociationClaims, AssociationStatus, Held};
pub use challenge::ChallengeClaims;
pub use inbox::{InboxClaims, InboxEntry};
pub use keys::KeysClaims;
pub use paired::PairedClaims;
pub use pairing::PairingClaims;
pub use panel::{ActionView, PanelAction, PrimaryMethod};
pub use proof::ProofClaims;
pub use receipt::{ReceiptClaims, ReceiptState, RequestState};
pub use report::{ReportClaims, ReportReason};
pub use request::RequestClaims;
pub(super) use text::is_visible;
pub use text::{DisplayText, InvalidText, MAX_DISPLAY_CHARS};
pub use version::V1;
pub use view::{Browser, Member, Members, SignInView, System};

use crate::jose::Bytes;

/// The pseudonym of an account: 16 random bytes, stable.
pub type Pseudonym = Bytes<16>;
/// The id of an approval request: 16 random bytes.
pub type RequestId = Bytes<16>;

/// What every signed object has.
pub trait SignedObject: Serialize + DeserializeOwned {
    /// The exact `typ` of its header.
    const TYP: &'static str;

    /// `iss`: who says it.
    fn issuer(&self) -> &str;

    /// `aud`: to whom.
    fn audience(&self) -> &str;

    /// The epoch of the provider's newest keys object, where the object says it.
    fn epoch(&self) -> Option<u64> {
        None
    }
}

macro_rules! signed_object {
    ($claims:ty, $typ:literal $(, $epoch:ident)?) => {
        impl super::SignedObject for $claims {
            const TYP: &'static str = $typ;

            fn issuer(&self) -> &str {
                &self.iss
            }

            fn audience(&self) -> &str {
                &self.aud
            }
            $(
                fn epoch(&self) -> Option<u64> {
                    Some(self.$epoch)
                }
            )?
        }
    };
}
use signed_object;

/// The types that later versions use and this one refuses.
pub const RESERVED_TYPES: [&str; 2] = ["assenso-rotation+jwt", "assenso-handover+jwt"];

#[cfg(test)]
mod tests;
