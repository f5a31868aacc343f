//! `ChromeDriver` with a Chromium behind it: started by a test for itself, and gone with it.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "what a test is made of may panic as the test does"
)]

use std::env;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// No window, no network of its own, nothing asked at the start.
const FLAGS: [&str; 15] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-proxy-server",
    "--password-store=basic",
    // Chromium goes when the driver does, however that ends.
    "--remote-debugging-pipe",
];

/// How a browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Setup {
    /// The languages that the person reads, as in `Accept-Language`.
    pub languages: &'static str,
    /// Whether pages may run scripts.
    pub scripts: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self { languages: "en-US,en", scripts: true }
    }
}

/// A running `ChromeDriver`.
pub struct Driver {
    process: Child,
    port: u16,
    folder: TempDir,
}

impl Driver {
    /// Starts it on a free port. `None`, loudly, if the tests in a browser are to be skipped.
    ///
    /// # Panics
    ///
    /// If it does not start.
    #[must_use]
    pub fn start() -> Option<Self> {
        if skipped() {
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .env("XDG_CONFIG_HOME", folder.path())
            .env("XDG_CACHE_HOME", folder.path())
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts: tests/peers/install.sh says what is missing");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line));
        let Some(port) = port else {
            let _ = process.kill();
            panic!("chromedriver ended: {:?}", process.wait());
        };
        // Nobody reads on, and a full pipe would stop it.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Some(Self { process, port, folder })
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What to ask it for: a Chromium that was never started before and keeps its console.
    #[must_use]
    pub fn capabilities(&self, setup: Setup) -> Map<String, Value> {
        let mut flags: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        flags.push(format!("--user-data-dir={}", self.folder.path().join("profile").display()));
        let scripts = if setup.scripts { 1 } else { 2 };
        let wanted = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL" },
            "goog:chromeOptions": {
                "args": flags,
                "prefs": {
                    "credentials_enable_service": false,
                    "intl.accept_languages": setup.languages,
                    "profile.managed_default_content_settings.javascript": scripts,
                },
            },
        });
        match wanted {
            Value::Object(wanted) => wanted,
            _ => Map::new(),
        }
    }

    /// Has it close its browsers and end.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Also on a panic: whatever goes wrong here, the process is killed.
        let _ = self.shut_down();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn port_in(line: &str) -> Option<u16> {
    let (_, after) = line.split_once("started successfully on port ")?;
    after.trim_end_matches('.').parse().ok()
}

/// Whether somebody without a browser asked for it. CI always has one.
fn skipped() -> bool {
    let is = |name, value| env::var(name).is_ok_and(|set| set == value);
    let skipped = is("ASSENSO_SKIP_BROWSER", "1") && !is("CI", "true");
    if skipped {
        // Past the test harness, which would keep it to itself.
        let _ = writeln!(std::io::stderr(), "SKIPPED: a test in a real browser");
    }
    skipped
}
