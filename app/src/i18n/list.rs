//! Texts of the list of contacts: its filters, its look, and what is done to many at once.

super::texts! {
    /// Texts of the list of contacts: its filters, its look, and what is done to many at once.
    List {
        colon: " : ", ": ";
        peek: "Aperçu", "Preview";
        peek_at: "Aperçu : {name}", "Preview: {name}";
        next: "Prochaine action", "Next action";
        newer: "Créés en {n} jours", "Created in {n} days";
        no_next: "Sans prochaine action", "Without next action";
        none: "Aucune", "None";
        with_or_without_contacts: "Avec ou sans contact", "With or without contact";
        without_contacts: "Sans contact", "Without contact";
        with_or_without: "Avec ou sans", "With or without";
        created: "Créé", "Created";
        updated: "Modifié", "Changed";
        any_time: "À tout moment", "At any time";
        never_spoken: "Jamais", "Never";
        days_ago: "Il y a plus de {n} jours", "More than {n} days ago";
        half_a_year: "Il y a plus de 6 mois", "More than 6 months ago";
        a_year: "Il y a plus d’un an", "More than a year ago";
        records: "Fiches", "Records";
        present: "En cours", "Present";
        archived: "Archivées", "Archived";
        without: "Retirer le filtre", "Remove the filter";
        look: "Affichage", "Display";
        order: "Ordre", "Order";
        by_name: "Nom, de A à Z", "Name, from A";
        by_name_back: "Nom, de Z à A", "Name, from Z";
        by_exchange: "Dernier échange, le plus récent", "Latest exchange, newest first";
        by_exchange_back: "Dernier échange, le plus ancien", "Latest exchange, oldest first";
        by_created: "Création, la plus récente", "Created, newest first";
        by_created_back: "Création, la plus ancienne", "Created, oldest first";
        by_updated: "Modification, la plus récente", "Changed, newest first";
        by_updated_back: "Modification, la plus ancienne", "Changed, oldest first";
        density: "Lignes", "Rows";
        roomy: "Confortables", "Roomy";
        dense: "Serrées", "Dense";
        columns: "Colonnes", "Columns";
        choose: "Sélectionner", "Select";
        export: "Exporter", "Export";
        pick: "Sélectionner {name}", "Select {name}";
        pick_page: "Sélectionner toute la page", "Select the whole page";
        pick_all: "Sélectionner les {n}", "Select all {n}";
        selection: "Sélection", "Selection";
        selected_one: "{people} sélectionné", "{people} selected";
        selected: "{people} sélectionnés", "{people} selected";
        let_go: "Annuler la sélection", "Clear the selection";
        one: "{n} contact", "{n} contact";
        many: "{n} contacts", "{n} contacts";
        owner_of: "Changer de responsable", "Change the owner";
        status_of: "Changer de statut", "Change the status";
        owner_set: "Responsable « {name} »", "Owner “{name}”";
        status_set: "Statut « {name} »", "Status “{name}”";
        archived_many: "Archivés", "Archived";
        restored: "Rétablis", "Restored";
        tag_title: "Étiqueter la sélection", "Tag the selection";
        tag_give: "Ajouter à {people}", "Add to {people}";
        tag_take: "Retirer de {people}", "Remove from {people}";
        tag_added: "Étiquette « {tag} » ajoutée", "Tag “{tag}” added";
        tag_removed: "Étiquette « {tag} » retirée", "Tag “{tag}” removed";
        were_so: "{n} déjà ainsi", "{n} already so";
        refused: "{n} n’ont pas pu l’être", "{n} could not be";
        left: "{n} non traités, réessayez", "{n} not reached, try again";
        kept: "{n} modifiés depuis, laissés tels quels", "{n} changed since, left as they are";
        views: "Vues", "Views";
        no_views: "Enregistrez une recherche, des filtres et des colonnes pour les retrouver ici.", "Save a search, filters and columns to find them here again.";
        shared: "partagée", "shared";
        altered: "modifiée", "changed";
        save_view: "Enregistrer la vue", "Save the view";
        update_view: "Mettre à jour", "Update";
        remove_view: "Supprimer", "Delete";
        view_removed: "Vue « {name} » supprimée", "View “{name}” deleted";
        view_help: "Elle garde la recherche, les filtres, l’ordre et les colonnes.", "It keeps the search, the filters, the order and the columns.";
        share_view: "Partager avec tous les collègues", "Share with all colleagues";
        too_many: "Au plus 10 000 contacts à la fois : affinez les filtres.", "At most 10,000 contacts at once: narrow the filters.";
    }
}
