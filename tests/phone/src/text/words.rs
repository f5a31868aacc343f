//! The list of texts. Functions take what varies.

mod request;

pub use request::{ActionWords, OutcomeWords, ReportWords, RequestWords};

/// One language's texts.
#[derive(Debug)]
pub struct Words {
    /// Says that the provider can't be reached, in the corner.
    pub offline: &'static str,
    /// Says that keys are software, in the corner.
    pub software_keys: &'static str,
    /// Says that a screen is busy.
    pub wait: &'static str,
    /// The window is too small: its size, and what to do.
    pub too_small: fn(u16, u16) -> String,
    /// A request came while the person types.
    pub request_waits: &'static str,
    /// Seconds left.
    pub seconds: fn(u64) -> String,
    /// The name of a browser or system that has none.
    pub other: &'static str,
    /// Names of keys and what they do.
    pub keys: KeyWords,
    /// PIN at the start.
    pub gate: GateWords,
    /// PIN prompt.
    pub pin: PinWords,
    /// List of accounts.
    pub home: HomeWords,
    /// Pairing.
    pub pair: PairWords,
    /// Leaving, deactivating, recovery codes.
    pub deeds: DeedsWords,
    /// Settings.
    pub settings: SettingsWords,
    /// Approval request.
    pub request: RequestWords,
    /// Outcomes.
    pub outcome: OutcomeWords,
    /// The question after a denial.
    pub report: ReportWords,
    /// Codes.
    pub codes: CodesWords,
}

/// What keys do, for the bottom line.
#[derive(Debug)]
pub struct KeyWords {
    /// The Enter key's name.
    pub enter: &'static str,
    /// The Escape key's name.
    pub esc: &'static str,
    /// The Tab key's name.
    pub tab: &'static str,
    /// Choose in a list.
    pub choose: &'static str,
    /// Open what is chosen.
    pub open: &'static str,
    /// Next field.
    pub next: &'static str,
    /// Go on.
    pub go_on: &'static str,
    /// Go back.
    pub back: &'static str,
    /// Answer later.
    pub later: &'static str,
    /// Quit.
    pub quit: &'static str,
    /// Cancel.
    pub cancel: &'static str,
}

/// The first screen.
#[derive(Debug)]
pub struct GateWords {
    /// Title where a PIN is chosen.
    pub choose_title: &'static str,
    /// What the PIN is for.
    pub choose_text: &'static str,
    /// First field.
    pub new_pin: &'static str,
    /// Second field.
    pub repeat: &'static str,
    /// Its button.
    pub set: &'static str,
    /// Title where the PIN is entered.
    pub unlock_title: &'static str,
    /// Asks for it.
    pub unlock_text: &'static str,
    /// The field.
    pub pin: &'static str,
    /// Its button.
    pub unlock: &'static str,
    /// While it opens.
    pub opening: &'static str,
    /// Title when the phone can't start.
    pub stopped_title: &'static str,
    /// The wait after three wrong PINs.
    pub waiting: fn(u64) -> String,
}

/// The PIN prompt.
#[derive(Debug)]
pub struct PinWords {
    /// Title.
    pub title: &'static str,
    /// For an association: account, provider.
    pub associate: fn(&str, &str) -> String,
    /// To turn 2-step verification off: account, provider.
    pub deactivate: fn(&str, &str) -> String,
    /// To make a recovery code count: account, provider.
    pub recovery_code: fn(&str, &str) -> String,
    /// For an approval: account, provider.
    pub approve: fn(&str, &str) -> String,
    /// For anything else.
    pub other: &'static str,
    /// To seal the fallback code's secret.
    pub seal_code: &'static str,
    /// To show codes.
    pub show_codes: &'static str,
    /// Its button.
    pub confirm: &'static str,
}

