//! Italian.

use super::PanelTexts;
use crate::web::texts::Outcome;

pub(super) static TEXTS: PanelTexts = PanelTexts {
    two_step: "Verifica in 2 passaggi",
    on: "attiva",
    off: "disattivata",
    off_text: "La password da sola apre questa casella. Per attivare la verifica in 2 passaggi, \
               apri l'app Assenso sul telefono, scegli “Aggiungi un account” e accedi con \
               questa casella.",
    frozen: "Questo account è bloccato: non si può cambiare nulla. Lo sblocca il codice di \
             recupero, nell'app su un telefono, oppure il fornitore.",
    held: "Questo telefono può autorizzare gli accessi, ma non cambiare le impostazioni, fino al",
    held_end: "Il codice di recupero, scritto nell'app, lo fa finire subito.",
    phone: "Telefono",
    no_phone: "nessuno: apri l'app Assenso sul telefono, accedi e scegli “Associa questo dispositivo”",
    since: "dal",
    number: "Numero di cellulare",
    no_number: "nessuno",
    notice: "Indirizzo per gli avvisi",
    no_notice: "nessuno: indicane uno, per sapere delle modifiche anche se qualcun altro è nella \
                tua casella",
    recovery: "Codice di recupero",
    recovery_made: "creato; solo l'app ne crea un altro",
    recovery_none: "nessuno: creane uno nell'app, alla voce verifica in 2 passaggi della casella",
    methods: "Come accedi",
    methods_change: "Cambia come accedi",
    methods_what: "Dopo la password la pagina chiede al telefono. Scegli che cosa chiede per \
                   prima, e che cos'altro ti fa entrare.",
    first: "Per prima",
    first_push: "una risposta sul telefono",
    first_code: "un codice dell'app",
    also: "Anche",
    also_code: "Un codice dell'app",
    also_sms: "Un codice via SMS",
    also_none: "nient'altro",
    methods_code_off: "Un codice dell'app può venire per primo solo se è ammesso.",
    number_title: "Cambia il numero di cellulare",
    number_what: "I codici e gli avvisi via SMS vanno al nuovo numero. Mandiamo un codice lì e \
                  un altro per confermare che sei tu; poi si chiede al telefono.",
    number_new: "Nuovo numero",
    number_by: "Conferma che sei tu con un codice",
    number_by_sms: "via SMS al numero in uso",
    number_by_mail: "via e-mail all'indirizzo per gli avvisi",
    number_lost: "Non hai più quel numero? Senza un indirizzo per gli avvisi può aiutarti solo \
                  il fornitore, che verifica chi sei.",
    number_form: "Questo non è un numero di cellulare. Scrivilo come +39 347 1234567.",
    number_same: "Questo è il numero in uso.",
    number_sent: "Abbiamo mandato un codice a",
    number_and: "e un altro a",
    number_code_new: "Codice arrivato al nuovo numero",
    number_code_old: "L'altro codice",
    number_again: "Ricomincia con un altro numero",
    too_many_mails: "Oggi sono state mandate troppe e-mail. Riprova domani.",
    send_codes: "Manda i codici",
    confirm: "Conferma",
    ask_phone: "Chiedi al telefono",
    off_title: "Disattiva la verifica in 2 passaggi",
    off_what: "Poi la password da sola aprirà questa casella, anche nei programmi di posta. Il \
               telefono non sarà più associato e il codice di recupero non varrà più.",
    off_twice: "Scrivi la password e premi di nuovo. Poi si chiede anche al telefono.",
    off_button: "Disattiva",
    keep: "Lasciala attiva",
    asked_title: "Guarda il telefono",
    asked_check: "Controlla che mostri questa modifica:",
    act_deactivate: "disattivare la verifica in 2 passaggi",
    act_number: "un altro numero di cellulare",
    act_notice: "un altro indirizzo per gli avvisi",
    act_methods: "come accedi",
    approved: "Il telefono ha autorizzato questa modifica.",
    denied: Outcome {
        title: "Negata sul telefono",
        text: "Questa modifica è stata negata nell'app.",
    },
    wrong_number: Outcome {
        title: "Il numero non corrisponde",
        text: "Nell'app è stato scritto un altro numero. Ricomincia per averne uno nuovo.",
    },
    expired: Outcome {
        title: "Tempo scaduto",
        text: "Nessuno ha risposto sul telefono entro due minuti, o questa pagina era chiusa.",
    },
    replaced: Outcome {
        title: "Non più in attesa",
        text: "Un'altra richiesta ha preso il posto di questa, o l'account è cambiato.",
    },
    nothing_changed: "Non è cambiato nulla.",
    done_deactivate: Outcome {
        title: "La verifica in 2 passaggi è disattivata",
        text: "Ora la password da sola apre la casella, anche nei programmi di posta. Te \
               l'abbiamo scritto via e-mail e SMS.",
    },
    done_number: Outcome {
        title: "Il numero è cambiato",
        text: "I codici e gli avvisi via SMS ora vanno al nuovo numero. L'abbiamo detto anche al \
               vecchio.",
    },
    done_notice: Outcome {
        title: "L'indirizzo per gli avvisi è cambiato",
        text: "Gli avvisi ora vanno al nuovo indirizzo. L'abbiamo detto anche al vecchio.",
    },
    done_methods: Outcome {
        title: "Salvato",
        text: "Ciò che hai scelto vale dal prossimo accesso. Te l'abbiamo scritto via e-mail e \
               SMS.",
    },
    other_waiting: "Un'altra modifica attende il telefono. Rispondi lì, o aspetta due minuti.",
    wait: "Al telefono è stato chiesto troppo spesso da un browser che non conosce. Riprova tra",
    unknown_refused: "Finché non cambi la password, non si chiede al telefono di browser che non conosce.",
    needs_phone: "Per questo serve il telefono, e nessuno è associato. Apri l'app Assenso sul \
                  telefono, accedi e scegli “Associa questo dispositivo”.",
    browsers: "Browser",
    browsers_what: "Questi browser hanno fatto l'accesso a questa casella.",
    browser_this: "questo browser",
    browser_on: "su",
    browser_other: "un altro browser",
    system_other: "un altro sistema",
    browsers_end: "Disconnetti gli altri",
    browsers_alone: "Nessun altro browser ha fatto l'accesso.",
};
