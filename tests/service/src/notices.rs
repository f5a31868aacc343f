//! What the provider writes to people: the texts of SMS, e-mails and notices to phones.

use std::iter;

use assenso_core::protocol::{Browser, RequestClaims, SignInView, System};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::mailed_code::MailPurpose;
pub(crate) use crate::news::News;
use crate::node::Node;
use crate::seeding::Language;
use crate::sms::Purpose;
use crate::store::account::Account;
use crate::store::device::Device;
use crate::store::outbox::{self, Channel};
use crate::time::UnixMs;

/// The SMS that carries a code. It says what the code does: whoever reads it to a stranger
/// should know what they give away.
pub(crate) fn code_text(node: &Node, account: &Account, purpose: Purpose, code: &str) -> String {
    let (provider, email) = (node.name.as_str(), &account.email);
    let page = &node.issuer;
    match (purpose, account.language) {
        (Purpose::SignIn, Language::English) => format!(
            "{provider}: {code} signs {email} in to the app on a phone. Good for 5 minutes. \
             Type it only in the app."
        ),
        (Purpose::SignIn, Language::Italian) => format!(
            "{provider}: {code} fa accedere {email} all'app su un telefono. Vale 5 minuti. \
             Scrivilo solo nell'app."
        ),
        (Purpose::BrowserSignIn, Language::English) => format!(
            "{provider}: {code} signs {email} in on the page {page}. Good for 5 minutes. Type it \
             only there, and only if you are signing in now."
        ),
        (Purpose::BrowserSignIn, Language::Italian) => format!(
            "{provider}: {code} fa accedere {email} nella pagina {page}. Vale 5 minuti. Scrivilo \
             solo lì, e solo se stai accedendo adesso."
        ),
        (Purpose::VerifyNumber, Language::English) => format!(
            "{provider}: {code} confirms this number for {email}. Good for 5 minutes. Type it \
             only in the app."
        ),
        (Purpose::VerifyNumber, Language::Italian) => format!(
            "{provider}: {code} conferma questo numero per {email}. Vale 5 minuti. Scrivilo solo \
             nell'app."
        ),
        (Purpose::NewNumber | Purpose::ChangeNumber, Language::English) => format!(
            "{provider}: NEW NUMBER for {email}. {code} confirms it on the page {page}. Good for \
             5 minutes. Type it only there, never read it to anybody."
        ),
        (Purpose::NewNumber | Purpose::ChangeNumber, Language::Italian) => format!(
            "{provider}: NUOVO NUMERO per {email}. {code} lo conferma nella pagina {page}. Vale 5 \
             minuti. Scrivilo solo lì, non dirlo a nessuno."
        ),
        (Purpose::Associate, Language::English) if !account.two_step => format!(
            "{provider}: ACTIVATE 2-step verification for {email}. {code} makes a phone the one \
             that authorizes your sign-ins. Never type it on a web page, never read it to anybody."
        ),
        (Purpose::Associate, Language::Italian) if !account.two_step => format!(
            "{provider}: ATTIVA la verifica in 2 passaggi per {email}. {code} affida a un telefono \
             l'autorizzazione dei tuoi accessi. Non scriverlo mai in una pagina web, non dirlo a \
             nessuno."
        ),
        (Purpose::Associate, Language::English) => format!(
            "{provider}: NEW PHONE for {email}. {code} makes a phone the one that authorizes \
             your sign-ins. Never type it on a web page, never read it to anybody."
        ),
        (Purpose::Associate, Language::Italian) => format!(
            "{provider}: NUOVO TELEFONO per {email}. {code} affida a un telefono \
             l'autorizzazione dei tuoi accessi. Non scriverlo mai in una pagina web, non dirlo a \
             nessuno."
        ),
    }
}

