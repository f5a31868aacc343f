//! The table `outbox`: what goes out by SMS and e-mail. It is written in the transaction of what it
//! tells of, so that neither happens without the other.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;

use crate::time::UnixMs;

/// How a message goes out.
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

/// How long an e-mail is tried, as RFC 5321 section 4.5.4.1 advises.
const GIVE_UP: Duration = Duration::from_hours(4 * 24);

/// An e-mail that a node has taken to send.
pub(crate) struct Due {
    pub(crate) id: i64,
    pub(crate) at_ms: UnixMs,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
}

impl Due {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            at_ms: row.get(1)?,
            to: row.get(2)?,
            subject: row.get(3)?,
            text: row.get(4)?,
        })
    }
}

/// How it ended with an e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// The relay has it.
    Sent,
    /// The relay will never take it.
    Refused,
}

/// Whether [`take_due`] would find one; looking keeps no writer waiting.
pub(crate) fn is_due(connection: &Connection, now: UnixMs) -> rusqlite::Result<bool> {
    connection.query_one(
        "SELECT EXISTS (SELECT 1 FROM outbox
         WHERE channel = 'email' AND ended IS NULL AND next_try_ms <= ?1)",
        [now],
        |row| row.get(0),
    )
}

/// Takes the e-mail that has waited longest. No other node gets it for a minute, then two, four and
/// so on up to an hour: then it is due again, unless it has ended.
pub(crate) fn take_due(connection: &Connection, now: UnixMs) -> rusqlite::Result<Option<Due>> {
    connection.execute(
        "UPDATE outbox SET ended = 'given_up', body = ''
         WHERE channel = 'email' AND ended IS NULL AND next_try_ms <= ?1 AND at_ms < ?2",
        [now, now.minus(GIVE_UP)],
    )?;
    connection
        .query_row(
            "UPDATE outbox SET
                 tries = tries + 1, next_try_ms = ?1 + min(60000 << min(tries, 6), 3600000)
             WHERE id = (SELECT id FROM outbox
                 WHERE channel = 'email' AND ended IS NULL AND next_try_ms <= ?1
                 ORDER BY next_try_ms, id LIMIT 1)
             RETURNING id, at_ms, recipient, subject, body",
            [now],
            Due::read,
        )
        .optional()
}

/// Its text goes: there may be a code or a link in it.
pub(crate) fn end(connection: &Connection, id: i64, ended: Ended) -> rusqlite::Result<()> {
    let ended = match ended {
        Ended::Sent => "sent",
        Ended::Refused => "refused",
    };
    connection
        .execute("UPDATE outbox SET ended = ?2, body = '' WHERE id = ?1", params![id, ended])?;
    Ok(())
}
