//! Words of the palette and of the list of shortcuts.

super::texts! {
    /// Words of the palette and of the list of shortcuts.
    Palette {
        title: "Recherche et commandes", "Search and commands";
        hint: "Rechercher une fiche, une page, une action…", "Search for a record, a page, an act…";
        results: "Résultats", "Results";
        count_one: "{n} résultat", "{n} result";
        count_many: "{n} résultats", "{n} results";
        nothing: "Aucune fiche ne correspond à « {text} »", "No record matches “{text}”";
        nothing_help: "Essayez un nom, une entreprise, un numéro ou une adresse e-mail.", "Try a name, a company, a number or an e-mail address.";
        recent: "Récents", "Recent";
        go: "Aller à", "Go to";
        create: "Créer", "Create";
        display: "Affichage et compte", "Display and account";
        deals: "Opportunités", "Deals";
        new_contact: "Créer un contact", "Create a contact";
        new_company: "Créer une entreprise", "Create a company";
        new_deal: "Créer une opportunité", "Create a deal";
        new_task: "Nouvelle action", "New task";
        contact_named: "Créer le contact « {text} »", "Create the contact “{text}”";
        company_named: "Créer l’entreprise « {text} »", "Create the company “{text}”";
        deal_named: "Créer l’opportunité « {text} »", "Create the deal “{text}”";
        archived_named: "Chercher « {text} » parmi les contacts archivés", "Search for “{text}” among the archived contacts";
        task_named: "Planifier l’action « {text} »", "Plan the task “{text}”";
        import: "Importer des contacts", "Import contacts";
        theme_light: "Thème clair", "Light theme";
        theme_dark: "Thème sombre", "Dark theme";
        theme_system: "Thème du système", "System theme";
        keys: "Raccourcis clavier", "Keyboard shortcuts";
        also_pipeline: "tableau kanban étapes affaires", "board kanban stages opportunities";
        also_deals: "liste affaires ventes", "list opportunities sales";
        also_contacts: "personnes prospects clients", "people prospects clients";
        also_companies: "sociétés organismes", "firms organisations";
        also_home: "tableau de bord journée chiffres", "dashboard day figures";
        also_notices: "mentions alertes nouveautés", "mentions alerts news";
        also_tasks: "tâches à faire agenda relances", "to do agenda actions";
        week: "Semaine", "Week";
        also_week: "agenda calendrier planning actions", "agenda calendar schedule tasks";
        also_settings: "paramètres préférences profil compte mot de passe", "preferences profile account password";
        also_create: "nouveau nouvelle ajouter", "new add";
        also_import: "fichier csv excel", "file csv excel";
        also_theme: "couleurs mode nuit jour", "colours mode night day";
        also_keys: "aide touches", "help keys";
        also_sign_out: "déconnexion quitter", "log out leave";
        browse: "parcourir", "browse";
        open: "ouvrir", "open";
        new_tab: "nouvel onglet", "new tab";
        close: "fermer", "close";
        everywhere: "Partout", "Everywhere";
        in_lists: "Dans les listes", "In lists";
        on_board: "Sur le pipeline", "On the board";
        in_palette: "Dans la recherche", "In the search";
        then: "puis", "then";
        or: "ou", "or";
        key_ctrl: "Ctrl", "Ctrl";
        key_enter: "Entrée", "Enter";
        key_escape: "Échap", "Esc";
        key_home: "Début", "Home";
        key_end: "Fin", "End";
        key_space: "Espace", "Space";

        open_palette: "Rechercher partout", "Search everywhere";
        take_back: "Annuler ce qu’on vient de faire", "Undo what one just did";
        open_keys: "Voir les raccourcis", "Show the shortcuts";
        close_dialog: "Fermer ce qui est ouvert", "Close what is open";
        next_row: "Ligne suivante", "Next row";
        peek_row: "Aperçu de la ligne ; J et K passent à la suivante", "Preview of the row; J and K go to the next one";
        pick_row: "Sélectionner la ligne (contacts)", "Select the row (contacts)";
        last_row: "Ligne précédente", "Previous row";
        open_row: "Ouvrir la fiche", "Open the record";
        create_here: "Créer dans cette liste", "Create in this list";
        other_day: "Semaine : passer l’action au jour d’avant, d’après", "Week: move the task to the day before, after";
        walk_cards: "Passer d’une carte à l’autre", "Walk from card to card";
        lift: "Prendre la carte, puis la poser", "Lift the card, then put it down";
        carry: "Déplacer la carte prise", "Move the lifted card";
        put_back: "Remettre la carte à sa place", "Put the card back";
        open_card: "Ouvrir l’opportunité", "Open the deal";
        edit_card: "Modifier l’opportunité", "Edit the deal";
        create_deal: "Créer une opportunité", "Create a deal";
        browse_results: "Résultat suivant, précédent", "Next, previous result";
        first_last: "Premier, dernier résultat", "First, last result";
        open_new_tab: "Ouvrir dans un nouvel onglet", "Open in a new tab";
    }
}
