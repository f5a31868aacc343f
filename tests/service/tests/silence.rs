//! What the provider's log does not say. Alone in its process, because it listens to all of it.

#[cfg(test)]
#[allow(dead_code, reason = "the other tests use the rest of it")]
mod common;

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use data_encoding::BASE64URL_NOPAD;
    use tracing_subscriber::fmt::MakeWriter;

    use super::common::{EMAIL, NUMBER, PASSWORD, World, other_code};

    /// A log that a test can read.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl MakeWriter<'_> for Log {
        type Writer = Self;

        fn make_writer(&self) -> Self {
            self.clone()
        }
    }

    #[tokio::test]
    async fn no_secret_reaches_the_log_at_any_level() {
        let log = Log::default();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(log.clone())
            .init();
        let mut secrets = Vec::new();
        let world = World::new().await;
        let mut phone = world.phone();
        phone.pair(&world, EMAIL).await;
        for message in world.outbox().await {
            if let Some(code) = sent_code(&message["text"]) {
                secrets.push(code);
            }
        }
        assert_eq!(secrets.len(), 2);
        let mut browser = world.browser();
        let number = browser.number().await;
        let request = phone.only_request().await;
        let answer = phone.approval_of(&request, &number);
        phone.settle(&answer).await;
        secrets.extend(browser.cookies.values().cloned());
        secrets.extend(browser.open("/sign-in").await.csrf());
        browser.go_on().await;
        secrets.extend(browser.cookies.values().cloned());
        let mut stranger = world.browser();
        stranger.sign_in_as(EMAIL, "a wrong password").await;
        stranger.sign_in_as(EMAIL, PASSWORD).await;
        stranger.open("/sign-in/code").await;
        let wrong = other_code("000000");
        stranger.post("/sign-in/code", &[("code", &wrong)]).await;
        secrets.extend([PASSWORD, "a wrong password", NUMBER, EMAIL, &wrong].map(str::to_owned));
        secrets.extend([phone.session.clone(), phone.nonce.clone(), answer, request, phone.id()]);
        let agreed = phone.agreed.unwrap();
        secrets.push(BASE64URL_NOPAD.encode(agreed.secret.expose()));
        let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        for event in ["listening", "code sent", "associated", "asked", "settled", "signed in"] {
            assert!(said.contains(event), "the log does not say {event}");
        }
        for secret in secrets {
            assert!(!said.contains(&secret), "the log says {secret}");
        }
        for line in said.lines().filter(|line| line.contains("asked") || line.contains("settled")) {
            assert!(!line.contains(&format!("={number}")), "{line}");
        }
    }

    fn sent_code(text: &serde_json::Value) -> Option<String> {
        text.as_str()?
            .split(|character: char| !character.is_ascii_digit())
            .find(|digits| digits.len() == 6)
            .map(str::to_owned)
    }
}
