//! How a node is started, and why it could not be.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::{Clock, SystemClock};
use crate::folder::FolderError;
use crate::mail::Smtp;
use crate::policy::Policy;
use crate::store::OpenError;

/// How to start a node.
#[derive(Clone)]
#[non_exhaustive]
pub struct Config {
    /// The data folder; made if it is not there.
    pub data: PathBuf,
    /// Where to listen. Port 0 means: the port of the last time, or any free one at first.
    pub listen: SocketAddr,
    /// The provider's public origin. Without it: `http://` and the address, on loopback only.
    pub issuer: Option<String>,
    /// The provider's name as people see it; kept in the folder, like the issuer.
    pub name: Option<String>,
    /// This is one more node of the provider that the folder already belongs to: it listens on
    /// its own address and shares everything else.
    pub another_node: bool,
    /// The clock that judges every lifetime.
    pub clock: Arc<dyn Clock>,
    /// What an operator may choose.
    pub policy: Policy,
    /// The relay that e-mails go to. Without it they stay in the outbox.
    pub smtp: Option<Smtp>,
}

impl Config {
    /// A node on loopback over the folder `data`, on the system's clock.
    #[must_use]
    pub fn new(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
            issuer: None,
            name: None,
            another_node: false,
            clock: Arc::new(SystemClock),
            policy: Policy::default(),
            smtp: None,
        }
    }
}

/// Why a node did not start. Each text is for the person at the command line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The data folder can't be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database can't be used.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// The address is taken, or not this machine's.
    #[error(
        "cannot listen on {address}: {source}. The folder remembers its port: stop what uses it"
    )]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The listening socket could not be used.
    #[error("the listening socket failed: {0}")]
    Socket(#[source] std::io::Error),
    /// The folder belongs to a provider with another issuer.
    #[error("this folder belongs to the issuer {kept}, not to {given}")]
    OtherIssuer {
        /// The folder's.
        kept: String,
        /// The one that was given.
        given: String,
    },
    /// The folder belongs to a provider that listens elsewhere.
    #[error("this folder's provider listens on {kept}, not on {given}")]
    OtherAddress {
        /// The folder's.
        kept: SocketAddr,
        /// The one that was given.
        given: SocketAddr,
    },
    /// `another_node` on a folder that no provider was started on.
    #[error("no provider was started on this folder yet")]
    NoProvider,
    /// No issuer was given for an address that is not loopback.
    #[error("an address that is not loopback needs an https issuer")]
    IssuerNeeded,
    /// The issuer is not an origin, or plain HTTP outside loopback.
    #[error("the issuer must be an https origin without path, or http on loopback: {0}")]
    InvalidIssuer(String),
    /// The provider's name can't be shown safely.
    #[error("the name must have 1 to 64 visible characters")]
    InvalidName,
    /// The number has too few or too many digits.
    #[error("the number must have 2 to 6 digits")]
    InvalidNumberDigits,
    /// No class of approval key may be paired.
    #[error("at least one class of approval key must be allowed")]
    NoKeyClass,
    /// The operating system gave no random bytes, or hashing failed.
    #[error("the cryptography does not work on this machine")]
    Cryptography,
}
