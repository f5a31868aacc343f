//! The story that the unattended demo plays, one plain step after the other.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use super::{ACCOUNT, DemoError, Programs, RunningProvider, ScriptedPhone};
use crate::browser::{Browser, Page};
use crate::provider::code_in;

/// The phone's PIN in the story; long enough not to stand in a log by chance.
const PIN: &str = "2468013579";
/// A fallback code that is about to change is not typed: the next one is waited for.
const CODE_TIME: u64 = 3;

/// Plays the whole story, telling each step to `tell`. Returns everything secret that was typed.
///
/// # Errors
///
/// [`DemoError::Step`] naming the step that failed.
pub async fn play(
    programs: &Programs,
    folder: &Path,
    tell: &mut dyn FnMut(&str),
) -> Result<Vec<String>, DemoError> {
    tell("A provider starts, with one account and no phone.");
    let provider = programs.start_provider(&folder.join("provider"), &ACCOUNT).await?;
    tell(&format!("  its sign-in page is {}", provider.sign_in));
    let phone = programs.phone(&folder.join("phone"), &provider.issuer);
    let mut story =
        Story { folder, programs, provider, phone: start(phone)?, tell, typed: Vec::new() };

    story.step("A new phone gets its PIN", async |story| story.set_pin().await).await?;
    story.step("The person signs in on the phone", async |story| story.sign_in().await).await?;
    story.step("The phone is associated", async |story| story.associate().await).await?;
    story.step("A sign-in in the browser is approved", async |story| story.approve().await).await?;
    story
        .step("A sign-in in the browser is denied and reported", async |story| story.deny().await)
        .await?;
    story
        .step("The phone starts again and still has the account", async |story| {
            story.start_again().await
        })
        .await?;
    story
        .step("The fallback code signs in too, without the phone's network", async |story| {
            story.fallback_code().await
        })
        .await?;
    let Story { mut phone, provider, tell, mut typed, .. } = story;
    phone.quit().await.map_err(|why| DemoError::Step { step: "The phone ends".to_owned(), why })?;
    provider.stop().await?;
    tell("Phone and provider stop cleanly.");
    typed.extend([PIN.to_owned(), ACCOUNT.password.to_owned()]);
    Ok(typed)
}

fn start(phone: tokio::process::Command) -> Result<ScriptedPhone, DemoError> {
    let mut phone = phone;
    phone.args(["--lang", "en"]);
    ScriptedPhone::start(phone)
        .map_err(|why| DemoError::Step { step: "The phone starts".to_owned(), why })
}

struct Story<'a> {
    folder: &'a Path,
    programs: &'a Programs,
    provider: RunningProvider,
    phone: ScriptedPhone,
    tell: &'a mut dyn FnMut(&str),
    typed: Vec<String>,
}

