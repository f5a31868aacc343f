//! What opening takes, and why it fails.

use std::sync::Arc;

use assenso_core::authenticator::{self, Options};
use assenso_core::ports::Platform;
use assenso_core::protocol::DisplayText;
use assenso_core::store::StoreError;

use crate::guard::{Panicked, report};
use crate::ports::bridges;
use crate::{
    PlatformClock, PlatformCodesVault, PlatformKey, PlatformPosture, PlatformPush, PlatformVault,
};

/// What a shell says of itself.
#[derive(uniffi::Record)]
pub struct OpenOptions {
    /// The app's name and version, 1 to 64 visible characters.
    pub app: String,
    /// The phone's name; a longer one is shortened.
    pub device_name: String,
    /// What a release shell never sets.
    pub development: Option<Development>,
    /// Issuers that the app vouches for: the invitation of another one comes with a warning.
    #[uniffi(default = [])]
    pub listed: Vec<String>,
}

/// Loosens what release builds insist on. No release shell makes one.
#[derive(uniffi::Record)]
pub struct Development {
    /// Plain HTTP to a loopback address.
    pub loopback_http: bool,
    /// Certificate authorities, PEM, at least one: these are believed, and none of the platform's.
    pub extra_ca_pem: Option<Vec<u8>>,
}

/// What a certificate begins with (RFC 7468 section 5).
const PEM_BEGIN: &str = "-----BEGIN CERTIFICATE-----";

impl OpenOptions {
    pub(crate) fn into_core(self) -> Result<Options, OpenError> {
        let pem = self.development.as_ref().and_then(|loose| loose.extra_ca_pem.as_ref());
        if pem.is_some_and(|pem| !String::from_utf8_lossy(pem).contains(PEM_BEGIN)) {
            return Err(OpenError::InvalidInput);
        }
        let development = self.development.map(|loose| authenticator::Development {
            loopback_http: loose.loopback_http,
            extra_ca: loose.extra_ca_pem,
        });
        Ok(Options {
            app: DisplayText::new(&self.app).map_err(|_| OpenError::InvalidInput)?,
            device_name: DisplayText::cut(&self.device_name).ok_or(OpenError::InvalidInput)?,
            listed: self.listed,
            development,
        })
    }
}

/// The ports of one phone. The core holds them until the authenticator is closed: none of them
/// holds a screen.
#[derive(uniffi::Record)]
pub struct PlatformPorts {
    /// Hardware keys.
    pub key: Arc<dyn PlatformKey>,
    /// Keeps the base key.
    pub vault: Arc<dyn PlatformVault>,
    /// Keeps the codes key behind user verification.
    pub codes_vault: Arc<dyn PlatformCodesVault>,
    /// The push transport's registration.
    pub push: Arc<dyn PlatformPush>,
    /// Screen lock, biometrics, notifications.
    pub posture: Arc<dyn PlatformPosture>,
    /// Wall and boot time.
    pub clock: Arc<dyn PlatformClock>,
}

impl PlatformPorts {
    pub(crate) fn into_core(self) -> Platform {
        Platform {
            device_key: Arc::new(bridges::Key(self.key)),
            vault: Arc::new(bridges::Vault(self.vault)),
            codes_vault: Arc::new(bridges::CodesVault(self.codes_vault)),
            push: Arc::new(bridges::Push(self.push)),
            posture: Arc::new(bridges::Posture(self.posture)),
            clock: Arc::new(bridges::Clock::new(self.clock)),
        }
    }
}

/// Why the store could not be opened. Nothing was deleted. The text is the stable code.
#[derive(Debug, thiserror::Error, uniffi::Error)]
#[uniffi(flat_error)]
pub enum OpenError {
    /// The phone was not unlocked since it started; try again then.
    #[error("open.locked")]
    Locked,
    /// The key of this store is lost, as on a restored phone: associate again, with a new file.
    #[error("{0}")]
    KeyLost(&'static str),
    /// A newer version of the app wrote the file: update the app.
    #[error("open.too_new")]
    TooNew,
    /// The file was damaged and is set aside; opening again starts afresh.
    #[error("open.set_aside")]
    SetAside,
    /// Another process holds the store; try again.
    #[error("open.busy")]
    Busy,
    /// The disk is full, or the folder can't be written.
    #[error("{0}")]
    NotWritable(&'static str),
    /// The path, the app's name, the phone's name or the port's key has the wrong form.
    #[error("open.invalid_input")]
    InvalidInput,
    /// Anything else; the log has the cause.
    #[error("{0}")]
    Unavailable(&'static str),
}

impl Panicked for OpenError {
    fn panicked() -> Self {
        Self::Unavailable("open.panicked")
    }
}

impl From<authenticator::OpenError> for OpenError {
    fn from(error: authenticator::OpenError) -> Self {
        use authenticator::OpenError as E;

        let translated = match &error {
            E::VaultLocked => Self::Locked,
            E::VaultUnavailable => Self::Unavailable("open.vault"),
            E::KeyLost => Self::KeyLost("open.key_lost"),
            E::Store(error) => Self::of_store(error),
            E::Random => Self::Unavailable("open.random"),
            _ => Self::Unavailable("open.other"),
        };
        report(&translated, &error);
        translated
    }
}

impl OpenError {
    fn of_store(error: &StoreError) -> Self {
        match error {
            StoreError::TooNew => Self::TooNew,
            StoreError::Corrupt { .. } => Self::SetAside,
            StoreError::WrongKey => Self::KeyLost("open.wrong_key"),
            StoreError::Busy => Self::Busy,
            StoreError::Full => Self::NotWritable("open.full"),
            StoreError::ReadOnly => Self::NotWritable("open.read_only"),
            StoreError::Foreign => Self::Unavailable("open.foreign_file"),
            _ => Self::Unavailable("open.storage"),
        }
    }
}
