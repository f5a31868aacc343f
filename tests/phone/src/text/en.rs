//! English.

use super::words::{
    CodesWords, GateWords, HomeWords, KeyWords, OutcomeWords, PairWords, PinWords, RequestWords,
    SettingsWords, Words,
};
use crate::gateway::{Association, Problem};

pub(super) static WORDS: Words = Words {
    offline: "offline",
    software_keys: "software keys",
    wait: "One moment…",
    too_small: |width, height| {
        format!("This window is {width} × {height}. Assenso needs 80 × 24: make it larger.")
    },
    request_waits: "A sign-in waits for your answer: press Ctrl-R",
    seconds: |seconds| format!("{seconds} s"),
    other: "Another",
    keys: KEYS,
    gate: GATE,
    pin: PIN,
    home: HOME,
    pair: PAIR,
    settings: SETTINGS,
    request: REQUEST,
    outcome: OUTCOME,
    codes: CODES,
};

const KEYS: KeyWords = KeyWords {
    enter: "Enter",
    esc: "Esc",
    tab: "Tab",
    choose: "choose",
    open: "open",
    next: "next field",
    go_on: "continue",
    back: "back",
    later: "answer later",
    quit: "quit",
    cancel: "cancel",
};

const GATE: GateWords = GateWords {
    choose_title: "Choose a PIN",
    choose_text: "This phone's PIN opens it, and confirms each sign-in that you authorize. \
                  It has 4 to 12 digits. Nobody can tell it to you again: remember it.",
    new_pin: "New PIN",
    repeat: "The same again",
    set: "Set the PIN",
    unlock_title: "Unlock",
    unlock_text: "Enter this phone's PIN.",
    pin: "PIN",
    unlock: "Unlock",
    opening: "Opening the phone…",
    stopped_title: "The phone can't start",
    waiting: |seconds| format!("Three wrong PINs. This phone takes the next one in {seconds} s."),
};

const PIN: PinWords = PinWords {
    title: "Your PIN, please",
    associate: |account, provider| {
        format!("To associate this device with {account} at {provider}.")
    },
    approve: |account, provider| format!("To authorize the sign-in to {account} at {provider}."),
    other: "To confirm that it is you.",
    seal_code: "To keep the new account's codes where only your PIN opens them.",
    show_codes: "To show your codes.",
    confirm: "Confirm",
};

const HOME: HomeWords = HomeWords {
    title: "Accounts",
    welcome: "Welcome. This phone is not associated with any account yet.",
    first_step: "Press Enter to sign in to your provider and associate it.",
    add: "Add an account",
    signing_in: "sign-in not finished",
    signed_in: "signed in, this device is not associated",
    interrupted: "association interrupted: open it to go on",
    watching: "Sign-ins appear here by themselves.",
    codes: "codes",
    settings: "settings",
};

const PAIR: PairWords = PairWords {
    provider_title: "Your provider",
    provider_text: "The address of the provider where you have your mailbox.",
    provider: "Address",
    sign_in_title: "Sign in",
    sign_in_text: |name, issuer| format!("{name}, at {issuer}"),
    email: "E-mail",
    password: "Password",
    sign_in: "Sign in",
    code_title: "Confirm authorization",
    code_text: |number| format!("We have sent an SMS with a code to {number}."),
    code_warning: "Type the code here only, never on a web page, and tell it to nobody.",
    code: "Code",
    verify: "Verify",
    resend: "Send another code",
    resent: "Another code is on its way. Only the newest one counts.",
    code_left: |seconds, tries| {
        format!("Good for {}:{:02} more. Tries left: {tries}.", seconds / 60, seconds % 60)
    },
    notice_title: "Associate device",
    notice_text: |account| {
        format!(
            "You are signed in to {account}. Associate this device, and every sign-in to \
             this mailbox will ask here whether it is you. A phone that is associated now \
             will no longer be."
        )
    },
    associate: "Associate this device",
    cancel: "Cancel",
    way_back: "You can come back later: Settings, the mailbox, Account, 2-step verification.",
    missing_title: "Before you associate this device",
    missing_text: "This phone still needs:",
    missing_lock: "A PIN, a fingerprint or a face. Set this phone's PIN, then come back.",
    missing_notifications: "Notifications. Without them you would not see that a sign-in waits.",
    turn_on: "Turn notifications on",
    goes_on: "As soon as nothing is missing, this goes on by itself.",
    associate_code_title: "Associate this device",
    associate_code_text: |number| {
        format!("To make sure that it is you, we have sent a second code to {number}.")
    },
    code_text_after_restart: "Type the code from the newest SMS, or have another one sent.",
    start_again: "Start again",
    go_on: "Continue",
    finishing_title: "Associating this device",
    finishing_text: "Making this phone's keys and agreeing with your provider. Your PIN is asked \
                     for on the way.",
    finish_title: "Association interrupted",
    finish_text: "The association of this device was interrupted. Nothing is lost: continue, \
                  or cancel and start again later.",
    not_active_title: "2-step verification is off",
    not_active_text: "This account has no 2-step verification yet. Activate it in your \
                      provider's account panel, then sign in here again.",
    success_title: "This device is associated",
    success_text: |account, provider| {
        format!("From now on this phone confirms sign-ins to {account} at {provider}.")
    },
    success_next: "When you sign in, this screen asks whether it is you. If nothing arrives, the \
                   codes on this phone sign you in too.",
    done: "Done",
};

