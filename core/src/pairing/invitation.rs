//! An invitation: a link, shown as a QR code too, that names a provider, its root key and a token.
//! PROTOCOL.md section 6.
//!
//! It says where to go and whom to believe there, and grants nothing: the provider asks for
//! everything that it asks without one.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;

use super::PairingError;
use crate::authenticator::Options;
use crate::crypto::Thumbprint;
use crate::provider::ProviderError;
use crate::provider::assenso::{MAX_ISSUER_LENGTH, check_issuer};
use crate::secret::{SecretBytes, SecretText};

/// What stands between the issuer and the token.
const BEFORE_TOKEN: &str = "/.well-known/assenso/invite#t=";
/// What stands between the token and the root's thumbprint.
const BEFORE_ROOT: &str = "&r=";
/// The length of a token, in bytes.
const TOKEN_LENGTH: usize = 16;
/// The longest link: both members of the fragment have one length.
const MAX_LENGTH: usize = MAX_ISSUER_LENGTH + BEFORE_TOKEN.len() + 22 + BEFORE_ROOT.len() + 43;

/// An invitation that was read, and not accepted yet.
pub struct Invitation {
    issuer: String,
    root: Thumbprint,
    token: SecretText,
    listed: bool,
}

impl Invitation {
    /// Reads a link. White space around it, as pasting leaves it, is not part of it; there is no
    /// other freedom: every invitation has one form.
    ///
    /// # Errors
    ///
    /// [`PairingError::NotAnInvitation`] for any other text. [`ProviderError::InsecureIssuer`] for
    /// a link without TLS, except to a loopback address in development.
    pub fn parse(text: &str, options: &Options) -> Result<Self, PairingError> {
        let text = text.trim_matches([' ', '\t', '\r', '\n']);
        if text.len() > MAX_LENGTH {
            return Err(PairingError::NotAnInvitation);
        }
        let (issuer, token, root) = parts(text).ok_or(PairingError::NotAnInvitation)?;
        check_issuer(issuer, options.development.as_ref()).map_err(|error| match error {
            ProviderError::InsecureIssuer => PairingError::Provider(error),
            _ => PairingError::NotAnInvitation,
        })?;
        Ok(Self {
            issuer: issuer.to_owned(),
            root: Thumbprint::try_from(root.to_owned())
                .map_err(|_| PairingError::NotAnInvitation)?,
            token: SecretText::new(token.to_owned()),
            listed: options.listed.iter().any(|listed| listed == issuer),
        })
    }

    /// The link, for whoever shows it to another phone.
    #[must_use]
    pub fn encode(&self) -> SecretText {
        let mut link = String::with_capacity(MAX_LENGTH);
        // EXPOSE: the link carries the token, and is a secret of its own type.
        for part in
            [&self.issuer, BEFORE_TOKEN, self.token.expose(), BEFORE_ROOT, self.root.as_str()]
        {
            link.push_str(part);
        }
        SecretText::new(link)
    }

    /// The provider's issuer.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The provider's domain, with the port if it is not the usual one: what a person is to read
    /// before anything is typed. International names are A-labels, so that no letter passes for
    /// another.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.issuer.split_once("://").map_or(&*self.issuer, |(_, domain)| domain)
    }

    /// Whether the app vouches for this provider ([`Options::listed`]). If not, it is to warn.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.listed
    }

    /// The thumbprint of the provider's root key.
    pub(crate) fn root(&self) -> &Thumbprint {
        &self.root
    }

    /// Names the invitation to its provider, once.
    pub(crate) fn token(&self) -> &SecretText {
        &self.token
    }
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Invitation({}, <redacted>)", self.issuer)
    }
}

/// Issuer, token and root of a link; of a token, whether it is one.
fn parts(link: &str) -> Option<(&str, &str, &str)> {
    let (issuer, fragment) = link.split_once(BEFORE_TOKEN)?;
    let (token, root) = fragment.split_once(BEFORE_ROOT)?;
    let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).map(SecretBytes::new).ok()?;
    // EXPOSE: only its length is read.
    (bytes.expose().len() == TOKEN_LENGTH).then_some((issuer, token, root))
}

#[cfg(test)]
mod tests;
