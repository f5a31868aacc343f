//! `assenso-service`: the stand-in provider from the command line.
//!
//! Standard output carries one line of JSON for whoever started it; the log goes to standard
//! error. No secret is taken from the argument list, where every process could read it.

use std::io::{self, Read as _, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use assenso_core::secret::SecretText;
use assenso_service::{
    Config, IdentityError, Language, RotateError, SeedAccount, SeedError, Seeded, Smtp, SmtpError,
    StartError, SystemClock,
};
use clap::{Args, Parser, Subcommand};
use serde_json::{Value, json};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// The stand-in provider for the Assenso protocol.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Subcommand)]
enum Command {
    /// Runs a node until SIGTERM or SIGINT (the default).
    Serve(Serve),
    /// Makes a new online key and a new epoch signed by the root key. Running nodes pick it up.
    RotateKeys(RotateKeys),
    /// Makes an account.
    Seed(Seed),
    /// Who owns a frozen account was checked: it is frozen no longer.
    Thaw(Thaw),
    /// Who owns an account was checked, and it is somebody else: gives it to them.
    ChangeOwner(ChangeOwner),
}

#[derive(Args)]
struct Serve {
    /// Where to listen. Port 0: the port of the last time, or any free one at first.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// The data folder.
    #[arg(long, default_value = "assenso-service-data")]
    data: PathBuf,
    /// The public origin; by default http:// and the address.
    #[arg(long)]
    issuer: Option<String>,
    /// The provider's name as people see it.
    #[arg(long)]
    name: Option<String>,
    /// One more node of the provider that the folder belongs to.
    #[arg(long)]
    another_node: bool,
    /// Seconds that an unknown browser waits after a request that was not approved, doubled by each
    /// more. Tests set it to 0.
    #[arg(long, default_value_t = 10)]
    back_off_s: u64,
    /// The relay that e-mails go to: `smtps://user@host`, or `smtp://user@host?tls=required`, or
    /// `smtp://` on this machine. The password is in `ASSENSO_SMTP_PASSWORD`. Without a relay they
    /// stay in the outbox.
    #[arg(long, requires = "smtp_from")]
    smtp: Option<String>,
    /// The address that they come from.
    #[arg(long, requires = "smtp")]
    smtp_from: Option<String>,
}

#[derive(Args)]
struct RotateKeys {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The earlier keys were stolen: list them no longer, and end what waits under them.
    #[arg(long)]
    drop_previous: bool,
}

#[derive(Args)]
struct Seed {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The mailbox.
    #[arg(long)]
    email: String,
    /// Reads the password from standard input, one line; otherwise `ASSENSO_SEED_PASSWORD`.
    #[arg(long)]
    password_stdin: bool,
    /// The person's name; by default the address.
    #[arg(long)]
    name: Option<String>,
    /// The verified mobile number: + and 7 to 15 digits.
    #[arg(long)]
    number: Option<String>,
    /// A verified address for notices outside the mailbox.
    #[arg(long)]
    notice_address: Option<String>,
    /// Leaves 2-step verification off.
    #[arg(long)]
    two_step_off: bool,
    /// The language of its messages: en or it.
    #[arg(long, default_value = "en", value_parser = |code: &str| {
        Language::parse(code).ok_or("en or it")
    })]
    lang: Language,
}

#[derive(Args)]
struct Thaw {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The mailbox.
    #[arg(long)]
    email: String,
}

#[derive(Args)]
struct ChangeOwner {
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The mailbox.
    #[arg(long)]
    email: String,
    /// The new owner's mobile number: + and 7 to 15 digits.
    #[arg(long)]
    number: String,
    /// Reads the new password from standard input, one line; otherwise `ASSENSO_SEED_PASSWORD`.
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Smtp(#[from] SmtpError),
    #[error(transparent)]
    Rotate(#[from] RotateError),
    #[error(transparent)]
    Seed(#[from] SeedError),
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error("{0}")]
    Io(#[from] io::Error),
    #[error("give the password with --password-stdin or in ASSENSO_SEED_PASSWORD")]
    NoPassword,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    let done = match cli.command {
        None => serve(cli.serve),
        Some(Command::Serve(options)) => serve(options),
        Some(Command::RotateKeys(options)) => rotate(&options),
        Some(Command::Seed(options)) => seed(options),
        Some(Command::Thaw(options)) => thaw(&options),
        Some(Command::ChangeOwner(options)) => change_owner(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // If standard error is closed there is nobody left to tell.
            let _closed = writeln!(io::stderr(), "assenso-service: {failure}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn serve(options: Serve) -> Result<(), Failure> {
    // Before the node is ready, so that no signal is missed after the line is out.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut config = Config::new(options.data);
    config.listen = options.listen;
    config.issuer = options.issuer;
    config.name = options.name;
    config.another_node = options.another_node;
    config.policy.back_off = Duration::from_secs(options.back_off_s);
    if let (Some(relay), Some(from)) = (options.smtp, options.smtp_from) {
        let password = std::env::var("ASSENSO_SMTP_PASSWORD").ok().map(SecretText::new);
        config.smtp = Some(Smtp::new(&relay, &from, password.as_ref())?);
    }
    let running = assenso_service::start(config).await?;
    say(&json!({
        "ready": true,
        "issuer": running.issuer,
        "address": running.address,
        "sign_in": format!("{}/", running.issuer),
        "outbox": format!("{}/outbox", running.issuer),
    }))?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    running.shutdown().await;
    tracing::info!("stopped");
    Ok(())
}

fn rotate(options: &RotateKeys) -> Result<(), Failure> {
    let rotated = assenso_service::rotate_keys(&options.data, options.drop_previous, &SystemClock)?;
    say(&json!({ "rotated": rotated }))
}

fn thaw(options: &Thaw) -> Result<(), Failure> {
    assenso_service::thaw(&options.data, &options.email)?;
    say(&json!({ "thawed": options.email }))
}

fn change_owner(options: &ChangeOwner) -> Result<(), Failure> {
    let password = password(options.password_stdin)?;
    let (email, number) = (&options.email, &options.number);
    assenso_service::change_owner(&options.data, email, number, &password, &SystemClock)?;
    say(&json!({ "owner_changed": email }))
}

fn password(from_stdin: bool) -> Result<SecretText, Failure> {
    if !from_stdin {
        let kept = std::env::var("ASSENSO_SEED_PASSWORD");
        return Ok(SecretText::new(kept.map_err(|_| Failure::NoPassword)?));
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    Ok(SecretText::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

fn seed(options: Seed) -> Result<(), Failure> {
    let password = password(options.password_stdin)?;
    let account = SeedAccount {
        name: options.name.unwrap_or_else(|| options.email.clone()),
        email: options.email,
        password,
        number: options.number,
        notice_address: options.notice_address,
        two_step: !options.two_step_off,
        language: options.lang,
    };
    let seeded = assenso_service::seed(&options.data, &account, &SystemClock)?;
    say(&json!({ "seeded": seeded == Seeded::Made, "email": account.email }))
}

fn say(line: &Value) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
