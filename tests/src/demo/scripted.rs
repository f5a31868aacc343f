//! The terminal phone without a terminal, driven key by key.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command};

/// Longer than the phone itself waits for a text.
const PATIENCE: Duration = Duration::from_secs(40);

/// A phone that takes script lines on its standard input.
pub struct ScriptedPhone {
    child: Child,
    stdin: ChildStdin,
    stdout: Lines<BufReader<ChildStdout>>,
    stderr: ChildStderr,
}

impl ScriptedPhone {
    /// Starts `phone` with `--script -`.
    ///
    /// # Errors
    ///
    /// What went wrong, in words.
    pub fn start(mut phone: Command) -> Result<Self, String> {
        let mut child = phone
            .args(["--script", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| error.to_string())?;
        match (child.stdin.take(), child.stdout.take(), child.stderr.take()) {
            (Some(stdin), Some(stdout), Some(stderr)) => {
                Ok(Self { child, stdin, stdout: BufReader::new(stdout).lines(), stderr })
            }
            _ => Err("the phone has no standard input or output".to_owned()),
        }
    }

    /// Does one line and returns what the phone printed for it.
    ///
    /// # Errors
    ///
    /// What the phone said, in words.
    pub async fn act(&mut self, line: &str) -> Result<Vec<String>, String> {
        let told = format!("{line}\n");
        self.stdin.write_all(told.as_bytes()).await.map_err(|error| error.to_string())?;
        let mut printed = Vec::new();
        loop {
            let next = tokio::time::timeout(PATIENCE, self.stdout.next_line()).await;
            match next {
                Ok(Ok(Some(text))) if text.starts_with("ok ") => return Ok(printed),
                Ok(Ok(Some(text))) => printed.push(text),
                Ok(Ok(None)) => return Err(self.last_words().await),
                Ok(Err(error)) => return Err(error.to_string()),
                Err(_) => return Err("the phone does not answer".to_owned()),
            }
        }
    }

    /// Does several lines.
    ///
    /// # Errors
    ///
    /// What the phone said at the first that failed, in words.
    pub async fn all(&mut self, lines: &[&str]) -> Result<(), String> {
        for line in lines {
            self.act(line).await?;
        }
        Ok(())
    }

    /// What the screen shows.
    ///
    /// # Errors
    ///
    /// What went wrong, in words.
    pub async fn screen(&mut self) -> Result<String, String> {
        Ok(self.act("screen").await?.join("\n"))
    }

    /// Leaves.
    ///
    /// # Errors
    ///
    /// What the phone said if it did not end well.
    pub async fn quit(&mut self) -> Result<(), String> {
        self.act("quit").await?;
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        match ended {
            Ok(Ok(status)) if status.success() => Ok(()),
            Ok(Ok(status)) => Err(format!("the phone ended with {status}")),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the phone does not end".to_owned()),
        }
    }

    async fn last_words(&mut self) -> String {
        let mut text = String::new();
        match self.stderr.read_to_string(&mut text).await {
            Ok(_) if !text.is_empty() => text,
            _ => "the phone ended".to_owned(),
        }
    }
}
