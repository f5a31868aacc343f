//! The phone without a terminal: a script presses the keys and looks at the screen.
//!
//! The model, the effects and the pictures are those of the terminal; only keyboard and screen are
//! replaced. A script has one command a line:
//!
//! ```text
//! # a comment
//! type TEXT          types TEXT
//! paste TEXT         pastes TEXT: an invitation's link takes the place of an address
//! press KEY          presses enter, esc, tab, backtab, up, down, left, right, home, end,
//!                    backspace, delete, space, ctrl-c, ctrl-r, or one character
//! report REASON      waits for the question after a denial, 20 seconds at most, and answers it:
//!                    not-me, mistake
//! expect TEXT        waits until the screen shows TEXT, 20 seconds at most
//! wait-gone TEXT     waits until it does not, 20 seconds at most
//! screen             prints the screen
//! quit               leaves
//! ```
//!
//! After each line it prints `ok N: LINE`, with what was typed left out. TEXT may go over the end
//! of a line on the screen.

mod command;

#[cfg(test)]
mod tests;

use std::io::{self, Write};
use std::time::Duration;

use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, Lines};
use tokio::time::sleep;

pub use command::{Command, SyntaxError};

use crate::app::{Action, Key, Model};
use crate::engine::Engine;
use crate::gateway::ReportReason;
use crate::screens::{SIZE, picture};

/// How long `expect` and `wait-gone` wait.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a script failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScriptError {
    /// A line is no command.
    #[error("line {line}: {error}")]
    Syntax {
        /// The line's number, from 1.
        line: usize,
        /// What is wrong with it.
        #[source]
        error: SyntaxError,
    },
    /// The screen did not come to show, or to lose, a text.
    #[error("line {line}: `{command}` did not come true; the screen is\n{screen}")]
    Unmet {
        /// The line's number, from 1.
        line: usize,
        /// The line.
        command: String,
        /// The screen at the end.
        screen: String,
    },
    /// The script can't be read, or nothing be printed.
    #[error("the script can't be read or its result printed")]
    Io(#[from] io::Error),
}

/// Runs the lines of `script`, and prints to `out`.
///
/// # Errors
///
/// See [`ScriptError`].
pub async fn run<R: AsyncBufRead + Unpin, W: Write>(
    engine: &mut Engine,
    script: R,
    out: &mut W,
) -> Result<(), ScriptError> {
    let mut lines = script.lines();
    let mut number = 0_usize;
    while let Some(text) = next_line(engine, &mut lines).await? {
        number = number.saturating_add(1);
        let command =
            Command::parse(&text).map_err(|error| ScriptError::Syntax { line: number, error })?;
        let Some(command) = command else { continue };
        let shown = command.to_string();
        let met = carry_out(engine, command, out).await?;
        if !met {
            let screen = picture(engine.model(), SIZE);
            return Err(ScriptError::Unmet { line: number, command: shown, screen });
        }
        writeln!(out, "ok {number}: {shown}")?;
        out.flush()?;
        if engine.model().quit {
            break;
        }
    }
    Ok(())
}

/// The next line; the phone goes on while it is waited for.
async fn next_line<R: AsyncBufRead + Unpin>(
    engine: &mut Engine,
    lines: &mut Lines<R>,
) -> io::Result<Option<String>> {
    loop {
        tokio::select! {
            biased;
            line = lines.next_line() => return line,
            action = engine.next() => engine.handle(action),
        }
    }
}

/// Whether the command came true.
async fn carry_out<W: Write>(
    engine: &mut Engine,
    command: Command,
    out: &mut W,
) -> io::Result<bool> {
    match command {
        Command::Type(text) => {
            // EXPOSE: the keys are pressed one by one.
            text.expose().chars().for_each(|key| engine.handle(Action::Key(Key::Char(key))));
        }
        Command::Paste(text) => engine.handle(Action::Paste(text)),
        Command::Press(key) => engine.handle(Action::Key(key)),
        Command::Report(reason) => return Ok(report(engine, reason).await),
        Command::Expect(text) => return Ok(wait(engine, |model| shown(model, &text)).await),
        Command::WaitGone(text) => return Ok(wait(engine, |model| !shown(model, &text)).await),
        Command::Screen => {
            let screen = picture(engine.model(), SIZE);
            writeln!(out, "--- screen\n{screen}\n--- end of screen")?;
        }
        Command::Quit => engine.handle(Action::Quit),
    }
    Ok(true)
}

/// Answers the question after a denial with the keys of a person; whether it was asked.
async fn report(engine: &mut Engine, reason: ReportReason) -> bool {
    let asked = wait(engine, Model::asks_about_denial).await;
    if asked {
        let choice = match reason {
            ReportReason::NotMe => Key::Left,
            ReportReason::Mistake => Key::Right,
        };
        engine.handle(Action::Key(choice));
        engine.handle(Action::Key(Key::Enter));
    }
    asked
}

/// Lets the phone go on until it is as wanted, or patience ends.
async fn wait(engine: &mut Engine, wanted: impl Fn(&Model) -> bool) -> bool {
    let patience = sleep(PATIENCE);
    tokio::pin!(patience);
    loop {
        if wanted(engine.model()) {
            return true;
        }
        tokio::select! {
            action = engine.next() => engine.handle(action),
            () = &mut patience => return false,
        }
    }
}

fn shown(model: &Model, text: &str) -> bool {
    shows(&picture(model, SIZE), text)
}

/// Whether a screen shows a text, on one line or over the end of some.
fn shows(screen: &str, text: &str) -> bool {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    screen.contains(text) || flat(screen).contains(&flat(text))
}
