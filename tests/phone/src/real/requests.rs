//! Requests that wait, held so that the screen can answer them by name.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use assenso_core::approval::{
    self, ApprovalError, Approvals, BrowserDetails, PendingApproval, Subject,
};
use assenso_core::authenticator::Authenticator;
use assenso_core::ports::Clock;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::Mutex;

use super::problems::of_approval;
use crate::gateway::{
    AccountKey, BrowserItem, Outcome, Problem, ReportOutcome, ReportReason, RequestItem,
    SubjectItem,
};

/// The requests of all accounts.
pub(super) struct Requests {
    core: Authenticator,
    clock: Arc<dyn Clock>,
    accounts: Mutex<BTreeMap<AccountKey, Watched>>,
}

/// One account's.
struct Watched {
    approvals: Arc<Approvals>,
    open: BTreeMap<String, Arc<PendingApproval>>,
}

impl Requests {
    pub(super) fn new(core: Authenticator, clock: Arc<dyn Clock>) -> Self {
        Self { core, clock, accounts: Mutex::default() }
    }

    async fn approvals(&self, account: AccountKey) -> Result<Arc<Approvals>, ApprovalError> {
        let mut accounts = self.accounts.lock().await;
        if let Some(watched) = accounts.get(&account) {
            return Ok(Arc::clone(&watched.approvals));
        }
        let approvals = Arc::new(self.core.approvals(account).await?);
        let watched = Watched { approvals: Arc::clone(&approvals), open: BTreeMap::new() };
        accounts.insert(account, watched);
        Ok(approvals)
    }

    pub(super) async fn wait(&self, account: AccountKey) -> Result<bool, Problem> {
        let approvals = self.approvals(account).await;
        match approvals {
            Ok(approvals) => approvals.wait().await,
            Err(error) => Err(error),
        }
        .map_err(|error| of_approval(&error))
    }

    pub(super) async fn refresh(&self, account: AccountKey) -> Result<Vec<RequestItem>, Problem> {
        let fetched = match self.approvals(account).await {
            Ok(approvals) => approvals.refresh().await,
            Err(error) => Err(error),
        };
        let mut accounts = self.accounts.lock().await;
        let fetched = match fetched {
            Ok(fetched) => fetched,
            Err(error) => {
                // Whatever comes next reads the account anew.
                if matches!(error, ApprovalError::NotAssociated(_)) {
                    accounts.remove(&account);
                }
                return Err(of_approval(&error));
            }
        };
        let Some(watched) = accounts.get_mut(&account) else { return Ok(Vec::new()) };
        let mut open = BTreeMap::new();
        for pending in fetched {
            open.insert(pending.details().id.clone(), pending);
        }
        watched.open = open;
        let pending = watched.open.values();
        Ok(pending.map(|pending| item(account, pending, &*self.clock)).collect())
    }

    async fn pending(&self, account: AccountKey, request: &str) -> Option<Arc<PendingApproval>> {
        let accounts = self.accounts.lock().await;
        accounts.get(&account)?.open.get(request).cloned()
    }

    pub(super) async fn approve(
        &self,
        account: AccountKey,
        request: &str,
        number: &str,
    ) -> Result<Outcome, Problem> {
        match self.pending(account, request).await {
            Some(pending) => answered(pending.approve(number).await),
            None => Ok(Outcome::Cancelled),
        }
    }

    pub(super) async fn deny(
        &self,
        account: AccountKey,
        request: &str,
    ) -> Result<Outcome, Problem> {
        match self.pending(account, request).await {
            Some(pending) => answered(pending.deny().await),
            None => Ok(Outcome::Cancelled),
        }
    }

    /// By the request's id: once it is denied it is open no more.
    pub(super) async fn report(
        &self,
        account: AccountKey,
        request: &str,
        reason: ReportReason,
    ) -> Result<ReportOutcome, Problem> {
        reported(match self.approvals(account).await {
            Ok(approvals) => approvals.report(request, reason).await,
            Err(error) => Err(error),
        })
    }
}

fn reported(result: Result<ReportOutcome, ApprovalError>) -> Result<ReportOutcome, Problem> {
    result.map_err(|error| match (&error, of_approval(&error)) {
        // It is stored; it goes out with a later call.
        (ApprovalError::Provider(_), _) => Problem::ReportKept,
        (_, problem) => problem,
    })
}

fn answered(result: Result<approval::Outcome, ApprovalError>) -> Result<Outcome, Problem> {
    match result {
        Ok(ended) | Err(ApprovalError::Settled(ended)) => Ok(outcome(ended)),
        Err(error) => match (&error, of_approval(&error)) {
            // The answer is stored and signed; it goes out with a later call.
            (ApprovalError::Provider(_), _) => Err(Problem::AnswerKept),
            (_, problem) => Err(problem),
        },
    }
}

fn outcome(ended: approval::Outcome) -> Outcome {
    match ended {
        approval::Outcome::Approved => Outcome::Approved,
        approval::Outcome::Denied => Outcome::Denied,
        approval::Outcome::WrongNumber => Outcome::WrongNumber,
        approval::Outcome::Expired => Outcome::Expired,
        approval::Outcome::Cancelled => Outcome::Cancelled,
        approval::Outcome::AnsweredElsewhere { approved } => {
            Outcome::AnsweredElsewhere { approved }
        }
        approval::Outcome::NotKnown => Outcome::NotKnown,
    }
}

fn item(account: AccountKey, pending: &PendingApproval, clock: &dyn Clock) -> RequestItem {
    let details = pending.details();
    RequestItem {
        account,
        id: details.id.clone(),
        provider: details.provider.clone(),
        name: details.account.clone(),
        time: local_time(details.created),
        deadline: clock.boot().saturating_add(pending.time_left()),
        digits: usize::from(details.number_digits),
        subject: details.subject.clone().map(subject),
    }
}

fn subject(subject: Subject) -> SubjectItem {
    let (action, from) = match subject {
        Subject::SignIn(from) => (None, from),
        Subject::Action(action, from) => (Some(action), from),
    };
    let BrowserDetails { browser, system, address, place, known } = from;
    SubjectItem { action, from: BrowserItem { browser, system, address, place, known } }
}

/// A day and time here, as `Tue 1 Dec, 14:00` without words: `2026-12-01 14:00`.
pub(super) fn local_day(time: SystemTime) -> String {
    let time = Timestamp::try_from(time).unwrap_or_default();
    time.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The time of day here.
fn local_time(time: SystemTime) -> String {
    let time = Timestamp::try_from(time).unwrap_or_default();
    time.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string()
}
