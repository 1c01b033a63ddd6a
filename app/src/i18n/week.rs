//! Texts of the week of actions, and of actions that come again.

super::texts! {
    /// Texts of the week of actions, and of actions that come again.
    Week {
        view: "Affichage", "View";
        list: "Liste", "List";
        week: "Semaine", "Week";
        in_week: "dans la semaine", "in the week";
        before: "Semaine précédente", "Previous week";
        this: "Cette semaine", "This week";
        after: "Semaine suivante", "Next week";
        late: "{count} en retard", "{count} late";
        nothing: "Rien de prévu", "Nothing planned";
        add_on: "Nouvelle action, {day}", "New task, {day}";
        cut: "Seules les {shown} premières actions sur {count} sont affichées.", "Only the first {shown} of {count} tasks are shown.";
        repeat: "Répéter", "Repeat";
        never: "Jamais", "Never";
        each_day: "Chaque jour", "Every day";
        each_workday: "Chaque jour ouvré", "Every working day";
        each_week: "Chaque semaine", "Every week";
        each_fortnight: "Toutes les deux semaines", "Every two weeks";
        each_month: "Chaque mois", "Every month";
        each_quarter: "Chaque trimestre", "Every quarter";
        each_year: "Chaque année", "Every year";
        each_days: "Tous les {n} jours", "Every {n} days";
        each_weeks: "Toutes les {n} semaines", "Every {n} weeks";
        each_months: "Tous les {n} mois", "Every {n} months";
        each_years: "Tous les {n} ans", "Every {n} years";
        repeat_needs_day: "Une répétition demande une date.", "Repeating needs a date.";
        repeat_help: "« Reporter » ne déplace que cette fois ; changer la date ici déplace aussi la suite.", "“Postpone” moves only this one; changing the date here moves the next ones too.";
        done_next: "Action terminée. La suivante : {day}", "Task finished. The next one: {day}";
    }
}
