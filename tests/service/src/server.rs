//! Starting and stopping a node.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use assenso_core::crypto::random_bytes;
use assenso_core::protocol::DisplayText;
use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use url::{Host, Url};

use crate::config::{Config, StartError};
use crate::folder::{Folder, Identity};
use crate::keys::{RotateError, SignError, Signer, establish};
use crate::mail::Smtp;
use crate::node::{Node, Shared};
use crate::password::Passwords;
use crate::secrets::NodeSecrets;
use crate::store::{self, Database};
use crate::web::CookieNames;
use crate::{device, web};

/// How long open connections may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// A running node. Dropping it stops it; [`Running::shutdown`] waits until it has stopped.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The provider's issuer.
    pub issuer: String,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
}

impl Running {
    /// Ends waiting calls, finishes the others, and returns when the port is free again.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(PATIENCE, &mut self.server).await.is_err() {
            self.server.abort();
        }
    }
}

/// Starts a node.
///
/// # Errors
///
/// See [`StartError`].
pub async fn start(mut config: Config) -> Result<Running, StartError> {
    let (stop, stopping) = watch::channel(false);
    let smtp = config.smtp.take();
    let prepared = tokio::task::spawn_blocking(move || prepare(config, stopping));
    let (listener, node) = prepared.await.map_err(|_| StartError::Cryptography)??;
    let issuer = node.issuer.clone();
    let (listener, address) = TcpListener::from_std(listener)
        .and_then(|listener| listener.local_addr().map(|address| (listener, address)))
        .map_err(StartError::Socket)?;
    let server = tokio::spawn(serve(listener, Arc::new(node), smtp));
    tracing::info!(%address, %issuer, "listening");
    Ok(Running { address, issuer, stop, server })
}

/// Everything that blocks: the folder, the port, the database, the keys.
fn prepare(
    config: Config,
    stopping: watch::Receiver<bool>,
) -> Result<(std::net::TcpListener, Node), StartError> {
    if !(2..=6).contains(&config.policy.number_digits) {
        return Err(StartError::InvalidNumberDigits);
    }
    if config.policy.classes.is_empty() {
        return Err(StartError::NoKeyClass);
    }
    let folder = Folder::open(&config.data)?;
    let held = folder.lock()?;
    let (listener, identity) = listen(&config, &folder)?;
    let path = folder.database()?;
    let mut connection = store::open_connection(&path)?;
    establish(&folder, &mut connection, &identity.issuer, config.clock.now())
        .map_err(established)?;
    let secrets = NodeSecrets::new(&folder.node_secret()?).ok_or(StartError::Cryptography)?;
    drop(held);
    let node = Node {
        base: format!("{}{}", identity.issuer, device::BASE_PATH),
        name: DisplayText::new(identity.name).map_err(|_| StartError::InvalidName)?,
        cookies: CookieNames::new(&identity.issuer),
        issuer: identity.issuer,
        policy: config.policy,
        clock: config.clock,
        database: Database::new(path, connection),
        secrets,
        signer: Signer::new(folder),
        passwords: Passwords::new(),
        changed: Notify::new(),
        stopping,
    };
    Ok((listener, node))
}

async fn serve(listener: TcpListener, node: Shared, smtp: Option<Smtp>) {
    let app = Router::new()
        .merge(device::routes(&node))
        .merge(web::routes(&node))
        .with_state(Arc::clone(&node))
        .into_make_service_with_connect_info::<SocketAddr>();
    let stopping = Arc::clone(&node);
    let until = async move { stopping.stopped().await };
    let mail = async {
        if let Some(smtp) = smtp {
            smtp.deliver(&node).await;
        }
    };
    let pages = async {
        if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(until).await {
            tracing::error!(%error, "the server ended");
        }
    };
    tokio::join!(pages, mail);
}

