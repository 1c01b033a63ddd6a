//! Texts of the board.

super::texts! {
    /// Texts of the board.
    Board {
        title: "Pipeline", "Pipeline";
        deals_one: "opportunité", "deal";
        deals_many: "opportunités", "deals";
        forecast: "Prévision", "Forecast";
        board: "Tableau", "Board";
        list: "Liste", "List";
        view: "Affichage", "View";
        open_page: "Ouvrir la fiche", "Open the page";
        contact_known: "Plusieurs contacts portent ce nom. Choisissez dans la liste, ou complétez le nom.", "Several contacts have this name. Choose from the list, or complete the name.";
        new_deal: "Nouvelle opportunité", "New deal";
        add_in: "Ajouter dans {stage}", "Add to {stage}";
        column: "{stage}, {count} {deals}", "{stage}, {count} {deals}";
        hidden_stage: "Masquée", "Hidden";
        hidden_stage_hint: "Étape masquée : sa colonne disparaît quand elle est vide", "Hidden stage: its column goes when it is empty";
        empty_column: "Aucune opportunité dans cette étape", "No deal in this stage";
        whole_list: "Voir toutes les opportunités en liste", "See all deals as a list";
        move_to: "Déplacer vers…", "Move to…";
        no_next: "Aucune action prévue", "No next action";
        in_stage: "Dans cette étape depuis {days}", "In this stage for {days}";
        too_long: "Au-delà du temps prévu dans cette étape : {days}", "Past this stage’s target time: {days}";
        days: "{days} j", "{days} d";
        moved: "« {title} » est passée à l’étape {stage}", "“{title}” moved to {stage}";
        reordered: "« {title} » a changé de place", "“{title}” changed place";
        won: "Gagnée", "Won";
        lost: "Perdue", "Lost";
        closed_won: "« {title} » est gagnée", "“{title}” is won";
        closed_lost: "« {title} » est perdue", "“{title}” is lost";
        refused: "Le déplacement n’a pas été enregistré, la carte est revenue à sa place. {reason}", "The move was not saved, the card went back. {reason}";
        lifted: "{title} soulevée. Flèches pour déplacer, Espace pour déposer, Échap pour annuler.", "{title} lifted. Arrows move, Space drops, Escape cancels.";
        at: "{stage}, position {place} sur {count}", "{stage}, position {place} of {count}";
        dropped: "{title} déposée dans {stage}", "{title} dropped in {stage}";
        cancelled: "Déplacement annulé, {title} est revenue à sa place", "Move cancelled, {title} is back in its place";
        stages: "Étapes", "Stages";
        search: "Rechercher", "Search";
        search_hint: "Titre, contact, entreprise", "Title, contact, company";
        owner: "Responsable", "Owner";
        tag: "Étiquette", "Tag";
        any_owner: "Tous les responsables", "All owners";
        amount_from: "Montant à partir de", "Amount from";
        amount_to: "Montant jusqu’à", "Amount up to";
        closing_from: "Clôture à partir du", "Closing from";
        closing_to: "Clôture jusqu’au", "Closing up to";
        filters: "Filtres", "Filters";
        apply: "Appliquer", "Apply";
        clear: "Effacer les filtres", "Clear the filters";
        pipelines: "Changer de pipeline", "Change pipeline";
        deal_title: "Titre", "Title";
        contact: "Contact", "Contact";
        contact_hint: "Nom, existant ou nouveau", "A name, known or new";
        amount: "Montant", "Amount";
        stage: "Étape", "Stage";
        created: "« {title} » a été ajoutée", "“{title}” was added";
        new_contact: "Créer le contact « {name} »", "Create the contact “{name}”";
        empty_title: "Votre pipeline est vide", "Your pipeline is empty";
        import: "Importer des contacts", "Import contacts";
        empty_text: "Ajoutez une première opportunité, ou importez un fichier de contacts avec des colonnes Opportunité, Montant et Étape.", "Add a first deal, or import a file of contacts with Deal, Amount and Stage columns.";
    }
}
