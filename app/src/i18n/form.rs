//! Texts of the forms and pages of contacts and companies.

super::texts! {
    /// Texts of the forms and pages of contacts and companies.
    Form {
        civility: "Civilité", "Title";
        madam: "Madame", "Ms";
        sir: "Monsieur", "Mr";
        address: "Adresse postale", "Postal address";
        street: "Rue", "Street";
        complement: "Complément", "Second line";
        postal_code: "Code postal", "Postal code";
        country: "Pays", "Country";
        bad_postal_code: "Un code postal français a 5 chiffres.", "A French postal code has 5 digits.";
        at_most: "{n} au plus.", "At most {n}.";
        bad_text: "Retirez les signes invisibles que ce texte contient.", "Remove the invisible signs in this text.";
        work: "pro", "work";
        personal: "perso", "personal";
        mobile: "mobile", "mobile";
        landline: "fixe", "landline";
        other: "autre", "other";
        labels: "Usage", "Use";
        main: "principale", "main";
        main_phone: "principal", "main";
        make_main: "Rendre principale", "Make main";
        make_main_phone: "Rendre principal", "Make main";
        reach_acts: "Modifier {value}", "Change {value}";
        add_email: "Ajouter une adresse", "Add an address";
        add_phone: "Ajouter un numéro", "Add a number";
        no_label: "Sans usage", "No use";
        remove: "Retirer", "Remove";
        removed: "Retiré : {value}", "Removed: {value}";
        alike: "Peut-être déjà connu", "Perhaps already known";
        alike_email: "même adresse e-mail", "same e-mail address";
        alike_phone: "même téléphone", "same phone number";
        alike_name: "même nom ou presque", "same name or nearly";
        alike_hint: "Vous pouvez enregistrer quand même.", "You may save all the same.";
        stop_channels: "Ne pas contacter", "Do not contact";
        stop_all: "Par aucun moyen", "By no means at all";
        stop_email: "Pas d’e-mail", "No e-mail";
        stop_calls: "Pas d’appel", "No calls";
        stop_sms: "Pas de SMS", "No text messages";
        stop_post: "Pas de courrier", "No letters";
        stop_reason: "Raison du refus", "Reason of the refusal";
        stop_none: "Cochez ce qui est refusé.", "Tick what is refused.";
        stop_lifted: "« Ne pas contacter » levé", "“Do not contact” lifted";
        since: "{status} depuis le {day}", "{status} since {day}";
        from_to: "{status} du {from} au {to}", "{status} from {from} to {to}";
        all_facts: "Toutes les informations", "All details";
        fewer_facts: "L’essentiel", "The essentials";
        earlier: "Statuts précédents", "Earlier statuses";
        dropped: "Brouillon effacé", "Draft dropped";
        siren: "SIREN", "SIREN";
        siren_help: "9 chiffres ; il suit le SIRET quand celui-ci est connu.", "9 digits; it follows the SIRET where that is known.";
        siren_bad: "Ce numéro n’est pas un SIREN : vérifiez ses 9 chiffres.", "This number is not a SIREN: check its 9 digits.";
        naf: "Code NAF", "NAF code";
        naf_bad: "Écrivez un code comme 85.59A.", "Write a code like 85.59A.";
        head_count: "Effectif", "Head count";
        head_count_bad: "Écrivez un nombre de personnes, comme 25.", "Write a number of people, like 25.";
        website: "Site web", "Website";
        website_bad: "Écrivez une adresse comme exemple.fr.", "Write an address like example.com.";
        people_one: "{n} personne", "{n} person";
        people: "{n} personnes", "{n} people";
        arrived: "depuis le {day}", "since {day}";
        former_people: "Anciens ({n})", "Former people ({n})";
        left: "a quitté l’entreprise le {day}", "left the company on {day}";
        said_left: "a noté le départ de {about}", "noted that {about} left";
        said_joined: "a rattaché {about} à l’entreprise", "linked {about} to the company";
        keep_mine: "Garder la mienne", "Keep mine";
        take_theirs: "Prendre la sienne", "Take theirs";
        steps: "Dans la liste", "In the list";
        previous: "Fiche précédente", "Previous record";
        next: "Fiche suivante", "Next record";
    }
}
