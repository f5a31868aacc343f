//! Codes while they are unlocked.

use std::sync::Arc;

use assenso_core::authenticator::Authenticator;
use assenso_core::codes::UnlockedCodes;
use assenso_core::ports::Clock;
use tokio::sync::Mutex;

use super::problems::of_codes;
use crate::gateway::{CodeItem, Problem};

/// The codes of one phone.
pub(super) struct Codes {
    core: Authenticator,
    clock: Arc<dyn Clock>,
    unlocked: Mutex<Option<Arc<UnlockedCodes>>>,
}

impl Codes {
    pub(super) fn new(core: Authenticator, clock: Arc<dyn Clock>) -> Self {
        Self { core, clock, unlocked: Mutex::default() }
    }

    pub(super) async fn unlock(&self) -> Result<Vec<CodeItem>, Problem> {
        let unlocked = Arc::new(self.core.codes().await.map_err(|error| of_codes(&error))?);
        *self.unlocked.lock().await = Some(Arc::clone(&unlocked));
        self.items(&unlocked).await
    }

    pub(super) async fn read(&self) -> Result<Vec<CodeItem>, Problem> {
        let unlocked = self.unlocked.lock().await.clone().ok_or(Problem::CodesLocked)?;
        self.items(&unlocked).await
    }

    pub(super) async fn lock(&self) {
        *self.unlocked.lock().await = None;
    }

    /// The codes of all accounts; one whose secret is lost does not hide the others.
    async fn items(&self, unlocked: &UnlockedCodes) -> Result<Vec<CodeItem>, Problem> {
        let now = self.clock.boot();
        let listed = unlocked.list().await.map_err(|error| of_codes(&error))?;
        let is_lost = listed.iter().any(|entry| entry.code.is_none());
        let items: Vec<_> = listed
            .into_iter()
            .filter_map(|entry| {
                let view = entry.code?;
                Some(CodeItem {
                    account: entry.account,
                    provider: entry.provider,
                    name: entry.name,
                    // EXPOSE: the screen shows them.
                    code: view.code.expose().to_owned(),
                    next: view.next.expose().to_owned(),
                    valid_until: now.saturating_add(view.valid_for),
                    period: view.period,
                })
            })
            .collect();
        if items.is_empty() && is_lost { Err(Problem::CodeLost) } else { Ok(items) }
    }
}
