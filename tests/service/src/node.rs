//! One running node, and what can fail in it.

use std::sync::Arc;

use assenso_core::crypto::{RandomError, SealError};
use assenso_core::protocol::DisplayText;
use tokio::sync::{Notify, watch};

use crate::clock::Clock;
use crate::keys::{SignError, Signer};
use crate::password::{PasswordError, Passwords};
use crate::policy::Policy;
use crate::secrets::NodeSecrets;
use crate::store::Database;
use crate::time::UnixMs;
use crate::web::CookieNames;

/// What every handler gets.
pub(crate) type Shared = Arc<Node>;

/// One node. It holds nothing that another node would need to know.
pub(crate) struct Node {
    pub(crate) issuer: String,
    pub(crate) base: String,
    pub(crate) name: DisplayText,
    pub(crate) policy: Policy,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) database: Database,
    pub(crate) secrets: NodeSecrets,
    pub(crate) signer: Signer,
    pub(crate) passwords: Passwords,
    pub(crate) cookies: CookieNames,
    /// Wakes waiting calls early when this node changed something; they also look by themselves.
    pub(crate) changed: Notify,
    pub(crate) stopping: watch::Receiver<bool>,
}

impl Node {
    pub(crate) fn now(&self) -> UnixMs {
        self.clock.now()
    }

    /// Returns when the node is about to stop.
    pub(crate) async fn stopped(&self) {
        let mut stopping = self.stopping.clone();
        // An error means that the sender is gone, and with it the server.
        let _gone = stopping.wait_for(|stop| *stop).await;
    }
}

/// What can go wrong inside. The caller learns only that something did.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum Failure {
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    #[error("signing: {0}")]
    Sign(#[from] SignError),
    #[error("random: {0}")]
    Random(#[from] RandomError),
    #[error("sealing: {0}")]
    Seal(#[from] SealError),
    #[error("password: {0}")]
    Password(#[from] PasswordError),
    #[error("the work was interrupted")]
    Interrupted,
    #[error("a stored value is not what this version writes: {0}")]
    Stored(&'static str),
}

impl Failure {
    /// Whether trying again may help: another writer held the database for too long.
    pub(crate) fn is_busy(&self) -> bool {
        matches!(self, Self::Database(error) if error.sqlite_error_code()
            == Some(rusqlite::ErrorCode::DatabaseBusy))
    }
}
