//! Texts of what the worker shows without network. Only the server reads them, which hands them over.

super::texts! {
    /// Texts of what the worker shows without network.
    Away {
        stale: "Sans réseau — page du {day} à {time}", "No network — page of {day}, {time}";
        refresh: "Actualiser", "Refresh";
        title: "Sans réseau", "No network";
        text: "Cette page n’a pas encore été ouverte sur cet appareil. Elle s’affichera quand le réseau reviendra.", "This page has not been opened on this device yet. It will show when the network is back.";
        never: "Cette page demande le réseau. Elle s’affichera quand il reviendra.", "This page needs the network. It will show when it is back.";
        kept: "Pages gardées sur cet appareil", "Pages kept on this device";
        moment: "{day} à {time}", "{day}, {time}";
        left: "Vous êtes déconnecté", "You are signed out";
        left_text: "Ce que cet appareil gardait est effacé. La session sera close sur le serveur dès que le réseau revient ; d’ici là, elle ne sert plus ici.", "What this device kept is deleted. The session will be closed on the server as soon as the network is back; until then it is not used here.";
        sign_in: "Se connecter", "Sign in";
        soon: "Dès que le réseau revient, tout est envoyé et vous êtes déconnecté : laissez cette page ouverte.", "As soon as the network is back, everything is sent and you are signed out: leave this page open.";
        erases: "Se déconnecter tout de suite efface ce qui n’est pas envoyé.", "Signing out at once deletes what is not sent.";
        refused: "Le serveur a refusé ce qui reste. Restez connecté pour le revoir, ou effacez tout.", "The server refused what is left. Stay signed in to look at it, or delete all.";
        back: "Rester connecté", "Stay signed in";
    }
}
