//! Time, injected so that tests own it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// A moment on a clock that starts with the phone and runs while it sleeps.
///
/// Never stored: it means nothing after a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BootInstant(pub Duration);

impl BootInstant {
    /// This moment plus `duration`, or the end of time.
    #[must_use]
    pub fn saturating_add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(duration))
    }

    /// What is left from `now` until this moment; zero when it has passed.
    #[must_use]
    pub fn left_from(self, now: Self) -> Duration {
        self.0.saturating_sub(now.0)
    }
}

/// The phone's two clocks. Security level: neither is trusted for a verdict by itself; the wall
/// clock may lie by any amount, the boot clock may only fail to be persisted.
pub trait Clock: Send + Sync {
    /// The wall clock: for TOTP counters and for display, never for a verdict.
    fn wall(&self) -> SystemTime;

    /// Time since the phone started, sleep included (`elapsedRealtime`,
    /// `mach_continuous_time`, `CLOCK_BOOTTIME`). Never goes backwards.
    fn boot(&self) -> BootInstant;
}

/// A clock that moves only when told to.
#[derive(Debug)]
pub struct ManualClock(Mutex<(SystemTime, BootInstant)>);

impl ManualClock {
    /// A clock that shows `wall`, an hour after the phone started.
    #[must_use]
    pub fn new(wall: SystemTime) -> Self {
        Self(Mutex::new((wall, BootInstant(Duration::from_hours(1)))))
    }

    /// Lets both clocks run for `duration`.
    pub fn advance(&self, duration: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        now.0 = now.0.checked_add(duration).unwrap_or(now.0);
        now.1 = now.1.saturating_add(duration);
    }

    /// Sets the wall clock alone, as a person or a network may.
    pub fn set_wall(&self, wall: SystemTime) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0 = wall;
    }
}

impl Clock for ManualClock {
    fn wall(&self) -> SystemTime {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn boot(&self) -> BootInstant {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1
    }
}
