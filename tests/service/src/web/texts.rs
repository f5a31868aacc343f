//! Every sentence of the pages, in both languages.

use crate::seeding::Language;

/// The sentences of one language.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) language: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) email: &'static str,
    pub(crate) password: &'static str,
    pub(crate) wrong_credentials: &'static str,
    pub(crate) too_many_passwords: &'static str,
    pub(crate) waiting_title: &'static str,
    pub(crate) waiting_open: &'static str,
    pub(crate) waiting_check: &'static str,
    pub(crate) waiting_type: &'static str,
    pub(crate) waiting_hint: &'static str,
    pub(crate) number: &'static str,
    pub(crate) time_left: &'static str,
    pub(crate) nothing_arrived: &'static str,
    pub(crate) nothing_arrived_help: &'static str,
    pub(crate) again: &'static str,
    pub(crate) ask_phone: &'static str,
    pub(crate) use_code: &'static str,
    pub(crate) use_sms: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) start_over: &'static str,
    pub(crate) approved_title: &'static str,
    pub(crate) approved_text: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) not_confirmed: Outcome,
    pub(crate) denied: Outcome,
    pub(crate) wrong_number: Outcome,
    pub(crate) expired: Outcome,
    pub(crate) replaced: Outcome,
    pub(crate) other_browser: Outcome,
    pub(crate) no_phone: Outcome,
    pub(crate) no_phone_sms: Outcome,
    pub(crate) sms_title: &'static str,
    pub(crate) sms_help: &'static str,
    pub(crate) sms_send: &'static str,
    pub(crate) sms_sent: &'static str,
    pub(crate) sms_again: &'static str,
    pub(crate) sms_wrong: &'static str,
    pub(crate) sms_burned: &'static str,
    pub(crate) sms_too_many: &'static str,
    pub(crate) sms_warning: &'static str,
    pub(crate) code_title: &'static str,
    pub(crate) code_help: &'static str,
    pub(crate) code: &'static str,
    pub(crate) wrong_code: &'static str,
    pub(crate) too_many_codes: &'static str,
    pub(crate) signed_in_title: &'static str,
    pub(crate) who: &'static str,
    pub(crate) how: &'static str,
    pub(crate) by_push: &'static str,
    pub(crate) by_code: &'static str,
    pub(crate) by_sms: &'static str,
    pub(crate) by_password: &'static str,
    pub(crate) sign_out: &'static str,
    pub(crate) outbox_title: &'static str,
    pub(crate) outbox_help: &'static str,
    pub(crate) outbox_empty: &'static str,
    pub(crate) to_phone: &'static str,
    pub(crate) invite: &'static str,
    pub(crate) invite_open: &'static str,
    pub(crate) invite_scan: &'static str,
    pub(crate) invite_qr: &'static str,
    pub(crate) invite_what: &'static str,
    pub(crate) invite_once: &'static str,
    pub(crate) invite_again: &'static str,
    pub(crate) invite_used: Outcome,
    pub(crate) invite_expired: Outcome,
    pub(crate) invite_landing: Outcome,
    pub(crate) contest_title: &'static str,
    pub(crate) contest_what: &'static str,
    pub(crate) contest_stops: &'static str,
    pub(crate) contest_ends: &'static str,
    pub(crate) contest_back: &'static str,
    pub(crate) contest_freeze: &'static str,
    pub(crate) contest_mine: &'static str,
    pub(crate) contest_frozen: Outcome,
    pub(crate) contest_over: Outcome,
    pub(crate) back: &'static str,
    pub(crate) refused: Outcome,
    pub(crate) missing: Outcome,
}

/// How something ended: a headline and what to do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outcome {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
}

/// The sentences of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::English => &ENGLISH,
        Language::Italian => &ITALIAN,
    }
}

