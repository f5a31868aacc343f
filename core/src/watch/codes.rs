//! Tells when fallback codes turn, while they are unlocked.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use crate::codes::{CodesError, ListedCode, UnlockedCodes};
use crate::ports::BootInstant;

/// How long the phone's own clock is left alone: it may be set, and it runs while the phone
/// sleeps, which no timer does.
const LOOK: Duration = Duration::from_secs(1);

/// Watches unlocked codes.
#[derive(Debug)]
pub struct CodesWatch {
    codes: Arc<UnlockedCodes>,
    turn: Option<BootInstant>,
}

impl CodesWatch {
    /// A watch over `codes`.
    #[must_use]
    pub fn new(codes: Arc<UnlockedCodes>) -> Self {
        Self { codes, turn: None }
    }

    /// The list at once, then whenever a code has turned into the next one.
    ///
    /// # Errors
    ///
    /// [`CodesError::Locked`] when the minute is over; else see [`CodesError`].
    pub async fn next(&mut self) -> Result<Vec<ListedCode>, CodesError> {
        while let Some(turn) = self.turn {
            let left = turn.left_from(self.codes.now());
            if left.is_zero() || self.codes.unlocked_for().is_zero() {
                break;
            }
            sleep(left.min(LOOK)).await;
        }
        let now = self.codes.now();
        let list = self.codes.list().await?;
        let lives = list.iter().filter_map(|entry| Some(entry.code.as_ref()?.valid_for));
        let life = lives.min().unwrap_or(Duration::from_secs(30));
        self.turn = Some(now.saturating_add(life));
        Ok(list)
    }
}