/// The list of accounts.
#[derive(Debug)]
pub struct HomeWords {
    /// Title.
    pub title: &'static str,
    /// Nothing is there yet: first line.
    pub welcome: &'static str,
    /// Nothing is there yet: what to do.
    pub first_step: &'static str,
    /// The last row.
    pub add: &'static str,
    /// A pairing before the person signed in.
    pub signing_in: &'static str,
    /// Signed in, 2-step verification is off.
    pub not_active: &'static str,
    /// Signed in, not associated.
    pub signed_in: &'static str,
    /// An association that was interrupted.
    pub interrupted: &'static str,
    /// Says that requests will come by themselves.
    pub watching: &'static str,
    /// Key: codes.
    pub codes: &'static str,
    /// Key: settings.
    pub settings: &'static str,
}

/// The pairing wizard.
#[derive(Debug)]
pub struct PairWords {
    /// Title: the provider's address.
    pub provider_title: &'static str,
    /// Asks for it.
    pub provider_text: &'static str,
    /// The field.
    pub provider: &'static str,
    /// Title: where an invitation leads.
    pub invitation_title: &'static str,
    /// Where: domain.
    pub invitation_text: fn(&str) -> String,
    /// What happens if it is accepted.
    pub invitation_next: &'static str,
    /// The app does not vouch for this provider.
    pub invitation_unlisted: &'static str,
    /// Title: e-mail and password.
    pub sign_in_title: &'static str,
    /// At which provider: name, issuer.
    pub sign_in_text: fn(&str, &str) -> String,
    /// The field.
    pub email: &'static str,
    /// The field.
    pub password: &'static str,
    /// Its button.
    pub sign_in: &'static str,
    /// Title: the code of the sign-in.
    pub code_title: &'static str,
    /// What was sent: number.
    pub code_text: fn(&str) -> String,
    /// Never type the code elsewhere.
    pub code_warning: &'static str,
    /// The field.
    pub code: &'static str,
    /// Its button.
    pub verify: &'static str,
    /// A page back.
    pub back: &'static str,
    /// Goes to where the recovery code is typed.
    pub have_recovery_code: &'static str,
    /// What it is for there.
    pub recovery_text: &'static str,
    /// Signed in with it: account.
    pub recovered_text: fn(&str) -> String,
    /// Another code.
    pub resend: &'static str,
    /// Another code was sent.
    pub resent: &'static str,
    /// Minutes and seconds the code lives, tries left.
    pub code_left: fn(u64, u32) -> String,
    /// Title of the notice after signing in.
    pub notice_title: &'static str,
    /// The notice: account.
    pub notice_text: fn(&str) -> String,
    /// Its button.
    pub associate: &'static str,
    /// Cancels.
    pub cancel: &'static str,
    /// The way back after "Cancel".
    pub way_back: &'static str,
    /// Title: what is missing.
    pub missing_title: &'static str,
    /// Before the list.
    pub missing_text: &'static str,
    /// No screen lock.
    pub missing_lock: &'static str,
    /// Notifications off.
    pub missing_notifications: &'static str,
    /// Turns them on.
    pub turn_on: &'static str,
    /// Says that it goes on by itself.
    pub goes_on: &'static str,
    /// Title: the second code.
    pub associate_code_title: &'static str,
    /// What was sent: number.
    pub associate_code_text: fn(&str) -> String,
    /// Where the code went is not known.
    pub code_text_after_restart: &'static str,
    /// Drops an interrupted try.
    pub start_again: &'static str,
    /// Goes on.
    pub go_on: &'static str,
    /// Title while keys are made.
    pub finishing_title: &'static str,
    /// What happens there.
    pub finishing_text: &'static str,
    /// Title of an interrupted association.
    pub finish_title: &'static str,
    /// What to do about it.
    pub finish_text: &'static str,
    /// Title: 2-step verification is off, and may be activated.
    pub activate_title: &'static str,
    /// What it does: account.
    pub activate_text: fn(&str) -> String,
    /// Where codes go: number.
    pub activate_number: fn(&str) -> String,
    /// What it means for mail programs.
    pub activate_mail: &'static str,
    /// The way back after "Cancel".
    pub activate_later: &'static str,
    /// Its button.
    pub activate: &'static str,
    /// Title: the mobile number.
    pub number_title: &'static str,
    /// What it is for.
    pub number_text: &'static str,
    /// The field.
    pub number: &'static str,
    /// What waits after a number was given.
    pub number_hold: &'static str,
    /// Title: the code that verifies the number.
    pub number_code_title: &'static str,
    /// A page back.
    pub number_other: &'static str,
    /// Title of success after an activation.
    pub activated_title: &'static str,
    /// What mail programs need now.
    pub activated_mail: &'static str,
    /// Title of success.
    pub success_title: &'static str,
    /// Success: account, provider.
    pub success_text: fn(&str, &str) -> String,
    /// What happens from now on.
    pub success_next: &'static str,
    /// Its button.
    pub done: &'static str,
}

