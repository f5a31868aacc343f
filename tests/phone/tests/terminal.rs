//! The program on a pseudo-terminal: what it draws, and that it gives the terminal back.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests")]

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_assenso-phone");
const PATIENCE: Duration = Duration::from_secs(20);
const LEAVES_SCREEN: &[u8] = b"\x1b[?1049l";

type Output = Arc<(Mutex<Vec<u8>>, Condvar)>;

struct Session {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    output: Output,
    _master: Box<dyn MasterPty + Send>,
}

impl Session {
    fn begin(folder: &Path, environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.arg("--data");
        command.arg(folder.join("phone"));
        command.args(["--lang", "en"]);
        command.env_remove("NO_COLOR");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let output = Output::default();
        let (mut reader, sink) = (pair.master.try_clone_reader().unwrap(), Arc::clone(&output));
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                sink.0.lock().unwrap().extend_from_slice(&buffer[..read]);
                sink.1.notify_all();
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        Self { child, keyboard, output, _master: pair.master }
    }

    /// Waits until what was written is as wanted.
    fn until(&self, what: &str, wanted: impl Fn(&[u8]) -> bool) -> Vec<u8> {
        let (bytes, more) = &*self.output;
        let bytes = bytes.lock().unwrap();
        let result = more.wait_timeout_while(bytes, PATIENCE, |bytes| !wanted(bytes));
        let (bytes, timeout) = result.unwrap();
        assert!(!timeout.timed_out(), "{what} never came: {}", screen(&bytes));
        bytes.clone()
    }

    fn sees(&self, text: &str) -> Vec<u8> {
        self.until(text, |bytes| screen(bytes).contains(text))
    }

    fn types(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Ends well, and leaves the terminal's own screen.
    fn ends(mut self) {
        self.until("the end of the screen", |bytes| holds(bytes, LEAVES_SCREEN));
        assert!(self.child.wait().unwrap().success());
    }
}

fn screen(bytes: &[u8]) -> String {
    let size = |cells| NonZero::new(cells).unwrap();
    let mut parser = vt100::Parser::new(size(24), size(80), 0);
    parser.process(bytes);
    parser.screen().contents()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn ctrl_c_leaves_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::begin(folder.path(), &[]);
    let drawn = session.sees("Choose a PIN");
    assert!(holds(&drawn, b"\x1b[38;5;"), "colours by default");
    session.types("47");
    session.sees("[••_");
    session.types("\x03");
    session.ends();
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::begin(folder.path(), &[]);
    session.sees("Choose a PIN");
    let process = session.child.process_id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &process]).status().unwrap().success());
    session.ends();
}

#[test]
fn no_color_is_respected() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::begin(folder.path(), &[("NO_COLOR", "1")]);
    let drawn = session.sees("Esc quit");
    assert!(!holds(&drawn, b"\x1b[38;5;"));
    session.types("\x1b");
    session.ends();
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(PROGRAM)
        .arg("--data")
        .arg(folder.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("use --script"));
}

#[test]
fn a_script_runs_without_a_terminal_and_its_end_tells_success() {
    let folder = tempfile::tempdir().unwrap();
    let run = |script: &str| {
        let path = folder.path().join("script");
        std::fs::write(&path, script).unwrap();
        Command::new(PROGRAM)
            .args(["--lang", "it", "--data"])
            .arg(folder.path().join("phone"))
            .arg("--script")
            .arg(path)
            .output()
            .unwrap()
    };
    let good = run("expect Scegli un PIN\ntype 4711\npress enter\ntype 4711\npress enter\n\
                    expect Ti diamo il benvenuto\nquit\n");
    assert!(good.status.success(), "{}", String::from_utf8_lossy(&good.stderr));
    assert!(!String::from_utf8_lossy(&good.stdout).contains("4711"));
    let bad = run("click\n");
    assert_eq!(bad.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("line 1"));
}
