//! English.

mod problems;

pub(super) use problems::{association, problem};

use super::words::{
    ActionWords, CodesWords, DeedsWords, GateWords, HomeWords, KeyWords, OutcomeWords, PairWords,
    PinWords, ReportWords, RequestWords, SettingsWords, Words,
};

pub(super) static WORDS: Words = Words {
    offline: "offline",
    software_keys: "software keys",
    wait: "One moment…",
    too_small: |width, height| {
        format!("This window is {width} × {height}. Assenso needs 80 × 24: make it larger.")
    },
    request_waits: "A request waits for your answer: press Ctrl-R",
    seconds: |seconds| format!("{seconds} s"),
    other: "Another",
    keys: KEYS,
    gate: GATE,
    pin: PIN,
    home: HOME,
    pair: PAIR,
    deeds: DEEDS,
    settings: SETTINGS,
    request: REQUEST,
    outcome: OUTCOME,
    report: REPORT,
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
    deactivate: |account, provider| {
        format!("To turn 2-step verification off for {account} at {provider}.")
    },
    recovery_code: |account, provider| {
        format!("To make the recovery code of {account} at {provider} count.")
    },
    approve: |account, provider| format!("To authorize this request for {account} at {provider}."),
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
    not_active: "2-step verification is off: open it to activate",
    signed_in: "signed in, this device is not associated",
    interrupted: "association interrupted: open it to go on",
    watching: "Sign-ins appear here by themselves.",
    codes: "codes",
    settings: "settings",
};

const PAIR: PairWords = PairWords {
    provider_title: "Your provider",
    provider_text: "The address of the provider where you have your mailbox, or the link of an \
                    invitation.",
    provider: "Address",
    invitation_title: "Invitation",
    invitation_text: |domain| format!("This invitation leads to {domain}"),
    invitation_next: "Continue, and this phone makes sure that it talks to that provider and to \
                      nobody else. Then you sign in with password and SMS as always: the \
                      invitation alone opens nothing. It is good once.",
    invitation_unlisted: "This app does not know this provider. Whoever made the invitation may be \
                          after your password: go on only if you have your mailbox there.",
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
    back: "Back",
    have_recovery_code: "Recovery code",
    recovery_text: "With the recovery code on your paper this phone takes the place of the lost one, \
                    without any SMS.",
    recovered_text: |account| {
        format!(
            "The recovery code of {account} is right. Associate this device, and every sign-in to \
             this mailbox will ask here whether it is you. The code is used up by it."
        )
    },
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
    activate_title: "Activate verification",
    activate_text: |account| {
        format!(
            "2-step verification is off for {account}: the password alone lets anybody in. Activate \
             it, and every sign-in will ask on this phone whether it is you."
        )
    },
    activate_number: |number| format!("We send the code that confirms it to {number}."),
    activate_mail: "Mail programs will need a dedicated password from then on: they stop working \
                    with the one you have.",
    activate_later: "If you cancel, everything stays as it is. You can come back to it here.",
    activate: "Activate and associate this device",
    number_title: "Your mobile number",
    number_text: "2-step verification needs a mobile number that gets SMS, to confirm that it is \
                  you when a phone is associated. Your provider does not know yours yet.",
    number: "Mobile number",
    number_hold: "Because the number is new, changing number or recovery code has to wait 72 hours \
                  after the activation.",
    number_code_title: "Confirm your number",
    number_other: "Another number",
    activated_title: "2-step verification is on",
    activated_mail: "Mail programs need a dedicated password now. It can't be made here yet.",
    success_title: "This device is associated",
    success_text: |account, provider| {
        format!("From now on this phone confirms sign-ins to {account} at {provider}.")
    },
    success_next: "When you sign in, this screen asks whether it is you. If nothing arrives, the \
                   codes on this phone sign you in too.",
    done: "Done",
};

