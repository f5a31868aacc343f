//! Italian.

mod problems;

pub(super) use problems::{association, problem};

use super::words::{
    ActionWords, CodesWords, DeedsWords, GateWords, HomeWords, KeyWords, OutcomeWords, PairWords,
    PinWords, ReportWords, RequestWords, SettingsWords, Words,
};

pub(super) static WORDS: Words = Words {
    offline: "non in linea",
    software_keys: "chiavi software",
    wait: "Un momento…",
    too_small: |width, height| {
        format!("Questa finestra è {width} × {height}. Assenso ha bisogno di 80 × 24: allargala.")
    },
    request_waits: "Una richiesta attende la tua risposta: premi Ctrl-R",
    seconds: |seconds| format!("{seconds} s"),
    other: "Altro",
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
    enter: "Invio",
    esc: "Esc",
    tab: "Tab",
    choose: "scegli",
    open: "apri",
    next: "campo successivo",
    go_on: "prosegui",
    back: "indietro",
    later: "rispondi dopo",
    quit: "esci",
    cancel: "annulla",
};

const GATE: GateWords = GateWords {
    choose_title: "Scegli un PIN",
    choose_text: "Il PIN di questo telefono lo apre e conferma ogni accesso che autorizzi. Ha da \
                  4 a 12 cifre. Nessuno può ridirtelo: ricordalo.",
    new_pin: "Nuovo PIN",
    repeat: "Di nuovo lo stesso",
    set: "Imposta il PIN",
    unlock_title: "Sblocca",
    unlock_text: "Inserisci il PIN di questo telefono.",
    pin: "PIN",
    unlock: "Sblocca",
    opening: "Apertura del telefono…",
    stopped_title: "Il telefono non può avviarsi",
    waiting: |seconds| {
        format!("Tre PIN errati. Questo telefono accetta il prossimo tra {seconds} s.")
    },
};

const PIN: PinWords = PinWords {
    title: "Il tuo PIN",
    associate: |account, provider| {
        format!("Per associare questo dispositivo a {account} presso {provider}.")
    },
    deactivate: |account, provider| {
        format!("Per disattivare la verifica in 2 passaggi di {account} presso {provider}.")
    },
    recovery_code: |account, provider| {
        format!("Per rendere valido il codice di recupero di {account} presso {provider}.")
    },
    approve: |account, provider| {
        format!("Per autorizzare questa richiesta per {account} presso {provider}.")
    },
    other: "Per confermare che sei tu.",
    seal_code: "Per custodire i codici del nuovo account dove solo il tuo PIN li apre.",
    show_codes: "Per mostrare i tuoi codici.",
    confirm: "Conferma",
};

const HOME: HomeWords = HomeWords {
    title: "Account",
    welcome: "Ti diamo il benvenuto. Questo telefono non è ancora associato a nessun account.",
    first_step: "Premi Invio per accedere al tuo fornitore e associarlo.",
    add: "Aggiungi un account",
    signing_in: "accesso non completato",
    not_active: "verifica in 2 passaggi disattivata: aprila per attivarla",
    signed_in: "accesso eseguito, questo dispositivo non è associato",
    interrupted: "associazione interrotta: aprila per proseguire",
    watching: "Le richieste di accesso compaiono qui da sole.",
    codes: "codici",
    settings: "impostazioni",
};