const SETTINGS: SettingsWords = SettingsWords {
    title: "Settings",
    notifications: "Notifications",
    on: "on",
    off: "off",
    off_banner: "Notifications are off: sign-ins still appear here, but silently.",
    mailboxes: "Mailboxes",
    account: "Account",
    two_step: "2-step verification",
    keys: "Keys",
    keys_software: "software, under this phone's PIN",
    issuer: "Provider",
    state: "This device",
    check: "Ask the provider again",
    remove: "Remove from the list",
    remove_text: |account| {
        format!("Remove {account} from this phone? Its codes go too. The mailbox itself stays.")
    },
};

const REQUEST: RequestWords = RequestWords {
    title: "Sign-in request",
    question: "Is this you?",
    provider: "Provider",
    account: "Account",
    browser: "Browser",
    on: "on",
    address: "Address",
    place: "Place",
    place_unknown: "not known",
    time: "Time",
    known: "you have authorized this browser before",
    new: "NEW: you have never authorized this browser",
    number: |digits| format!("Type the {digits} digits that the sign-in page shows"),
    left: "Time left",
    authorize: "Authorize",
    deny: "Deny",
    deny_key: 'D',
    sending: "Sending your answer…",
    unknown_title: "A request that this version can't show",
    unknown_text: "Your provider asks something that this version of the app does not know. It \
                   can't be authorized here. If you began nothing yourself, deny it. Otherwise \
                   update the app and start again.",
    more: |count| format!("{count} more waiting"),
};

const OUTCOME: OutcomeWords = OutcomeWords {
    approved: ("Authorized", "The sign-in goes on in the browser by itself."),
    denied: (
        "Denied",
        "Nobody was let in. If it was not you, somebody knows your password: change it at your \
         provider's, and use the new one nowhere else.",
    ),
    wrong_number: (
        "Wrong number",
        "That was not the number on the sign-in page, so this request is over. If you are \
         signing in, ask for a new request there and type the number that it shows.",
    ),
    expired: (
        "Expired",
        "The time for this sign-in has passed and nobody was let in. If it was you, ask for a \
         new request on the sign-in page.",
    ),
    cancelled: (
        "Cancelled",
        "This sign-in waits no longer: it was given up in the browser, or another one took its \
         place. There is nothing to do.",
    ),
    elsewhere_approved: (
        "Answered elsewhere: authorized",
        "This sign-in was authorized already, not by the answer you just gave. If that was not \
         you either, change your password now.",
    ),
    elsewhere_denied: (
        "Answered elsewhere: denied",
        "This sign-in was denied already. If you want to sign in, start again in the browser.",
    ),
    not_known: (
        "Sent",
        "Your answer was sent, but what became of it is not known here. The sign-in page says \
         whether it came in time.",
    ),
};

const CODES: CodesWords = CodesWords {
    title: "Codes",
    text: "When no request arrives, type the code on the sign-in page. Each is good once.",
    next: "next",
    none: "No account has codes yet. Associate this device with one first.",
    opening: "Unlocking…",
    locked: "The codes are locked.",
    unlock: "Unlock",
    locks_in: |seconds| format!("They lock in {seconds} s."),
};

pub(super) fn association(association: Association) -> &'static str {
    match association {
        Association::Associated => "this device is associated",
        Association::NotActive => "2-step verification is off in this account",
        Association::Replaced => "another phone was associated in its place",
        Association::OwnerChanged => "the account has a new owner",
        Association::SignedOut => "this phone was signed out",
        Association::Deactivated => "2-step verification was deactivated",
        Association::Frozen => "frozen after a change was contested; ask your provider",
        Association::Unknown => "the provider does not know this phone",
    }
}

