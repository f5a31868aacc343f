//! Which texts are fit to be shown.

use proptest::prelude::*;
use rstest::rstest;

use super::*;

#[rstest]
#[case::one_letter("a")]
#[case::words_with_spaces_between("Posta d’Esempio")]
#[case::an_address("anna.bianchi@mail.example")]
#[case::a_composed_accent("perch\u{e9}")]
#[case::a_combining_accent("perche\u{301}")]
#[case::a_combining_accent_alone("\u{301}")]
#[case::right_to_left_letters("\u{5d3}\u{5d5}\u{5d0}\u{5e8}")]
#[case::an_emoji("\u{1f642}")]
#[case::a_flag("\u{1f1ee}\u{1f1f9}")]
#[case::an_emoji_with_a_skin_tone("\u{1f44d}\u{1f3fd}")]
#[case::an_emoji_with_a_variation_selector("\u{2764}\u{fe0f}")]
#[case::a_no_break_space_between("10\u{a0}km")]
#[case::an_ideographic_space_between("\u{6771}\u{3000}\u{4eac}")]
#[case::a_replacement_character("\u{fffd}")]
#[case::the_last_character("\u{10ffff}")]
fn visible_text_is_shown(#[case] text: &str) {
    assert_eq!(DisplayText::new(text).unwrap().as_str(), text);
}

#[rstest]
#[case::empty("")]
#[case::a_null("a\0b")]
#[case::a_tab("a\tb")]
#[case::a_line_feed("a\nb")]
#[case::a_carriage_return("a\rb")]
#[case::an_escape("a\u{1b}[2Jb")]
#[case::a_delete("a\u{7f}b")]
#[case::a_next_line("a\u{85}b")]
#[case::a_c1_control("a\u{9b}b")]
#[case::a_line_separator("a\u{2028}b")]
#[case::a_paragraph_separator("a\u{2029}b")]
#[case::a_left_to_right_embedding("a\u{202a}b")]
#[case::a_right_to_left_embedding("a\u{202b}b")]
#[case::a_pop("a\u{202c}b")]
#[case::a_left_to_right_override("a\u{202d}b")]
#[case::a_right_to_left_override("moc.\u{202e}elpmaxe")]
#[case::a_left_to_right_isolate("a\u{2066}b")]
#[case::a_right_to_left_isolate("a\u{2067}b")]
#[case::a_first_strong_isolate("a\u{2068}b")]
#[case::a_pop_isolate("a\u{2069}b")]
#[case::a_left_to_right_mark("a\u{200e}b")]
#[case::a_right_to_left_mark("a\u{200f}b")]
#[case::an_arabic_letter_mark("a\u{61c}b")]
#[case::a_zero_width_space("a\u{200b}b")]
#[case::a_zero_width_non_joiner("a\u{200c}b")]
#[case::a_zero_width_joiner("\u{1f468}\u{200d}\u{1f469}")]
#[case::a_word_joiner("a\u{2060}b")]
#[case::a_byte_order_mark("\u{feff}a")]
#[case::a_soft_hyphen("a\u{ad}b")]
#[case::an_interlinear_anchor("a\u{fff9}b")]
#[case::a_language_tag("a\u{e0001}b")]
#[case::a_tag_letter("a\u{e0061}b")]
#[case::only_a_space(" ")]
#[case::a_space_first(" a")]
#[case::a_space_last("a ")]
#[case::a_no_break_space_first("\u{a0}a")]
#[case::an_ideographic_space_last("a\u{3000}")]
#[case::a_thin_space_last("a\u{2009}")]
fn what_hides_reorders_or_pads_is_refused(#[case] text: &str) {
    assert_eq!(DisplayText::new(text), Err(InvalidText));
    let json = serde_json::to_string(text).unwrap();
    assert!(serde_json::from_str::<DisplayText>(&json).is_err());
}

#[rstest]
#[case("a")]
#[case("\u{e9}")]
#[case("\u{1f642}")]
fn sixty_four_characters_are_the_most(#[case] character: &str) {
    assert!(DisplayText::new(character.repeat(64)).is_ok());
    assert_eq!(DisplayText::new(character.repeat(65)), Err(InvalidText));
}

#[test]
fn a_combining_character_counts() {
    let text = format!("{}e\u{301}", "a".repeat(62));
    assert!(DisplayText::new(text.as_str()).is_ok());
    assert_eq!(DisplayText::new(format!("{text}\u{301}")), Err(InvalidText));
}

proptest! {
    #[test]
    fn what_is_shown_has_no_control_and_no_white_space_around(text in any::<String>()) {
        if let Ok(shown) = DisplayText::new(text.as_str()) {
            prop_assert_eq!(shown.to_string(), text.as_str());
            prop_assert!(!text.chars().any(char::is_control));
            prop_assert_eq!(text.trim(), text.as_str());
            prop_assert!((1..=64).contains(&text.chars().count()));
            let json = serde_json::to_string(&shown).unwrap();
            prop_assert_eq!(serde_json::from_str::<DisplayText>(&json).unwrap(), shown);
        }
    }
}
