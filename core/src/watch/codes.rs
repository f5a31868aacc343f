//! Tells when fallback codes turn, while they are unlocked.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use crate::codes::{CodesError, ListedCode, UnlockedCodes};

/// How long the codes are left alone. They turn with a clock that may be set, and that runs while
/// the phone sleeps, which no timer does: so they are looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Watches unlocked codes.
#[derive(Debug)]
pub struct CodesWatch {
    codes: Arc<UnlockedCodes>,
    told: Option<Vec<ListedCode>>,
}

impl CodesWatch {
    /// A watch over `codes`.
    #[must_use]
    pub fn new(codes: Arc<UnlockedCodes>) -> Self {
        Self { codes, told: None }
    }

    /// The list at once, then whenever a code is another one.
    ///
    /// # Errors
    ///
    /// [`CodesError::Locked`] when the minute is over; else see [`CodesError`].
    pub async fn next(&mut self) -> Result<Vec<ListedCode>, CodesError> {
        loop {
            let list = self.codes.list().await?;
            if self.told.as_ref().is_none_or(|told| !are_same(told, &list)) {
                self.told = Some(list);
                return self.codes.list().await;
            }
            sleep(LOOK).await;
        }
    }
}

fn are_same(one: &[ListedCode], other: &[ListedCode]) -> bool {
    let code = |listed: &ListedCode| (listed.account, listed.code.is_some());
    one.iter().map(code).eq(other.iter().map(code))
        && one.iter().zip(other).all(|(one, other)| {
            one.code.as_ref().map(|view| &view.code) == other.code.as_ref().map(|view| &view.code)
        })
}
