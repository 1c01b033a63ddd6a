//! Texts of what waits to be sent.

super::texts! {
    /// Texts of what waits to be sent.
    Outbox {
        title: "Boîte d’envoi", "Outbox";
        empty: "Rien n’attend d’être envoyé", "Nothing waits to be sent";
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
        theirs_by: "{name} a écrit : {value}", "{name} wrote: {value}";
        field: "{field} : {value}", "{field}: {value}";
        nothing: "vide", "empty";
        keep_mine: "Garder la mienne", "Keep mine";
        take_theirs: "Prendre la sienne", "Take theirs";
        choice_one: "1 modification attend votre choix", "1 change waits for your choice";
        choice_many: "{n} modifications attendent votre choix", "{n} changes wait for your choice";
        decide: "Attend votre choix", "Waits for your choice";
        look: "Voir", "Look";
        theirs_stay: "{field} : « {value} » reste sur la fiche. Votre « {mine} » est abandonné.", "{field}: “{value}” stays on the record. Your “{mine}” is dropped.";
        discarded: "Supprimé de cet appareil, sans être envoyé", "Deleted from this device, not sent";
        taken: "Une autre personne a déjà enregistré quelque chose sous cette clé.", "Somebody else has already saved something under this key.";
        gone: "La fiche n’existe plus, ou elle est dans la corbeille.", "The record is gone, or in the bin.";
        leave: "Ces écrits ne sont pas encore envoyés. Ils disparaîtront de cet appareil avec la déconnexion.", "These have not been sent yet. They will disappear from this device when you sign out.";
        send_leave: "Envoyer, puis se déconnecter", "Send, then sign out";
        drop_leave: "Tout effacer et se déconnecter", "Delete all and sign out";
        not_sent: "Le serveur ne répond pas encore. Rien n’est perdu.", "The server does not answer yet. Nothing is lost.";
    }
}
