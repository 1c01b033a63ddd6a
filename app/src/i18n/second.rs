//! Texts of the second factor.

super::texts! {
    /// Texts of the second factor.
    Second {
        title: "Double authentification", "Two-step sign-in";
        note: "Après le mot de passe, un code à six chiffres que votre téléphone affiche. Qui devinerait votre mot de passe n’entrerait pas.", "After the password, a code of six digits that your phone shows. Whoever guesses your password does not get in.";
        off: "Désactivée", "Off";
        on_since: "Activée depuis le {at}", "On since {at}";
        left_none: "Plus aucun code de secours", "No recovery codes left";
        left_one: "1 code de secours restant", "1 recovery code left";
        left_many: "{n} codes de secours restants", "{n} recovery codes left";
        turn_on: "Activer", "Turn on";
        manage: "Gérer", "Manage";
        to_profile: "Revenir au profil", "Back to the profile";
        asked_title: "Protégez votre compte", "Protect your account";
        asked_text: "Votre organisme demande un code en plus du mot de passe. Deux minutes suffisent.", "Your organisation asks for a code besides the password. Two minutes are enough.";
        scan: "Avec une application d’authentification (FreeOTP, Aegis, Google ou Microsoft Authenticator…), scannez ce QR code.", "With an authenticator application (FreeOTP, Aegis, Google or Microsoft Authenticator…), scan this square.";
        picture: "QR code à scanner avec l’application", "QR code to scan with the application";
        type_it: "Ou tapez-y cette clé", "Or type this key into it";
        open_here: "Ouvrir dans l’application de cet appareil", "Open in the application of this device";
        shown_code: "Code affiché par l’application", "Code that the application shows";
        password: "Votre mot de passe", "Your password";
        wrong_code: "Ce code n’est pas le bon, ou il a déjà servi. Prenez le prochain qui s’affiche, et vérifiez que l’heure du téléphone est juste.", "This code is not right, or was used already. Take the next one shown, and see that the phone’s clock is right.";
        wrong_paper: "Ce code de secours n’est pas le bon, ou il a déjà servi.", "This recovery code is not right, or was used already.";
        wrong_password: "Ce n’est pas votre mot de passe.", "This is not your password.";
        wait: "Trop d’essais. Patientez quelques minutes avant de réessayer.", "Too many attempts. Wait a few minutes before you try again.";
        late: "Le code n’est pas venu à temps. Recommencez avec votre mot de passe.", "The code did not come in time. Begin again with your password.";
        ask_title: "Votre code", "Your code";
        ask_text: "Les six chiffres que votre application affiche.", "The six digits that your application shows.";
        code: "Code à six chiffres", "Code of six digits";
        go_on: "Continuer", "Continue";
        no_phone: "Je n’ai pas mon téléphone", "I do not have my phone";
        with_phone: "Utiliser l’application", "Use the application";
        paper_title: "Code de secours", "Recovery code";
        paper_text: "L’un des dix codes notés à l’activation. Chacun sert une fois.", "One of the ten codes you wrote down. Each works once.";
        no_paper: "Plus de codes non plus ? Un administrateur peut réinitialiser votre double authentification.", "No codes either? An administrator can reset your two-step sign-in.";
        again: "Recommencer", "Begin again";
        codes_title: "Vos codes de secours", "Your recovery codes";
        codes_text: "Pour le jour où le téléphone manque : chacun ouvre une fois. Rangez-les hors du téléphone ; ils ne seront plus affichés.", "For the day the phone is missing: each opens once. Keep them away from the phone; they will not be shown again.";
        copy: "Copier", "Copy";
        copied: "Codes copiés", "Codes copied";
        copy_failed: "La copie n’a pas fonctionné : sélectionnez les codes et copiez-les.", "Copying failed: select the codes and copy them.";
        download: "Télécharger", "Download";
        print: "Imprimer", "Print";
        file: "codes-de-secours.txt", "recovery-codes.txt";
        file_head: "CRM Formation – codes de secours de {name}. Chacun sert une fois.", "CRM Formation – recovery codes of {name}. Each works once.";
        kept: "Je les ai rangés", "I have put them away";
        used_up: "Un code de secours ne sert qu’une fois. Quand il en reste peu, créez-en de nouveaux.", "A recovery code works once. When few are left, make new ones.";
        renew_title: "Nouveaux codes de secours", "New recovery codes";
        renew_text: "Dix nouveaux ; les anciens ne vaudront plus.", "Ten new ones; the old ones will no longer work.";
        renew: "Créer de nouveaux codes", "Make new codes";
        remove_title: "Désactiver", "Turn off";
        remove_text: "Pour changer de téléphone aussi : désactivez ici, puis activez avec le nouveau.", "Also to change phones: turn it off here, then on with the new one.";
        remove_asked: "Votre organisme la demande : vous devrez la réactiver à votre prochaine connexion.", "Your organisation asks for it: you will have to turn it on again when you next sign in.";
        remove: "Désactiver la double authentification", "Turn two-step sign-in off";
        others_end: "Vos autres sessions prendront fin.", "Your other sessions will end.";
        reset: "Réinitialiser la double authentification", "Reset two-step sign-in";
        reset_text: "Ses sessions prennent fin. {name} se connecte ensuite avec son mot de passe seul, et peut activer la double authentification de nouveau. Assurez-vous d’abord que c’est bien cette personne qui le demande.", "The sessions end. {name} then signs in with the password alone, and can turn it on again. Make sure first that it is this person who asks.";
        reset_act: "Réinitialiser", "Reset";
        reset_done: "Double authentification de {name} réinitialisée. Ses sessions ont pris fin.", "Two-step sign-in of {name} reset. The sessions have ended.";
        active_with: "Actif, double authentification", "Active, two-step sign-in";
        demand: "Exiger la double authentification", "Require two-step sign-in";
        demand_help: "Qui ne l’a pas encore l’active à sa prochaine connexion.", "Whoever has none turns it on when signing in next.";
        demand_nobody: "De personne : chacun choisit", "Nobody: each chooses";
        demand_administrators: "Des administrateurs", "Administrators";
        demand_everybody: "De toute l’équipe", "The whole team";
    }
}
