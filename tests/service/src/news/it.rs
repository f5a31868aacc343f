//! Italian.

use super::News;

#[expect(clippy::too_many_lines, reason = "one arm for each piece of news")]
pub(super) fn told(news: News<'_>, email: &str) -> (&'static str, String) {
    match news {
        News::Activated(phone) => (
            "La verifica in 2 passaggi è attiva",
            format!(
                "La verifica in 2 passaggi è attiva per {email}, e il telefono \"{phone}\" \
                 autorizza i suoi accessi. I programmi di posta ora hanno bisogno di una \
                 password dedicata."
            ),
        ),
        News::Associated(phone) => (
            "Un telefono è stato associato",
            format!("Il telefono \"{phone}\" ora autorizza gli accessi di {email}."),
        ),
        News::SignedOut => (
            "Il telefono è uscito",
            format!(
                "Il telefono di {email} è uscito: ora nessun telefono autorizza i suoi \
                 accessi. La verifica in 2 passaggi resta attiva."
            ),
        ),
        News::Deactivated => (
            "La verifica in 2 passaggi è disattivata",
            format!(
                "La verifica in 2 passaggi è disattivata per {email}: la password da sola apre \
                 la casella, anche nei programmi di posta."
            ),
        ),
        News::RecoveryCodeMade => (
            "Creato un codice di recupero",
            format!(
                "Il telefono di {email} ha creato un codice di recupero; uno precedente non \
                 vale più."
            ),
        ),
        News::RecoveryCodeUsed => (
            "Usato il codice di recupero",
            format!("Il codice di recupero di {email} è stato usato: creane un altro nell'app."),
        ),
        News::UnknownRefused => (
            "Il telefono non riceve richieste da browser nuovi",
            format!(
                "Per {email} è stato scritto 3 volte in un giorno un numero sbagliato. \
                 Finché non cambi la password, il telefono non riceve richieste da browser che \
                 non conosce; accedi con un codice dell'app."
            ),
        ),
        News::NoticeAddress(address) => (
            "Gli avvisi vanno anche a un altro indirizzo",
            format!("Gli avvisi su {email} ora arrivano anche a {address}."),
        ),
        News::PasswordChanged => (
            "La tua password è cambiata",
            format!("La password di {email} è cambiata e tutti i browser sono disconnessi."),
        ),
        News::Frozen => (
            "Il tuo account è bloccato",
            format!(
                "L'account {email} è bloccato: nessuno accede né cambia nulla. Lo sblocca il \
                 codice di recupero, nell'app su un telefono, oppure il tuo fornitore."
            ),
        ),
        News::NumberChanged(number) => (
            "Un altro numero di cellulare",
            format!("I codici e gli avvisi via SMS su {email} ora arrivano al numero {number}."),
        ),
        News::NoticeAddressChanged(address) => (
            "Un altro indirizzo per gli avvisi",
            format!("Gli avvisi su {email} ora arrivano a {address}."),
        ),
        News::MethodsChanged => (
            "È cambiato come accedi",
            format!(
                "È cambiato ciò che fa accedere a {email} oltre al telefono. Lo mostra la \
                 pagina del fornitore, alla voce verifica in 2 passaggi."
            ),
        ),
    }
}
