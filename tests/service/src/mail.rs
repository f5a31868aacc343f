//! E-mail: takes what the outbox holds to the provider's relay, over SMTP (RFC 5321).
//!
//! A node may die between handing one over and writing so down; then it goes out twice, under the
//! same Message-ID. Logs name a message by its row, never by its recipient or its text.

use std::fmt;
use std::time::{Duration, SystemTime};

use assenso_core::secret::SecretText;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use crate::node::{Failure, Node};
use crate::store::outbox::{self, Due, Ended};

/// How often the outbox is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// How long one e-mail may take; less than the minute for which `take_due` keeps it.
const PATIENCE: Duration = Duration::from_secs(45);
/// RFC 5321 section 4.2.3, 550 to 554, and 555 of RFC 5321 section 4.1.1.11 and 556 of RFC 7504:
/// this message will not be taken tomorrow either. Other refusals (a login, the server's set-up)
/// are the operator's to repair, and the message waits for it.
const FOR_EVER: std::ops::RangeInclusive<u16> = 550..=556;

/// The relay that a node hands its e-mails to, and the address that they come from.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

/// Without the login.
impl fmt::Debug for Smtp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Smtp").field("from", &self.from).finish_non_exhaustive()
    }
}

/// Why a relay can't be used. Each text is for the person at the command line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SmtpError {
    /// It is no such URL, or says more than a URL may.
    #[error(
        "give the relay as smtps://host or smtp://host?tls=required, with the user but no password"
    )]
    InvalidUrl,
    /// Codes would cross the network in the clear.
    #[error("a relay that is not on this machine needs smtps:// or ?tls=required")]
    NotEncrypted,
    /// A user without a password, or the other way round.
    #[error("a login needs both: the user in the relay's URL and ASSENSO_SMTP_PASSWORD")]
    HalfALogin,
    /// The sender is not an address.
    #[error("the sender must be an e-mail address")]
    InvalidFrom,
}

impl Smtp {
    /// The relay at `url`: `smtps://host[:465]`, or `smtp://host[:587]?tls=required` for STARTTLS, or
    /// plain `smtp://host[:25]` on loopback. The user stands in the URL, the password does not.
    ///
    /// # Errors
    ///
    /// See [`SmtpError`].
    pub fn new(url: &str, from: &str, password: Option<&SecretText>) -> Result<Self, SmtpError> {
        let mut url = Url::parse(url).map_err(|_| SmtpError::InvalidUrl)?;
        if url.password().is_some() || !matches!(url.path(), "" | "/") {
            return Err(SmtpError::InvalidUrl);
        }
        let encrypted = url.scheme() == "smtps" || url.query() == Some("tls=required");
        if !encrypted && !is_this_machine(&url) {
            return Err(SmtpError::NotEncrypted);
        }
        let user = url.username().to_owned();
        url.set_username("").map_err(|()| SmtpError::InvalidUrl)?;
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())
            .map_err(|_| SmtpError::InvalidUrl)?
            .timeout(Some(PATIENCE));
        builder = match (user.as_str(), password) {
            ("", None) => builder,
            ("", Some(_)) | (_, None) => return Err(SmtpError::HalfALogin),
            (_, Some(password)) => {
                let user = percent_decode_str(&user).decode_utf8();
                let user = user.map_err(|_| SmtpError::InvalidUrl)?.into_owned();
                // EXPOSE: lettre keeps logins as text for as long as it sends.
                builder.credentials(Credentials::new(user, password.expose().to_owned()))
            }
        };
        let from = from.parse().map_err(|_| SmtpError::InvalidFrom)?;
        Ok(Self { transport: builder.build(), from })
    }

    /// Hands over one e-mail after the other until the node stops.
    pub(crate) async fn deliver(self, node: &Node) {
        loop {
            match self.deliver_one(node).await {
                Ok(true) if !*node.stopping.borrow() => continue,
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, "the outbox could not be read"),
            }
            tokio::select! {
                () = node.stopped() => return,
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    /// Whether there was one.
    async fn deliver_one(&self, node: &Node) -> Result<bool, Failure> {
        let now = node.now();
        if !node.database.read(move |db| Ok(outbox::is_due(db, now)?)).await? {
            return Ok(false);
        }
        let Some(due) = node.database.write(move |db| Ok(outbox::take_due(db, now)?)).await? else {
            return Ok(false);
        };
        let id = due.id;
        if let Some(ended) = self.hand_over(node, due).await {
            node.database.write(move |db| Ok(outbox::end(db, id, ended)?)).await?;
        }
        Ok(true)
    }

    /// How it ended; nothing if it has to be tried again.
    async fn hand_over(&self, node: &Node, due: Due) -> Option<Ended> {
        let id = due.id;
        let Some(message) = self.written(node, due) else {
            tracing::warn!(id, "an e-mail's recipient is no address");
            return Some(Ended::Refused);
        };
        match tokio::time::timeout(PATIENCE, self.transport.send(message)).await {
            Ok(Ok(_)) => Some(Ended::Sent),
            Ok(Err(error)) => {
                let code = error.status().map(u16::from);
                if code.is_some() || error.is_response() {
                    // The relay's own words may name the recipient.
                    tracing::warn!(id, code, "the relay did not take an e-mail");
                } else {
                    tracing::warn!(id, %error, "the relay was not reached");
                }
                code.filter(|code| FOR_EVER.contains(code)).map(|_| Ended::Refused)
            }
            Err(_) => {
                tracing::warn!(id, "the relay took too long over an e-mail");
                None
            }
        }
    }

    fn written(&self, node: &Node, due: Due) -> Option<Message> {
        let since = Duration::from_millis(u64::try_from(due.at_ms.as_millis()).ok()?);
        let host = Url::parse(&node.issuer).ok()?.host_str()?.to_owned();
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(Mailbox::new(Some(node.name.as_str().to_owned()), self.from.clone()))
            .to(Mailbox::new(None, due.to.parse().ok()?))
            .subject(due.subject)
            .date(SystemTime::UNIX_EPOCH.checked_add(since)?)
            .message_id(Some(format!("<{}.{}@{host}>", due.at_ms.as_millis(), due.id)))
            // RFC 3834: nobody's holiday notice answers it.
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(due.text)
            .ok()
    }
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        // Of a scheme that it does not know, the parser leaves every host a name.
        Some(Host::Domain(name)) => {
            name == "localhost"
                || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        None => false,
    }
}
