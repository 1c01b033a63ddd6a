//! Texts of notices.

super::texts! {
    /// Texts of notices.
    Notice {
        none: "Rien de nouveau", "Nothing new";
        none_text: "Ici paraît ce qui vous concerne : une note qui vous mentionne, ce qu’un collègue vous confie ou change dans vos opportunités, vos actions en retard.", "What concerns you appears here: a note that mentions you, what a colleague gives you or changes in your deals, your late tasks.";
        mark_all: "Tout marquer comme lu", "Mark all as read";
        all_read: "Tout est marqué comme lu", "Everything is marked as read";
        mark: "Marquer comme lu", "Mark as read";
        mark_one: "Marquer comme lu : {about}", "Mark as read: {about}";
        older: "Plus anciennes", "Older";
        mentioned: "vous mentionne dans une note sur {about}", "mentions you in a note on {about}";
        assigned_contact: "vous a confié le contact {about}", "gave you the contact {about}";
        assigned_deal: "vous a confié l’opportunité {about}", "gave you the deal {about}";
        assigned_task: "vous a confié l’action {about}", "gave you the task {about}";
        assigned_many: "vous a confié {about}", "gave you {about}";
        records: "{n} fiches", "{n} records";
        moved: "a déplacé votre opportunité {about} vers « {stage} »", "moved your deal {about} to “{stage}”";
        won: "a marqué votre opportunité {about} comme gagnée", "marked your deal {about} as won";
        lost: "a marqué votre opportunité {about} comme perdue", "marked your deal {about} as lost";
        reopened: "a rouvert votre opportunité {about}", "reopened your deal {about}";
        backups: "voir les sauvegardes", "see the backups";
        backup_failed: "n’a pas réussi à faire la sauvegarde : {about}", "could not make the backup: {about}";
        tail_lost: "a constaté que les derniers changements manquent dans la base : {about}", "found that the latest changes are missing from the database: {about}";
        second_reset: "a réinitialisé votre {about} : activez-la de nouveau", "reset your {about}: turn it on again";
        second: "double authentification", "two-step sign-in";
        gone: "une fiche supprimée", "a deleted record";
        late_one: "Une action est en retard", "One task is late";
        late_many: "{n} actions sont en retard", "{n} tasks are late";
    }
}
