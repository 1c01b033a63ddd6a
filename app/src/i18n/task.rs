//! Texts of next actions.

super::texts! {
    /// Texts of next actions.
    Task {
        next: "Prochaines actions", "Next actions";
        new: "Nouvelle action", "New task";
        what: "Action", "Task";
        what_hint: "Rappeler, envoyer le devis…", "Call back, send the quote…";
        kind: "Type", "Kind";
        due_on: "Date", "Date";
        due_at: "Heure", "Time";
        assignee: "Responsable", "Assignee";
        call: "Appel", "Call";
        email: "E-mail", "E-mail";
        meeting: "Rendez-vous", "Meeting";
        funding: "Financement", "Funding";
        other: "Autre", "Other";
        done: "Terminer : {title}", "Finish: {title}";
        said_done: "Action terminée", "Task finished";
        none: "Aucune action prévue", "Nothing planned";
        late: "En retard", "Late";
        today: "Aujourd’hui", "Today";
        coming: "À venir", "Coming up";
        undated: "Sans date", "No date";
        postpone: "Reporter", "Postpone";
        tomorrow: "Demain", "Tomorrow";
        monday: "Lundi", "Monday";
        in_a_week: "Dans une semaine", "In a week";
        postponed: "Reportée : {day}", "Postponed: {day}";
        all_clear: "Tout est fait", "All done";
        all_clear_text: "Aucune action ne vous attend. Prévoyez la suite depuis une fiche ou une opportunité.", "Nothing waits for you. Plan what comes next from a record or a deal.";
        to_do_one: "à faire", "to do";
        to_do: "à faire", "to do";
        time_needs_day: "Une heure demande une date.", "A time needs a date.";
        undated_short: "Sans date", "No date";
    }
}