static ENGLISH: Texts = Texts {
    language: "Language",
    sign_in: "Sign in",
    email: "E-mail address",
    password: "Password",
    wrong_credentials: "The e-mail address or the password is wrong.",
    too_many_passwords: "Too many attempts from here. Try again in an hour.",
    waiting_title: "Look at your phone",
    waiting_open: "Open the Assenso app on your phone.",
    waiting_check: "Check that it shows this sign-in.",
    waiting_type: "Type this number in the app:",
    waiting_hint: "This page goes on by itself.",
    number: "Number",
    time_left: "Time left",
    nothing_arrived: "Nothing on your phone?",
    nothing_arrived_help: "Open the app: the request is there even if no notification came.",
    again: "Request again",
    ask_phone: "Ask my phone instead",
    use_code: "Use a code from the app",
    use_sms: "Get a code by SMS",
    cancel: "Cancel",
    start_over: "Start over",
    approved_title: "Confirmed",
    approved_text: "Your phone has authorized this sign-in.",
    go_on: "Continue",
    not_confirmed: Outcome { title: "Not confirmed", text: "Open the app, or use another method." },
    denied: Outcome {
        title: "Denied on your phone",
        text: "This sign-in was denied in the app. If that was a mistake, request again.",
    },
    wrong_number: Outcome {
        title: "The number did not match",
        text: "Another number was typed in the app. Request again to get a new one.",
    },
    expired: Outcome {
        title: "Time is up",
        text: "Nobody answered on your phone within two minutes.",
    },
    replaced: Outcome {
        title: "No longer waiting",
        text: "A newer sign-in, or another phone, took the place of this one.",
    },
    other_browser: Outcome {
        title: "Another sign-in is waiting",
        text: "Answer it on your phone, or wait two minutes. Then request again.",
    },
    no_phone: Outcome {
        title: "This mailbox has no associated phone",
        text: "2-step verification is on, so signing in needs your phone. Open the Assenso app \
               on it, sign in with this mailbox and choose “Associate this device”. Then sign in \
               here again.",
    },
    no_phone_sms: Outcome {
        title: "This mailbox has no associated phone",
        text: "2-step verification is on, and no phone can be asked. Get a code by SMS to sign in \
               now. To be asked on a phone again, open the Assenso app on it, sign in with this \
               mailbox and choose “Associate this device”.",
    },
    sms_title: "Code by SMS",
    sms_help: "We send a 6-digit code to",
    sms_send: "Send the code",
    sms_sent: "We have sent a code to",
    sms_again: "Send another code",
    sms_wrong: "This code is not right. Read the newest message again.",
    sms_burned: "This code is no longer good. Send another one.",
    sms_too_many: "Too many messages were sent. Try again later, or use another method.",
    sms_warning: "Type the code on this page only, and tell it to nobody.",
    code_title: "Code from the app",
    code_help: "Open “Codes” in the Assenso app and type the code of this mailbox.",
    code: "6-digit code",
    wrong_code: "This code is not right, or was used before. Wait for the next one.",
    too_many_codes: "Too many wrong codes today. Use your phone instead.",
    signed_in_title: "You are signed in",
    who: "Mailbox",
    how: "How",
    by_push: "Authorized on your phone",
    by_code: "With a code from the app",
    by_sms: "With a code by SMS",
    by_password: "With the password alone: 2-step verification is off",
    sign_out: "Log out",
    outbox_title: "Outbox",
    outbox_help: "What this demo provider would have sent, newest first. A real one has no such page.",
    outbox_empty: "Nothing yet.",
    to_phone: "Notice to the phone",
    invite: "Add this mailbox to a phone",
    invite_open: "Open the Assenso app on the phone and choose “Add an account”.",
    invite_scan: "Scan this code, or paste the link under it.",
    invite_qr: "QR code of the link below",
    invite_what: "The phone then knows this mailbox's address, and the key by which it recognizes \
                  us. It still asks for the password and for a code by SMS: this link alone \
                  lets nobody in.",
    invite_once: "The link is good once, for five minutes. A new one ends it.",
    invite_again: "Make a new one",
    invite_used: Outcome {
        title: "This invitation was used",
        text: "A phone has opened it and goes on by itself. If it is not yours: it knows this \
               mailbox's address now, and nothing else.",
    },
    invite_expired: Outcome {
        title: "This invitation is over",
        text: "It was good for five minutes. Make a new one when the phone is at hand.",
    },
    invite_landing: Outcome {
        title: "This is an invitation for the app",
        text: "Copy the whole address of this page, open the Assenso app on your phone, choose \
               “Add an account” and paste it there.",
    },
    contest_title: "Was it not you?",
    contest_what: "Something was done with this account that you were told about:",
    contest_stops: "If you freeze it, nobody signs in and nobody changes anything. Every browser is \
                    signed out.",
    contest_ends: "A recovery code that was made since then is void, and 2-step verification that \
                   was turned off is on again.",
    contest_back: "Only your recovery code, in the app on a phone, or your provider ends it.",
    contest_freeze: "It was not me: freeze the account",
    contest_mine: "If it was you, close this page. Nothing has happened.",
    contest_frozen: Outcome {
        title: "The account is frozen",
        text: "Nobody signs in and nobody changes anything now. To go on, use your recovery code \
               in the app on a phone, or call your provider.",
    },
    contest_over: Outcome {
        title: "This link is over",
        text: "It was good once, for 72 hours. If something is not yours, call your provider.",
    },
    back: "Back",
    refused: Outcome {
        title: "This page was too old",
        text: "The form did not come from a page of this browser. Start over.",
    },
    missing: Outcome { title: "There is no such page", text: "Perhaps the address is mistyped." },
};

