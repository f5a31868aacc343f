//! The table `account`.

use assenso_core::protocol::{Held, Pseudonym};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::seeding::Language;
use crate::time::UnixMs;

/// One mailbox.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: i64,
    pub(crate) pseudonym: Pseudonym,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) password_changed: UnixMs,
    pub(crate) owner_since: UnixMs,
    pub(crate) two_step: bool,
    /// The mobile number, if it is verified.
    pub(crate) number: Option<String>,
    /// The notice address outside the mailbox, if it is verified.
    pub(crate) notice_address: Option<String>,
    pub(crate) methods: Methods,
    pub(crate) generation: i64,
    pub(crate) power: Power,
    pub(crate) frozen: bool,
    /// Until when its recovery code proves no more than an SMS.
    pub(crate) code_is_young_until: UnixMs,
    /// Whether no unknown browser may ask the phone, until the password changes.
    pub(crate) refuses_unknown: bool,
    /// After an owner change: until when the first phone by SMS has the rank of that check.
    pub(crate) identity_until: UnixMs,
}

/// What the account's device has to wait with, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Power {
    pub(crate) held: Held,
    pub(crate) full_from: UnixMs,
}

impl Power {
    /// Nothing is held.
    pub(crate) const FULL: Self = Self { held: Held::Nothing, full_from: UnixMs::from_millis(0) };

    /// What is held now: nothing when its time is over.
    pub(crate) fn at(self, now: UnixMs) -> Self {
        if self.full_from > now { self } else { Self::FULL }
    }
}

/// The word for what is held, as the database has it.
pub(super) fn held_word(held: Held) -> &'static str {
    match held {
        Held::Nothing => "nothing",
        Held::Settings => "settings",
        Held::Widening => "widening",
    }
}

/// What a word of the database says is held.
pub(super) fn held_of(word: &str) -> Option<Held> {
    [Held::Nothing, Held::Settings, Held::Widening]
        .into_iter()
        .find(|held| held_word(*held) == word)
}

/// What is asked for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Primary {
    /// An answer on the phone.
    Push,
    /// The app's code.
    Code,
}

/// How the owner may sign in after the password.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Methods {
    pub(crate) primary: Primary,
    pub(crate) push: bool,
    pub(crate) code: bool,
    pub(crate) sms: bool,
}

const COLUMNS: &str = "id, pseudonym, email, name, language, password_changed_ms, owner_since_ms,
    two_step, CASE WHEN number_verified_ms IS NULL THEN NULL ELSE number END,
    CASE WHEN notice_verified_ms IS NULL THEN NULL ELSE notice_address END,
    primary_method, push_allowed, code_allowed, generation, full_power_from_ms, frozen_ms, held,
    recovery_code_from_ms, identity_until_ms, sms_allowed,
    unknown_refused_ms > 0 AND unknown_refused_ms >= password_changed_ms";

fn from_row(row: &Row<'_>) -> rusqlite::Result<Account> {
    let pseudonym: String = row.get(1)?;
    let language: String = row.get(4)?;
    Ok(Account {
        id: row.get(0)?,
        pseudonym: Pseudonym::parse(&pseudonym).ok_or_else(|| super::unreadable(1))?,
        email: row.get(2)?,
        name: row.get(3)?,
        language: Language::parse(&language).ok_or_else(|| super::unreadable(4))?,
        password_changed: row.get(5)?,
        owner_since: row.get(6)?,
        two_step: row.get(7)?,
        number: row.get(8)?,
        notice_address: row.get(9)?,
        methods: Methods {
            primary: match row.get::<_, String>(10)?.as_str() {
                "code" => Primary::Code,
                _ => Primary::Push,
            },
            push: row.get(11)?,
            code: row.get(12)?,
            sms: row.get(19)?,
        },
        generation: row.get(13)?,
        power: Power {
            held: held_of(&row.get::<_, String>(16)?).ok_or_else(|| super::unreadable(16))?,
            full_from: row.get(14)?,
        },
        frozen: row.get::<_, Option<UnixMs>>(15)?.is_some(),
        code_is_young_until: row.get(17)?,
        identity_until: row.get(18)?,
        refuses_unknown: row.get(20)?,
    })
}

