//! The phone on a real terminal: keys in, pictures out, everything put back at the end.

use std::io::{self, IsTerminal as _, Write as _, stdout};

use assenso_core::secret::SecretText;
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, Event, EventStream, KeyCode, KeyEvent,
    KeyEventKind, KeyModifiers,
};
use crossterm::execute;
use futures_util::StreamExt as _;
use ratatui::DefaultTerminal;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::app::{Action, Key};
use crate::engine::Engine;
use crate::screens::{self, Theme};

/// The terminal while the phone has it. Dropping it gives the terminal back as it was; so does a
/// panic.
struct Session {
    terminal: DefaultTerminal,
}

impl Session {
    fn begin() -> io::Result<Self> {
        // This also sets a panic hook that restores the screen before anything is printed.
        let terminal = ratatui::try_init()?;
        execute!(stdout(), EnableBracketedPaste)?;
        Ok(Self { terminal })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // There is nobody left to tell.
        drop(execute!(stdout(), DisableBracketedPaste));
        drop(ratatui::try_restore());
    }
}

/// Signals that end the program like Ctrl-C.
struct Signals([Signal; 3]);

impl Signals {
    fn listen() -> io::Result<Self> {
        let kinds = [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()];
        let [terminate, hangup, interrupt] = kinds.map(signal);
        Ok(Self([terminate?, hangup?, interrupt?]))
    }

    async fn any(&mut self) {
        let [terminate, hangup, interrupt] = &mut self.0;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
            _ = interrupt.recv() => {}
        }
    }
}

/// Runs the phone until the person leaves it.
///
/// # Errors
///
/// If there is no terminal, or it fails.
pub async fn run(engine: &mut Engine, theme: Theme) -> io::Result<()> {
    if !(io::stdin().is_terminal() && stdout().is_terminal()) {
        return Err(io::Error::other("there is no terminal here; use --script"));
    }
    let mut signals = Signals::listen()?;
    let mut session = Session::begin()?;
    let mut events = EventStream::new();
    let mut rings = engine.model().rings;
    while !engine.model().quit {
        session.terminal.draw(|frame| screens::draw(engine.model(), theme, frame))?;
        if std::mem::replace(&mut rings, engine.model().rings) != engine.model().rings {
            let mut out = stdout();
            out.write_all(b"\x07")?;
            out.flush()?;
        }
        tokio::select! {
            action = engine.next() => engine.handle(action),
            event = events.next() => match event {
                Some(Ok(event)) => action_of(event).into_iter().for_each(|it| engine.handle(it)),
                // The terminal went away.
                Some(Err(_)) | None => engine.handle(Action::Quit),
            },
            () = signals.any() => engine.handle(Action::Quit),
        }
    }
    Ok(())
}

/// What an event of the terminal means.
fn action_of(event: Event) -> Option<Action> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Action::Key),
        Event::Paste(text) => Some(Action::Paste(SecretText::new(text))),
        _ => None,
    }
}

fn key_of(event: KeyEvent) -> Option<Key> {
    if event.modifiers.contains(KeyModifiers::CONTROL) {
        return match event.code {
            KeyCode::Char(letter) => Some(Key::Ctrl(letter.to_ascii_lowercase())),
            _ => None,
        };
    }
    match event.code {
        KeyCode::Char(_) if event.modifiers.contains(KeyModifiers::ALT) => None,
        KeyCode::Char(typed) => Some(Key::Char(typed)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Esc => Some(Key::Esc),
        KeyCode::Tab => Some(Key::Tab),
        KeyCode::BackTab => Some(Key::BackTab),
        KeyCode::Backspace => Some(Key::Backspace),
        KeyCode::Delete => Some(Key::Delete),
        KeyCode::Up => Some(Key::Up),
        KeyCode::Down => Some(Key::Down),
        KeyCode::Left => Some(Key::Left),
        KeyCode::Right => Some(Key::Right),
        KeyCode::Home => Some(Key::Home),
        KeyCode::End => Some(Key::End),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(KeyCode::Char('a'), KeyModifiers::NONE, Some(Key::Char('a')))]
    #[case(KeyCode::Char('A'), KeyModifiers::SHIFT, Some(Key::Char('A')))]
    #[case(KeyCode::Char('C'), KeyModifiers::CONTROL, Some(Key::Ctrl('c')))]
    #[case(KeyCode::Char('a'), KeyModifiers::ALT, None)]
    #[case(KeyCode::Enter, KeyModifiers::NONE, Some(Key::Enter))]
    #[case(KeyCode::BackTab, KeyModifiers::SHIFT, Some(Key::BackTab))]
    #[case(KeyCode::F(1), KeyModifiers::NONE, None)]
    fn keys_are_what_they_say(
        #[case] code: KeyCode,
        #[case] modifiers: KeyModifiers,
        #[case] key: Option<Key>,
    ) {
        assert_eq!(key_of(KeyEvent::new(code, modifiers)), key);
    }

    #[test]
    fn a_released_key_is_no_second_press() {
        let press = KeyEvent::new(KeyCode::Char('d'), KeyModifiers::NONE);
        let release = KeyEvent { kind: KeyEventKind::Release, ..press };
        assert!(action_of(Event::Key(press)).is_some());
        assert!(action_of(Event::Key(release)).is_none());
    }
}
