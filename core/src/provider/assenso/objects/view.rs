//! What a request shows: open-ended members, and the kinds that are known.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::DisplayText;

/// The members of a `view`. Unknown ones are kept, since a request that has one can still be
/// denied; duplicates are refused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Members(BTreeMap<String, Member>);

/// The value of one member, in every kind of view, also of later ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Member {
    /// A boolean.
    Flag(bool),
    /// An integer.
    Number(u64),
    /// A string.
    Text(String),
}

impl Members {
    /// Wraps members.
    #[must_use]
    pub fn new(members: BTreeMap<String, Member>) -> Self {
        Self(members)
    }

    /// The members, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Member)> {
        self.0.iter()
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NoDuplicates;

        impl<'de> Visitor<'de> for NoDuplicates {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object without duplicate members")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = BTreeMap::new();
                while let Some((name, value)) = map.next_entry()? {
                    if members.insert(name, value).is_some() {
                        return Err(de::Error::custom("duplicate member"));
                    }
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(NoDuplicates)
    }
}

/// The `view` of kind `sign_in`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInView {
    /// The browser.
    pub browser: Browser,
    /// The operating system under it.
    pub system: System,
    /// Its network address.
    pub address: IpAddr,
    /// Roughly where that is, if the provider can tell.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::jose::present"
    )]
    pub place: Option<DisplayText>,
    /// Whether this browser has signed in with an approval before.
    pub known: bool,
}

impl SignInView {
    /// The kind whose view this is.
    pub const KIND: &'static str = "sign_in";

    /// Reads a view; `None` if a member is missing, unknown or malformed.
    #[must_use]
    pub fn from_members(members: &Members) -> Option<Self> {
        let view: Self = serde_json::from_value(serde_json::to_value(members).ok()?).ok()?;
        // The one text form of an address is the one that would be written again, and an IPv4
        // address is never dressed as IPv6.
        let canonical = view.address.to_canonical() == view.address;
        (canonical && view.to_members() == *members).then_some(view)
    }

    /// The members as they are signed.
    #[must_use]
    pub fn to_members(&self) -> Members {
        // A struct of strings and a boolean always has this form.
        serde_json::to_value(self).and_then(serde_json::from_value).unwrap_or_default()
    }
}

/// A browser family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Browser {
    /// Google Chrome or Chromium.
    Chrome,
    /// Microsoft Edge.
    Edge,
    /// Mozilla Firefox.
    Firefox,
    /// Apple Safari.
    Safari,
    /// Opera.
    Opera,
    /// Another one.
    Other,
}

/// An operating system family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// Microsoft Windows.
    Windows,
    /// Apple macOS.
    #[serde(rename = "macos")]
    MacOs,
    /// Linux.
    Linux,
    /// Android.
    Android,
    /// iOS or iPadOS.
    Ios,
    /// Another one.
    Other,
}

#[cfg(test)]
mod tests;
