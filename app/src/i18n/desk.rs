//! Texts of what the office shapes: handing over, tags, lists of words, the organisation, and the export of everything.

super::texts! {
    /// Texts of what the office shapes: handing over, tags, lists of words, the organisation, and the export of everything.
    Desk {
        contact_one: "{n} contact", "{n} contact";
        contact_many: "{n} contacts", "{n} contacts";
        deal_one: "{n} opportunité", "{n} deal";
        deal_many: "{n} opportunités", "{n} deals";
        open_deal_one: "{n} opportunité en cours", "{n} open deal";
        open_deal_many: "{n} opportunités en cours", "{n} open deals";
        task_one: "{n} action à faire", "{n} open task";
        task_many: "{n} actions à faire", "{n} open tasks";
        record_one: "{n} fiche", "{n} record";
        record_many: "{n} fiches", "{n} records";
        and: " et ", " and ";
        of: "{n} sur {max}", "{n} of {max}";
        leave_title: "Désactiver le compte de {name}", "Disable the account of {name}";
        hand_over_title: "Confier les fiches de {name}", "Hand over the records of {name}";
        hand_over: "Confier ses fiches", "Hand over the records";
        in_hand: "{name} a en charge {load}.", "{name} has {load} in hand.";
        nothing_in_hand: "{name} n’a plus rien en charge", "{name} has nothing in hand any more";
        heir: "Confier à", "Hand over to";
        heir_choose: "Choisir…", "Choose…";
        heir_nobody: "Personne : sans responsable", "Nobody: without owner";
        heir_keep: "Ne rien confier pour l’instant", "Hand nothing over for now";
        heir_wrong: "Cette personne ne peut pas recevoir ces fiches : son compte est désactivé ou son rôle ne le permet pas.", "This person cannot have these records: the account is disabled, or its role does not allow it.";
        tasks_stay: "Les actions à faire restent au nom de {name} : une action a toujours quelqu’un.", "Open tasks stay with {name}: a task always has somebody.";
        leave_note: "Ses sessions prennent fin aussitôt. Ce qu’il ou elle a écrit reste.", "The sessions end at once. What was written stays.";
        leave_act: "Désactiver", "Disable";
        hand_over_act: "Confier", "Hand over";
        handing: "Transfert en cours", "Handing over";
        handed_to: "{records} : désormais à {name}", "{records}: now with {name}";
        handed_nobody: "{records} : désormais sans responsable", "{records}: now without owner";
        stopped: "Interrompu : {records} déjà traitées", "Interrupted: {records} done";
        kept: "{n} modifiées depuis, laissées telles quelles", "{n} changed since, left as they are";
        tags: "Étiquettes", "Tags";
        tags_note: "Celles que portent contacts et opportunités. Ce qui est fait ici l’est partout, et peut être annulé.", "Those that contacts and deals carry. What is done here is done everywhere, and can be undone.";
        no_tags: "Aucune étiquette", "No tags";
        no_tags_text: "Donnez une étiquette à un contact ou à une opportunité : elle apparaîtra ici.", "Give a contact or a deal a tag: it will appear here.";
        tag_menu: "Actions pour l’étiquette {tag}", "Actions for the tag {tag}";
        tag_show: "Voir les contacts", "Show the contacts";
        tag_rename: "Renommer", "Rename";
        tag_rename_title: "Renommer « {tag} »", "Rename “{tag}”";
        tag_name: "Nom de l’étiquette", "Name of the tag";
        tag_known: "« {tag} » existe déjà : les deux seront réunies.", "“{tag}” exists already: the two will become one.";
        tag_merge: "Réunir avec une autre", "Merge into another";
        tag_merge_title: "Réunir « {tag} » avec une autre", "Merge “{tag}” into another";
        tag_into: "Étiquette gardée", "Tag to keep";
        tag_merge_act: "Réunir", "Merge";
        tag_remove: "Retirer partout", "Remove everywhere";
        tag_renamed: "« {tag} » s’appelle désormais « {to} »", "“{tag}” is now called “{to}”";
        tag_merged: "« {tag} » et « {to} » sont réunies", "“{tag}” and “{to}” are one";
        tag_removed: "« {tag} » est retirée", "“{tag}” is removed";
        sources: "Sources", "Sources";
        sources_note: "Les mots proposés pour dire d’où vient un contact. La source notée au premier jour reste sur la fiche : renommer ou masquer un mot ne change que ce qui est proposé ensuite.", "The words offered for where a contact came from. The source noted on the first day stays on the record: renaming or hiding a word changes only what is offered from then on.";
        reasons: "Motifs de perte", "Reasons of loss";
        reasons_note: "Les raisons proposées quand une opportunité est perdue. Celles déjà notées restent telles quelles ; « Autre » permet toujours d’écrire la sienne.", "The reasons offered when a deal is lost. Those noted already stay as they are; “Other” always lets one write one’s own.";
        word_add: "Ajouter", "Add";
        word_new: "Ajouter un mot", "Add a word";
        word_edit: "Renommer", "Rename";
        word_name: "Mot proposé", "Word to offer";
        word_taken: "Ce mot est déjà dans la liste.", "This word is in the list already.";
        word_hidden: "Masqué", "Hidden";
        word_was_hidden: "« {word} » n’est plus proposé", "“{word}” is no longer offered";
        word_was_shown: "« {word} » est de nouveau proposé", "“{word}” is offered again";
        word_keys: "Alt + flèche haut ou bas déplace la ligne.", "Alt + arrow up or down moves the row.";
        reason_other: "Autre", "Other";
        reason_own: "Précisez", "In your words";
        tag_working: "Modification en cours", "Changing";
    }
}