/// An address as accounts are looked up by it.
pub(crate) fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The account of an address, with its password hash.
pub(crate) fn credentials(
    connection: &Connection,
    email: &str,
) -> rusqlite::Result<Option<(i64, String)>> {
    connection
        .query_row(
            "SELECT id, password_hash FROM account WHERE email = ?1",
            [folded(email)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
}

pub(crate) fn by_id(connection: &Connection, id: i64) -> rusqlite::Result<Account> {
    connection.query_row(&format!("SELECT {COLUMNS} FROM account WHERE id = ?1"), [id], from_row)
}

/// Takes the account's turn: whoever else changes something for this account waits until this
/// transaction has ended. The account is read after that.
pub(crate) fn take_turn(connection: &Connection, id: i64) -> rusqlite::Result<Account> {
    connection.execute("UPDATE account SET turn = turn + 1 WHERE id = ?1", [id])?;
    by_id(connection, id)
}

/// Raises the generation, if it is still `from`. The one update that decides between two phones.
pub(crate) fn raise_generation(
    connection: &Connection,
    id: i64,
    from: i64,
    power: Power,
) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE account SET generation = generation + 1, held = ?3, full_power_from_ms = ?4
         WHERE id = ?1 AND generation = ?2",
        params![id, from, held_word(power.held), power.full_from],
    )?;
    Ok(changed == 1)
}

/// Turns 2-step verification on, with `number` where the account had no verified one; `false` if
/// it is on.
pub(crate) fn activate(
    connection: &Connection,
    id: i64,
    number: Option<&str>,
    now: UnixMs,
) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE account SET two_step = 1,
             number = CASE WHEN number_verified_ms IS NULL THEN ?2 ELSE number END,
             number_verified_ms = coalesce(number_verified_ms, ?3)
         WHERE id = ?1 AND two_step = 0 AND (number_verified_ms IS NOT NULL OR ?2 IS NOT NULL)",
        params![id, number, now],
    )?;
    Ok(changed == 1)
}

/// Turns 2-step verification off, `was` being what was held until now. What belonged to it goes:
/// the recovery code, and a number that is not the account's beyond doubt yet.
pub(crate) fn deactivate(connection: &Connection, id: i64, was: Power) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE account SET two_step = 0, recovery_code_hash = NULL, number = CASE WHEN ?2 THEN NULL ELSE number END,
             number_verified_ms = CASE WHEN ?2 THEN NULL ELSE number_verified_ms END
         WHERE id = ?1",
        params![id, was.held == Held::Settings],
    )?;
    Ok(())
}

/// Ends what is held.
pub(crate) fn give_full_power(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE account SET held = 'nothing', full_power_from_ms = 0 WHERE id = ?1",
        [id],
    )?;
    Ok(())
}

/// What the account's password is checked with.
pub(crate) fn password_hash(connection: &Connection, id: i64) -> rusqlite::Result<String> {
    connection.query_row("SELECT password_hash FROM account WHERE id = ?1", [id], |row| row.get(0))
}

/// What is kept of the recovery code.
pub(crate) fn recovery_hash(connection: &Connection, id: i64) -> rusqlite::Result<Option<String>> {
    connection
        .query_row("SELECT recovery_code_hash FROM account WHERE id = ?1", [id], |row| row.get(0))
}

pub(crate) fn set_recovery_code(
    connection: &Connection,
    id: i64,
    hash: &str,
    power: Power,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE account SET recovery_code_hash = ?2, recovery_code_from_ms = ?3 WHERE id = ?1",
        params![id, hash, power.full_from],
    )?;
    Ok(())
}

/// Uses the recovery code up, which also thaws the account; `false` if it is no longer this one.
pub(crate) fn use_recovery_code(
    connection: &Connection,
    id: i64,
    hash: &str,
) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE account SET recovery_code_hash = NULL, frozen_ms = NULL
         WHERE id = ?1 AND recovery_code_hash = ?2",
        params![id, hash],
    )?;
    Ok(changed == 1)
}

/// No unknown browser asks the phone, unless the password was changed after `since`.
pub(crate) fn refuse_unknown(
    connection: &Connection,
    id: i64,
    since: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE account SET unknown_refused_ms = max(unknown_refused_ms, ?2) WHERE id = ?1",
        params![id, since],
    )?;
    Ok(())
}

/// Changes the password, if it is still `verified`; the one before is kept for a while.
pub(crate) fn change_password(
    connection: &Connection,
    id: i64,
    (verified, new): (&str, &str),
    now: UnixMs,
) -> rusqlite::Result<bool> {
    let changed = connection.execute(
        "UPDATE account SET previous_password = password_hash, password_hash = ?3,
             password_changed_ms = ?4
         WHERE id = ?1 AND password_hash = ?2",
        params![id, verified, new, now],
    )?;
    Ok(changed == 1)
}

