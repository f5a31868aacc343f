//! Watches one account: asks once a day whether it is still associated, and all the time what
//! waits. Stands for the push that a terminal does not have.

use std::sync::Arc;
use std::time::Duration;

use assenso_core::ports::Clock;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::sleep;

use crate::app::Action;
use crate::gateway::{AccountKey, Gateway, Problem};

/// How often an open request is looked at: it may be answered elsewhere.
const OPEN: Duration = Duration::from_secs(2);

/// After a hint that led to nothing.
const CALM: Duration = Duration::from_secs(1);

/// How often the phone asks whether it is still associated.
const DAILY: Duration = Duration::from_hours(24);

/// Waits between calls that fail: 1, 2, 4, 8, 16, 30, 30 … seconds.
#[derive(Debug, Default)]
struct BackOff(u32);

impl BackOff {
    fn next(&mut self) -> Duration {
        let seconds = 1_u64.checked_shl(self.0).unwrap_or(u64::MAX).min(30);
        self.0 = self.0.saturating_add(1).min(5);
        Duration::from_secs(seconds)
    }
}

/// Runs until it is aborted, or the account turns out not to be associated any more.
pub(super) async fn watch(
    gateway: Arc<dyn Gateway>,
    clock: Arc<dyn Clock>,
    account: AccountKey,
    actions: UnboundedSender<Action>,
) {
    let mut back_off = BackOff::default();
    let mut check_at = clock.boot();
    loop {
        if clock.boot() >= check_at {
            let checked = gateway.check(account).await;
            if checked.is_ok() {
                check_at = clock.boot().saturating_add(DAILY);
            }
            if actions.send(Action::Checked(account, checked)).is_err() {
                return;
            }
        }
        let asked = round(&*gateway, account, &actions).await;
        match asked {
            Ok(pause) => {
                back_off = BackOff::default();
                sleep(pause).await;
            }
            Err(problem) => {
                let over = matches!(problem, Problem::NotAssociated(_));
                if actions.send(Action::Requests(account, Err(problem))).is_err() || over {
                    return;
                }
                sleep(back_off.next()).await;
            }
        }
    }
}

/// Fetches what is open; if nothing is, waits for a hint. Says how long to pause then.
async fn round(
    gateway: &dyn Gateway,
    account: AccountKey,
    actions: &UnboundedSender<Action>,
) -> Result<Duration, Problem> {
    let open = gateway.requests(account).await?;
    let waits = !open.is_empty();
    // A closed channel ends the program, and with it this task.
    drop(actions.send(Action::Requests(account, Ok(open))));
    if waits {
        return Ok(OPEN);
    }
    let hinted = gateway.wait(account).await?;
    if !hinted {
        return Ok(Duration::ZERO);
    }
    let open = gateway.requests(account).await?;
    let pause = if open.is_empty() { CALM } else { OPEN };
    drop(actions.send(Action::Requests(account, Ok(open))));
    Ok(pause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failing_calls_come_ever_more_slowly() {
        let mut back_off = BackOff::default();
        let waits: Vec<_> = (0..8).map(|_| back_off.next().as_secs()).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30]);
    }
}
