//! Texts of next actions.

super::texts! {
    /// Texts of next actions.
    Task {
        next: "Prochaines actions", "Next actions";
        new: "Nouvelle action", "New task";
        new_short: "Action", "Task";
        call_now: "Appeler", "Call";
        what: "Action", "Task";
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
        done_by: "Déjà terminée par {by}", "Already finished by {by}";
        said_done: "Terminée : {title}", "Finished: {title}";
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
        to_do_one: "à faire", "to do";
        to_do: "à faire", "to do";
        time_needs_day: "Une heure demande une date.", "A time needs a date.";
        nothing_late: "Rien en retard", "Nothing late";
        hour_passed: "heure passée", "the hour has passed";
        nothing_today: "Rien pour aujourd’hui", "Nothing for today";
        nothing_coming: "Rien de prévu ensuite", "Nothing planned after today";
        nothing_undated: "Aucune action sans date", "No task without a date";
        done_today: "Terminées aujourd’hui", "Finished today";
        reopen: "Rouvrir : {title}", "Reopen: {title}";
        said_reopened: "Action rouverte : {title}", "Task reopened: {title}";
        call_somebody: "Appeler {name}", "Call {name}";
        pick_day: "Choisir une date…", "Pick a date…";
        new_day: "Nouvelle date", "New date";
        edit: "Modifier l’action", "Edit the task";
        contact: "Contact", "Contact";
        quick: "Ajouter une action", "Add a task";
        quick_odd: "« {odd} » n’est ni un jour ni une heure à venir, et reste dans le texte", "“{odd}” is no day or time to come, and stays in the text";
        quick_hint: "Appeler Mme Noir mardi 14h", "Call Ms Black on Tuesday 2pm";
        specify: "Préciser…", "Details…";
        added: "Action ajoutée : {title}", "Task added: {title}";
        changed: "Action modifiée : {title}", "Task changed: {title}";
        for_somebody: "pour {name}", "for {name}";
        about: "avec {name}", "with {name}";
        not_about: "Ne pas rattacher à {name}", "Do not link to {name}";
        keep_text: "Garder le texte tel quel", "Keep the text as it is";
        whose: "Actions de", "Tasks of";
        everybody: "Toute l’équipe", "The whole team";
        see_everybody: "Voir les actions de l’équipe", "See the tasks of the team";
        of_everybody: "Actions de l’équipe", "Tasks of the team";
        of_somebody: "Actions de {name}", "Tasks of {name}";
        follow: "Prochaine action", "Next task";
        follow_for: "Et ensuite, pour « {deal} » ?", "What comes next for “{deal}”?";
        follow_planned: "Déjà prévu : {title}", "Already planned: {title}";
        follow_hint: "Relancer dans 3 jours", "Call back in 3 days";
        later: "Plus tard", "Later";
        plan: "Prévoir", "Plan";
        whole_part: "Afficher les {count}", "Show all {count}";
        all_parts: "Toutes les parties", "All parts";
    }
}