/// Leaving, deactivating, recovery codes.
#[derive(Debug)]
pub struct DeedsWords {
    /// Signing out: entry, title and button.
    pub sign_out: &'static str,
    /// What it means: account.
    pub sign_out_text: fn(&str) -> String,
    /// What is easily forgotten.
    pub sign_out_warning: &'static str,
    /// It is done.
    pub signed_out: &'static str,
    /// Deactivating: entry, title and button.
    pub deactivate: &'static str,
    /// What it means: account.
    pub deactivate_text: fn(&str) -> String,
    /// Asked a second time.
    pub deactivate_sure: &'static str,
    /// It is done.
    pub deactivated: &'static str,
    /// The recovery code: entry, title and field.
    pub recovery_code: &'static str,
    /// Entry: enter it, to end the probation.
    pub enter_code: &'static str,
    /// What it ends.
    pub enter_code_text: &'static str,
    /// Before one is made.
    pub new_code_text: &'static str,
    /// Above the code.
    pub write_text: &'static str,
    /// Which group is typed back, from 1.
    pub write_asked: fn(usize) -> String,
    /// The field of that group.
    pub group: &'static str,
    /// Its button.
    pub written: &'static str,
    /// It is done.
    pub code_kept: &'static str,
    /// The probation is over.
    pub full_power: &'static str,
}

/// Settings and the pages under it.
#[derive(Debug)]
pub struct SettingsWords {
    /// Title.
    pub title: &'static str,
    /// Notifications row.
    pub notifications: &'static str,
    /// On.
    pub on: &'static str,
    /// Off.
    pub off: &'static str,
    /// The banner when they are off.
    pub off_banner: &'static str,
    /// The mailboxes' heading.
    pub mailboxes: &'static str,
    /// The page "Account".
    pub account: &'static str,
    /// The page "2-step verification".
    pub two_step: &'static str,
    /// Until when everything or the settings alone are held: date and time.
    pub held: fn(bool, &str) -> String,
    /// What is held: the label.
    pub hold: &'static str,
    /// Where the keys are.
    pub keys: &'static str,
    /// Software, and what that means.
    pub keys_software: &'static str,
    /// The provider's address.
    pub issuer: &'static str,
    /// The state of the association.
    pub state: &'static str,
    /// Ask the provider again.
    pub check: &'static str,
    /// Remove from the list.
    pub remove: &'static str,
    /// Asks whether to remove: account.
    pub remove_text: fn(&str) -> String,
}

/// The codes.
#[derive(Debug)]
pub struct CodesWords {
    /// Title.
    pub title: &'static str,
    /// What they are for.
    pub text: &'static str,
    /// The next code.
    pub next: &'static str,
    /// No account has codes.
    pub none: &'static str,
    /// While the vault opens.
    pub opening: &'static str,
    /// They are locked again.
    pub locked: &'static str,
    /// Unlocks.
    pub unlock: &'static str,
    /// When they lock: seconds.
    pub locks_in: fn(u64) -> String,
}
