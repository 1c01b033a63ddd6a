//! Texts about the server.

super::texts! {
    /// Texts about the server.
    Health {
        title: "Serveur", "Server";
        note: "Ce qui tourne, la place que cela prend, et ce qui n’a pas été comme il faut depuis un jour.", "What runs, the room it takes, and what was not as it should be within a day.";
        ails: "La base de données se lit, mais n’écrit plus : rien de nouveau ne peut être gardé. Le disque est sans doute plein.", "The database can be read, but no longer writes: nothing new can be kept. The disk is probably full.";
        little: "Il reste peu de place sur le disque ({free}) : faites-en avant que plus rien ne puisse être gardé.", "There is little room left on the disk ({free}): make some before nothing can be kept any more.";
        late: "La dernière sauvegarde a plus de deux jours.", "The last backup is more than two days old.";
        version: "Version", "Version";
        since: "Démarré", "Started";
        data: "Données", "Data";
        free: "{data}, {free} libres sur le disque", "{data}, {free} free on the disk";
        elsewhere: "sur une autre machine", "on another machine";
        memory: "Mémoire", "Memory";
        backup: "Dernière sauvegarde", "Last backup";
        backups: "Voir les sauvegardes", "See the backups";
        sign_in_refused: "Connexion refusée", "Sign-in refused";
        no_backup: "aucune dans le dossier des sauvegardes", "none in the folder of backups";
        requests: "Demandes", "Requests";
        answered: "{n} depuis le démarrage", "{n} since the start";
        listening: "Pages ouvertes", "Open pages";
        listen: "{n} en ce moment", "{n} right now";
        troubles: "Erreurs et avertissements depuis un jour", "Errors and warnings within a day";
        no_trouble: "Rien à signaler", "Nothing to report";
        slow: "Réponses de plus d’une seconde depuis un jour", "Answers of more than a second within a day";
        no_slow: "Aucune", "None";
        failed: "Erreur", "Error";
        warned: "Avertissement", "Warning";
        times: "{n} fois", "{n} times";
        request: "demande {id}", "request {id}";
    }
}
