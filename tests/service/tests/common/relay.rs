//! A mail relay on loopback: a real SMTP session over real sockets, which keeps what it took.

use std::collections::VecDeque;
use std::io::{self, BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use assenso_service::Smtp;
use mailin::response::{AUTH_OK, INVALID_CREDENTIALS, OK};
use mailin::{Action, AuthMechanism, Handler, Response, SessionBuilder};

pub(crate) const FROM: &str = "notices@mail.example";
pub(crate) const USER: &str = "relay@mail.example";
pub(crate) const LOGIN: &str = "a password for the relay";

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mail {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) raw: Vec<u8>,
}

#[derive(Default)]
struct State {
    taken: Vec<Mail>,
    answers: VecDeque<Response>,
    tried: Vec<String>,
    logins: Vec<String>,
}

#[derive(Clone)]
pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    login: bool,
    state: Arc<Mutex<State>>,
}

impl Relay {
    /// One that answers.
    pub(crate) fn start() -> Self {
        let relay = Self::closed();
        relay.open();
        relay
    }

    /// One that takes nothing without a login.
    pub(crate) fn with_login() -> Self {
        let relay = Self { login: true, ..Self::closed() };
        relay.open();
        relay
    }

    /// An address where nobody listens yet.
    pub(crate) fn closed() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        Self { address: listener.local_addr().unwrap(), login: false, state: Arc::default() }
    }

    pub(crate) fn open(&self) {
        let listener = TcpListener::bind(self.address).unwrap();
        let relay = self.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let relay = relay.clone();
                thread::spawn(move || relay.talk(stream.unwrap()));
            }
        });
    }

    /// How the node finds it.
    pub(crate) fn smtp(&self) -> Smtp {
        Smtp::new(&format!("smtp://{}", self.address), FROM, None).unwrap()
    }

    /// What it says to the next recipients, one each; after that it takes everything.
    pub(crate) fn will_answer(&self, answers: impl IntoIterator<Item = Response>) {
        self.state().answers.extend(answers);
    }

    pub(crate) fn taken(&self) -> Vec<Mail> {
        self.state().taken.clone()
    }

    /// How many recipients were named to it, taken or not.
    pub(crate) fn tries(&self) -> usize {
        self.state().tried.len()
    }

    pub(crate) fn logins(&self) -> usize {
        self.state().logins.len()
    }

    /// Waits until it has taken as many.
    pub(crate) async fn has_taken(&self, mails: usize) {
        self.until(|relay| relay.taken().len() >= mails).await;
    }

    pub(crate) async fn until(&self, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..600 {
            if is_so(self) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("after 30 s it has taken {} of {} tries", self.taken().len(), self.tries());
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn talk(&self, mut stream: TcpStream) {
        let peer = stream.peer_addr().unwrap().ip();
        let mut builder = SessionBuilder::new("relay.example");
        if self.login {
            builder.enable_auth(AuthMechanism::Plain).insecure_enable_plaintext_auth();
        }
        let handler = Taking { relay: self.clone(), mail: None };
        let mut session = builder.build(peer, handler);
        let mut lines = BufReader::new(stream.try_clone().unwrap());
        session.greeting().write_to(&mut stream).unwrap();
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            let response = session.process(&line);
            line.clear();
            let written = match response.action {
                Action::NoReply => Ok(()),
                _ => response.write_to(&mut stream),
            };
            if written.is_err() || response.action == Action::Close {
                return;
            }
        }
    }
}

struct Taking {
    relay: Relay,
    mail: Option<Mail>,
}

impl Handler for Taking {
    fn rcpt(&mut self, to: &str) -> Response {
        let mut state = self.relay.state();
        state.tried.push(to.to_owned());
        state.answers.pop_front().unwrap_or(OK)
    }

    fn data_start(&mut self, _domain: &str, from: &str, _is8bit: bool, to: &[String]) -> Response {
        self.mail = Some(Mail { from: from.to_owned(), to: to.to_vec(), raw: Vec::new() });
        OK
    }

    fn data(&mut self, buffer: &[u8]) -> io::Result<()> {
        self.mail.as_mut().unwrap().raw.extend_from_slice(buffer);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        self.relay.state().taken.extend(self.mail.take());
        OK
    }

    fn auth_plain(&mut self, _authorization: &str, user: &str, password: &str) -> Response {
        if user != USER || password != LOGIN {
            return INVALID_CREDENTIALS;
        }
        self.relay.state().logins.push(user.to_owned());
        AUTH_OK
    }
}
