//! One row of a file, read into what it would write.

use serde::{Deserialize, Serialize};

use super::{Column, Mapping, Reason};
use crate::contact::{Details, Status};
use crate::tag::tidy_tags;
use crate::text::{fold, tidy};
use crate::{Day, Email, Money, Phone};

/// The deal that a row carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealRow {
    /// « Titre »; the contact's name when the file has none.
    pub title: String,
    /// « Montant ».
    pub amount: Option<Money>,
    /// The stage's name; the first stage when empty.
    pub stage: String,
    /// « Clôture prévue ».
    #[serde(default)]
    pub closing_on: Option<Day>,
}

/// One row as it would be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The person; the company is named in [`Row::company`].
    pub contact: Details,
    /// The company's name; empty for none.
    pub company: String,
    /// Who is in charge of the person and the deal, by name or sign-in address; empty for who imports.
    #[serde(default)]
    pub owner: String,
    /// Whether the person must not be contacted.
    pub do_not_contact: bool,
    /// The deal, when the row has anything of one.
    pub deal: Option<DealRow>,
    /// What was left out, with the value concerned.
    #[serde(default)]
    pub remarks: Vec<(Reason, String)>,
}

fn status(text: &str) -> Option<Status> {
    Some(match fold(text).as_str() {
        "prospect"
        | "prospecte"
        | "lead"
        | "piste"
        | "suspect"
        | "nouveau"
        | "new"
        | "open"
        | "in progress"
        | "subscriber"
        | "opportunity"
        | "opportunite"
        | "marketing qualified lead"
        | "marketingqualifiedlead"
        | "sales qualified lead"
        | "salesqualifiedlead" => Status::Prospect,
        "inscrit" | "inscrite" | "enrolled" | "stagiaire" | "apprenant" => Status::Enrolled,
        "client" | "cliente" | "customer" | "actif" => Status::Client,
        "ancien client" | "ancienne cliente" | "former client" | "former customer" | "inactif" => Status::FormerClient,
        _ => return None,
    })
}

fn yes(text: &str) -> bool {
    matches!(fold(text).as_str(), "oui" | "o" | "vrai" | "x" | "1" | "yes" | "y" | "true" | "stop" | "ne pas contacter")
}

/// Several values in one cell are parted by `;`, `,`, `|`, `/` or a line break.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',', '|', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Reads one row of cells.
///
/// # Errors
/// The reason why the row is set aside, with the value concerned.
pub fn read_row(mapping: &Mapping, cells: &[&str]) -> Result<Row, (Reason, String)> {
    let extra = cells.iter().skip(mapping.0.len()).any(|cell| !cell.trim().is_empty());
    if extra {
        return Err((Reason::TooManyCells, String::new()));
    }
    let mut row = Row::default();
    let mut deal = DealRow::default();
    for (column, cell) in mapping.0.iter().zip(cells) {
        let cell = cell.trim().trim_start_matches('\u{feff}');
        if cell.is_empty() {
            continue;
        }
        let refuse = |reason| (reason, cell.chars().take(80).collect::<String>());
        match column {
            Column::Ignored => {}
            Column::GivenName => row.contact.given_name = tidy(cell),
            Column::FamilyName => row.contact.family_name = tidy(cell),
            Column::FullName => (row.contact.given_name, row.contact.family_name) = split_name(cell),
            Column::Email => {
                for part in parts(cell) {
                    row.contact.emails.push(Email::parse(part).map_err(|_| refuse(Reason::BadEmail))?);
                }
            }
            Column::Phone => {
                for part in parts(cell) {
                    row.contact.phones.push(Phone::parse(part).map_err(|_| refuse(Reason::BadPhone))?);
                }
            }
            Column::Company => row.company = tidy(cell),
            Column::JobTitle => row.contact.job_title = tidy(cell),
            Column::Status => match status(cell) {
                Some(status) => row.contact.status = status,
                None => row.remarks.push(refuse(Reason::UnknownStatus)),
            },
            Column::Source => row.contact.source = Some(tidy(cell)),
            Column::Tags => row.contact.tags.extend(parts(cell).map(str::to_owned)),
            Column::DoNotContact => row.do_not_contact = yes(cell),
            Column::DealTitle => deal.title = tidy(cell),
            Column::DealAmount => match Money::parse(cell) {
                Ok(amount) => deal.amount = Some(amount),
                Err(_) => row.remarks.push(refuse(Reason::BadAmount)),
            },
            Column::DealStage => deal.stage = tidy(cell),
            // A spreadsheet may add midnight to a day.
            Column::DealClosing => match Day::parse(cell.split([' ', 'T']).next().unwrap_or(cell)) {
                Ok(day) => deal.closing_on = Some(day),
                Err(_) => row.remarks.push(refuse(Reason::BadDay)),
            },
            Column::Owner => row.owner = tidy(cell),
        }
    }
    row.contact.tags = tidy_tags(std::mem::take(&mut row.contact.tags));
    row.contact = row.contact.tidied();
    if deal != DealRow::default() {
        if deal.title.is_empty() {
            deal.title = row.contact.full_name();
        }
        if deal.title.chars().count() > 120 {
            row.remarks.push((Reason::CutTitle, deal.title.chars().take(80).collect()));
            deal.title = tidy(&deal.title.chars().take(119).chain(['…']).collect::<String>());
        }
        row.deal = Some(deal);
    }
    if row.company.chars().count() > 120 {
        return Err((Reason::TooLong, row.company));
    }
    match row.contact.check() {
        Ok(()) => Ok(row),
        Err(crate::Error::Invalid { problem: crate::Problem::Missing, .. }) => Err((Reason::Nobody, String::new())),
        Err(crate::Error::Invalid { field, .. }) => Err((Reason::TooLong, field)),
        Err(_) => Err((Reason::Nobody, String::new())),
    }
}

