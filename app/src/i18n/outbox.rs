//! Texts of what is kept for use without network, and of what waits to be sent.

super::texts! {
    /// Texts of what is kept for use without network, and of what waits to be sent.
    Outbox {
        stale: "Sans réseau — page du {day} à {time}", "No network — page of {day}, {time}";
        refresh: "Actualiser", "Refresh";
        away_title: "Sans réseau", "No network";
        away_text: "Cette page n’a pas encore été ouverte sur cet appareil. Elle s’affichera quand le réseau reviendra.", "This page has not been opened on this device yet. It will show when the network is back.";
        kept_pages: "Pages gardées sur cet appareil", "Pages kept on this device";
        moment: "{day} à {time}", "{day}, {time}";
        title: "Boîte d’envoi", "Outbox";
        empty: "Tout est envoyé", "Everything is sent";
        waiting: "En attente d’envoi", "Waiting to be sent";
        refused: "Envoi refusé", "Refused";
        count_one: "1 en attente d’envoi", "1 waiting to be sent";
        count_many: "{n} en attente d’envoi", "{n} waiting to be sent";
        refused_one: "1 envoi refusé", "1 refused";
        refused_many: "{n} envois refusés", "{n} refused";
        kept: "Gardé sur cet appareil, envoyé dès que le réseau revient", "Kept on this device, sent as soon as the network is back";
        note: "Note", "Note";
        exchange: "Échange", "Exchange";
        task: "Action", "Task";
        finished: "Action faite", "Task done";
        edit: "Modification", "Change";
        text: "Texte", "Text";
        conflict: "Modifié entre-temps", "Changed meanwhile";
        theirs: "Sur le serveur : {value}", "On the server: {value}";
        field: "{field} : {value}", "{field}: {value}";
        nothing: "vide", "empty";
        keep_mine: "Garder la mienne", "Keep mine";
        take_theirs: "Prendre la sienne", "Take theirs";
        left: "Vous êtes déconnecté", "You are signed out";
        left_text: "Ce que cet appareil gardait est effacé. La session sera close sur le serveur dès que le réseau revient ; d’ici là, elle ne sert plus ici.", "What this device kept is deleted. The session will be closed on the server as soon as the network is back; until then it is not used here.";
        sign_in: "Se connecter", "Sign in";
        back: "Rester connecté", "Stay signed in";
        discarded: "Supprimé de cet appareil", "Deleted from this device";
        taken: "Une autre personne a déjà enregistré quelque chose sous cette clé.", "Somebody else has already saved something under this key.";
        gone: "La fiche n’existe plus, ou elle est dans la corbeille.", "The record is gone, or in the bin.";
        leave: "Ces écrits ne sont pas encore envoyés. Ils disparaîtront de cet appareil avec la déconnexion.", "These have not been sent yet. They will disappear from this device when you sign out.";
        send_leave: "Envoyer, puis se déconnecter", "Send, then sign out";
        drop_leave: "Tout effacer et se déconnecter", "Delete all and sign out";
        not_sent: "Le serveur ne répond pas encore. Rien n’est perdu.", "The server does not answer yet. Nothing is lost.";
    }
}
