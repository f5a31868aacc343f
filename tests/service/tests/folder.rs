//! The data folder across restarts, and the program itself.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};

use assenso_core::protocol::AssociationStatus;
use assenso_service::{Config, StartError, start};
use serde_json::{Value, json};

use super::common::{EMAIL, NUMBER, PASSWORD, World, config};

#[tokio::test]
async fn a_restart_keeps_issuer_port_phones_and_requests() {
    let world = World::new().await;
    let mut phone = world.paired_phone().await;
    let mut browser = world.browser();
    let number = browser.number().await;
    let (issuer, address) = (world.node.issuer.clone(), world.node.address);
    let world = world.restarted().await;
    assert_eq!((&world.node.issuer, world.node.address), (&issuer, address));
    assert_eq!(phone.association().await.state, AssociationStatus::Associated);
    let request = phone.only_request().await;
    phone.settle(&phone.approval_of(&request, &number)).await;
    assert!(browser.go_on().await.has("signed-in"));
}

#[tokio::test]
async fn a_folder_stays_with_its_issuer() {
    let world = World::new().await;
    let mut other = config(world.dir.path(), &world.clock);
    other.issuer = Some("https://mail.example".to_owned());
    let refused = start(other).await.unwrap_err();
    assert!(matches!(refused, StartError::OtherIssuer { .. }));
    assert!(refused.to_string().contains(&world.node.issuer), "{refused}");
}

#[tokio::test]
async fn a_folder_stays_with_its_address() {
    let world = World::new().await;
    let mut other = config(world.dir.path(), &world.clock);
    other.listen.set_port(1);
    assert!(matches!(start(other).await, Err(StartError::OtherAddress { .. })));
}

#[tokio::test]
async fn a_port_that_is_taken_is_said_plainly() {
    let world = World::new().await;
    let taken = start(config(world.dir.path(), &world.clock)).await.unwrap_err();
    assert!(matches!(taken, StartError::Listen { .. }));
    let text = taken.to_string();
    assert!(text.contains(&world.node.address.to_string()), "{text}");
}

#[tokio::test]
async fn another_node_needs_a_provider_to_belong_to() {
    let dir = tempfile::tempdir().unwrap();
    let mut node = Config::new(dir.path());
    node.another_node = true;
    assert!(matches!(start(node).await, Err(StartError::NoProvider)));
}

#[tokio::test]
async fn a_public_address_needs_an_https_issuer() {
    let dir = tempfile::tempdir().unwrap();
    for issuer in [Some("http://mail.example"), Some("https://mail.example/path")] {
        let mut node = Config::new(dir.path());
        node.issuer = issuer.map(str::to_owned);
        assert!(matches!(start(node).await, Err(StartError::InvalidIssuer(_))), "{issuer:?}");
    }
}

#[tokio::test]
async fn a_behind_a_proxy_provider_keeps_its_public_issuer() {
    let dir = tempfile::tempdir().unwrap();
    let mut node = Config::new(dir.path());
    node.issuer = Some("https://mail.example".to_owned());
    node.name = Some("Example Mail".to_owned());
    let node = start(node).await.unwrap();
    let url = format!("http://{}/.well-known/assenso", node.address);
    let body: Value = super::common::client().get(url).send().await.unwrap().json().await.unwrap();
    assert_eq!(body["issuer"], "https://mail.example");
    assert_eq!(body["base"], "https://mail.example/assenso/v1");
    assert_eq!(body["name"], "Example Mail");
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_assenso-service"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A program that is killed when a test ends early.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        let _already_ended = self.0.kill();
        let _reaped = self.0.wait();
    }
}

impl Started {
    fn first_line(&mut self) -> Value {
        let mut line = String::new();
        let stdout = self.0.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn terminate(mut self) -> (std::process::ExitStatus, String) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").arg(id).status().unwrap().success());
        let status = self.0.wait().unwrap();
        let mut log = String::new();
        self.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (status, log)
    }
}

#[test]
fn the_program_says_when_it_is_ready_and_stops_cleanly() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().to_str().unwrap();
    let mut child = program().args(["--data", data]).spawn().map(Started).unwrap();
    let ready = child.first_line();
    assert_eq!(ready["ready"], true);
    let issuer = ready["issuer"].as_str().unwrap().to_owned();
    assert_eq!(issuer, format!("http://{}", ready["address"].as_str().unwrap()));
    assert_eq!(ready["sign_in"], format!("{issuer}/"));
    assert_eq!(ready["outbox"], format!("{issuer}/outbox"));
    let (status, log) = child.terminate();
    assert_eq!(status.code(), Some(0), "{log}");
    let mut again = program().args(["serve", "--data", data]).spawn().map(Started).unwrap();
    assert_eq!(again.first_line(), ready);
    assert_eq!(again.terminate().0.code(), Some(0));
}

#[test]
fn the_program_fails_clearly() {
    let dir = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = dir.path().to_str().unwrap();
    let output = program().args(["--data", data, "--listen", &address]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("cannot listen on {address}")), "{said}");
}

#[test]
fn an_account_is_seeded_with_its_password_from_standard_input() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().to_str().unwrap();
    for made in [true, false] {
        let mut child = program()
            .args(["seed", "--data", data, "--email", EMAIL, "--number", NUMBER])
            .args(["--name", "Maria", "--password-stdin"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
        let output = child.wait_with_output().unwrap();
        let said: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(said, json!({ "seeded": made, "email": EMAIL }));
    }
    let refused = program().args(["seed", "--data", data, "--email", "a@b"]).output().unwrap();
    assert_eq!(refused.status.code(), Some(1), "without a password");
}

#[test]
fn keys_are_rotated_from_the_command_line() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().to_str().unwrap();
    let mut child = program().args(["--data", data]).spawn().map(Started).unwrap();
    child.first_line();
    let output = program().args(["rotate-keys", "--data", data]).output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&said["rotated"]["epoch"], &said["rotated"]["still_listed"]),
        (&json!(2), &json!(1))
    );
    let output =
        program().args(["rotate-keys", "--data", data, "--drop-previous"]).output().unwrap();
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&said["rotated"]["epoch"], &said["rotated"]["still_listed"]),
        (&json!(3), &json!(0))
    );
}
