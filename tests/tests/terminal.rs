//! The terminal phone in a real (pseudo-)terminal of 80 by 24, as a person uses it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test ends where something is not as expected"
)]

use std::io::{Read as _, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use assenso_service::SystemClock;
use assenso_tests::browser::Browser;
use assenso_tests::demo::Programs;
use assenso_tests::phone::Phone;
use assenso_tests::provider::{EMAIL, PASSWORD, Provider};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const SIZE: PtySize = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
const PATIENCE: Duration = Duration::from_secs(30);
const PIN: &str = "135790";

type Screen = Arc<(Mutex<vt100::Parser>, Condvar)>;

/// A phone in a terminal.
struct Terminal {
    keys: Box<dyn Write + Send>,
    screen: Screen,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    fn open(data: &std::path::Path, issuer: &str, lang: &str) -> Self {
        let pty = native_pty_system().openpty(SIZE).unwrap();
        let programs = Programs::beside_this().unwrap();
        let mut command = CommandBuilder::new(programs.phone_program());
        command.arg("--data");
        command.arg(data);
        command.args(["--provider", issuer, "--loopback-http", "--lang", lang]);
        command.env("TERM", "xterm-256color");
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let screen: Screen = Arc::new((Mutex::new(parser()), Condvar::new()));
        let mut output = pty.master.try_clone_reader().unwrap();
        let shared = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length) = output.read(&mut bytes) {
                shared.0.lock().unwrap().process(&bytes[..length]);
                shared.1.notify_all();
                if length == 0 {
                    break;
                }
            }
        });
        let keys = pty.master.take_writer().unwrap();
        Self { keys, screen, child, master: pty.master }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the screen shows `text`, over line ends too.
    fn expect(&self, text: &str) {
        self.wait(&format!("to show {text:?}"), |screen| flat(screen).contains(text));
    }

    fn expect_gone(&self, text: &str) {
        self.wait(&format!("to lose {text:?}"), |screen| !flat(screen).contains(text));
    }

    fn wait(&self, what: &str, done: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        let mut parser = self.screen.0.lock().unwrap();
        while !done(parser.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "waited {what}; the screen is\n{}",
                parser.screen().contents()
            );
            parser = self.screen.1.wait_timeout(parser, left).unwrap().0;
        }
    }

    fn contents(&self) -> String {
        self.screen.0.lock().unwrap().screen().contents()
    }

    fn set_pin(&mut self, again: &str) {
        self.press(&format!("{PIN}\r"));
        self.press(&format!("{PIN}\r"));
        self.expect(again);
    }
}

fn parser() -> vt100::Parser {
    let size = |size: u16| std::num::NonZero::new(size).unwrap();
    vt100::Parser::new(size(SIZE.rows), size(SIZE.cols), 0)
}