/// Tells the owner by e-mail, in the mailbox and at the notice address, and by SMS. `link` contests
/// it: in the mailbox, which somebody else may be reading, it does not stand.
pub(crate) fn tell(
    connection: &Connection,
    provider: &str,
    account: &Account,
    news: News<'_>,
    link: Option<&str>,
    now: UnixMs,
) -> rusqlite::Result<()> {
    let (subject, text) = news.told(account, None);
    outbox::queue(connection, account.id, Channel::Email, &account.email, (subject, &text), now)?;
    let (subject, text) = news.told(account, link);
    if let Some(to) = account.notice_address.as_deref() {
        outbox::queue(connection, account.id, Channel::Email, to, (subject, &text), now)?;
    }
    if let Some(to) = account.number.as_deref() {
        let sms = format!("{provider}: {text}");
        outbox::queue(connection, account.id, Channel::Sms, to, ("", &sms), now)?;
    }
    Ok(())
}

/// Tells a phone that is out what took its place.
pub(crate) fn tell_phone(
    connection: &Connection,
    account: &Account,
    news: News<'_>,
    out: &Device,
    now: UnixMs,
) -> rusqlite::Result<()> {
    let (subject, text) = news.told(account, None);
    let to = out.possession.thumbprint();
    outbox::queue(connection, account.id, Channel::Phone, to.as_str(), (subject, &text), now)
}

/// Tells the owner of a sign-in that they denied and said was not theirs. It goes where they read
/// at leisure, not by SMS: whoever reports has just been told the same on the phone.
pub(crate) fn denied_a_stranger(
    connection: &Connection,
    account: &Account,
    denied: &RequestClaims,
    now: UnixMs,
) -> rusqlite::Result<()> {
    let email = &account.email;
    let place = SignInView::from_members(&denied.view);
    let (subject, text) = match account.language {
        Language::English => {
            let place = place.map(|view| {
                let (browser, system) = names(&view, "another browser", "another system");
                format!(" in {browser} on {system}, from the address {}", view.address)
            });
            (
                "A sign-in that was not you was denied",
                format!(
                    "On {} somebody who knows the password of {email} tried to sign in{}. You \
                     denied it on your phone and said that it was not you: nobody was let in. \
                     Change your password now, and use the new one nowhere else.",
                    day_and_time(denied.created_ms),
                    place.unwrap_or_default(),
                ),
            )
        }
        Language::Italian => {
            let place = place.map(|view| {
                let (browser, system) = names(&view, "un altro browser", "un altro sistema");
                format!(" da {browser} su {system}, dall'indirizzo {}", view.address)
            });
            (
                "Un accesso che non era tuo è stato negato",
                format!(
                    "Il {} qualcuno che conosce la password di {email} ha provato ad \
                     accedere{}. L'hai negato dal telefono e hai detto che non eri tu: non è \
                     entrato nessuno. Cambia subito la password e non usare la nuova altrove.",
                    day_and_time(denied.created_ms),
                    place.unwrap_or_default(),
                ),
            )
        }
    };
    for to in iter::once(email.as_str()).chain(account.notice_address.as_deref()) {
        outbox::queue(connection, account.id, Channel::Email, to, (subject, &text), now)?;
    }
    Ok(())
}

/// The names of a browser and its system; `other` and `other_system` where there is none.
fn names<'a>(view: &SignInView, other: &'a str, other_system: &'a str) -> (&'a str, &'a str) {
    let (browser, system) = (browser_name(view.browser), system_name(view.system));
    (browser.unwrap_or(other), system.unwrap_or(other_system))
}

/// A browser's name, if it has one.
pub(crate) fn browser_name(browser: Browser) -> Option<&'static str> {
    match browser {
        Browser::Chrome => Some("Chrome"),
        Browser::Edge => Some("Edge"),
        Browser::Firefox => Some("Firefox"),
        Browser::Safari => Some("Safari"),
        Browser::Opera => Some("Opera"),
        Browser::Other => None,
    }
}

