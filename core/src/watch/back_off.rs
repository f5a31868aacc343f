//! How long to wait between calls that fail.

use std::time::Duration;

/// 1, 2, 4, 8, 16, 30, 30 … seconds.
#[derive(Debug, Default)]
pub(super) struct BackOff(u32);

impl BackOff {
    pub(super) fn next(&mut self) -> Duration {
        let seconds = 1_u64.checked_shl(self.0).unwrap_or(u64::MAX).min(30);
        self.0 = self.0.saturating_add(1).min(5);
        Duration::from_secs(seconds)
    }
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
