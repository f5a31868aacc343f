//! How many wrong PINs there were, and the wait after three. Pure; the safe persists it.
//!
//! The wait is counted on the boot clock alone, so moving the wall clock changes nothing. The boot
//! clock starts again at zero with the computer: an instant that lies in the future proves a
//! restart and starts the wait anew. An instant that a restart made look like the past shortens
//! nothing either: `now ≥ since + WAIT` implies `now ≥ WAIT`, that is, the computer has run that
//! long since a restart that came after the third wrong PIN.

use std::time::Duration;

use assenso_core::ports::BootInstant;
use serde::{Deserialize, Serialize};

/// After this many wrong PINs in a row the phone waits.
pub const TRIES: u32 = 3;

/// How long it waits.
pub const WAIT: Duration = Duration::from_secs(30);

/// Wrong PINs since the last right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Guard {
    wrong: u32,
    waits_since_ms: Option<u64>,
}

impl Guard {
    /// What is left of a wait, and the guard to persist: after a restart of the computer the wait
    /// starts anew.
    pub(super) fn wait_left(self, now: BootInstant) -> (Self, Duration) {
        let Some(since) = self.waits_since_ms.map(Duration::from_millis) else {
            return (self, Duration::ZERO);
        };
        if now.0 < since {
            return (Self { waits_since_ms: Some(millis(now.0)), ..self }, WAIT);
        }
        (self, since.saturating_add(WAIT).saturating_sub(now.0))
    }

    /// Counts a try as wrong before it is judged, so that ending the program in the middle of the
    /// check gains nothing. [`Guard::default`] is the state after a right PIN.
    ///
    /// # Errors
    ///
    /// The time left, if the phone has to wait.
    pub(super) fn begin(self, now: BootInstant) -> Result<Self, Duration> {
        let (guard, left) = self.wait_left(now);
        if !left.is_zero() {
            return Err(left);
        }
        let earlier = if guard.waits_since_ms.is_some() { 0 } else { guard.wrong };
        let wrong = earlier.saturating_add(1);
        let waits_since_ms = (wrong >= TRIES).then(|| millis(now.0));
        Ok(Self { wrong, waits_since_ms })
    }

    /// Tries left before the next wait.
    pub(super) fn tries_left(self) -> u32 {
        TRIES.saturating_sub(self.wrong)
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> BootInstant {
        BootInstant(Duration::from_secs(seconds))
    }

    fn locked_at(seconds: u64) -> Guard {
        (0..TRIES).fold(Guard::default(), |guard, _| guard.begin(at(seconds)).unwrap())
    }

    #[test]
    fn three_wrong_pins_wait_thirty_seconds() {
        let guard = locked_at(100);
        assert_eq!(guard.tries_left(), 0);
        assert_eq!(guard.begin(at(100)), Err(WAIT));
        assert_eq!(guard.begin(at(129)), Err(Duration::from_secs(1)));
        let next = guard.begin(at(130)).unwrap();
        assert_eq!(next.tries_left(), 2);
    }

    #[test]
    fn two_wrong_pins_leave_one_try() {
        let guard = Guard::default().begin(at(1)).unwrap().begin(at(2)).unwrap();
        assert_eq!(guard.tries_left(), 1);
        assert_eq!(guard.wait_left(at(2)).1, Duration::ZERO);
    }

    #[test]
    fn a_restart_of_the_computer_starts_the_wait_anew() {
        let guard = locked_at(100_000);
        let (guard, left) = guard.wait_left(at(5));
        assert_eq!(left, WAIT);
        assert_eq!(guard.wait_left(at(20)).1, Duration::from_secs(15));
        assert_eq!(guard.wait_left(at(35)).1, Duration::ZERO);
    }

    #[test]
    fn a_restart_never_shortens_the_wait() {
        for locked in 0..60 {
            let guard = locked_at(locked);
            for now in 0..30 {
                let since_restart_at_most_wait = guard.wait_left(at(now)).1;
                assert!(since_restart_at_most_wait > Duration::ZERO, "{locked} {now}");
            }
        }
    }
}
