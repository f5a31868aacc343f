//! English.

use super::PanelTexts;
use crate::web::texts::Outcome;

pub(super) static TEXTS: PanelTexts = PanelTexts {
    two_step: "2-step verification",
    on: "on",
    off: "off",
    off_text: "The password alone opens this mailbox. To turn 2-step verification on, open the \
               Assenso app on your phone, choose “Add an account” and sign in with this \
               mailbox.",
    frozen: "This account is frozen: nothing can be changed. Your recovery code ends that, in \
             the app on a phone, or your provider does.",
    held: "This phone can authorize sign-ins, but not change settings, until",
    held_end: "Your recovery code, entered in the app, ends that at once.",
    phone: "Phone",
    no_phone: "none: open the Assenso app on your phone, sign in and choose “Associate this device”",
    since: "since",
    number: "Mobile number",
    no_number: "none",
    notice: "Notice address",
    no_notice: "none: give one, so that you hear of changes when somebody else is in your mailbox",
    recovery: "Recovery code",
    recovery_made: "made; only the app makes another one",
    recovery_none: "none: make one in the app, under the mailbox's 2-step verification",
    methods: "How you sign in",
    methods_change: "Change how you sign in",
    methods_what: "After the password the page asks your phone. Choose what it asks for first, \
                   and what else lets you in.",
    first: "First",
    first_push: "an answer on the phone",
    first_code: "a code from the app",
    also: "Also",
    also_code: "A code from the app",
    also_sms: "A code by SMS",
    also_none: "nothing else",
    methods_code_off: "A code from the app can only be first if it is allowed.",
    number_title: "Change the mobile number",
    number_what: "Codes and notices by SMS go to the new number. We send a code there and \
                  another one to confirm that it is you; then your phone is asked.",
    number_new: "New number",
    number_by: "Confirm that it is you with a code",
    number_by_sms: "by SMS to the number in use",
    number_by_mail: "by e-mail to the notice address",
    number_lost: "You no longer have that number? Without a notice address only your provider \
                  can help: it checks who you are.",
    number_form: "This is no mobile number. Type it like +39 347 1234567.",
    number_same: "This is the number in use.",
    number_sent: "We have sent a code to",
    number_and: "and another one to",
    number_code_new: "Code that came to the new number",
    number_code_old: "The other code",
    number_again: "Start again with another number",
    too_many_mails: "Too many e-mails were sent today. Try again tomorrow.",
    send_codes: "Send the codes",
    confirm: "Confirm",
    ask_phone: "Ask my phone",
    off_title: "Turn off 2-step verification",
    off_what: "The password alone will then open this mailbox, in mail programs too. The phone \
               is no longer associated, and the recovery code is void.",
    off_twice: "Type your password and press again. Your phone is then asked, too.",
    off_button: "Turn it off",
    keep: "Keep it on",
    asked_title: "Look at your phone",
    asked_check: "Check that it shows this change:",
    act_deactivate: "turn off 2-step verification",
    act_number: "another mobile number",
    act_notice: "another notice address",
    act_methods: "how you sign in",
    approved: "Your phone has authorized this change.",
    denied: Outcome { title: "Denied on your phone", text: "This change was denied in the app." },
    wrong_number: Outcome {
        title: "The number did not match",
        text: "Another number was typed in the app. Start again to get a new one.",
    },
    expired: Outcome {
        title: "Time is up",
        text: "Nobody answered on your phone within two minutes, or this page was closed.",
    },
    replaced: Outcome {
        title: "No longer waiting",
        text: "Another request took the place of this one, or the account is another now.",
    },
    nothing_changed: "Nothing was changed.",
    done_deactivate: Outcome {
        title: "2-step verification is off",
        text: "The password alone opens the mailbox now, in mail programs too. We have told you \
               by e-mail and SMS.",
    },
    done_number: Outcome {
        title: "The number was changed",
        text: "Codes and notices by SMS now go to the new number. We have told the old one, too.",
    },
    done_notice: Outcome {
        title: "The notice address was changed",
        text: "Notices now go to the new address. We have told the old one, too.",
    },
    done_methods: Outcome {
        title: "Saved",
        text: "What you chose counts from the next sign-in. We have told you by e-mail and SMS.",
    },
    other_waiting: "Another change waits for your phone. Answer it there, or wait two minutes.",
    wait: "Your phone was asked too often from a browser that it does not know. Try again in",
    unknown_refused: "Your phone is not asked about browsers that it does not know until you \
                      change your password.",
    needs_phone: "This needs your phone, and none is associated. Open the Assenso app on your \
                  phone, sign in and choose “Associate this device”.",
    browsers: "Browsers",
    browsers_what: "These browsers are signed in to this mailbox.",
    browser_this: "this browser",
    browser_on: "on",
    browser_other: "another browser",
    system_other: "another system",
    browsers_end: "Sign the others out",
    browsers_alone: "No other browser is signed in.",
};
