//! Texts of sign-in, set-up and settings.

super::texts! {
    /// Texts of sign-in, set-up and settings.
    Setting {
        title: "Réglages", "Settings";
        sign_in: "Se connecter", "Sign in";
        stay: "Rester connecté sur cet appareil", "Stay signed in on this device";
        forgotten: "Mot de passe oublié ? Demandez un lien à votre administrateur.", "Forgotten password? Ask your administrator for a link.";
        wrong_credentials: "Adresse e-mail ou mot de passe incorrect.", "Wrong e-mail address or password.";
        wait: "Trop d’essais. Patientez une minute avant de réessayer.", "Too many attempts. Wait a minute before you try again.";
        failed: "Le serveur n’a pas pu répondre. Réessayez dans un instant.", "The server could not answer. Try again in a moment.";
        set_up_title: "Bienvenue", "Welcome";
        set_up_text: "Deux minutes suffisent : votre organisme, puis votre compte d’administrateur.", "Two minutes are enough: your organisation, then your administrator’s account.";
        organisation: "Nom de l’organisme", "Name of the organisation";
        your_name: "Votre nom", "Your name";
        password_help: "12 signes au moins. Une phrase de quelques mots convient très bien.", "At least 12 characters. A phrase of a few words does very well.";
        create: "Créer et commencer", "Create and begin";
        choose_password: "Choisissez votre mot de passe", "Choose your password";
        choose_text: "Pour le compte de {name} ({email}).", "For the account of {name} ({email}).";
        set_password: "Enregistrer et se connecter", "Save and sign in";
        link_dead_title: "Ce lien n’est plus valable", "This link no longer holds";
        link_dead_text: "Il a déjà servi, ou il a expiré. Demandez-en un nouveau à votre administrateur.", "It was used, or has expired. Ask your administrator for a new one.";
        bad_password: "Le mot de passe doit compter au moins 12 signes variés.", "The password must have at least 12 varied characters.";
        bad_email: "Cette adresse e-mail n’est pas valable.", "This e-mail address is not valid.";
        bad_name: "Le nom est à renseigner.", "The name is required.";
    }
}
