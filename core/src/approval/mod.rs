//! Approving or denying what waits: "Is this you?".

mod driver;
mod error;
pub mod machine;
mod record;
mod request;

pub(crate) use driver::AccountSession;
pub use driver::{Approvals, PendingApproval, ReportOutcome};
pub use error::ApprovalError;
pub use machine::{Outcome, ReportError};
pub(crate) use record::ApprovalRecord;
pub use request::{Answer, InvalidNumber, RequestDetails, TypedNumber};

pub use crate::provider::{BrowserDetails, Subject};
