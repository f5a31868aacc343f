//! The life of the report about a denial.
//!
//! ```text
//! none ──asked──▶ Signing ──signed──▶ Submitting ──receipt──▶ Taken
//!                                         └─────given up────▶ NotTaken
//! ```
//!
//! Pure, as the request's own life. A step that somebody else has made already changes nothing.

use serde::{Deserialize, Serialize};

use super::{Outcome, State};
use crate::protocol::ReportReason;

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reporting {
    /// Waiting for the possession key.
    Signing(ReportReason),
    /// Signed, and may have been sent: repeated until the provider's receipt is here.
    Submitting(ReportReason),
    /// The provider has signed that it knows, and which reason stands.
    Taken(ReportReason),
    /// The provider takes no such report.
    NotTaken(ReportReason),
}

impl Reporting {
    /// The reason that was given, or that stands.
    #[must_use]
    pub fn reason(self) -> ReportReason {
        match self {
            Self::Signing(reason)
            | Self::Submitting(reason)
            | Self::Taken(reason)
            | Self::NotTaken(reason) => reason,
        }
    }
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportEvent {
    /// The person said why.
    Asked(ReportReason),
    /// The key signed.
    Signed,
    /// The provider's receipt, and the reason that it stands for.
    Receipt(ReportReason),
    /// The provider does not take it, and signed words show that this stays so.
    GivenUp,
}

/// Why a report can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// Only what this phone denied can be reported.
    #[error("this phone did not deny this request")]
    NotDenied,
    /// The first reason stands.
    #[error("it was reported before, for another reason")]
    Reported(ReportReason),
    /// The event makes no sense here.
    #[error("{event:?} is not allowed in {report:?}")]
    Step {
        /// Where the report stands.
        report: Option<Reporting>,
        /// The event that was refused.
        event: ReportEvent,
    },
}

/// Moves the report about a request forward.
///
/// # Errors
///
/// [`ReportError`] if `event` is not allowed; the report is unchanged.
pub fn step_report(
    request: State,
    report: Option<Reporting>,
    event: ReportEvent,
) -> Result<Reporting, ReportError> {
    use ReportEvent as E;
    use Reporting as R;

    if request != State::Settled(Outcome::Denied) {
        return Err(ReportError::NotDenied);
    }
    match (report, event) {
        (None, E::Asked(reason)) => Ok(R::Signing(reason)),
        (Some(report), E::Asked(reason)) if report.reason() == reason => Ok(report),
        (Some(report), E::Asked(_)) => Err(ReportError::Reported(report.reason())),
        (Some(R::Signing(reason)), E::Signed) => Ok(R::Submitting(reason)),
        // A late receipt is the signed truth also for a report that was given up.
        (Some(R::Submitting(_) | R::NotTaken(_)), E::Receipt(stands)) => Ok(R::Taken(stands)),
        (Some(R::Submitting(reason)), E::GivenUp) => Ok(R::NotTaken(reason)),
        (Some(report @ R::Submitting(_)), E::Signed)
        | (Some(report @ (R::Taken(_) | R::NotTaken(_))), _) => Ok(report),
        (report, event) => Err(ReportError::Step { report, event }),
    }
}

#[cfg(test)]
mod tests;
