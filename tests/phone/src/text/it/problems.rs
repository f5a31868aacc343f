//! Italian sentences for problems and for states of an association.

use crate::gateway::{Association, Problem};

pub(in crate::text) fn association(association: Association) -> &'static str {
    match association {
        Association::Associated => "questo dispositivo è associato",
        Association::NotActive => "la verifica in 2 passaggi è disattivata in questo account",
        Association::Replaced => "un altro telefono è stato associato al suo posto",
        Association::OwnerChanged => "l'account ha un nuovo titolare",
        Association::SignedOut => "questo telefono è stato disconnesso",
        Association::Deactivated => "la verifica in 2 passaggi è stata disattivata",
        Association::Frozen => "bloccato dopo una contestazione; chiedi al fornitore",
        Association::Unknown => "il fornitore non conosce questo telefono",
    }
}

#[expect(clippy::too_many_lines, reason = "one sentence a problem, and none can be missing")]
pub(in crate::text) fn problem(problem: Problem) -> String {
    match problem {
        Problem::Offline => "Il fornitore non è raggiungibile. Controlla la rete, poi riprova.",
        Problem::ProviderFailed => "Il fornitore ha un problema suo. Riprova tra un minuto.",
        Problem::NotAProvider => {
            "A questo indirizzo non c'è un fornitore. Controlla come è scritto."
        }
        Problem::UnsupportedVersion => "Il fornitore e questa app non combaciano. Aggiorna l'app.",
        Problem::Untrusted => {
            "La risposta non era firmata dal fornitore e non è stata usata. Prova da un'altra \
             rete; se resta così, chiedi al fornitore."
        }
        Problem::NotAnInvitation => {
            "Non è un invito. Copia il link intero, o scrivi l'indirizzo del fornitore."
        }
        Problem::InvitationOver => {
            "Questo invito non vale più. Creane uno nuovo nel pannello del fornitore."
        }
        Problem::OtherRoot => {
            "Chi risponde ha una chiave diversa da quella dell'invito. Non è stato inviato niente. \
             Prova da un'altra rete; se resta così, chiedi al fornitore."
        }
        Problem::OtherRootKnown => {
            "Il telefono conosce questo fornitore con una chiave diversa da quella dell'invito. Non \
             è cambiato niente. Chiedi al fornitore qual è giusta."
        }
        Problem::InvalidIssuer => "Non è un indirizzo. Scrivine uno come https://mail.example",
        Problem::InsecureIssuer => "L'indirizzo non è protetto. Scrivine uno con https://",
        Problem::WrongCredentials => "E-mail o password errata. Scrivile di nuovo.",
        Problem::WrongCode { tries_left } => {
            return format!("Codice errato. Rileggi l'SMS; tentativi rimasti: {tries_left}.");
        }
        Problem::CodeBurned => "Questo codice non vale più. Invia un altro codice.",
        Problem::TooManySms { minutes } => {
            return format!("Troppi messaggi inviati. Riprova tra {minutes} min.");
        }
        Problem::TooManyTries { minutes } => {
            return format!("Troppi tentativi errati. Riprova tra {minutes} min.");
        }
        Problem::Prerequisites { .. } => "Questo telefono non è pronto. Attiva ciò che manca.",
        Problem::InvalidInput => "Manca qualcosa o è scritto male. Controlla ciò che hai scritto.",
        Problem::Refused => "Il fornitore rifiuta questo telefono. Ricomincia, o chiedi a lui.",
        Problem::SessionEnded => "Il tuo accesso all'app è terminato. Accedi di nuovo.",
        Problem::NoNumber => "Questo account non ha un cellulare per i codici. Aggiungilo nel pannello del fornitore.",
        Problem::InvalidMobile => {
            "Non è un cellulare che riceve SMS. Scrivilo con il prefisso internazionale, come +39 \
             347 1234567."
        }
        Problem::WrongPassword => "La password è sbagliata. Scrivi quella della tua casella.",
        Problem::Held => {
            "Con questo il telefono deve attendere: l'account dice fino a quando. Non è cambiato \
             nulla."
        }
        Problem::NoRecoveryCode => {
            "Non è un codice di recupero: manca un carattere o è sbagliato. Ha sette gruppi di \
             quattro."
        }
        Problem::WrongRecoveryCode => {
            "Questo codice di recupero non è il tuo, o è già stato usato: vale una volta sola."
        }
        Problem::WrongGroup => "Non è quel gruppo. Annota il codice, poi scrivi il gruppo.",
        Problem::Outranked { hours } => {
            return format!(
                "Un telefono è stato associato da poco con una prova più forte. Usa il codice di \
                 recupero, o riprova tra {hours} h."
            );
        }
        Problem::CommitUnderway => "Questo dispositivo potrebbe essere già associato. Prosegui, per esserne certi.",
        Problem::AnswerKept => "Il fornitore non è raggiungibile. La risposta è conservata e parte appena possibile.",
        Problem::Frozen => "Questo account è bloccato: ora nulla si può autorizzare. Chiedi al fornitore.",
        Problem::Clock => "L'orologio di questo computer è sbagliato. Regolalo, poi sblocca di nuovo i codici.",
        Problem::Superseded => {
            "Nel frattempo è stato associato un altro telefono. Se non è tuo, \
                                ricomincia qui e cambia la password."
        }
        Problem::StartAgain => "È passato troppo tempo. Ricomincia l'associazione.",
        Problem::Cancelled => "Non hai confermato: nulla è stato inviato. Riprova quando vuoi.",
        Problem::LockedOut => "Tre PIN errati: attendi 30 secondi, poi riprova.",
        Problem::NotEnrolled => {
            "Il fornitore chiede impronta o volto, che questo telefono non \
                                 ha. Associa un altro telefono."
        }
        Problem::KeyInvalidated => {
            "La chiave di questo account non c'è più. Associa di nuovo \
                                    questo dispositivo."
        }
        Problem::KeyStore => "Le chiavi non si possono usare. Chiudi l'app e riaprila.",
        Problem::CodesVault => "I codici non si possono aprire. Chiudi l'app e riaprila.",
        Problem::CodesLocked => "I codici sono di nuovo bloccati. Sbloccali con il PIN.",
        Problem::CodeLost => {
            "I codici di questo account non ci sono più. Associa di nuovo questo \
                              dispositivo."
        }
        Problem::InvalidNumber => "Scrivi tutte le cifre mostrate dalla pagina nel browser.",
        Problem::UpdateNeeded => "Questa versione non può mostrarla. Nega, o aggiorna l'app.",
        Problem::ReportKept => {
            "Ora il fornitore non si raggiunge. Quello che hai detto è conservato e parte appena \
             possibile."
        }
        Problem::ReportedBefore => "Su questo avevi già detto altro al fornitore.",
        Problem::NotDenied => "Questo telefono non ha negato l'accesso: non c'è nulla da dire.",
        Problem::NotAssociated(state) => {
            return format!(
                "Non associato: {}. Associa di nuovo questo dispositivo.",
                association(state)
            );
        }
        Problem::OlderState => {
            "Il fornitore ha comunicato uno stato più vecchio di quello noto. \
                                Nulla è cambiato. Avvisa il fornitore."
        }
        Problem::StillAssociated => "Questo dispositivo è ancora associato: non si può togliere.",
        Problem::Storage => "La memoria del telefono non funziona. Controlla lo spazio e riapri.",
        Problem::WrongPin { tries_left } => {
            return format!("PIN errato. Riprova; tentativi prima dell'attesa: {tries_left}.");
        }
        Problem::PinWait { seconds } => {
            return format!("Tre PIN errati. Attendi {seconds} s, poi riprova.");
        }
        Problem::PinsDiffer => "I due PIN sono diversi. Scrivi due volte lo stesso.",
        Problem::PinForm => "Un PIN ha da 4 a 12 cifre. Scrivine un altro.",
        Problem::FolderInUse => "Questo telefono è aperto in un'altra finestra. Chiudilo lì.",
        Problem::FolderTooNew => "La cartella è di una versione più nuova. Aggiorna l'app.",
        Problem::FolderDamaged => {
            "phone.json nella cartella del telefono è danneggiato; nulla è \
                                   cambiato. Ripristinalo, o inizia con un'altra cartella."
        }
        Problem::FolderFailed => {
            "La cartella del telefono non si può usare. Controlla i permessi \
                                  e lo spazio, poi riavvia."
        }
        Problem::KeyLost => {
            "Gli account ci sono, ma la chiave che li apre non c'è più. Inizia con \
                             una cartella vuota e associa di nuovo questo dispositivo."
        }
        Problem::StoreSetAside => {
            "Gli account erano danneggiati. Una copia è conservata accanto; \
                                   riavvia e associa di nuovo questo dispositivo."
        }
        Problem::VaultUnavailable => {
            "La chiave degli account non si legge; nulla è cambiato. \
                                      Ripristina phone.json, o inizia con un'altra cartella."
        }
    }
    .to_owned()
}
