//! The phone's two clocks.

use super::PlatformError;

/// Tells the time. Security level: neither clock is trusted for a verdict by itself.
#[uniffi::export(foreign)]
pub trait PlatformClock: Send + Sync {
    /// The wall clock, milliseconds since 1970, negative before.
    ///
    /// # Errors
    ///
    /// If it can't say: no code is shown then.
    fn wall_unix_ms(&self) -> Result<i64, PlatformError>;

    /// Milliseconds since the phone started, sleep included (`elapsedRealtime`,
    /// `mach_continuous_time`). Never 0, never backwards.
    ///
    /// # Errors
    ///
    /// If it can't say: everything that has a time limit is over then, until the authenticator is
    /// opened again.
    fn boot_ms(&self) -> Result<u64, PlatformError>;
}
