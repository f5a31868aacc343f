//! The provider and the phone as programs of their own.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};

/// How long a program may take to be ready, or to stop.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why the demo can't go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DemoError {
    /// A program was not built.
    #[error("{0} is not built: run `cargo build --workspace --bins`")]
    NotBuilt(PathBuf),
    /// The demo's folder can't be used.
    #[error("the demo's folder can't be used: {0}")]
    Folder(#[source] io::Error),
    /// The provider did not start.
    #[error("the provider did not start: {0}")]
    Provider(String),
    /// The phone did not start.
    #[error("the phone did not start: {0}")]
    Phone(#[source] io::Error),
    /// The phone ended with an error.
    #[error("the phone ended with an error")]
    PhoneFailed,
    /// A step of the story did not come true.
    #[error("{step}: {why}")]
    Step {
        /// The step.
        step: String,
        /// What happened instead.
        why: String,
    },
}

/// An account to be seeded.
#[derive(Debug, Clone, Copy)]
pub struct Account {
    /// The mailbox.
    pub email: &'static str,
    /// Its password.
    pub password: &'static str,
    /// The person.
    pub name: &'static str,
    /// The verified number.
    pub number: &'static str,
}

/// Where the programs are.
#[derive(Debug, Clone)]
pub struct Programs {
    service: PathBuf,
    phone: PathBuf,
    /// The filter of their logs, if it is not their own choice.
    log: Option<&'static str>,
}

impl Programs {
    /// The same programs, logging everything.
    #[must_use]
    pub fn loudest(self) -> Self {
        Self { log: Some("trace"), ..self }
    }

    /// The programs in `folder`, where Cargo puts what it builds.
    ///
    /// # Errors
    ///
    /// [`DemoError::NotBuilt`] if one is not there.
    pub fn in_folder(folder: &Path) -> Result<Self, DemoError> {
        let built = |name: &str| {
            let path = folder.join(name).with_extension(std::env::consts::EXE_EXTENSION);
            if path.is_file() { Ok(path) } else { Err(DemoError::NotBuilt(path)) }
        };
        Ok(Self { service: built("assenso-service")?, phone: built("assenso-phone")?, log: None })
    }

    /// The programs that Cargo built beside this one: a binary in its folder, or a test below it.
    ///
    /// # Errors
    ///
    /// [`DemoError::NotBuilt`] if one is not there.
    pub fn beside_this() -> Result<Self, DemoError> {
        let this = std::env::current_exe().map_err(DemoError::Folder)?;
        let folder = this.parent().unwrap_or(Path::new("."));
        let folder =
            if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
        Self::in_folder(folder)
    }

    /// Starts the provider on a folder with one account, and waits until it is ready.
    ///
    /// # Errors
    ///
    /// [`DemoError::Provider`] with what it said.
    pub async fn start_provider(
        &self,
        data: &Path,
        account: &Account,
    ) -> Result<RunningProvider, DemoError> {
        std::fs::create_dir_all(data).map_err(DemoError::Folder)?;
        let log = std::fs::File::create(data.with_extension("log")).map_err(DemoError::Folder)?;
        let failed = |error: io::Error| DemoError::Provider(error.to_string());
        let mut child = Command::new(&self.service)
            .envs(self.log.map(|filter| ("RUST_LOG", filter)))
            .arg("--data")
            .arg(data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .map_err(failed)?;
        let stdout = child.stdout.take().ok_or(DemoError::Provider("no output".to_owned()))?;
        let mut lines = BufReader::new(stdout).lines();
        let line = tokio::time::timeout(PATIENCE, lines.next_line())
            .await
            .map_err(|_| DemoError::Provider("it was not ready in time".to_owned()))?
            .map_err(failed)?
            .ok_or(DemoError::Provider("see provider.log in its folder".to_owned()))?;
        let ready: Value = serde_json::from_str(&line)
            .map_err(|_| DemoError::Provider("its first line is not JSON".to_owned()))?;
        let text =
            |name: &str| ready.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let provider = RunningProvider {
            issuer: text("issuer"),
            sign_in: text("sign_in"),
            outbox: text("outbox"),
            child,
        };
        self.seed(data, account).await?;
        Ok(provider)
    }

    async fn seed(&self, data: &Path, account: &Account) -> Result<(), DemoError> {
        let failed = |error: io::Error| DemoError::Provider(error.to_string());
        let mut child = Command::new(&self.service)
            .arg("seed")
            .arg("--data")
            .arg(data)
            .args(["--email", account.email, "--name", account.name])
            .args(["--number", account.number, "--password-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        if let Some(mut stdin) = child.stdin.take() {
            let line = format!("{}\n", account.password);
            stdin.write_all(line.as_bytes()).await.map_err(failed)?;
        }
        let status = child.wait().await.map_err(failed)?;
        if status.success() {
            Ok(())
        } else {
            Err(DemoError::Provider("the account could not be made".to_owned()))
        }
    }

    /// The phone's program.
    #[must_use]
    pub fn phone_program(&self) -> &Path {
        &self.phone
    }

    /// The phone, to be run on a folder.
    #[must_use]
    pub fn phone(&self, data: &Path, issuer: &str) -> Command {
        let mut command = Command::new(&self.phone);
        command.envs(self.log.map(|filter| ("ASSENSO_LOG", filter)));
        command.arg("--data").arg(data).args(["--provider", issuer, "--loopback-http"]);
        command.arg("--log").arg(data.with_extension("log"));
        command.kill_on_drop(true);
        command
    }
}

/// A provider that runs. It stops when dropped.
#[derive(Debug)]
pub struct RunningProvider {
    /// Its issuer.
    pub issuer: String,
    /// The address of its sign-in page.
    pub sign_in: String,
    /// The address of its outbox.
    pub outbox: String,
    child: Child,
}

impl RunningProvider {
    /// Asks it to stop (SIGTERM), and waits until it has.
    ///
    /// # Errors
    ///
    /// [`DemoError::Provider`] if it does not stop, or not cleanly.
    pub async fn stop(mut self) -> Result<(), DemoError> {
        let failed = |error: io::Error| DemoError::Provider(error.to_string());
        let id = self.child.id().and_then(|id| i32::try_from(id).ok());
        if let Some(id) = id.and_then(rustix::process::Pid::from_raw) {
            rustix::process::kill_process(id, rustix::process::Signal::TERM)
                .map_err(|error| failed(error.into()))?;
        }
        let stopped: ExitStatus = tokio::time::timeout(PATIENCE, self.child.wait())
            .await
            .map_err(|_| DemoError::Provider("it did not stop".to_owned()))?
            .map_err(failed)?;
        if stopped.success() {
            Ok(())
        } else {
            Err(DemoError::Provider(format!("it stopped with {stopped}")))
        }
    }
}
