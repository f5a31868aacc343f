//! The table `outbox`: what a real provider would have sent.

use rusqlite::{Connection, params};
use serde::Serialize;

use crate::time::UnixMs;

/// How a message would have gone out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Channel {
    Sms,
    Email,
    /// A notice to a phone; pushing it comes with a later version of this service.
    Phone,
}

impl Channel {
    fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// A message.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Message {
    pub(crate) id: i64,
    pub(crate) at_ms: UnixMs,
    pub(crate) channel: String,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

pub(crate) fn queue(
    connection: &Connection,
    account_id: i64,
    channel: Channel,
    to: &str,
    (subject, text): (&str, &str),
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT INTO outbox (account_id, channel, recipient, subject, body, at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![account_id, channel.as_str(), to, subject, text, now],
    )?;
    Ok(())
}

/// The newest messages first.
pub(crate) fn newest(connection: &Connection, limit: i64) -> rusqlite::Result<Vec<Message>> {
    connection
        .prepare(
            "SELECT id, at_ms, channel, recipient, subject, body FROM outbox
             ORDER BY id DESC LIMIT ?1",
        )?
        .query_map([limit], |row| {
            Ok(Message {
                id: row.get(0)?,
                at_ms: row.get(1)?,
                channel: row.get(2)?,
                to: row.get(3)?,
                subject: row.get(4)?,
                text: row.get(5)?,
            })
        })?
        .collect()
}
