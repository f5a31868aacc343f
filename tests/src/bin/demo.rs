//! `make demo`: a provider with one account, and a phone in this terminal.
#![forbid(unsafe_code)]

use std::process::ExitCode;

use assenso_tests::demo::{self, Programs};
use clap::Parser;

/// Approve a real sign-in from a phone in this terminal.
#[derive(Parser)]
struct Arguments {
    /// Plays the whole story unattended, and says whether it came true.
    #[arg(long)]
    auto: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("demo: failed: {error}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), demo::DemoError> {
    let programs = Programs::beside_this()?;
    let folder = tempfile::tempdir().map_err(demo::DemoError::Folder)?;
    if arguments.auto {
        demo::play(&programs, folder.path(), &mut say).await.map(drop)?;
        say("demo: passed");
        Ok(())
    } else {
        demo::open(&programs, folder.path()).await
    }
}

#[expect(clippy::print_stdout, reason = "what this program says to the person who started it")]
fn say(text: &str) {
    println!("{text}");
}
