//! Codes while they are unlocked.

use std::sync::Arc;

use assenso_core::authenticator::Authenticator;
use assenso_core::codes::{CodesError, UnlockedCodes};
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
        let mut items = Vec::new();
        let mut lost = None;
        for account in unlocked.list().await.map_err(|error| of_codes(&error))? {
            let now = self.clock.boot();
            let view = match unlocked.code(account.account).await {
                Ok(view) => view,
                Err(error @ (CodesError::Missing | CodesError::Lost)) => {
                    lost = Some(of_codes(&error));
                    continue;
                }
                Err(error) => return Err(of_codes(&error)),
            };
            items.push(CodeItem {
                account: account.account,
                provider: account.provider,
                name: account.name,
                // EXPOSE: the screen shows them.
                code: view.code.expose().to_owned(),
                next: view.next.expose().to_owned(),
                valid_until: now.saturating_add(view.valid_for),
                period: view.period,
            });
        }
        match lost {
            Some(problem) if items.is_empty() => Err(problem),
            _ => Ok(items),
        }
    }
}