static ITALIAN: Texts = Texts {
    language: "Lingua",
    sign_in: "Accedi",
    email: "Indirizzo e-mail",
    password: "Password",
    wrong_credentials: "L'indirizzo e-mail o la password non sono corretti.",
    too_many_passwords: "Troppi tentativi da qui. Riprova fra un'ora.",
    waiting_title: "Guarda il telefono",
    waiting_open: "Apri l'app Assenso sul telefono.",
    waiting_check: "Controlla che mostri questo accesso.",
    waiting_type: "Scrivi questo numero nell'app:",
    waiting_hint: "Questa pagina prosegue da sola.",
    number: "Numero",
    time_left: "Tempo rimasto",
    nothing_arrived: "Niente sul telefono?",
    nothing_arrived_help: "Apri l'app: la richiesta c'è anche se non è arrivata la notifica.",
    again: "Richiedi di nuovo",
    ask_phone: "Chiedi al telefono",
    use_code: "Usa un codice dell'app",
    use_sms: "Ricevi un codice via SMS",
    cancel: "Annulla",
    start_over: "Ricomincia",
    approved_title: "Confermato",
    approved_text: "Il telefono ha autorizzato questo accesso.",
    go_on: "Prosegui",
    not_confirmed: Outcome {
        title: "Non confermato",
        text: "Apri l'app, oppure usa un altro metodo.",
    },
    denied: Outcome {
        title: "Negato sul telefono",
        text: "Questo accesso è stato negato nell'app. Se è stato un errore, richiedi di nuovo.",
    },
    wrong_number: Outcome {
        title: "Il numero non corrisponde",
        text: "Nell'app è stato scritto un altro numero. Richiedi di nuovo per averne uno nuovo.",
    },
    expired: Outcome {
        title: "Tempo scaduto",
        text: "Nessuno ha risposto sul telefono entro due minuti.",
    },
    replaced: Outcome {
        title: "Non più in attesa",
        text: "Un accesso più recente, o un altro telefono, ha preso il posto di questo.",
    },
    other_browser: Outcome {
        title: "Un altro accesso è in attesa",
        text: "Rispondi sul telefono, oppure aspetta due minuti. Poi richiedi di nuovo.",
    },
    no_phone: Outcome {
        title: "Questa casella non ha un telefono associato",
        text: "La verifica in due passaggi è attiva, quindi per accedere serve il telefono. Apri \
               l'app Assenso sul telefono, accedi con questa casella e scegli “Associa questo \
               dispositivo”. Poi accedi di nuovo qui.",
    },
    no_phone_sms: Outcome {
        title: "Questa casella non ha un telefono associato",
        text: "La verifica in due passaggi è attiva e non c'è un telefono a cui chiedere. Ricevi un \
               codice via SMS per accedere adesso. Per usare di nuovo un telefono apri l'app Assenso, \
               accedi con questa casella e scegli “Associa questo dispositivo”.",
    },
    sms_title: "Codice via SMS",
    sms_help: "Inviamo un codice di 6 cifre al",
    sms_send: "Invia il codice",
    sms_sent: "Abbiamo inviato un codice al",
    sms_again: "Invia un altro codice",
    sms_wrong: "Il codice non è corretto. Rileggi l'ultimo messaggio.",
    sms_burned: "Questo codice non vale più. Inviane un altro.",
    sms_too_many: "Troppi messaggi inviati. Riprova più tardi, o usa un altro metodo.",
    sms_warning: "Scrivi il codice solo in questa pagina e non dirlo a nessuno.",
    code_title: "Codice dell'app",
    code_help: "Apri “Codici” nell'app Assenso e scrivi il codice di questa casella.",
    code: "Codice di 6 cifre",
    wrong_code: "Il codice non è corretto, o è già stato usato. Aspetta il prossimo.",
    too_many_codes: "Troppi codici sbagliati oggi. Usa il telefono.",
    signed_in_title: "Hai effettuato l'accesso",
    who: "Casella",
    how: "Come",
    by_push: "Autorizzato sul telefono",
    by_code: "Con un codice dell'app",
    by_sms: "Con un codice via SMS",
    by_password: "Solo con la password: la verifica in due passaggi è disattivata",
    sign_out: "Esci",
    outbox_title: "Posta in uscita",
    outbox_help: "Quello che questo fornitore di prova avrebbe inviato, dal più recente. Uno vero \
                  non ha una pagina così.",
    outbox_empty: "Ancora niente.",
    to_phone: "Avviso al telefono",
    invite: "Aggiungi questa casella a un telefono",
    invite_open: "Apri l'app Assenso sul telefono e scegli “Aggiungi un account”.",
    invite_scan: "Inquadra questo codice, oppure incolla il link che sta sotto.",
    invite_qr: "Codice QR del link qui sotto",
    invite_what: "Il telefono conosce allora l'indirizzo di questa casella, e la chiave con cui \
                  ci riconosce. Chiede lo stesso la password e un codice per SMS: da solo \
                  questo link non fa entrare nessuno.",
    invite_once: "Il link vale una volta sola, per cinque minuti. Uno nuovo lo annulla.",
    invite_again: "Creane uno nuovo",
    invite_used: Outcome {
        title: "Questo invito è stato usato",
        text: "Un telefono l'ha aperto e prosegue da solo. Se non è il tuo: ora conosce \
               l'indirizzo di questa casella, e nient'altro.",
    },
    invite_expired: Outcome {
        title: "Questo invito è scaduto",
        text: "Valeva cinque minuti. Creane uno nuovo quando hai il telefono a portata di mano.",
    },
    invite_landing: Outcome {
        title: "Questo è un invito per l'app",
        text: "Copia l'indirizzo completo di questa pagina, apri l'app Assenso sul telefono, \
               scegli “Aggiungi un account” e incollalo lì.",
    },
    contest_title: "Non sei stato tu?",
    contest_what: "È stato fatto qualcosa con questo account, di cui ti abbiamo avvisato:",
    contest_stops: "Se lo blocchi, nessuno accede e nessuno cambia nulla. Ogni browser viene \
                    disconnesso.",
    contest_ends: "Un codice di recupero creato da allora non vale più, e la verifica in 2 passaggi \
                   che è stata disattivata torna attiva.",
    contest_back: "Lo sblocca solo il tuo codice di recupero, nell'app su un telefono, oppure il \
                   tuo fornitore.",
    contest_freeze: "Non sono stato io: blocca l'account",
    contest_mine: "Se sei stato tu, chiudi questa pagina. Non è successo nulla.",
    contest_frozen: Outcome {
        title: "L'account è bloccato",
        text: "Ora nessuno accede e nessuno cambia nulla. Per andare avanti usa il codice di \
               recupero nell'app su un telefono, oppure chiama il tuo fornitore.",
    },
    contest_over: Outcome {
        title: "Questo link non vale più",
        text: "Valeva una volta, per 72 ore. Se qualcosa non è tuo, chiama il tuo fornitore.",
    },
    back: "Indietro",
    refused: Outcome {
        title: "La pagina era troppo vecchia",
        text: "Il modulo non proviene da una pagina di questo browser. Ricomincia.",
    },
    missing: Outcome {
        title: "Questa pagina non esiste",
        text: "Forse l'indirizzo è scritto male.",
    },
};
