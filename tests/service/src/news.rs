//! What happened to an account, in the words of its owner.

use crate::seeding::Language;
use crate::store::account::Account;

/// What happened to an account.
#[derive(Debug, Clone, Copy)]
pub(crate) enum News<'a> {
    /// 2-step verification went on with this phone.
    Activated(&'a str),
    /// This phone is the device of an account that had 2-step verification.
    Associated(&'a str),
    /// The phone signed out; 2-step verification stays on.
    SignedOut,
    /// 2-step verification is off.
    Deactivated,
    /// There is a new recovery code.
    RecoveryCodeMade,
    /// The recovery code was used: another one is to be made.
    RecoveryCodeUsed,
    /// Somebody contested what was done.
    Frozen,
    /// Wrong numbers were typed: no unknown browser asks the phone until the password changes.
    UnknownRefused,
    /// There is another password.
    PasswordChanged,
    /// Notices go to this address too.
    NoticeAddress(&'a str),
}

impl News<'_> {
    /// Subject and text, with the link that contests it if there is one.
    pub(crate) fn told(self, account: &Account, link: Option<&str>) -> (&'static str, String) {
        let email = &account.email;
        let ((subject, text), not_you) = match (account.language, link) {
            (Language::English, Some(link)) => {
                (self.in_english(email), format!("If it was not you, stop it here: {link}"))
            }
            (Language::English, None) => {
                (self.in_english(email), "If it was not you, call your provider now.".to_owned())
            }
            (Language::Italian, Some(link)) => {
                (self.in_italian(email), format!("Se non sei stato tu, fermalo qui: {link}"))
            }
            (Language::Italian, None) => (
                self.in_italian(email),
                "Se non sei stato tu, chiama subito il tuo fornitore.".to_owned(),
            ),
        };
        (subject, format!("{text} {not_you}"))
    }

    fn in_english(self, email: &str) -> (&'static str, String) {
        match self {
            Self::UnknownRefused
            | Self::NoticeAddress(_)
            | Self::PasswordChanged
            | Self::Frozen => self.of_sign_ins_in_english(email),
            Self::Activated(phone) => (
                "2-step verification is on",
                format!(
                    "2-step verification is on for {email}, and the phone \"{phone}\" authorizes \
                     its sign-ins. Mail programs need a dedicated password now."
                ),
            ),
            Self::Associated(phone) => (
                "A phone was associated",
                format!("The phone \"{phone}\" now authorizes the sign-ins of {email}."),
            ),
            Self::SignedOut => (
                "Your phone signed out",
                format!(
                    "The phone of {email} has signed out: no phone authorizes its sign-ins now. \
                     2-step verification stays on."
                ),
            ),
            Self::Deactivated => (
                "2-step verification is off",
                format!(
                    "2-step verification is off for {email}: the password alone opens the \
                     mailbox, in mail programs too."
                ),
            ),
            Self::RecoveryCodeMade => (
                "A recovery code was made",
                format!(
                    "The phone of {email} made a recovery code; an earlier one is no longer good."
                ),
            ),
            Self::RecoveryCodeUsed => (
                "The recovery code was used",
                format!("The recovery code of {email} was used: make another one in the app."),
            ),
        }
    }

    /// What is about signing in and notices, not about the phone.
    fn of_sign_ins_in_english(self, email: &str) -> (&'static str, String) {
        match self {
            Self::UnknownRefused => (
                "Your phone is not asked about new browsers",
                format!(
                    "Wrong numbers were typed three times in a day for {email}. Until you change \
                     your password your phone is not asked about browsers that it does not know; \
                     sign in with a code from the app."
                ),
            ),
            Self::NoticeAddress(address) => (
                "Notices go to another address too",
                format!("What happens with {email} is now told to {address} as well."),
            ),
            Self::PasswordChanged => (
                "Your password was changed",
                format!("The password of {email} was changed, and all browsers are signed out."),
            ),
            Self::Frozen => (
                "Your account is frozen",
                format!(
                    "The account {email} is frozen: nobody signs in or changes anything. Your \
                     recovery code ends that, in the app on a phone, or your provider does."
                ),
            ),
            Self::Activated(_)
            | Self::Associated(_)
            | Self::SignedOut
            | Self::Deactivated
            | Self::RecoveryCodeMade
            | Self::RecoveryCodeUsed => self.in_english(email),
        }
    }

    fn in_italian(self, email: &str) -> (&'static str, String) {
        match self {
            Self::UnknownRefused
            | Self::NoticeAddress(_)
            | Self::PasswordChanged
            | Self::Frozen => self.of_sign_ins_in_italian(email),
            Self::Activated(phone) => (
                "La verifica in 2 passaggi è attiva",
                format!(
                    "La verifica in 2 passaggi è attiva per {email}, e il telefono \"{phone}\" \
                     autorizza i suoi accessi. I programmi di posta ora hanno bisogno di una \
                     password dedicata."
                ),
            ),
            Self::Associated(phone) => (
                "Un telefono è stato associato",
                format!("Il telefono \"{phone}\" ora autorizza gli accessi di {email}."),
            ),
            Self::SignedOut => (
                "Il telefono è uscito",
                format!(
                    "Il telefono di {email} è uscito: ora nessun telefono autorizza i suoi \
                     accessi. La verifica in 2 passaggi resta attiva."
                ),
            ),
            Self::Deactivated => (
                "La verifica in 2 passaggi è disattivata",
                format!(
                    "La verifica in 2 passaggi è disattivata per {email}: la password da sola apre \
                     la casella, anche nei programmi di posta."
                ),
            ),
            Self::RecoveryCodeMade => (
                "Creato un codice di recupero",
                format!(
                    "Il telefono di {email} ha creato un codice di recupero; uno precedente non \
                     vale più."
                ),
            ),
            Self::RecoveryCodeUsed => (
                "Usato il codice di recupero",
                format!(
                    "Il codice di recupero di {email} è stato usato: creane un altro nell'app."
                ),
            ),
        }
    }

    /// What is about signing in and notices, not about the phone.
    fn of_sign_ins_in_italian(self, email: &str) -> (&'static str, String) {
        match self {
            Self::UnknownRefused => (
                "Il telefono non riceve richieste da browser nuovi",
                format!(
                    "Per {email} è stato scritto 3 volte in un giorno un numero sbagliato. \
                     Finché non cambi la password, il telefono non riceve richieste da browser che \
                     non conosce; accedi con un codice dell'app."
                ),
            ),
            Self::NoticeAddress(address) => (
                "Gli avvisi vanno anche a un altro indirizzo",
                format!("Gli avvisi su {email} ora arrivano anche a {address}."),
            ),
            Self::PasswordChanged => (
                "La tua password è cambiata",
                format!("La password di {email} è cambiata e tutti i browser sono disconnessi."),
            ),
            Self::Frozen => (
                "Il tuo account è bloccato",
                format!(
                    "L'account {email} è bloccato: nessuno accede né cambia nulla. Lo sblocca il \
                     codice di recupero, nell'app su un telefono, oppure il tuo fornitore."
                ),
            ),
            Self::Activated(_)
            | Self::Associated(_)
            | Self::SignedOut
            | Self::Deactivated
            | Self::RecoveryCodeMade
            | Self::RecoveryCodeUsed => self.in_italian(email),
        }
    }
}