/// The screen's words with one space between them.
fn flat(screen: &vt100::Screen) -> String {
    screen.contents().split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn provider() -> Provider {
    Provider::start_with(|config| config.clock = Arc::new(SystemClock)).await
}

async fn code(provider: &Provider) -> String {
    format!("{}\r", provider.sms_code().await.expose())
}

/// Associates the phone, in English.
async fn associate(phone: &mut Terminal, provider: &Provider) {
    phone.expect("Choose a PIN");
    phone.set_pin("Add an account");
    phone.press("\r");
    phone.expect(provider.issuer());
    phone.press("\r");
    phone.expect("E-mail");
    phone.press(&format!("{EMAIL}\r{PASSWORD}\r"));
    phone.expect("Confirm authorization");
    assert!(!phone.contents().contains(PASSWORD));
    phone.press(&code(provider).await);
    phone.expect("[ Associate this device ]");
    phone.press("\r");
    phone.expect("a second code");
    phone.press(&code(provider).await);
    for _ in 0..2 {
        phone.expect("Your PIN, please");
        phone.press(&format!("{PIN}\r"));
        phone.expect_gone("Your PIN, please");
    }
    phone.expect("This device is associated");
    phone.press("\r");
    phone.expect("Sign-ins appear here by themselves");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_main_story_in_a_terminal() {
    let provider = provider().await;
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Terminal::open(&folder.path().join("phone"), provider.issuer(), "en");
    associate(&mut phone, &provider).await;

    let (browser, page) = Browser::signing_in(&provider).await;
    phone.expect("Is this you?");
    for shown in ["Demo Mail", EMAIL, "Firefox on Linux", "127.0.0.1", "Time left"] {
        phone.expect(shown);
    }
    phone.press(&format!("{}\r", page.number()));
    phone.expect("Your PIN, please");
    phone.press(&format!("{PIN}\r"));
    phone.expect("Authorized");
    assert_eq!(browser.decided().await, "approved");
    let waiting = browser.get("/sign-in").await;
    assert_eq!(browser.go_on(&waiting).await.signed_in_by().as_deref(), Some("push"));
    phone.press("\r");

    let (browser, _) = Browser::signing_in(&provider).await;
    phone.expect("Is this you?");
    phone.press("d");
    phone.expect("Denied");
    assert_eq!(browser.decided().await, "over");
    phone.expect("It wasn't me");
    phone.press("\r");
    phone.expect("Your provider knows that it was not you");
    phone.press("\r");

    phone.expect("Sign-ins appear here by themselves");
    phone.press("q");
    assert!(phone.child.wait().unwrap().success());
    phone.wait("to leave the full screen", |screen| !screen.alternate_screen());
    assert!(!phone.screen.0.lock().unwrap().screen().hide_cursor());

    let mut phone = Terminal::open(&folder.path().join("phone"), provider.issuer(), "it");
    phone.expect("PIN");
    phone.press(&format!("{PIN}\r"));
    phone.expect(EMAIL);
    phone.expect("questo dispositivo è associato");
    phone.press("\u{3}");
    assert!(phone.child.wait().unwrap().success(), "Ctrl-C leaves cleanly");
}

/// The PIN for the prompts of the phone.
fn answer_prompts(phone: &mut Terminal, prompts: usize) {
    for _ in 0..prompts {
        phone.expect("Your PIN, please");
        phone.press(&format!("{PIN}\r"));
        phone.expect_gone("Your PIN, please");
    }
}

/// From the list to what the owner can do with the mailbox; the last key is the entry there.
fn two_step(phone: &mut Terminal, entry: usize) {
    phone.expect("Sign-ins appear here by themselves");
    phone.press("s");
    phone.expect("Mailboxes");
    phone.press("\u{1b}[B\r");
    phone.expect("Account");
    phone.press("\r");
    phone.expect("2-step verification");
    phone.press("\r");
    phone.expect("Deactivate 2-step verification");
    phone.press(&"\u{1b}[B".repeat(entry));
    phone.press("\r");
}

/// Seven groups of four characters, as the screen shows them.
fn groups(phone: &Terminal) -> Vec<String> {
    let is_group = |word: &&str| {
        word.len() == 4 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    phone.contents().split_whitespace().filter(is_group).map(str::to_owned).collect()
}

/// Turns 2-step verification on with a new phone.
async fn activate(phone: &mut Terminal, provider: &Provider) {
    phone.expect("Choose a PIN");
    phone.set_pin("Add an account");
    phone.press("\r");
    phone.expect(provider.issuer());
    phone.press("\r");
    phone.expect("E-mail");
    phone.press(&format!("{EMAIL}\r{PASSWORD}\r"));
    phone.expect("2-step verification is off for");
    phone.press("\r");
    phone.expect("Type the code here only");
    phone.press(&code(provider).await);
    answer_prompts(phone, 2);
    phone.expect("2-step verification is on");
    phone.press("\r");
}

/// Makes a recovery code, and writes it down.
fn write_code_down(phone: &mut Terminal) -> Vec<String> {
    two_step(phone, 1);
    phone.expect("The recovery code is for the day");
    phone.press(&format!("{PASSWORD}\r"));
    phone.expect("To be sure that it is written down");
    assert!(!phone.contents().contains(PASSWORD));
    let paper = groups(phone);
    assert_eq!(paper.len(), 7, "{paper:?}");
    phone.press("????\r");
    phone.expect("This is not that group");
    let asked = (1..=7).find(|n| phone.contents().contains(&format!("type group {n} of 7")));
    phone.press(&format!("{}\r", paper[asked.unwrap() - 1].to_lowercase()));
    answer_prompts(phone, 1);
    phone.expect("The recovery code is good from now on");
    phone.press("\r");
    paper
}

/// Takes the lost phone's place with the paper.
fn take_over(next: &mut Terminal, provider: &Provider, paper: &[String]) {
    next.expect("Choose a PIN");
    next.set_pin("Add an account");
    next.press("\r");
    next.expect(provider.issuer());
    next.press("\r");
    next.expect("E-mail");
    next.press(&format!("{EMAIL}\r{PASSWORD}\r"));
    next.expect("Confirm authorization");
    next.press("\t\t\t\r");
    next.expect("With the recovery code on your paper");
    next.press(&format!("{}\r", paper.join(" ").to_lowercase()));
    next.expect("The recovery code of");
    next.press("\r");
    answer_prompts(next, 2);
    next.expect("This device is associated");
    next.press("\r");
}

/// Turns 2-step verification off.
fn deactivate(phone: &mut Terminal) {
    two_step(phone, 3);
    phone.expect("the password alone opens the mailbox");
    // Enter alone takes nothing away: the button beside it has the focus.
    phone.press("\r");
    phone.expect("Ask the provider again");
    phone.press(&"\u{1b}[B".repeat(3));
    phone.press("\r");
    phone.expect("the password alone opens the mailbox");
    phone.press("\u{1b}[Z\r");
    phone.expect("Are you sure?");
    phone.press(&format!("{PASSWORD}\r"));
    answer_prompts(phone, 1);
    phone.expect("2-step verification is off");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_life_of_an_association_in_two_terminals() {
    let provider = Provider::start_with_account(|account| account.two_step = false).await;
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Terminal::open(&folder.path().join("first"), provider.issuer(), "en");
    activate(&mut phone, &provider).await;
    let paper = write_code_down(&mut phone);
    let mut next = Terminal::open(&folder.path().join("second"), provider.issuer(), "en");
    take_over(&mut next, &provider, &paper);
    phone.expect("another phone was associated in its place");
    deactivate(&mut next);
    let page = Browser::new(&provider.origin()).type_password(EMAIL, PASSWORD).await;
    assert_eq!(page.signed_in_by().as_deref(), Some("password"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_pasted_over_the_address_and_shown_before_it_is_accepted() {
    let provider = provider().await;
    let (first, account) = Phone::associated(&provider).await;
    let (browser, page) = Browser::signing_in(&provider).await;
    first.one_request(account).await.approve(&page.number()).await.unwrap();
    browser.go_on(&browser.get("/sign-in").await).await;
    let link = browser.invitation().await;

    let folder = tempfile::tempdir().unwrap();
    let mut phone = Terminal::open(&folder.path().join("phone"), provider.issuer(), "en");
    phone.expect("Choose a PIN");
    phone.set_pin("Add an account");
    phone.press("\r");
    phone.expect(provider.issuer());
    phone.press(&format!("\u{1b}[200~{link}\n\u{1b}[201~"));
    // Its end, where the cursor stands.
    phone.expect(&link[link.len() - 20..]);
    phone.press("\r");
    let domain = provider.issuer().trim_start_matches("http://");
    phone.expect(&format!("This invitation leads to {domain}"));
    assert!(!phone.contents().contains("does not know this provider"));
    phone.press("\r");
    phone.expect("Password");
    phone.expect(EMAIL);
    // The address stands there already.
    phone.press(&format!("\r{PASSWORD}\r"));
    phone.expect("Confirm authorization");
    phone.press("\u{3}");
    assert!(phone.child.wait().unwrap().success());

    let mut other = Terminal::open(&folder.path().join("other"), "https://mail.example", "en");
    other.expect("Choose a PIN");
    other.set_pin("Add an account");
    other.press("\r");
    other.expect("https://mail.example");
    other.press(&format!("\u{1b}[200~{link}\u{1b}[201~\r"));
    other.expect("This app does not know this provider.");
    // Enter alone does not go on; the button beside does.
    other.press("\r");
    other.expect("Welcome.");
    other.press("\r");
    other.expect("https://mail.example");
    other.press(&format!("\u{1b}[200~{link}\u{1b}[201~\r"));
    other.expect("This app does not know this provider.");
    other.press("\t\r");
    other.expect("This invitation is no longer good.");
    other.press("\u{3}");
    assert!(other.child.wait().unwrap().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_while_the_window_changes_is_not_lost() {
    let provider = provider().await;
    let folder = tempfile::tempdir().unwrap();
    let mut phone = Terminal::open(&folder.path().join("phone"), provider.issuer(), "en");
    phone.expect("Choose a PIN");
    for typed in 1_u16..=12 {
        for changed in 0..9 {
            let size = PtySize { pixel_width: 10 * typed + changed, ..SIZE };
            phone.master.resize(size).unwrap();
        }
        phone.press("7");
        let dots = "•".repeat(typed.into());
        phone.wait(&format!("to show {dots}"), |screen| screen.contents().contains(&dots));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_window_says_so_and_three_wrong_pins_wait() {
    let provider = provider().await;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("phone");
    let mut phone = Terminal::open(&data, provider.issuer(), "en");
    phone.expect("Choose a PIN");
    phone.master.resize(PtySize { rows: 10, cols: 40, ..SIZE }).unwrap();
    phone.expect("80");
    phone.master.resize(SIZE).unwrap();
    phone.expect("Choose a PIN");
    phone.set_pin("Add an account");
    phone.press("q");
    phone.child.wait().unwrap();

    let mut phone = Terminal::open(&data, provider.issuer(), "en");
    phone.expect("Enter this phone's PIN.");
    for answer in ["before a wait: 2.", "before a wait: 1.", "Three wrong PINs"] {
        phone.press("0000\r");
        phone.expect(answer);
    }
    phone.press("\u{3}");
    phone.child.wait().unwrap();
}
