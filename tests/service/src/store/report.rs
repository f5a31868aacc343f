//! The table `report`: what people say of sign-ins that they denied.

use assenso_core::protocol::ReportReason;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::time::UnixMs;

/// A report that was taken.
#[derive(Debug, Clone)]
pub(crate) struct Report {
    pub(crate) subject: String,
    pub(crate) receipt: String,
}

/// The report about a request, if there is one.
pub(crate) fn of_request(connection: &Connection, id: &str) -> rusqlite::Result<Option<Report>> {
    connection
        .query_row("SELECT subject, receipt FROM report WHERE request_id = ?1", [id], |row| {
            Ok(Report { subject: row.get(0)?, receipt: row.get(1)? })
        })
        .optional()
}

/// What a new report is made of.
#[derive(Debug)]
pub(crate) struct NewReport<'a> {
    pub(crate) request_id: &'a str,
    pub(crate) device_id: i64,
    pub(crate) reason: ReportReason,
    pub(crate) subject: &'a str,
    pub(crate) report: &'a str,
    pub(crate) receipt: &'a str,
}

fn reason_text(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::NotMe => "not_me",
        ReportReason::Mistake => "mistake",
    }
}

/// Takes a report, if this device denied the request and nobody has reported it; `false` if not.
pub(crate) fn insert(
    connection: &Connection,
    new: &NewReport<'_>,
    now: UnixMs,
) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "INSERT INTO report (request_id, account_id, reason, subject, report, receipt, reported_ms)
         SELECT id, account_id, ?3, ?4, ?5, ?6, ?7 FROM request
         WHERE id = ?1 AND device_id = ?2 AND state = 'denied'
             AND NOT EXISTS (SELECT 1 FROM report WHERE request_id = ?1)",
        params![
            new.request_id,
            new.device_id,
            reason_text(new.reason),
            new.subject,
            new.report,
            new.receipt,
            now,
        ],
    )?;
    Ok(changed == 1)
}
