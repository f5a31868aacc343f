//! The log, handed to the shell's own.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, SubscriberExt as _};

use crate::PlatformError;

/// How much is logged. A release shell takes `Info`.
#[derive(Clone, Copy, uniffi::Enum)]
pub enum LogLevel {
    /// A call panicked.
    Error,
    /// A call failed; its line has an incident id, for support.
    Warn,
    /// What changed for good.
    Info,
    /// Every step, for development.
    Debug,
}

/// Takes the lines of the log. No line has a secret in it.
#[uniffi::export(foreign)]
pub trait PlatformLog: Send + Sync {
    /// One line. Called on any thread; it must not call back.
    ///
    /// # Errors
    ///
    /// Ignored: there is nowhere to log them.
    fn log(&self, level: LogLevel, line: String) -> Result<(), PlatformError>;
}

/// Hands the log to `log` from now on, for the life of the process; `false` if that was done
/// before. A panic is logged by its place alone, never by its text.
#[uniffi::export]
#[must_use]
pub fn start_log(log: Arc<dyn PlatformLog>, level: LogLevel) -> bool {
    let level = match level {
        LogLevel::Error => Level::ERROR,
        LogLevel::Warn => Level::WARN,
        LogLevel::Info => Level::INFO,
        LogLevel::Debug => Level::DEBUG,
    };
    // Our own lines and nobody else's: what a library logs is its own idea of a secret.
    let ours = Targets::new().with_target("assenso", level);
    let subscriber = tracing_subscriber::registry().with(ToShell(log).with_filter(ours));
    if tracing::subscriber::set_global_default(subscriber).is_err() {
        return false;
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
    true
}

struct ToShell(Arc<dyn PlatformLog>);

impl<S: Subscriber> Layer<S> for ToShell {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let level = match *event.metadata().level() {
            Level::ERROR => LogLevel::Error,
            Level::WARN => LogLevel::Warn,
            Level::INFO => LogLevel::Info,
            _ => LogLevel::Debug,
        };
        let mut line = Line(event.metadata().target().to_owned());
        event.record(&mut line);
        // A log that fails can't be logged.
        drop(self.0.log(level, line.0));
    }
}

/// `target: message name=value`.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a string can't fail.
        let _written = if field.name() == "message" {
            write!(self.0, ": {value:?}")
        } else {
            write!(self.0, " {}={value:?}", field.name())
        };
    }
}
