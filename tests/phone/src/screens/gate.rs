//! The PIN at the start.

use super::{Page, Theme};
use crate::app::{Gate, GateStage, Model};

pub(super) fn page(gate: &Gate, model: &Model, theme: Theme) -> Page {
    let (words, keys) = (&model.words().gate, &model.words().keys);
    let (title, text, fields, button): (_, _, &[&str], _) = match gate.stage {
        GateStage::Choose => {
            (words.choose_title, words.choose_text, &[words.new_pin, words.repeat], words.set)
        }
        GateStage::Unlock => (words.unlock_title, words.unlock_text, &[words.pin], words.unlock),
        GateStage::Stopped => (words.stopped_title, "", &[], ""),
    };
    let mut page = Page::new(title, theme);
    page.gap();
    if gate.stage != GateStage::Stopped {
        page.text(text);
        page.gap();
        page.fields(fields, &gate.form);
        page.gap();
        page.buttons(&[button], gate.form.focused_button());
        page.gap();
    }
    if gate.busy {
        page.quiet(words.opening);
    } else if let Some(seconds) = gate.wait_left(model.now) {
        page.problem(Some((words.waiting)(seconds)));
    } else {
        page.problem(gate.problem.map(|problem| model.lang.problem(problem)));
    }
    if gate.stage == GateStage::Choose {
        page.hint(keys.tab, keys.next);
    }
    if gate.stage != GateStage::Stopped {
        page.hint(keys.enter, keys.go_on);
    }
    page.hint(keys.esc, keys.quit);
    page
}