const PAIR: PairWords = PairWords {
    provider_title: "Il tuo fornitore",
    provider_text: "L'indirizzo del fornitore presso cui hai la casella, oppure il link di un \
                    invito.",
    provider: "Indirizzo",
    invitation_title: "Invito",
    invitation_text: |domain| format!("Questo invito porta a {domain}"),
    invitation_next: "Prosegui, e il telefono si accerta di parlare con quel fornitore e con \
                      nessun altro. Poi accedi con password e SMS come sempre: l'invito da solo \
                      non apre niente. Vale una volta sola.",
    invitation_unlisted: "Questa app non conosce questo fornitore. Chi ha fatto l'invito potrebbe \
                          volere la tua password: prosegui solo se hai lì la tua casella.",
    sign_in_title: "Accedi",
    sign_in_text: |name, issuer| format!("{name}, all'indirizzo {issuer}"),
    email: "E-mail",
    password: "Password",
    sign_in: "Accedi",
    code_title: "Conferma autorizzazione",
    code_text: |number| format!("Abbiamo inviato un SMS con un codice al numero {number}."),
    code_warning: "Scrivi il codice solo qui, mai su una pagina web, e non dirlo a nessuno.",
    code: "Codice",
    verify: "Verifica",
    back: "Indietro",
    have_recovery_code: "Codice di recupero",
    recovery_text: "Con il codice di recupero sul tuo foglio questo telefono prende il posto di \
                    quello perso, senza SMS.",
    recovered_text: |account| {
        format!(
            "Il codice di recupero di {account} è giusto. Associa questo dispositivo: a ogni \
             accesso alla casella ti chiederemo qui se sei tu. Il codice con questo è usato."
        )
    },
    resend: "Invia un altro codice",
    resent: "Un altro codice è in arrivo. Vale solo il più recente.",
    code_left: |seconds, tries| {
        format!("Vale ancora {}:{:02}. Tentativi rimasti: {tries}.", seconds / 60, seconds % 60)
    },
    notice_title: "Associa dispositivo",
    notice_text: |account| {
        format!(
            "Hai eseguito l'accesso a {account}. Associa questo dispositivo: a ogni accesso \
             alla casella ti chiederemo qui se sei tu. Un telefono ora associato non lo sarà più."
        )
    },
    associate: "Associa questo dispositivo",
    cancel: "Annulla",
    way_back: "Puoi tornarci più tardi: Impostazioni, la casella, Account, Verifica in 2 passaggi.",
    missing_title: "Prima di associare questo dispositivo",
    missing_text: "A questo telefono manca ancora:",
    missing_lock: "Un PIN, un'impronta o un volto. Imposta il PIN del telefono, poi torna qui.",
    missing_notifications: "Le notifiche. Senza non vedresti che un accesso attende.",
    turn_on: "Attiva le notifiche",
    goes_on: "Appena non manca più nulla, si prosegue da soli.",
    associate_code_title: "Associa questo dispositivo",
    associate_code_text: |number| {
        format!("Per essere certi che sei tu, abbiamo inviato un secondo codice al {number}.")
    },
    code_text_after_restart: "Scrivi il codice dell'ultimo SMS, o fattene inviare un altro.",
    start_again: "Ricomincia",
    go_on: "Prosegui",
    finishing_title: "Associazione in corso",
    finishing_text: "Creiamo le chiavi di questo telefono e ci accordiamo con il fornitore. \
                     Lungo il percorso ti chiederemo il PIN.",
    finish_title: "Associazione interrotta",
    finish_text: "L'associazione di questo dispositivo si è interrotta. Nulla è perduto: \
                  prosegui, oppure annulla e ricomincia più tardi.",
    activate_title: "Attiva la verifica",
    activate_text: |account| {
        format!(
            "La verifica in 2 passaggi è disattivata per {account}: per entrare basta la password. \
             Attivala: a ogni accesso ti chiederemo su questo telefono se sei tu."
        )
    },
    activate_number: |number| format!("Inviamo il codice di conferma al numero {number}."),
    activate_mail: "Da quel momento i programmi di posta avranno bisogno di una password dedicata: \
                    con quella che hai non funzionano più.",
    activate_later: "Se annulli, tutto resta com'è. Puoi riprendere da qui.",
    activate: "Attiva e associa questo dispositivo",
    number_title: "Il tuo numero di cellulare",
    number_text: "Per la verifica in 2 passaggi serve un cellulare che riceve SMS, per essere certi \
                  che sei tu quando si associa un telefono. Il tuo fornitore non ne ha ancora uno.",
    number: "Numero di cellulare",
    number_hold: "Poiché il numero è nuovo, per cambiare numero o codice di recupero si aspettano \
                  72 ore dall'attivazione.",
    number_code_title: "Conferma il numero",
    number_other: "Un altro numero",
    activated_title: "La verifica in 2 passaggi è attiva",
    activated_mail: "I programmi di posta ora hanno bisogno di una password dedicata. Qui non si può \
                     ancora crearla.",
    success_title: "Questo dispositivo è associato",
    success_text: |account, provider| {
        format!("D'ora in poi questo telefono conferma gli accessi a {account} presso {provider}.")
    },
    success_next: "Quando accedi, questo schermo ti chiede se sei tu. Se non arriva nulla, puoi \
                   accedere anche con i codici di questo telefono.",
    done: "Fine",
};

