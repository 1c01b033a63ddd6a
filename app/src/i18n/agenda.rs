//! Texts of the private address for calendars, and of what stands in them.

super::texts! {
    /// Texts of the private address for calendars, and of what stands in them.
    Agenda {
        title: "Agenda du téléphone", "Phone calendar";
        note: "Vos actions datées dans l’agenda de votre téléphone ou de votre ordinateur, avec un rappel même quand l’application est fermée.", "Your dated tasks in the calendar of your phone or computer, with a reminder even when the application is closed.";
        create: "Créer mon adresse d’agenda", "Create my calendar address";
        address: "Adresse privée", "Private address";
        open: "Ajouter à mon agenda", "Add to my calendar";
        secret: "Qui connaît cette adresse peut lire vos actions : gardez-la pour vous. L’agenda se met à jour de lui-même, à son rythme.", "Whoever knows this address can read your tasks: keep it to yourself. The calendar updates by itself, at its own pace.";
        renew: "Changer d’adresse", "Change the address";
        remove: "Supprimer l’adresse", "Remove the address";
        renew_help: "Changer ou supprimer l’adresse coupe aussitôt les agendas qui la lisent.", "Changing or removing the address cuts off the calendars that read it at once.";
        made: "Adresse créée", "Address created";
        renewed: "Nouvelle adresse. L’ancienne ne répond plus.", "New address. The old one no longer answers.";
        removed: "Adresse supprimée", "Address removed";
        name: "Actions – {organisation}", "Tasks – {organisation}";
        contact: "Contact : {value}", "Contact: {value}";
        phone: "Téléphone : {value}", "Phone: {value}";
        deal: "Opportunité : {value}", "Deal: {value}";
    }
}