/// A system's name, if it has one.
pub(crate) fn system_name(system: System) -> Option<&'static str> {
    match system {
        System::Windows => Some("Windows"),
        System::MacOs => Some("macOS"),
        System::Linux => Some("Linux"),
        System::Android => Some("Android"),
        System::Ios => Some("iOS"),
        System::Other => None,
    }
}

/// A moment as `2027-01-15, 10:05:12 UTC`.
pub(crate) fn day_and_time(unix_ms: u64) -> String {
    let moment = i64::try_from(unix_ms).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    moment.unwrap_or_default().strftime("%Y-%m-%d, %H:%M:%S UTC").to_string()
}

/// Tells the phone that its fallback code was used.
pub(crate) fn code_used(
    connection: &Connection,
    account: &Account,
    device: &Device,
    now: UnixMs,
) -> rusqlite::Result<()> {
    let (subject, text) = match account.language {
        Language::English => {
            ("A code from the app was used", "Somebody signed in with a code from this phone.")
        }
        Language::Italian => (
            "Un codice dell'app è stato usato",
            "Qualcuno ha effettuato l'accesso con un codice di questo telefono.",
        ),
    };
    let to = device.possession.thumbprint();
    outbox::queue(connection, account.id, Channel::Phone, to.as_str(), (subject, text), now)
}

/// Tells that a code by SMS signed a browser in: the phone, or by e-mail who has none.
pub(crate) fn sms_used(
    connection: &Connection,
    account: &Account,
    phone: Option<&Device>,
    now: UnixMs,
) -> rusqlite::Result<()> {
    let email = &account.email;
    let (subject, text) = match account.language {
        Language::English => (
            "A code by SMS was used",
            format!("Somebody signed in to {email} with a code by SMS instead of the phone."),
        ),
        Language::Italian => (
            "È stato usato un codice via SMS",
            format!("Qualcuno è entrato in {email} con un codice via SMS invece del telefono."),
        ),
    };
    if let Some(phone) = phone {
        let to = phone.possession.thumbprint();
        return outbox::queue(
            connection,
            account.id,
            Channel::Phone,
            to.as_str(),
            (subject, &text),
            now,
        );
    }
    for to in iter::once(email.as_str()).chain(account.notice_address.as_deref()) {
        outbox::queue(connection, account.id, Channel::Email, to, (subject, &text), now)?;
    }
    Ok(())
}

/// Mails a code, saying what it does.
pub(crate) fn mail_code(
    connection: &Connection,
    node: &Node,
    account: &Account,
    (purpose, address, code): (MailPurpose, &str, &str),
    now: UnixMs,
) -> rusqlite::Result<()> {
    let (provider, page, email) = (node.name.as_str(), &node.issuer, &account.email);
    let (subject, text) = match (purpose, account.language) {
        (MailPurpose::NoticeAddress, Language::English) => (
            "Confirm this address",
            format!(
                "{provider}: {code} confirms that notices about {email} go here. Good for 5 \
                 minutes. If you do not know this mailbox, ignore this."
            ),
        ),
        (MailPurpose::NoticeAddress, Language::Italian) => (
            "Conferma questo indirizzo",
            format!(
                "{provider}: {code} conferma che gli avvisi su {email} arrivano qui. Vale 5 \
                 minuti. Se non conosci questa casella, questo messaggio non è per te."
            ),
        ),
        (MailPurpose::ChangeNumber, Language::English) => (
            "Another mobile number",
            format!(
                "{provider}: NEW NUMBER for {email}. {code} confirms it on the page {page}. Good \
                 for 5 minutes. Type it only there, never read it to anybody."
            ),
        ),
        (MailPurpose::ChangeNumber, Language::Italian) => (
            "Un altro numero di cellulare",
            format!(
                "{provider}: NUOVO NUMERO per {email}. {code} lo conferma nella pagina {page}. \
                 Vale 5 minuti. Scrivilo solo lì, non dirlo a nessuno."
            ),
        ),
    };
    outbox::queue(connection, account.id, Channel::Email, address, (subject, &text), now)
}
