//! Ends a call from outside, for callers that can't drop its future: a Swift task is one.

use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// Ends the calls that run under it.
#[derive(Debug, Default)]
pub(crate) struct Cut(Notify);

impl Cut {
    /// Ends what runs now. What has not begun is not affected.
    pub(crate) fn now(&self) {
        self.0.notify_waiters();
    }

    /// Runs `work` to its end; `None` if it was cut off, and `work` is dropped then.
    pub(crate) async fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        Self::race(self.listen(), work).await
    }

    /// Hears every cut from this moment on, for work that begins later.
    pub(crate) fn listen(&self) -> Notified<'_> {
        self.0.notified()
    }

    /// As [`Cut::run`], for cuts since the listening began.
    pub(crate) async fn race<T>(cut: Notified<'_>, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            () = cut => None,
            done = work => Some(done),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use super::*;

    #[tokio::test]
    async fn what_runs_is_cut_and_what_comes_later_is_not() {
        let cut = Cut::default();
        let (running, ()) = tokio::join!(cut.run(pending::<()>()), async { cut.now() });
        assert_eq!(running, None);
        assert_eq!(cut.run(ready(1)).await, Some(1));
        let early = cut.listen();
        cut.now();
        assert_eq!(Cut::race(early, ready(1)).await, None, "it was heard before the work began");
    }
}
