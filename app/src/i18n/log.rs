//! Texts of the change log and of the bin.

super::texts! {
    /// Texts of the change log and of the bin.
    Log {
        log: "Journal", "Change log";
        log_note: "Tout ce qui a changé, par qui et quand.", "Everything that changed, by whom and when.";
        search_hint: "Contact, entreprise ou opportunité", "Contact, company or deal";
        only_settings: "Réglages et imports", "Settings and imports";
        none: "Rien à montrer", "Nothing to show";
        none_text: "Aucun changement ne correspond à cette recherche.", "No change answers this search.";
        older: "Plus ancien", "Older";
        newest: "Revenir au plus récent", "Back to the newest";
        deleted: "a mis {about} à la corbeille", "moved {about} to the bin";
        deleted_with: "a mis {about} à la corbeille, avec {n} éléments liés", "moved {about} to the bin, with {n} linked items";
        restored: "a sorti {about} de la corbeille", "took {about} out of the bin";
        erased: "a effacé {about} définitivement", "erased {about} for good";
        pipeline_created: "a créé le pipeline « {name} »", "created the pipeline “{name}”";
        pipeline_edited: "a modifié un pipeline et ses étapes", "edited a pipeline and its stages";
        user_created: "a ajouté {about} à l’équipe", "added {about} to the team";
        user_edited: "a modifié le compte de {about}", "edited the account of {about}";
        calendar_made: "a créé l’adresse d’agenda de {about}", "created the calendar address of {about}";
        calendar_removed: "a supprimé l’adresse d’agenda de {about}", "removed the calendar address of {about}";
        password_changed: "a changé le mot de passe de {about}", "changed the password of {about}";
        organisation_created: "a créé l’organisme", "created the organisation";
        organisation_edited: "a modifié l’organisme", "edited the organisation";
        sources_edited: "a modifié la liste des sources", "edited the list of sources";
        reasons_edited: "a modifié la liste des motifs de perte", "edited the list of reasons of loss";
        nda: "N° de déclaration d’activité", "Training declaration number";
        place: "Fuseau horaire", "Time zone";
        logo: "Logo", "Logo";
        contacts_exported: "a exporté {n} contacts en CSV", "exported {n} contacts as CSV";
        companies_exported: "a exporté {n} entreprises en CSV", "exported {n} companies as CSV";
        everything_exported: "a exporté toutes les données", "exported all data";
        import_started: "a commencé un import", "started an import";
        import_finished: "a terminé un import", "finished an import";
        bin: "Corbeille", "Bin";
        bin_note: "Ce qui est supprimé reste ici 30 jours, puis s’efface.", "What is deleted stays here for 30 days, then is erased.";
        bin_empty: "La corbeille est vide", "The bin is empty";
        bin_empty_text: "Une fiche supprimée peut être restaurée d’ici pendant 30 jours.", "A deleted record can be restored from here for 30 days.";
        in_bin_one: "fiche", "record";
        in_bin: "fiches", "records";
        delete: "Mettre à la corbeille", "Move to the bin";
        binned: "« {name} » est dans la corbeille", "“{name}” is in the bin";
        back: "« {name} » est restaurée", "“{name}” is restored";
        alone: "seule", "alone";
        with_one: "et 1 élément lié", "and 1 linked item";
        with_others: "et {n} éléments liés", "and {n} linked items";
        deleted_by: "{by}, {at} · s’efface dans {n} jours", "{by}, {at} · erased in {n} days";
        restore: "Restaurer", "Restore";
        restore_label: "Restaurer {name}", "Restore {name}";
        erase: "Effacer", "Erase";
        erase_label: "Effacer {name} définitivement", "Erase {name} for good";
        erase_title: "Effacer définitivement ?", "Erase for good?";
        erase_text: "« {name} », tout ce qui s’y rattache et toutes les valeurs gardées dans l’historique disparaissent. Cela ne peut pas être annulé. Le journal garde la preuve de l’effacement, sans aucun nom.", "“{name}”, everything attached to it and every value kept in the history disappear. This cannot be undone. The change log keeps the proof of the erasure, without any name.";
        erase_now: "Effacer définitivement", "Erase for good";
        gone: "Effacé définitivement", "Erased for good";
        also_log: "historique changements audit journal", "history audit changes log";
        also_bin: "supprimé corbeille restaurer effacer", "deleted trash bin restore erase";
    }
}