pub(super) fn problem(problem: Problem) -> String {
    match problem {
        Problem::Offline => "Your provider can't be reached. Check the connection, then try again.",
        Problem::ProviderFailed => "Your provider has a problem of its own. Try again in a minute.",
        Problem::NotAProvider => "There is no provider at this address. Check how it is spelled.",
        Problem::UnsupportedVersion => "Your provider and this app don't match. Update the app.",
        Problem::Untrusted => {
            "The answer was not signed by your provider, so it was not used. Try on another \
             network; if it stays, ask your provider."
        }
        Problem::InvalidIssuer => "This is no address. Type one such as https://mail.example",
        Problem::InsecureIssuer => "This address is not protected. Type one with https://",
        Problem::WrongCredentials => "E-mail or password is wrong. Type both again.",
        Problem::WrongCode { tries_left } => {
            return format!("This code is wrong. Read the SMS again; tries left: {tries_left}.");
        }
        Problem::CodeBurned => "This code is no longer good. Send another code.",
        Problem::TooManySms { minutes } => {
            return format!("Too many messages were sent. Try again in {minutes} min.");
        }
        Problem::TooManyTries { minutes } => {
            return format!("Too many wrong tries. Try again in {minutes} min.");
        }
        Problem::Prerequisites { .. } => "This phone is not ready yet. Turn on what is missing.",
        Problem::InvalidInput => "Something is missing or misspelled. Check what you typed.",
        Problem::Refused => "Your provider refuses this phone. Start again, or ask your provider.",
        Problem::SessionEnded => "Your sign-in to the app has ended. Sign in again.",
        Problem::NoNumber => {
            "This account has no mobile number for codes. Add one in your provider's account panel."
        }
        Problem::NotActive => {
            "2-step verification is off. Activate it in your provider's account panel."
        }
        Problem::CommitUnderway => "This device may be associated already. Continue, to make sure.",
        Problem::AnswerKept => {
            "Your provider can't be reached. Your answer is kept and sent as soon as it can be."
        }
        Problem::Frozen => {
            "This account is frozen: nothing can be authorized now. Ask your provider."
        }
        Problem::Clock => "This computer's clock is wrong. Set it, then unlock the codes again.",
        Problem::Superseded => {
            "Another phone was associated meanwhile. If it is not yours, start \
                                again here and change your password."
        }
        Problem::StartAgain => "This took too long. Start the association again.",
        Problem::Cancelled => "You did not confirm, so nothing was sent. Try again when you want.",
        Problem::LockedOut => "Three wrong PINs: wait 30 seconds, then try again.",
        Problem::NotEnrolled => {
            "Your provider asks for fingerprint or face, which this phone \
                                 has not. Associate another phone."
        }
        Problem::KeyInvalidated => "This account's key is gone. Associate this device again.",
        Problem::KeyStore => "The keys can't be used. Close the app and open it again.",
        Problem::CodesVault => "The codes can't be opened. Close the app and open it again.",
        Problem::CodesLocked => "The codes are locked again. Unlock them with your PIN.",
        Problem::CodeLost => "This account's codes are gone. Associate this device again.",
        Problem::InvalidNumber => "Type all the digits that the sign-in page shows.",
        Problem::UpdateNeeded => "This version can't show the request. Deny it or update the app.",
        Problem::NotAssociated(state) => {
            return format!("Not associated: {}. Associate this device again.", association(state));
        }
        Problem::OlderState => {
            "Your provider told an older state than this phone knows. Nothing \
                                was changed. Tell your provider about it."
        }
        Problem::StillAssociated => "This device is still associated; it can't be removed now.",
        Problem::Storage => "The phone's storage failed. Check free space, then open it again.",
        Problem::WrongPin { tries_left } => {
            return format!("Wrong PIN. Try again; tries left before a wait: {tries_left}.");
        }
        Problem::PinWait { seconds } => {
            return format!("Three wrong PINs. Wait {seconds} s, then try again.");
        }
        Problem::PinsDiffer => "The two PINs differ. Type the same one twice.",
        Problem::PinForm => "A PIN has 4 to 12 digits. Type another one.",
        Problem::FolderInUse => "This phone is open in another window. Close it there first.",
        Problem::FolderTooNew => "A newer version wrote this phone's folder. Update the app.",
        Problem::FolderDamaged => {
            "phone.json in this phone's folder is damaged; nothing was \
                                   changed. Restore it, or start with another folder."
        }
        Problem::FolderFailed => {
            "This phone's folder can't be used. Check its permissions and \
                                  the free space, then start again."
        }
        Problem::KeyLost => {
            "The accounts are here but the key that opens them is gone. Start with \
                             an empty folder and associate this device again."
        }
        Problem::StoreSetAside => {
            "The accounts were damaged. They are kept beside as a copy; \
                                   start again, and associate this device anew."
        }
        Problem::VaultUnavailable => {
            "The key of the accounts can't be read; nothing was changed. \
                                      Restore phone.json, or start with another folder."
        }
    }
    .to_owned()
}