/// Binds the address, and keeps it with the issuer when the folder is new.
fn listen(
    config: &Config,
    folder: &Folder,
) -> Result<(std::net::TcpListener, Identity), StartError> {
    let kept = folder.identity()?;
    if kept.is_none() && config.another_node {
        return Err(StartError::NoProvider);
    }
    let address = match &kept {
        Some(kept) if !config.another_node => kept_address(config, kept)?,
        _ => config.listen,
    };
    if let (Some(kept), Some(given)) = (&kept, &config.issuer)
        && kept.issuer != *given
    {
        return Err(StartError::OtherIssuer { kept: kept.issuer.clone(), given: given.clone() });
    }
    let refused = |source| StartError::Listen { address, source };
    let listener = bind(address).map_err(refused)?;
    listener.set_nonblocking(true).map_err(refused)?;
    if let Some(kept) = kept {
        return Ok((listener, kept));
    }
    let listen = listener.local_addr().map_err(refused)?;
    let issuer = match &config.issuer {
        Some(issuer) => checked_issuer(issuer)?,
        None if listen.ip().is_loopback() => format!("http://{listen}"),
        None => return Err(StartError::IssuerNeeded),
    };
    let name = config.name.clone().unwrap_or_else(|| "Demo Mail".to_owned());
    DisplayText::new(name.clone()).map_err(|_| StartError::InvalidName)?;
    let identity = Identity { version: 1, issuer, listen, name };
    folder.keep_identity(&identity)?;
    Ok((listener, identity))
}

/// Binds an address; for port 0 a free port below those that systems hand out for outgoing
/// connections, since one of these may have it when the provider starts again.
fn bind(address: SocketAddr) -> std::io::Result<std::net::TcpListener> {
    const LOWEST: u16 = 10_240;
    const HOW_MANY: u16 = 22_528;

    for _ in 0..if address.port() == 0 { 64 } else { 0 } {
        let random = u16::from_be_bytes(random_bytes().map_err(std::io::Error::other)?);
        let port = LOWEST.saturating_add(random.rem_euclid(HOW_MANY));
        if let Ok(listener) = std::net::TcpListener::bind((address.ip(), port)) {
            return Ok(listener);
        }
    }
    std::net::TcpListener::bind(address)
}

fn kept_address(config: &Config, kept: &Identity) -> Result<SocketAddr, StartError> {
    let same_port = config.listen.port() == 0 || config.listen.port() == kept.listen.port();
    if same_port && config.listen.ip() == kept.listen.ip() {
        Ok(kept.listen)
    } else {
        Err(StartError::OtherAddress { kept: kept.listen, given: config.listen })
    }
}

/// An issuer is an origin: https, or http on loopback.
fn checked_issuer(issuer: &str) -> Result<String, StartError> {
    let invalid = || StartError::InvalidIssuer(issuer.to_owned());
    let url = Url::parse(issuer).map_err(|_| invalid())?;
    let loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => return Err(invalid()),
    };
    let safe = url.scheme() == "https" || (url.scheme() == "http" && loopback);
    if safe && url.origin().ascii_serialization() == issuer {
        Ok(issuer.to_owned())
    } else {
        Err(invalid())
    }
}

fn established(error: RotateError) -> StartError {
    match error {
        RotateError::Folder(error) | RotateError::Sign(SignError::Folder(error)) => error.into(),
        RotateError::Open(error) => error.into(),
        RotateError::Database(error) | RotateError::Sign(SignError::Database(error)) => {
            StartError::Database(error.into())
        }
        RotateError::NoProvider
        | RotateError::TooSoon
        | RotateError::Sign(_)
        | RotateError::Random => StartError::Cryptography,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("https://mail.example", true)]
    #[case("https://mail.example:8443", true)]
    #[case("http://127.0.0.1:8080", true)]
    #[case("http://localhost:8080", true)]
    #[case("http://[::1]:8080", true)]
    #[case("http://mail.example", false)]
    #[case("https://mail.example/", false)]
    #[case("https://mail.example/path", false)]
    #[case("https://mail.example:443", false)]
    #[case("https://Mail.example", false)]
    #[case("https://user@mail.example", false)]
    #[case("mail.example", false)]
    fn an_issuer_is_a_safe_origin(#[case] issuer: &str, #[case] accepted: bool) {
        assert_eq!(checked_issuer(issuer).is_ok(), accepted, "{issuer}");
    }
}
