//! `assenso-phone`: the terminal phone.
#![forbid(unsafe_code)]

use std::fs::{self, File, OpenOptions};
use std::io::{self, stdout};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use assenso_core::authenticator::{Development, Options};
use assenso_core::ports::Clock as _;
use assenso_core::protocol::{DisplayText, InvalidText};
use assenso_phone::app::{Beginning, Model};
use assenso_phone::engine::{Engine, Wiring};
use assenso_phone::gateway::Startup;
use assenso_phone::keys::{Cost, SystemClock};
use assenso_phone::real::RealStartup;
use assenso_phone::screens::Theme;
use assenso_phone::text::Lang;
use assenso_phone::{script, terminal};
use clap::Parser;
use tokio::io::{AsyncBufRead, BufReader};
use tracing_subscriber::EnvFilter;

/// The terminal phone: Assenso for people at a desk.
#[derive(Parser)]
#[command(name = "assenso-phone", version)]
struct Arguments {
    /// The phone's folder; made at first use.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The language; without it, that of the locale.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<Lang>,
    /// The provider's address, filled in for the first association.
    #[arg(long, value_name = "URL", default_value = "https://")]
    provider: String,
    /// A line to show at the top; may be given again.
    #[arg(long, value_name = "TEXT")]
    banner: Vec<String>,
    /// A file with lines to show at the top.
    #[arg(long, value_name = "FILE")]
    banner_file: Option<PathBuf>,
    /// Runs without a terminal, by the lines of this file; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// The phone's name, as the provider shows it.
    #[arg(long, value_name = "NAME", default_value = "Terminal phone")]
    device_name: String,
    /// For development: plain HTTP to a loopback address.
    #[arg(long)]
    loopback_http: bool,
    /// For development: certificate authorities to believe, and none of the system's, PEM.
    #[arg(long, value_name = "FILE")]
    extra_ca: Option<PathBuf>,
    /// Where to log to; without it, nothing is logged. `ASSENSO_LOG` is the filter.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
}

fn main() -> ExitCode {
    match start(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&*error);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "the program's one error message; the terminal is its own")]
fn complain(error: &dyn std::error::Error) {
    eprintln!("assenso-phone: {error}");
}

fn start(arguments: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    if let Some(log) = &arguments.log {
        log_to(log)?;
    }
    let development = Development {
        loopback_http: arguments.loopback_http,
        extra_ca: arguments.extra_ca.as_ref().map(fs::read).transpose()?,
    };
    let is_loose = development.loopback_http || development.extra_ca.is_some();
    let options = Options {
        app: DisplayText::new(concat!("assenso-phone/", env!("CARGO_PKG_VERSION")))?,
        device_name: DisplayText::cut(&arguments.device_name).ok_or(InvalidText)?,
        listed: vec![arguments.provider.clone()],
        development: is_loose.then_some(development),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(run(arguments, options));
    // A read of standard input that is under way can't be stopped; it must not hold up the end.
    runtime.shutdown_background();
    result
}

async fn run(arguments: &Arguments, options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let mut engine = assemble(arguments, options)?;
    match &arguments.script {
        None => Ok(terminal::run(&mut engine, Theme::from_environment()).await?),
        Some(path) => {
            let lines = open_script(path).await?;
            Ok(script::run(&mut engine, lines, &mut stdout()).await?)
        }
    }
}

/// Puts the phone together. One that can't start says why on its first screen.
fn assemble(arguments: &Arguments, options: Options) -> io::Result<Engine> {
    let locale = sys_locale::get_locale().unwrap_or_default();
    let lang = arguments.lang.unwrap_or_else(|| Lang::from_locale(&locale));
    let clock = Arc::new(SystemClock);
    let wiring = Wiring::default();
    let (data, prompts) = (&arguments.data, wiring.prompts());
    let opened = RealStartup::open(data, Cost::STANDARD, clock.clone(), prompts, options);
    let mut banner = arguments.banner.clone();
    if let Some(file) = &arguments.banner_file {
        banner.extend(fs::read_to_string(file)?.lines().map(str::to_owned));
    }
    let now = clock.boot();
    Ok(match opened {
        Ok(startup) => {
            let beginning = Beginning {
                banner,
                issuer: arguments.provider.clone(),
                is_new: startup.is_new(),
                wait_left: startup.wait_left(),
            };
            let model = Model::new(lang, now, beginning);
            Engine::new(model, Some(Arc::new(startup)), clock, wiring)
        }
        Err(problem) => Engine::new(Model::stopped(lang, now, problem), None, clock, wiring),
    })
}

async fn open_script(path: &Path) -> io::Result<Box<dyn AsyncBufRead + Unpin>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(tokio::io::stdin())));
    }
    Ok(Box::new(BufReader::new(tokio::fs::File::open(path).await?)))
}

/// Logs to a file that only its owner reads; never to the terminal, which is the phone's screen.
fn log_to(path: &Path) -> io::Result<()> {
    let file: File = OpenOptions::new().create(true).append(true).mode(0o600).open(path)?;
    let filter = EnvFilter::try_from_env("ASSENSO_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(file).init();
    Ok(())
}
