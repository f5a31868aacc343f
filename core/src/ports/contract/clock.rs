//! What every [`Clock`] does.

use std::time::SystemTime;

use crate::ports::{BootInstant, Clock};

/// Makes a test of each case; see [the module](crate::ports::contract).
#[macro_export]
macro_rules! clock_contract {
    ($fixture:expr) => {
        $crate::port_contract!(clock, $fixture, [
            boot_time_never_goes_back
            boot_time_counts_from_the_start_of_the_phone
            the_wall_clock_shows_a_time_after_1970
        ]);
    };
}

/// Read again and again, boot time stays or grows.
pub async fn boot_time_never_goes_back(clock: &dyn Clock) {
    let mut last = clock.boot();
    for _ in 0..10_000 {
        let now = clock.boot();
        assert!(now >= last, "{now:?} after {last:?}");
        last = now;
    }
}

/// Boot time is neither zero nor a date.
pub async fn boot_time_counts_from_the_start_of_the_phone(clock: &dyn Clock) {
    let boot = clock.boot();
    assert!(boot > BootInstant(std::time::Duration::ZERO));
    let decade = std::time::Duration::from_hours(10 * 365 * 24);
    assert!(boot < BootInstant(decade), "{boot:?} looks like a date");
}

/// A phone that lost its time shows 1970, none an earlier year.
pub async fn the_wall_clock_shows_a_time_after_1970(clock: &dyn Clock) {
    assert!(clock.wall() >= SystemTime::UNIX_EPOCH);
}
