//! The recovery code: 128 random bits on paper, for whoever has lost the phone. PROTOCOL.md section 8.

use data_encoding::{Encoding, Specification};

use crate::crypto::{RandomError, push_length_prefixed, random_bytes, sha256};
use crate::jose::Digest;
use crate::secret::{SecretBytes, SecretText};

/// Crockford's alphabet: no letter that is mistaken for a digit, none that swears.
const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_BYTES: usize = 16;
/// Characters of the code, and of the check that finds mistyped ones.
const CODE_CHARS: usize = 26;
const CHECK_CHARS: usize = 2;
const GROUP: usize = 4;

/// What was typed is no recovery code: too short, too long, or mistyped somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no recovery code: a character is missing or mistyped")]
pub struct NoRecoveryCode;

/// A recovery code.
pub struct RecoveryCode(SecretBytes);

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(<redacted>)")
    }
}

impl RecoveryCode {
    /// A new one.
    ///
    /// # Errors
    ///
    /// [`RandomError`] if there are no random bytes.
    pub fn random() -> Result<Self, RandomError> {
        Ok(Self(SecretBytes::new(random_bytes::<CODE_BYTES>()?.to_vec())))
    }

    /// One of 16 bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; CODE_BYTES]) -> Self {
        Self(SecretBytes::new(bytes.to_vec()))
    }

    /// Reads one as people type it: in any case, with or without separators, `O` for `0` and `I`
    /// or `L` for `1`.
    ///
    /// # Errors
    ///
    /// [`NoRecoveryCode`].
    pub fn parse(typed: &SecretText) -> Result<Self, NoRecoveryCode> {
        let encoding = encoding().ok_or(NoRecoveryCode)?;
        // EXPOSE: it is read, into memory that is wiped.
        let typed = typed.expose();
        let letters = typed.chars().filter(|letter| !matches!(letter, '-' | ' ' | '\t'));
        // Long enough at once: what grows leaves copies behind that nobody wipes.
        let mut clean = String::with_capacity(typed.len());
        clean.extend(letters.map(meant));
        let clean = SecretText::new(clean);
        // EXPOSE: as above.
        let (code, check) = clean.expose().split_at_checked(CODE_CHARS).ok_or(NoRecoveryCode)?;
        let bytes = encoding.decode(code.as_bytes()).map_err(|_| NoRecoveryCode)?;
        let read = Self(SecretBytes::new(bytes));
        if read.check(&encoding) == check { Ok(read) } else { Err(NoRecoveryCode) }
    }

    /// As it is printed: seven groups of four characters.
    #[must_use]
    pub fn groups(&self) -> Vec<SecretText> {
        let Some(encoding) = encoding() else { return Vec::new() };
        // EXPOSE: the person writes it down; each group is wiped when it is dropped.
        let mut all = encoding.encode(self.0.expose());
        all.push_str(&self.check(&encoding));
        let all = SecretText::new(all);
        // EXPOSE: as above.
        let groups = all.expose().as_bytes().chunks(GROUP);
        groups.map(|group| SecretText::new(String::from_utf8_lossy(group).into_owned())).collect()
    }

    /// What the provider keeps of it.
    #[must_use]
    pub fn hash(&self) -> Digest {
        Digest::new(self.labelled("assenso/1 recovery"))
    }

    /// As it is sent.
    pub(crate) fn bytes(&self) -> &SecretBytes {
        &self.0
    }

    fn check(&self, encoding: &Encoding) -> String {
        let digest = self.labelled("assenso/1 recovery check");
        encoding.encode(&digest).chars().take(CHECK_CHARS).collect()
    }

    fn labelled(&self, label: &str) -> [u8; 32] {
        // Of one piece: growing would leave a copy behind.
        let mut input = Vec::with_capacity(64);
        push_length_prefixed(&mut input, label.as_bytes());
        // EXPOSE: it is hashed; 128 random bits need no slow hash.
        push_length_prefixed(&mut input, self.0.expose());
        let hash = sha256(&input);
        drop(SecretBytes::new(input));
        hash
    }
}

/// The character that whoever typed `letter` meant.
fn meant(letter: char) -> char {
    match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    }
}

fn encoding() -> Option<Encoding> {
    let mut specification = Specification::new();
    specification.symbols.push_str(ALPHABET);
    specification.encoding().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(code: &RecoveryCode) -> String {
        // EXPOSE: a test reads what would be printed.
        code.groups().iter().map(|group| group.expose().to_owned()).collect::<Vec<_>>().join("-")
    }

    fn parsed(typed: &str) -> Result<Digest, NoRecoveryCode> {
        RecoveryCode::parse(&SecretText::new(typed.to_owned())).map(|code| code.hash())
    }

    #[test]
    fn it_is_printed_as_seven_groups_and_read_however_it_is_typed() {
        let code = RecoveryCode::from_bytes([
            0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32, 0x10, 0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66,
            0x77,
        ]);
        let printed = text(&code);
        insta::assert_snapshot!(printed);
        assert_eq!(printed.len(), 7 * 4 + 6);
        for typed in [
            printed.clone(),
            printed.to_lowercase(),
            printed.replace('-', ""),
            printed.replace('-', " "),
            printed.replace('0', "O").replace('1', "l"),
        ] {
            assert_eq!(parsed(&typed), Ok(code.hash()), "{typed}");
        }
    }

    #[test]
    fn every_mistyped_character_but_one_in_a_thousand_is_found() {
        let code = RecoveryCode::from_bytes(*b"a recovery code.");
        let printed = text(&code).replace('-', "");
        let (mut tried, mut missed) = (0, 0);
        for at in 0..printed.len() {
            for letter in ALPHABET.chars() {
                let mut typed: Vec<char> = printed.chars().collect();
                if typed[at] == letter {
                    continue;
                }
                typed[at] = letter;
                tried += 1;
                let typed: String = typed.into_iter().collect();
                missed += usize::from(parsed(&typed).is_ok());
            }
        }
        assert!(tried > 800 && missed <= 3, "{missed} of {tried}");
        for typed in
            ["", "0", printed.get(1..).unwrap(), &format!("{printed}0"), &printed.replace('A', "U")]
        {
            if *typed != *printed {
                assert_eq!(parsed(typed), Err(NoRecoveryCode), "{typed}");
            }
        }
    }

    #[test]
    fn it_is_never_printed_by_accident() {
        assert_eq!(format!("{:?}", RecoveryCode::random().unwrap()), "RecoveryCode(<redacted>)");
    }

    proptest::proptest! {
        #[test]
        fn what_is_printed_is_read(bytes in proptest::array::uniform16(0_u8..)) {
            let code = RecoveryCode::from_bytes(bytes);
            proptest::prop_assert_eq!(parsed(&text(&code)), Ok(code.hash()));
        }

        #[test]
        fn anything_typed_is_read_or_refused(typed in ".{0,60}") {
            let _ = parsed(&typed);
        }
    }
}
