//! Texts of backups.

super::texts! {
    /// Texts of backups.
    Backup {
        title: "Sauvegardes", "Backups";
        note: "Tout ce que contient l’application, en un fichier d’où tout peut revenir.", "Everything the application holds, in one file from which all of it can come back.";
        none: "Aucune sauvegarde pour l’instant", "No backup yet";
        last: "Dernière sauvegarde : {at}, {size}", "Last backup: {at}, {size}";
        daily: "Une sauvegarde est faite chaque jour à {hour} h. Les {keep} dernières sont gardées.", "A backup is made every day at {hour}:00. The last {keep} are kept.";
        by_hand_only: "Aucune sauvegarde n’est faite d’elle-même : elles sont faites à la main seulement.", "No backup is made by itself: they are made by hand only.";
        folder: "Elles se trouvent sur le serveur, dans {folder}. Copiez-les aussi ailleurs : un disque perdu emporte ce qui se trouve dessus.", "They are on the server, in {folder}. Copy them elsewhere too: a lost disk takes along what is on it.";
        plan: "L’heure, le dossier et le nombre se règlent sur le serveur : backup_hour, backup_folder, backup_keep.", "Hour, folder and number are set on the server: backup_hour, backup_folder, backup_keep.";
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