impl Story<'_> {
    async fn step(
        &mut self,
        name: &str,
        play: impl AsyncFnOnce(&mut Self) -> Result<(), String>,
    ) -> Result<(), DemoError> {
        (self.tell)(&format!("{name}."));
        play(self).await.map_err(|why| DemoError::Step { step: name.to_owned(), why })
    }

    fn tell(&mut self, text: &str) {
        (self.tell)(&format!("  {text}"));
    }

    async fn set_pin(&mut self) -> Result<(), String> {
        let pin = format!("type {PIN}");
        let lines = [
            "expect Choose a PIN",
            &pin,
            "press enter",
            &pin,
            "press enter",
            "expect Add an account",
        ];
        self.phone.all(&lines).await
    }

    async fn sign_in(&mut self) -> Result<(), String> {
        let (email, password) =
            (format!("type {}", ACCOUNT.email), format!("type {}", ACCOUNT.password));
        let prefilled = format!("expect {}", self.provider.issuer);
        let lines = [
            "press enter",
            "expect Your provider",
            &prefilled,
            "press enter",
            "expect E-mail",
            &email,
            "press enter",
            &password,
            "press enter",
            "expect Confirm authorization",
        ];
        self.phone.all(&lines).await?;
        let code = self.newest_code().await?;
        self.tell("the outbox has the SMS with the code, which is typed");
        let code = format!("type {code}");
        self.phone.all(&[&code, "press enter", "expect Associate device"]).await
    }

    async fn associate(&mut self) -> Result<(), String> {
        self.phone.all(&["press enter", "expect a second code"]).await?;
        let code = format!("type {}", self.newest_code().await?);
        let pin = format!("type {PIN}");
        self.tell("the second SMS code is typed, and the PIN for each of the phone's prompts");
        self.phone.all(&[&code, "press enter"]).await?;
        for _ in 0..2 {
            self.phone.all(&["expect Your PIN, please", &pin, "press enter"]).await?;
            self.phone.act("wait-gone Your PIN, please").await?;
        }
        self.phone.all(&["expect This device is associated", "press enter"]).await?;
        self.phone.act("expect this device is associated").await?;
        Ok(())
    }

    async fn approve(&mut self) -> Result<(), String> {
        let (browser, page) = self.type_password().await?;
        self.tell(&format!("the page shows the number {}", page.number()));
        self.request_appears().await?;
        let (number, pin) = (format!("type {}", page.number()), format!("type {PIN}"));
        let lines = [
            number.as_str(),
            "press enter",
            "expect Your PIN, please",
            &pin,
            "press enter",
            "expect Authorized",
            "press enter",
        ];
        self.phone.all(&lines).await?;
        self.goes_on(&browser, "push").await
    }

    async fn deny(&mut self) -> Result<(), String> {
        let (browser, _) = self.type_password().await?;
        self.request_appears().await?;
        let lines = [
            "press d",
            "expect Denied",
            "report not-me",
            "expect Your provider knows that it was not you",
            "press enter",
        ];
        self.phone.all(&lines).await?;
        self.tell("the provider is told that it was somebody else, and writes to the owner");
        let written = self.outbox().await?.iter().any(|message| {
            message.get("subject").is_some_and(|it| it == "A sign-in that was not you was denied")
        });
        if !written {
            return Err("the outbox has no mail about it".to_owned());
        }
        let decided = browser.decided().await;
        let page = browser.get("/sign-in").await;
        match page.signed_in_by() {
            None if decided == "over" => Ok(()),
            _ => Err(format!("the page went on: {decided}, {}", page.path)),
        }
    }

    async fn start_again(&mut self) -> Result<(), String> {
        self.phone.quit().await?;
        let phone = self.programs.phone(&self.folder.join("phone"), &self.provider.issuer);
        self.phone = start(phone).map_err(|error| error.to_string())?;
        let pin = format!("type {PIN}");
        self.phone.all(&[&pin, "press enter", "expect this device is associated"]).await
    }

    async fn fallback_code(&mut self) -> Result<(), String> {
        let pin = format!("type {PIN}");
        self.phone.all(&["press c", "expect Your PIN, please", &pin, "press enter"]).await?;
        self.phone.act("expect They lock in").await?;
        let code = self.shown_code().await?;
        let browser = Browser::new(self.provider.sign_in.trim_end_matches('/'));
        let page = browser.type_password(ACCOUNT.email, ACCOUNT.password).await;
        if !page.html.contains("Not confirmed") {
            return Err(format!("after the report {} asks the phone again", page.path));
        }
        self.tell("after the report the phone is not asked about unknown browsers");
        let page = browser.type_code(&code).await;
        match page.signed_in_by().as_deref() {
            Some("code") => Ok(()),
            _ => Err(format!("the code did not sign in; the page is {}", page.path)),
        }
    }

    async fn type_password(&mut self) -> Result<(Browser, Page), String> {
        let origin = self.provider.sign_in.trim_end_matches('/').to_owned();
        let browser = Browser::new(&origin);
        let page = browser.type_password(ACCOUNT.email, ACCOUNT.password).await;
        if page.html.contains(r#"id="number""#) {
            Ok((browser, page))
        } else {
            Err(format!("the page {} shows no number", page.path))
        }
    }

    /// The request is on the phone's screen, with everything that a person needs to decide.
    async fn request_appears(&mut self) -> Result<(), String> {
        self.phone.act("expect Is this you?").await?;
        let screen = self.phone.screen().await?;
        for shown in [ACCOUNT.email, "Firefox on Linux", "127.0.0.1"] {
            if !screen.contains(shown) {
                return Err(format!("the request does not show {shown}:\n{screen}"));
            }
        }
        self.tell("the request is on the phone, with account, browser, address and time");
        Ok(())
    }

    /// The page goes on by itself: the events say so, and going on signs in.
    async fn goes_on(&mut self, browser: &Browser, method: &str) -> Result<(), String> {
        let decided = browser.decided().await;
        let page = browser.get("/sign-in").await;
        let page = browser.go_on(&page).await;
        if decided == "approved" && page.signed_in_by().as_deref() == Some(method) {
            self.tell("the page goes on by itself, signed in");
            Ok(())
        } else {
            Err(format!("the page did not sign in: {decided}, {}", page.path))
        }
    }

    /// What the provider would have sent, newest first.
    async fn outbox(&self) -> Result<Vec<Value>, String> {
        let url = format!("{}.json", self.provider.outbox);
        let client = crate::http::client().build().map_err(|error| error.to_string())?;
        let reply = client.get(url).send().await.map_err(|error| error.to_string())?;
        let body: Value = reply.json().await.map_err(|error| error.to_string())?;
        Ok(body.get("messages").and_then(Value::as_array).cloned().unwrap_or_default())
    }

    async fn newest_code(&mut self) -> Result<String, String> {
        let messages = self.outbox().await?;
        let code = messages
            .iter()
            .filter(|message| message.get("channel").is_some_and(|channel| channel == "sms"))
            .find_map(|message| code_in(message.get("text")?.as_str()?))
            .ok_or_else(|| "the outbox has no SMS with a code".to_owned())?;
        self.typed.push(code.clone());
        Ok(code)
    }

    /// The code on the phone's screen, once it has some seconds to live.
    async fn shown_code(&mut self) -> Result<String, String> {
        loop {
            let screen = self.phone.screen().await?;
            let line = screen.lines().find(|line| line.contains(" next "));
            let words: Vec<_> = line.unwrap_or_default().split_whitespace().collect();
            let seconds = words
                .iter()
                .position(|word| *word == "s")
                .and_then(|index| words.get(index.checked_sub(1)?)?.parse::<u64>().ok());
            match (words.as_slice(), seconds) {
                ([first, second, ..], Some(left)) if left > CODE_TIME => {
                    let code = format!("{first}{second}");
                    self.typed.push(code.clone());
                    return Ok(code);
                }
                (_, Some(left)) => tokio::time::sleep(Duration::from_secs(left)).await,
                _ => return Err(format!("no code is shown:\n{screen}")),
            }
        }
    }
}