/// Sets the notice address, which was confirmed now.
pub(crate) fn set_notice_address(
    connection: &Connection,
    id: i64,
    address: &str,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE account SET notice_address = ?2, notice_verified_ms = ?3 WHERE id = ?1",
        params![id, address, now],
    )?;
    Ok(())
}

/// Sets the number that codes go to, which was verified now.
pub(crate) fn set_number(
    connection: &Connection,
    id: i64,
    number: &str,
    now: UnixMs,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE account SET number = ?2, number_verified_ms = ?3 WHERE id = ?1",
        params![id, number, now],
    )?;
    Ok(())
}

/// Sets how the owner signs in.
pub(crate) fn set_methods(
    connection: &Connection,
    id: i64,
    primary: Primary,
    (code, sms): (bool, bool),
) -> rusqlite::Result<()> {
    let primary = if primary == Primary::Code { "code" } else { "push" };
    connection.execute(
        "UPDATE account SET primary_method = ?2, code_allowed = ?3, sms_allowed = ?4 WHERE id = ?1",
        params![id, primary, code, sms],
    )?;
    Ok(())
}

/// Ends a freezing.
pub(crate) fn thaw(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.execute("UPDATE account SET frozen_ms = NULL WHERE id = ?1", [id])?;
    Ok(())
}

/// What another owner starts with.
#[derive(Debug)]
pub(crate) struct NewOwner<'a> {
    pub(crate) number: &'a str,
    pub(crate) password_hash: &'a str,
    pub(crate) since: UnixMs,
    pub(crate) identity_until: UnixMs,
}

/// Gives the account to another owner: what the one before proved or chose does not stay.
pub(crate) fn change_owner(
    connection: &Connection,
    id: i64,
    new: &NewOwner<'_>,
) -> rusqlite::Result<()> {
    connection.execute(
        "UPDATE account SET owner_since_ms = ?2, password_hash = ?3, previous_password = NULL,
             password_changed_ms = ?2, number = ?4, number_verified_ms = ?2, notice_address = NULL,
             notice_verified_ms = NULL, recovery_code_hash = NULL, recovery_code_from_ms = 0,
             frozen_ms = NULL, identity_until_ms = ?5, name = email, primary_method = 'push',
             push_allowed = 1, code_allowed = 1, sms_allowed = 1
         WHERE id = ?1",
        params![id, new.since, new.password_hash, new.number, new.identity_until],
    )?;
    Ok(())
}

/// The first phone after an owner change is there.
pub(crate) fn end_identity(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.execute("UPDATE account SET identity_until_ms = 0 WHERE id = ?1", [id])?;
    Ok(())
}

/// What a new account starts with.
#[derive(Debug)]
pub(crate) struct NewAccount<'a> {
    pub(crate) pseudonym: Pseudonym,
    pub(crate) email: &'a str,
    pub(crate) name: &'a str,
    pub(crate) language: Language,
    pub(crate) password_hash: &'a str,
    pub(crate) two_step: bool,
    pub(crate) number: Option<&'a str>,
    pub(crate) notice_address: Option<&'a str>,
}

/// Adds an account; `false` if the address is taken.
pub(crate) fn insert(
    connection: &Connection,
    new: &NewAccount<'_>,
    now: UnixMs,
) -> rusqlite::Result<bool> {
    let added = connection.execute(
        "INSERT INTO account (pseudonym, email, name, language, password_hash,
             password_changed_ms, owner_since_ms, two_step, number, number_verified_ms,
             notice_address, notice_verified_ms, primary_method, push_allowed, code_allowed,
             sms_allowed, generation, full_power_from_ms, created_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, CASE WHEN ?8 IS NULL THEN NULL ELSE ?6 END,
             ?9, CASE WHEN ?9 IS NULL THEN NULL ELSE ?6 END, 'push', 1, 1, 1, 0, 0, ?6)
         ON CONFLICT (email) DO NOTHING",
        params![
            new.pseudonym.to_string(),
            folded(new.email),
            new.name,
            new.language.as_str(),
            new.password_hash,
            now,
            new.two_step,
            new.number,
            new.notice_address,
        ],
    )?;
    Ok(added == 1)
}
