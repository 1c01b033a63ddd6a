//! Words that many pages share.

super::texts! {
    /// Words that many pages share.
    Common {
        product: "CRM Formation", "CRM Formation";
        skip: "Aller au contenu", "Skip to content";
        navigation: "Navigation principale", "Main navigation";
        tasks: "Mes actions", "My tasks";
        tasks_short: "Actions", "Tasks";
        pipeline: "Pipeline", "Pipeline";
        contacts: "Contacts", "Contacts";
        companies: "Entreprises", "Companies";
        home: "Accueil", "Home";
        notices: "Notifications", "Notifications";
        notices_short: "Notifs", "Notifs";
        unread_one: "non lue", "unread";
        unread: "non lues", "unread";
        settings: "Réglages", "Settings";
        import: "Importer", "Import";
        sign_out: "Se déconnecter", "Sign out";
        save: "Enregistrer", "Save";
        cancel: "Annuler", "Cancel";
        close: "Fermer", "Close";
        edit: "Modifier", "Edit";
        add: "Ajouter", "Add";
        search: "Rechercher", "Search";
        all: "Tous", "All";
        none: "Aucun", "None";
        more: "Afficher la suite", "Show more";
        next_page: "Page suivante", "Next page";
        first_page: "Revenir au début", "Back to the start";
        loading: "Chargement", "Loading";
        failed: "Cette page n’a pas pu être lue", "This page could not be read";
        retry: "Réessayer", "Try again";
        saved: "Enregistré", "Saved";
        undone: "Annulé", "Undone";
        undone_what: "Annulé : {what}", "Undone: {what}";
        nothing_back: "Rien à annuler", "Nothing to undo";
        not_found_title: "Cette page n’existe pas", "This page does not exist";
        not_found_text: "L’adresse est peut-être incomplète, ou la fiche a été mise à la corbeille ou effacée.", "The address may be incomplete, or the record was put into the bin or erased.";
        back_home: "Revenir à l’accueil", "Back to the home page";
        back_contacts: "Revenir aux contacts", "Back to the contacts";
        not_loaded_title: "Page non chargée", "Page not loaded";
        not_started: "Le programme de cette page n’est pas arrivé : elle se lit, et ajouter une action, la terminer ou écrire une note fonctionnent.", "The program of this page did not arrive: the page can be read, and adding a task, finishing it or writing a note work.";
        no_scripts: "Sans JavaScript, ces pages se lisent ; ajouter une action, la terminer et écrire une note fonctionnent. Le reste demande JavaScript.", "Without JavaScript these pages can be read; adding a task, finishing it and writing a note work. The rest needs JavaScript.";
        not_loaded_text: "Le réseau ne répond pas. Rien de ce que vous avez enregistré n’est perdu : réessayez quand il revient.", "The network does not answer. Nothing you saved is lost: try again when it is back.";
        forbidden_title: "Cette page ne vous est pas ouverte", "This page is not open to you";
        forbidden_text: "Demandez à un administrateur si vous en avez besoin.", "Ask an administrator if you need it.";
        ended: "Votre session a pris fin.", "Your session has ended.";
        disabled: "Votre compte a été désactivé.", "Your account was disabled.";
        sign_in_again: "Se reconnecter", "Sign in again";
        reconnecting: "Connexion au serveur perdue. Nouvelle tentative en cours…", "Connection to the server lost. Trying again…";
        offline: "Hors connexion. Ce que vous notez partira au retour du réseau.", "Offline. What you write down is sent when the network is back.";
        outdated: "Une nouvelle version est en service.", "A new version is running.";
        reload: "Recharger la page", "Reload the page";
        reconnected: "Connexion rétablie", "Connection restored";
        reconnected_sent: "Connexion rétablie. Tout est envoyé.", "Connection restored. Everything is sent.";
        reconnected_left: "Connexion rétablie. {left}.", "Connection restored. {left}.";
        disabled_text: "Ce que cet appareil gardait est effacé. Un administrateur de votre organisme peut réactiver votre compte.", "What this device kept is deleted. An administrator of your organisation can enable your account again.";
        disabled_typed: "Ce que vous écriviez n’est pas enregistré. Vous pouvez encore le copier tant que cette page est ouverte.", "What you were writing is not saved. You can still copy it as long as this page is open.";
        copy: "Copier", "Copy";
        copied: "Copié", "Copied";
        email: "Adresse e-mail", "E-mail address";
        password: "Mot de passe", "Password";
        name: "Nom", "Name";
        owner: "Responsable", "Owner";
        tags: "Étiquettes", "Tags";
        operator: "L’administration du serveur", "The server’s operator";
    }
}
