//! What people read when something was not done.

super::texts! {
    /// What people read when something was not done.
    Errors {
        unauthorized: "Votre session a pris fin. Reconnectez-vous : ce que vous avez saisi reste ici.", "Your session has ended. Sign in again: what you typed stays here.";
        forbidden: "Votre rôle ne permet pas cette action. Rien n’a été modifié.", "Your role does not allow this. Nothing was changed.";
        not_found: "Cette fiche n’existe plus : elle a été mise à la corbeille ou effacée.", "This record is gone: it was put into the bin or erased.";
        gone_now: "Cette fiche vient d’être mise à la corbeille ou effacée. Ce que vous écrivez reste ici tant que vous ne le fermez pas.", "This record was just put into the bin or erased. What you are writing stays here until you close it.";
        somebody: "Quelqu’un", "Somebody";
        changed: "{by} a modifié ce champ entre-temps. Enregistrez à nouveau pour garder votre valeur.", "{by} changed this field meanwhile. Save again to keep yours.";
        changed_to: "{by} a écrit « {value} » entre-temps. Enregistrez à nouveau pour garder votre valeur.", "{by} wrote “{value}” meanwhile. Save again to keep yours.";
        wrote: "{by} a écrit « {value} » entre-temps.", "{by} wrote “{value}” meanwhile.";
        emptied: "{by} a vidé ce champ entre-temps.", "{by} emptied this field meanwhile.";
        since: "{by} a modifié ce champ depuis : il reste comme il est.", "{by} changed this field since: it stays as it is.";
        since_at: "« {field} » a été modifié depuis par {by} ({at}) : rien n’est annulé.", "“{field}” was changed since by {by} ({at}): nothing is undone.";
        undone_already: "C’est déjà annulé.", "This is undone already.";
        lasting: "Cette modification ne s’annule pas.", "This change cannot be undone.";
        elsewhere: "La base de données se trouve sur une autre machine, qui a ses propres outils pour cela.", "The database is on another machine, which has its own tools for that.";
        depended: "Autre chose s’y rattache depuis : rien n’est annulé.", "Something else hangs on it by now: nothing is undone.";
        bad_amount: "Écrivez un montant comme 1 500 ou 1 500,50.", "Write an amount like 1,500 or 1,500.50.";
        minutes_range: "Un nombre de minutes, de 0 à 1 440.", "A number of minutes, from 0 to 1,440.";
        amount_range: "Un montant va de 0 à 99 999 999,99 €.", "An amount goes from 0 to €99,999,999.99.";
        taken: "Cette valeur est déjà utilisée.", "This value is already in use.";
        last_administrator: "C’est le dernier administrateur : nommez-en un autre d’abord.", "This is the last administrator: name another one first.";
        last_stage: "Il faut au moins une étape visible.", "At least one stage must be visible.";
        company_in_use: "Cette entreprise a encore des contacts ou des opportunités. Rattachez-les ailleurs, puis supprimez-la.", "This company still has contacts or deals. Attach them elsewhere, then delete it.";
        contact_gone: "Le contact de cette opportunité est dans la corbeille ou effacé. Restaurez-le d’abord.", "This deal’s contact is in the bin or erased. Restore it first.";
        deal_moved: "Cette opportunité a été déplacée entre-temps : elle reste où elle est.", "This deal was moved meanwhile: it stays where it is.";
        deal_closed: "Cette opportunité est close. Rouvrez-la pour la déplacer.", "This deal is closed. Reopen it to move it.";
        link_expired: "Ce lien a déjà servi ou n’est plus valable. Demandez-en un nouveau.", "This link was used or has expired. Ask for a new one.";
        already_set_up: "L’organisme existe déjà.", "The organisation exists already.";
        too_many: "Trop d’essais. Réessayez dans {seconds} secondes.", "Too many attempts. Try again in {seconds} seconds.";
        offline: "Le serveur ne répond pas. Rien n’est perdu : réessayez dans un instant.", "The server does not answer. Nothing is lost: try again in a moment.";
        no_network: "Hors connexion. Rien n’est perdu : réessayez quand le réseau revient.", "You are offline. Nothing is lost: try again when the network is back.";
        unread_offline: "Hors connexion : impossible de chercher. Les fiches déjà ouvertes restent lisibles.", "You are offline: nothing can be looked up. Records you have opened can still be read.";
        unread_away: "Le serveur ne répond pas : impossible de chercher pour l’instant.", "The server does not answer: nothing can be looked up for now.";
        internal: "Une erreur est survenue sur le serveur. Rien n’a été modifié ; réessayez, ou prévenez votre administrateur.", "Something went wrong on the server. Nothing was changed; try again, or tell your administrator.";
        full: "Le disque du serveur est plein : rien n’a été enregistré, votre saisie reste ici. Prévenez la personne qui s’occupe du serveur.", "The server’s disk is full: nothing was saved, what you typed stays here. Tell whoever looks after the server.";
        missing: "À renseigner.", "Required.";
        too_long: "Trop long.", "Too long.";
        too_long_by: "Trop long. {n} caractères au plus.", "Too long. At most {n} characters.";
        too_short: "Trop court : au moins 12 signes, variés.", "Too short: at least 12 varied characters.";
        common: "Trop facile à deviner : prenez par exemple trois mots sans rapport entre eux.", "Too easy to guess: take three words that have nothing to do with each other.";
        checksum: "Le chiffre de contrôle ne correspond pas : un chiffre est faux, ou deux sont intervertis.", "The check digit does not agree: a digit is wrong, or two are swapped.";
        malformed: "Le format n’est pas reconnu.", "The format is not recognised.";
        unknown: "Cette valeur n’existe pas.", "This value does not exist.";
        out_of_range: "Hors des limites.", "Out of range.";
        fixed: "Ce champ ne peut plus être modifié.", "This field can no longer be changed.";
        wrong: "Le mot de passe actuel n’est pas le bon.", "The present password is not right.";
    }
}
