//! The `view` of kind `action`: what the owner asks for in a browser that is signed in, word for word.

use std::collections::BTreeMap;

use serde::de::IntoDeserializer as _;
use serde::{Deserialize, Serialize};

use super::{DisplayText, Member, Members, SignInView};

/// What is done when the phone approves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum PanelAction {
    /// 2-step verification goes off.
    Deactivate {},
    /// Codes and notices by SMS go to another number.
    Number {
        /// The new one, in full.
        number: DisplayText,
    },
    /// Notices go to another address.
    NoticeAddress {
        /// The new one, in full.
        notice_address: DisplayText,
    },
    /// How the owner may sign in beside the phone.
    Methods {
        /// What the page asks for first.
        primary: PrimaryMethod,
        /// Whether a code of the app signs in.
        code: bool,
        /// Whether a code by SMS signs in.
        sms: bool,
    },
}

/// What a sign-in page asks for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrimaryMethod {
    /// An answer on the phone.
    Push,
    /// A code of the app.
    Code,
}

/// The `view` of kind `action`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionView {
    /// What is asked for.
    pub action: PanelAction,
    /// The browser that asks, with the members that a sign-in has.
    pub from: SignInView,
}

impl ActionView {
    /// The kind whose view this is.
    pub const KIND: &'static str = "action";

    /// The members that say what is asked for; the others are the browser's.
    const OF_ACTION: [&'static str; 6] =
        ["action", "number", "notice_address", "primary", "code", "sms"];

    /// Reads a view; `None` if a member is missing, unknown or malformed.
    #[must_use]
    pub fn from_members(members: &Members) -> Option<Self> {
        let (of_action, of_browser): (BTreeMap<String, Member>, _) = members
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .partition(|(name, _)| Self::OF_ACTION.contains(&name.as_str()));
        let of_action = serde_json::to_value(of_action).ok()?;
        let action = PanelAction::deserialize(of_action.into_deserializer()).ok()?;
        let from = SignInView::from_members(&Members::new(of_browser))?;
        Some(Self { action, from })
    }

    /// The members as they are signed.
    #[must_use]
    pub fn to_members(&self) -> Members {
        // An enum of strings and booleans always has this form.
        let action: BTreeMap<String, Member> =
            serde_json::to_value(&self.action).and_then(serde_json::from_value).unwrap_or_default();
        let from = self.from.to_members();
        let from = from.iter().map(|(name, value)| (name.clone(), value.clone()));
        Members::new(from.chain(action).collect())
    }
}

#[cfg(test)]
mod tests;