const DEEDS: DeedsWords = DeedsWords {
    sign_out: "Esci da questo telefono",
    sign_out_text: |account| {
        format!(
            "Questo telefono non autorizzerà più gli accessi a {account}. La verifica in 2 passaggi \
             resta attiva."
        )
    },
    sign_out_warning: "Senza telefono non accedi da nessuna parte finché non ne associ di nuovo uno, \
                       con un SMS o con il codice di recupero.",
    signed_out: "Questo telefono è uscito",
    deactivate: "Disattiva la verifica in 2 passaggi",
    deactivate_text: |account| {
        format!(
            "La verifica in 2 passaggi si disattiva per {account}: da quel momento la password da \
             sola apre la casella, anche nei programmi di posta, e questo telefono non è più \
             associato."
        )
    },
    deactivate_sure: "Confermi? Chi scopre la tua password entra. Scrivila per disattivare.",
    deactivated: "La verifica in 2 passaggi è disattivata",
    recovery_code: "Codice di recupero",
    enter_code: "Inserisci il codice di recupero",
    enter_code_text: "Questo telefono è stato associato con un SMS: per 72 ore non cambia le \
                      impostazioni. Il codice di recupero mette subito fine all'attesa, e con \
                      questo è usato.",
    new_code_text: "Il codice di recupero serve il giorno in cui perdi questo telefono: con la tua \
                    password, un altro telefono ne prende il posto senza SMS. Un codice creato \
                    prima non vale più. Tieni pronti carta e penna.",
    write_text: "Annotalo e tienilo dove tieni i tuoi documenti. Lo mostriamo una volta sola.",
    write_asked: |group| format!("Per essere certi che è annotato, scrivi il gruppo {group} di 7."),
    group: "Gruppo",
    written: "L'ho annotato",
    code_kept: "Il codice di recupero vale da adesso",
    full_power: "Ora questo telefono può tutto. Crea un nuovo codice di recupero.",
};

const SETTINGS: SettingsWords = SettingsWords {
    title: "Impostazioni",
    notifications: "Notifiche",
    on: "attive",
    off: "disattivate",
    off_banner: "Notifiche disattivate: gli accessi compaiono lo stesso qui, ma in silenzio.",
    mailboxes: "Caselle",
    account: "Account",
    two_step: "Verifica in 2 passaggi",
    hold: "Per ora",
    held: |everything, until| {
        if everything {
            format!("solo autorizzare, fino al {until}")
        } else {
            format!("impostazioni ferme fino al {until}")
        }
    },
    keys: "Chiavi",
    keys_software: "software, sotto il PIN di questo telefono",
    issuer: "Fornitore",
    state: "Questo dispositivo",
    check: "Chiedi di nuovo al fornitore",
    remove: "Togli dall'elenco",
    remove_text: |account| {
        format!("Togliere {account} da questo telefono? Anche i suoi codici. La casella resta.")
    },
};

