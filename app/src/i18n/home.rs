//! Texts of the home page.

super::texts! {
    /// Texts of the home page.
    Home {
        whose: "Afficher", "Show";
        mine: "Moi", "Me";
        team: "L’équipe", "The team";
        figures: "Chiffres du jour", "Figures of the day";
        late: "Actions en retard", "Late tasks";
        late_sub: "à reprendre d’abord", "to take up first";
        late_none: "rien en retard", "nothing late";
        today: "Actions du jour", "Tasks for today";
        today_sub: "prévues aujourd’hui", "due today";
        waiting: "Opportunités en attente", "Waiting deals";
        waiting_sub: "sur {n} en cours", "of {n} open";
        won: "Gagnées ce mois-ci", "Won this month";
        created: "Créées ce mois-ci", "Created this month";
        month_before: "{n} · {sum} le mois dernier", "{n} · {sum} last month";
        contacts: "Contacts créés en 30 jours", "Contacts created in 30 days";
        month_ago: "{sum} attendus il y a un mois", "{sum} expected a month ago";
        days_before: "{n} les 30 jours d’avant", "{n} in the 30 days before";
        next: "Prochaines actions", "Next tasks";
        all_tasks: "Toutes les actions", "All tasks";
        all_waiting: "Toutes", "All of them";
        none_waiting: "Aucune opportunité n’attend trop longtemps", "No deal waits too long";
        idle: "Sans action", "No next task";
        one_day: "{n} jour", "{n} day";
        days: "{n} jours", "{n} days";
        sources: "Contacts créés, par source", "Contacts created, by source";
        other_sources: "Autres sources", "Other sources";
        no_source: "Sans source", "No source";
        no_contacts: "Aucun contact créé en 60 jours", "No contact created in 60 days";
        was: "contre {n}", "was {n}";
        before_key: "30 jours d’avant", "30 days before";
        latest_days: "30 derniers jours", "Last 30 days";
        earlier_days: "30 jours d’avant", "30 days before";
        show_figures: "Voir les chiffres", "Show the figures";
        forecast: "Prévision", "Forecast";
        forecast_total: "{sum} attendus sur {all} en cours", "{sum} expected of {all} open";
        open_key: "en cours", "open";
        of_sum: "sur {sum}", "of {sum}";
        deals: "Opportunités", "Deals";
        probability: "Probabilité", "Probability";
        board: "Pipeline", "Pipeline";
        more: "Autres pages", "Other pages";
        start: "Par où commencer", "Where to begin";
        start_text: "Votre CRM est vide : voici de quoi travailler dès aujourd’hui.", "Your CRM is empty: this is how to work with it from today.";
        start_import: "Importer vos contacts", "Import your contacts";
        start_import_text: "Un fichier Excel ou CSV, avec vos colonnes telles qu’elles sont.", "An Excel or CSV file, with your columns as they are.";
        start_contact: "Créer un premier contact", "Create a first contact";
        start_contact_text: "Un nom suffit, le reste vient plus tard.", "A name is enough, the rest comes later.";
        start_invite: "Inviter un collègue", "Invite a colleague";
        start_invite_text: "Chacun a son rôle : conseiller, formateur ou lecture seule.", "Each has a role: advisor, trainer or read only.";
        start_none: "Rien à montrer pour l’instant", "Nothing to show yet";
        start_none_text: "Cette page se remplira dès que vos collègues auront ajouté des contacts.", "This page fills once your colleagues have added contacts.";
    }
}
