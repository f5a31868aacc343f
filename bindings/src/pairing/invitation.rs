//! An invitation that was read from a link or a QR code.

use std::sync::Arc;

use assenso_core::pairing;

/// An invitation, not accepted yet: nobody was contacted. What is secret in it never comes out.
#[derive(uniffi::Object)]
pub struct Invitation {
    core: pairing::Invitation,
}

impl Invitation {
    pub(crate) fn over(core: pairing::Invitation) -> Arc<Self> {
        Arc::new(Self { core })
    }

    pub(crate) fn core(&self) -> &pairing::Invitation {
        &self.core
    }
}

#[uniffi::export]
impl Invitation {
    /// The provider's issuer.
    pub fn issuer(&self) -> String {
        self.core.issuer().to_owned()
    }

    /// The provider's domain, with the port if it is not the usual one: to be shown before the
    /// invitation is accepted, and where the password is typed.
    pub fn domain(&self) -> String {
        self.core.domain().to_owned()
    }

    /// Whether it stands in [`crate::OpenOptions::listed`]. If not, the person is to be warned.
    pub fn is_listed(&self) -> bool {
        self.core.is_listed()
    }
}