const REQUEST: RequestWords = RequestWords {
    title: "Richiesta di accesso",
    action_title: "Una modifica al tuo account",
    actions: ActionWords {
        what: "Modifica",
        deactivate: "DISATTIVARE la verifica in 2 passaggi",
        number: "un altro numero di cellulare",
        notice_address: "un altro indirizzo per gli avvisi",
        methods: "come accedi",
        new: "Nuovo",
        first: "Prima",
        phone: "il telefono",
        code: "un codice dell'app",
        also: "Anche",
        by_code: "codice dell'app:",
        by_sms: "SMS:",
        yes: "sì",
        no: "no",
    },
    question: "Sei tu?",
    provider: "Fornitore",
    account: "Account",
    browser: "Browser",
    on: "su",
    address: "Indirizzo",
    place: "Luogo",
    place_unknown: "non noto",
    time: "Ora",
    known: "hai già autorizzato questo browser",
    new: "NUOVO: non hai mai autorizzato questo browser",
    number: |digits| format!("Scrivi le {digits} cifre mostrate dalla pagina nel browser"),
    left: "Tempo rimasto",
    authorize: "Autorizza",
    deny: "Nega",
    deny_key: 'N',
    sending: "Invio della risposta…",
    unknown_title: "Una richiesta che questa versione non può mostrare",
    unknown_text: "Il fornitore chiede qualcosa che questa versione dell'app non conosce. Non si \
                   può autorizzare qui. Se non hai iniziato nulla tu, nega. Altrimenti aggiorna \
                   l'app e ricomincia.",
    more: |count| format!("altre {count} in attesa"),
};

const OUTCOME: OutcomeWords = OutcomeWords {
    approved: ("Autorizzato", "La pagina nel browser prosegue da sola."),
    denied: (
        "Negato",
        "Nessuno è entrato e nulla è cambiato. Se non eri tu, qualcuno conosce la tua password: \
         cambiala presso il fornitore e non usare la nuova altrove.",
    ),
    wrong_number: (
        "Numero errato",
        "Non era il numero della pagina, quindi questa richiesta è chiusa. Se eri tu, chiedine \
         una nuova lì e scrivi il numero che mostra.",
    ),
    expired: (
        "Scaduta",
        "Il tempo per questa richiesta è passato: nessuno è entrato e nulla è cambiato. Se eri \
         tu, chiedi di nuovo nella pagina del browser.",
    ),
    cancelled: (
        "Annullata",
        "Questa richiesta non attende più: è stata abbandonata nel browser, o un'altra ne ha \
         preso il posto. Non devi fare nulla.",
    ),
    elsewhere_approved: (
        "Già risposto altrove: autorizzato",
        "Questa richiesta era già stata autorizzata, non dalla risposta che hai appena dato. Se non \
         sei stato tu nemmeno lì, cambia subito la password.",
    ),
    elsewhere_denied: (
        "Già risposto altrove: negato",
        "Questa richiesta era già stata negata. Se eri tu, ricomincia nel browser.",
    ),
    not_known: (
        "Inviata",
        "La risposta è stata inviata, ma qui non si sa che esito ha avuto. La pagina nel \
         browser dice se è arrivata in tempo.",
    ),
};

const REPORT: ReportWords = ReportWords {
    question: "Non eri tu? Dillo al fornitore.",
    not_me: "Non ero io",
    mistake: "È stato un errore",
    say: "comunica",
    leave: "non dire nulla",
    not_me_taken: "Il fornitore sa che non eri tu. Cambia subito la password.",
    mistake_taken: "Il fornitore sa che è stato un errore. Se lo vuoi ancora, ricomincia nel browser.",
    not_taken: "Il fornitore non riceve queste segnalazioni. Resta negato.",
};

const CODES: CodesWords = CodesWords {
    title: "Codici",
    text: "Se non arriva la richiesta, scrivi il codice nella pagina di accesso. Vale una volta.",
    next: "prossimo",
    none: "Nessun account ha ancora codici. Prima associa questo dispositivo a uno.",
    opening: "Sblocco…",
    locked: "I codici sono bloccati.",
    unlock: "Sblocca",
    locks_in: |seconds| format!("Si bloccano tra {seconds} s."),
};