/// `Jeanne MARTIN`, `MARTIN Jeanne` and `Martin, Jeanne` become given name and family name: capitals or a comma tell
/// which is which, else the first word is the given name.
fn split_name(text: &str) -> (String, String) {
    if let Some((family, given)) = text.split_once(',') {
        return (tidy(given), tidy(family));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let capitals = |word: &&str| word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase());
    let family: Vec<&str> = words.iter().copied().filter(|w| capitals(w)).collect();
    if !family.is_empty() && family.len() < words.len() {
        let given: Vec<&str> = words.iter().copied().filter(|w| !capitals(w)).collect();
        return (given.join(" "), family.join(" "));
    }
    match words.split_first() {
        Some((first, rest)) if !rest.is_empty() => ((*first).to_owned(), rest.join(" ")),
        _ => (String::new(), words.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(headings: &[&str], cells: &[&str]) -> Result<Row, (Reason, String)> {
        let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
        read_row(&Mapping::guess(&headings), cells)
    }

    #[test]
    fn a_row_becomes_a_contact_and_a_deal() {
        let row = read(
            &["Prénom", "Nom", "E-mail", "Portable", "Société", "Statut", "Tags", "Affaire", "Montant", "Étape"],
            &[
                "Ana",
                "Petit",
                "ANA@x.fr",
                "06 12 34 56 78",
                "Horizon SAS",
                "Client",
                "VIP; Salon",
                "Bilan",
                "1 200,50 €",
                "Intéressé",
            ],
        )
        .unwrap();
        assert_eq!(row.contact.full_name(), "Ana Petit");
        assert_eq!(row.contact.emails[0].as_str(), "ana@x.fr");
        assert_eq!(row.contact.status, Status::Client);
        assert_eq!(row.contact.tags, ["Salon", "VIP"]);
        assert_eq!(row.company, "Horizon SAS");
        let deal = row.deal.unwrap();
        assert_eq!(
            (deal.title.as_str(), deal.amount.unwrap().cents(), deal.stage.as_str()),
            ("Bilan", 120_050, "Intéressé")
        );
    }

    #[test]
    fn a_bad_row_says_why() {
        assert_eq!(read(&["Nom", "Email"], &["", ""]).unwrap_err().0, Reason::Nobody);
        assert_eq!(
            read(&["Nom", "Email"], &["A", "pas une adresse"]).unwrap_err(),
            (Reason::BadEmail, "pas une adresse".into())
        );
        assert_eq!(read(&["Nom", "Tel"], &["A", "12"]).unwrap_err().0, Reason::BadPhone);
        assert_eq!(read(&["Nom"], &["A", "B"]).unwrap_err().0, Reason::TooManyCells);
        assert_eq!(read(&["Nom"], &[&"x".repeat(200)]).unwrap_err().0, Reason::TooLong);
    }

    #[test]
    fn what_is_not_understood_of_a_deal_or_a_status_does_not_lose_the_person() {
        let headings = ["Nom", "Statut", "Affaire", "Montant"];
        let row = read(&headings, &["Roy", "Ami", "Bilan", "douze"]).unwrap();
        let remarks = [(Reason::UnknownStatus, "Ami".to_owned()), (Reason::BadAmount, "douze".to_owned())];
        assert_eq!(row.remarks, remarks);
        assert!(remarks.iter().all(|(reason, _)| reason.is_remark()) && !Reason::BadEmail.is_remark());
        assert_eq!(row.deal, Some(DealRow { title: "Bilan".to_owned(), ..DealRow::default() }));
        assert_eq!(row.contact.status, Status::Prospect);
        // Nothing but an amount that is none is no deal.
        assert_eq!(read(&headings, &["Roy", "Client", "", "n/a"]).unwrap().deal, None);
        assert_eq!(read(&headings, &["Roy", "Client", "", "12"]).unwrap().remarks, []);
    }

    #[test]
    fn a_deal_has_its_day_and_its_owner_and_a_title_that_fits() {
        let headings = ["Nom", "Affaire", "Date de clôture", "Responsable"];
        let row = read(&headings, &["Roy", &"é".repeat(130), "31/12/2026 00:00", " Claire  Martin"]).unwrap();
        let deal = row.deal.unwrap();
        assert_eq!((deal.title.chars().count(), deal.title.ends_with('…')), (120, true));
        assert_eq!(deal.closing_on.unwrap().to_string(), "2026-12-31");
        assert_eq!((row.owner.as_str(), row.remarks[0].0), ("Claire Martin", Reason::CutTitle));
        let row = read(&headings, &["Roy", "Bilan", "bientôt", ""]).unwrap();
        assert_eq!(row.remarks, [(Reason::BadDay, "bientôt".to_owned())]);
        assert_eq!(row.deal.unwrap().closing_on, None);
    }

    #[test]
    fn full_names_are_split_by_capitals_or_comma() {
        assert_eq!(split_name("MARTIN Jeanne"), ("Jeanne".into(), "MARTIN".into()));
        assert_eq!(split_name("Martin, Jeanne"), ("Jeanne".into(), "Martin".into()));
        assert_eq!(split_name("Jeanne de la Tour"), ("Jeanne".into(), "de la Tour".into()));
        assert_eq!(split_name("Jeanne"), (String::new(), "Jeanne".into()));
    }

    proptest! {
        #[test]
        fn no_row_breaks_the_reader(cells in prop::collection::vec(".{0,30}", 0..16)) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let _ = read_row(&Mapping(Column::ALL.to_vec()), &cells);
        }
    }
}
