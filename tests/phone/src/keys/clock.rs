//! The computer's clocks.

use std::time::{Duration, SystemTime};

use assenso_core::ports::{BootInstant, Clock};
use rustix::time::{ClockId, clock_gettime};

/// The clock of this system that starts with it and runs while it sleeps.
#[cfg(not(target_vendor = "apple"))]
const BOOT: ClockId = ClockId::Boottime;
/// On Apple's systems the monotonic clock is the one that runs while they sleep.
#[cfg(target_vendor = "apple")]
const BOOT: ClockId = ClockId::Monotonic;

/// The real clocks.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock port that others take")]
    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn boot(&self) -> BootInstant {
        let now = clock_gettime(BOOT);
        let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
        let nanos = u32::try_from(now.tv_nsec).unwrap_or_default();
        BootInstant(Duration::new(seconds, nanos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_boot_clock_never_goes_backwards_and_is_not_the_wall_clock() {
        let clock = SystemClock;
        let first = clock.boot();
        assert!(clock.boot() >= first);
        let wall = clock.wall().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        assert!(first.0 < wall);
    }
}