const DEEDS: DeedsWords = DeedsWords {
    sign_out: "Sign out of this phone",
    sign_out_text: |account| {
        format!(
            "This phone will no longer authorize sign-ins to {account}. 2-step verification stays \
             on."
        )
    },
    sign_out_warning: "Without a phone you sign in nowhere until you associate one again, with an \
                       SMS or your recovery code.",
    signed_out: "This phone is signed out",
    deactivate: "Deactivate 2-step verification",
    deactivate_text: |account| {
        format!(
            "2-step verification goes off for {account}: from then on the password alone opens the \
             mailbox, in mail programs too, and this phone is no longer associated."
        )
    },
    deactivate_sure: "Are you sure? Whoever learns your password gets in. Type it to deactivate.",
    deactivated: "2-step verification is off",
    recovery_code: "Recovery code",
    enter_code: "Enter the recovery code",
    enter_code_text: "This phone was associated by SMS, so for 72 hours it changes no settings. The \
                      recovery code ends that at once. It is used up by it.",
    new_code_text: "The recovery code is for the day on which this phone is lost: with it and your \
                    password another phone takes its place, without any SMS. A code that you made \
                    before is no longer good. Have pen and paper at hand.",
    write_text: "Write this down and keep it where you keep your papers. It is shown once.",
    write_asked: |group| format!("To be sure that it is written down, type group {group} of 7."),
    group: "Group",
    written: "I have written it down",
    code_kept: "The recovery code is good from now on",
    full_power: "This phone has full power now. Make a new recovery code.",
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
    hold: "For now",
    held: |everything, until| {
        if everything {
            format!("authorize only, until {until}")
        } else {
            format!("no change of settings until {until}")
        }
    },
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
    action_title: "A change to your account",
    actions: ActionWords {
        what: "Change",
        deactivate: "TURN OFF 2-step verification",
        number: "another mobile number",
        notice_address: "another notice address",
        methods: "how you sign in",
        new: "New",
        first: "First",
        phone: "the phone",
        code: "a code of the app",
        also: "Also",
        by_code: "app code:",
        by_sms: "SMS:",
        yes: "yes",
        no: "no",
    },
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
    number: |digits| format!("Type the {digits} digits that the page in the browser shows"),
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
    approved: ("Authorized", "The page in the browser goes on by itself."),
    denied: (
        "Denied",
        "Nobody was let in and nothing was changed. If it was not you, somebody knows your \
         password: change it at your provider's, and use the new one nowhere else.",
    ),
    wrong_number: (
        "Wrong number",
        "That was not the number on the page, so this request is over. If it was you, ask for a \
         new request there and type the number that it shows.",
    ),
    expired: (
        "Expired",
        "The time for this request has passed: nobody was let in and nothing was changed. If it \
         was you, ask again on the page in the browser.",
    ),
    cancelled: (
        "Cancelled",
        "This request waits no longer: it was given up in the browser, or another one took its \
         place. There is nothing to do.",
    ),
    elsewhere_approved: (
        "Answered elsewhere: authorized",
        "This request was authorized already, not by the answer you just gave. If that was not \
         you either, change your password now.",
    ),
    elsewhere_denied: (
        "Answered elsewhere: denied",
        "This request was denied already. If it was you, start again in the browser.",
    ),
    not_known: (
        "Sent",
        "Your answer was sent, but what became of it is not known here. The page in the \
         browser says whether it came in time.",
    ),
};

const REPORT: ReportWords = ReportWords {
    question: "Was it not you? Tell your provider.",
    not_me: "It wasn't me",
    mistake: "It was a mistake",
    say: "tell",
    leave: "say nothing",
    not_me_taken: "Your provider knows that it was not you. Change your password now.",
    mistake_taken: "Your provider knows that it was a mistake. If you still want it, start \
                    again in the browser.",
    not_taken: "Your provider does not take such reports. It stays denied.",
};

const CODES: CodesWords = CodesWords {
    title: "Codes",
    text: "If no request arrives, type this on the sign-in page. Each is good once.",
    next: "next",
    none: "No account has codes yet. Associate this device with one first.",
    opening: "Unlocking…",
    locked: "The codes are locked.",
    unlock: "Unlock",
    locks_in: |seconds| format!("They lock in {seconds} s."),
};
