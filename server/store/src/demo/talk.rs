//! What colleagues wrote down about a person: notes, and exchanges.

use domain::event::{By, Kind};
use domain::exchange::{self, Channel, Direction, Exchange, Latest, Outcome};
use domain::note::{self, Note, Subject};
use domain::patch::Changes;
use domain::{ExchangeId, Instant, NoteId, Result};

use super::people::Person;
use super::scribe::Scribe;
use crate::contact::ContactRow;
use crate::write::Said;

/// What notes say.
const NOTES: [&str; 10] = [
    "Préfère être jointe **en fin de journée**, plutôt par téléphone.",
    "Budget validé par la direction ; reste à choisir les dates.",
    "A déjà suivi une formation chez nous, très contente du formateur.",
    "Demande un **aménagement** : une pause toutes les heures.",
    "Compare avec un autre organisme.\n\n- prix voisin\n- délai plus court chez nous",
    "Le dossier de financement passe par son service RH.",
    "Souhaite une session à distance, deux matinées par semaine.",
    "Niveau intermédiaire d’après le test ; objectif : certification en juin.",
    "Attend l’accord de son responsable avant de signer la convention.",
    "Venu par recommandation d’un ancien stagiaire.",
];
/// What exchanges say.
const TALKS: [&str; 8] = [
    "Présentation du programme et des dates.",
    "Questions sur la prise en charge.",
    "Programme et devis envoyés.",
    "Point sur le dossier de financement.",
    "Rappel avant la session.",
    "Retour à chaud, très positif.",
    "",
    "",
];
const CHANNELS: [(Channel, u32); 4] =
    [(Channel::Call, 50), (Channel::Email, 34), (Channel::Meeting, 12), (Channel::Enrolment, 4)];

/// The notes and exchanges of a person, and the latest exchange on the person's row.
pub(super) fn talks(scribe: &mut Scribe<'_>, person: &Person, row: &mut ContactRow) -> Result<()> {
    let (created, end) = (person.created, scribe.calendar.end());
    for at in scribe.calendar.moments(&mut scribe.dice, person.notes as usize, created, end) {
        let id = NoteId::try_from(scribe.dice.id(at))?;
        let text = (*scribe.dice.pick(&NOTES)).to_owned();
        let details = note::Details { text, pinned: scribe.dice.chance(8) }.tidied();
        let mut subjects = vec![id.subject()];
        subjects.extend(row.subjects());
        let by = scribe.say(at, person.owner, Said::new(Kind::NoteAdded, subjects, Changes::from_new(&details)))?;
        scribe.notes.push(written(id, person, details, by, at).into());
    }
    for at in scribe.calendar.moments(&mut scribe.dice, person.talks as usize, created, end) {
        let id = ExchangeId::try_from(scribe.dice.id(at))?;
        let details = talk(scribe, person, at);
        let mut subjects = vec![id.subject()];
        subjects.extend(row.subjects());
        scribe.say(at, person.owner, Said::new(Kind::ExchangeLogged, subjects, Changes::from_new(&details)))?;
        row.last_exchange = Some(Latest { at, channel: details.channel });
        scribe.exchanges.push(Exchange { id, details, version: 1, removed_at: None }.into());
    }
    Ok(())
}

fn written(id: NoteId, person: &Person, details: note::Details, by: By, at: Instant) -> Note {
    Note {
        id,
        subject: Subject::Contact(person.id.clone()),
        details,
        version: 1,
        by,
        written_at: at,
        edited_at: None,
        removed_at: None,
        mentions: Vec::new(),
    }
}

fn talk(scribe: &mut Scribe<'_>, person: &Person, at: Instant) -> exchange::Details {
    let dice = &mut scribe.dice;
    let (channel, _) = CHANNELS[dice.weighted(&CHANNELS.map(|(_, weight)| weight))];
    let call = channel == Channel::Call;
    let missed = call && dice.chance(24);
    let text = if missed { "" } else { *dice.pick(&TALKS) };
    exchange::Details {
        channel,
        direction: if dice.chance(70) { Direction::Out } else { Direction::In },
        outcome: call.then_some(if missed { Outcome::NoAnswer } else { Outcome::Reached }),
        minutes: (!missed && channel != Channel::Email).then(|| dice.between(2, 40) as u16),
        text: text.to_owned(),
        at: Some(at),
        contact: person.id.clone(),
        deal: None,
    }
    .tidied()
}
