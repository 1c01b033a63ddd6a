//! Texts of backups.

super::texts! {
    /// Texts of backups.
    Backup {
        title: "Sauvegardes", "Backups";
        note: "Tout ce que contient l’application, en un fichier d’où tout peut revenir.", "Everything the application holds, in one file from which all of it can come back.";
        none: "Aucune sauvegarde dans le dossier des sauvegardes", "No backup in the folder of backups";
        last: "Dernière sauvegarde : {at}, {size}", "Last backup: {at}, {size}";
        daily: "Une sauvegarde est faite chaque jour à {hour} h. Les {keep} dernières sont gardées.", "A backup is made every day at {hour}:00. The last {keep} are kept.";
        by_hand_only: "Aucune sauvegarde n’est faite d’elle-même : elles sont faites à la main seulement.", "No backup is made by itself: they are made by hand only.";
        folder: "Elles se trouvent sur le serveur, dans {folder}. Copiez-les aussi ailleurs : un disque perdu emporte ce qui se trouve dessus.", "They are on the server, in {folder}. Copy them elsewhere too: a lost disk takes along what is on it.";
        where_set: "Où cela se règle", "Where this is set";
        file_there: "Dans le fichier {file}, sur le serveur. Un changement vaut dès que le programme est relancé.", "In the file {file}, on the server. A change holds once the program is started again.";
        file_none: "Dans le fichier {file}, sur le serveur : il n’y est pas encore, créez-le. Un changement vaut dès que le programme est relancé.", "In the file {file}, on the server: it is not there yet, create it. A change holds once the program is started again.";
        set_hour: "L’heure, de 0 à 23, ou \"off\" pour aucune sauvegarde d’elle-même", "The hour, from 0 to 23, or \"off\" for none by itself";
        set_keep: "Combien de sauvegardes sont gardées", "How many backups are kept";
        set_folder: "Le dossier", "The folder";
        or_else: "ou {option}, ou {variable}", "or {option}, or {variable}";
        act: "Sauvegarder maintenant", "Back up now";
        running: "Sauvegarde en cours", "Backing up";
        rows: "{n} lignes lues", "{n} rows read";
        done: "La sauvegarde est faite et vérifiée", "The backup is made and verified";
        failed: "La dernière tentative a échoué ({at}) : {why}", "The last attempt failed ({at}): {why}";
        missing: "Au démarrage, des changements déjà écrits manquaient à la fin de la base ({n} au moins, le dernier : {at}). Le disque ou son système de fichiers les a perdus : faites-le examiner.", "At the start, changes that had been written were missing at the end of the database (at least {n}, the last: {at}). The disk or its file system lost them: have it looked at.";
        files: "Fichiers gardés", "Files kept";
        by_hand: "à la main", "by hand";
        take: "Télécharger", "Download";
        take_one: "Télécharger la sauvegarde : {at}", "Download the backup: {at}";
        secret: "Un fichier de sauvegarde contient toutes les données, comptes compris : gardez-le en lieu sûr. Chaque téléchargement est noté dans le journal.", "A backup file holds all data, accounts included: keep it in a safe place. Each download is noted in the change log.";
        elsewhere: "La base de données se trouve sur une autre machine : sauvegardez-la là-bas, avec ses propres outils.", "The database is on another machine: back it up there, with its own tools.";
    }
}
