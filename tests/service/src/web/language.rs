//! Which language a page is shown in: chosen, or the first accepted one that we have.

use crate::seeding::Language;

/// The language of `?lang=`.
pub(crate) fn chosen(query: &str) -> Option<Language> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Language::parse)
}

/// The best language of an `Accept-Language`; English if none of ours is accepted.
pub(crate) fn accepted(header: &str) -> Language {
    let mut best = (0.0, Language::English);
    for range in header.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts
            .find_map(|part| part.strip_prefix("q="))
            .map_or(1.0, |quality| quality.parse::<f32>().unwrap_or(0.0));
        if let Some(language) = Language::parse(&primary)
            && quality > best.0
        {
            best = (quality, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("it-IT,it;q=0.9,en;q=0.8", Language::Italian)]
    #[case("de-DE,de;q=0.9,it;q=0.5,en;q=0.7", Language::English)]
    #[case("fr,it;q=0.1", Language::Italian)]
    #[case("en;q=0.2, it", Language::Italian)]
    #[case("de", Language::English)]
    #[case("", Language::English)]
    #[case("it;q=broken", Language::English)]
    fn the_best_accepted_language_is_shown(#[case] header: &str, #[case] expected: Language) {
        assert_eq!(accepted(header), expected);
    }

    #[test]
    fn a_chosen_language_must_be_one_of_ours() {
        assert_eq!(chosen("a=1&lang=it"), Some(Language::Italian));
        assert_eq!(chosen("lang=de"), None);
        assert_eq!(chosen("slang=it"), None);
    }
}
