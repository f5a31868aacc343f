//! Around every exported call that can fail: causes are logged once, and a panic is an error like
//! any other. Those that can't fail read what is there and call nobody, but for the clock.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use assenso_core::crypto::random_bytes;
use futures_util::FutureExt as _;

/// An error of this crate that a panic can be turned into.
pub(crate) trait Panicked {
    /// What a panic becomes.
    fn panicked() -> Self;
}

/// Runs an exported call. A panic inside ends neither the process nor says anything about data.
pub(crate) async fn guard<T, E: Panicked>(
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!(incident = incident(), "a call panicked");
        Err(E::panicked())
    })
}

/// As [`guard`], for a call that has no error: `safe` stands for what a panic did not tell.
pub(crate) fn guard_sync<T>(safe: T, work: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        tracing::error!(incident = incident(), "a call panicked");
        safe
    })
}

/// Logs an error of the core with its causes, none of which quotes what is secret, where it
/// becomes an error of the shell.
pub(crate) fn report(code: &dyn std::fmt::Display, error: &(dyn Error + 'static)) {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    tracing::warn!(incident = incident(), %code, %error, ?causes, "a call failed");
}

/// What support asks for: names one line of the log.
fn incident() -> String {
    let bytes = random_bytes::<4>().unwrap_or_default();
    format!("{:08x}", u32::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ApprovalError;

    #[tokio::test]
    async fn a_panic_is_an_error_that_says_nothing() {
        let done: Result<(), ApprovalError> = guard(async { panic!("seed 12345") }).await;
        assert_eq!(done.unwrap_err().to_string(), "approval.panicked");
        assert_eq!(guard_sync(7, || panic!("seed 12345")), 7);
    }
}
