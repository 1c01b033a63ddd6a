//! Which column of a file fills which field, guessed from its French or English heading.

use serde::{Deserialize, Serialize};

use super::heading::HEADINGS;
use crate::text::fold;

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each name is the field it fills")]
pub enum Column {
    #[default]
    Ignored,
    GivenName,
    FamilyName,
    FullName,
    Email,
    Phone,
    Company,
    JobTitle,
    Status,
    Source,
    Tags,
    DoNotContact,
    DealTitle,
    DealAmount,
    DealStage,
    DealClosing,
    Owner,
}

impl Column {
    /// Every column that fills a field, in the order people choose from.
    pub const ALL: [Self; 16] = {
        let mut all = [Self::Ignored; 16];
        let mut i = 0;
        while i < 16 {
            all[i] = HEADINGS[i].0;
            i += 1;
        }
        all
    };

    /// What a heading means; `Ignored` when it says nothing known.
    #[must_use]
    pub fn guess(heading: &str) -> Self {
        let whole = fold(heading);
        let heading = whole.trim_end_matches(" contact").trim_start_matches("contact ");
        let known = |words: &[&str]| words.contains(&whole.as_str()) || words.contains(&heading);
        HEADINGS.iter().find(|(_, words)| known(words)).map_or(Self::Ignored, |(column, _)| *column)
    }

    /// Whether several columns of a file may fill it: addresses, numbers and tags add up.
    #[must_use]
    pub fn adds_up(self) -> bool {
        matches!(self, Self::Ignored | Self::Email | Self::Phone | Self::Tags)
    }
}

/// One entry a column of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub Vec<Column>);

impl Mapping {
    /// The guess for a row of headings; a field that cannot add up goes to the first column that fits.
    #[must_use]
    pub fn guess(headings: &[String]) -> Self {
        let mut guess = Self(Vec::with_capacity(headings.len()));
        for heading in headings {
            let column = Column::guess(heading);
            let taken = !column.adds_up() && guess.0.contains(&column);
            guess.0.push(if taken { Column::Ignored } else { column });
        }
        // « Intitulé » is a deal's where there is anything of a deal, else a post's.
        if let Some(at) = headings.iter().position(|heading| fold(heading) == "intitule") {
            let deal = guess.0.iter().any(|column| matches!(column, Column::DealAmount | Column::DealStage));
            let column = if deal { Column::DealTitle } else { Column::JobTitle };
            if !guess.0.contains(&column) {
                guess.0[at] = column;
            }
        }
        guess
    }

    /// Whether a row read so could be somebody: a name or an address is mapped.
    #[must_use]
    pub fn names_somebody(&self) -> bool {
        self.0.iter().any(|c| matches!(c, Column::GivenName | Column::FamilyName | Column::FullName | Column::Email))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_other_tools_are_known() {
        for (heading, column) in [
            ("Prénom", Column::GivenName),
            ("NOM", Column::FamilyName),
            ("E-mail", Column::Email),
            ("Adresse e-mail", Column::Email),
            ("Téléphone portable", Column::Phone),
            ("Raison sociale", Column::Company),
            ("First Name", Column::GivenName),
            ("Deal Stage", Column::DealStage),
            ("Étape", Column::DealStage),
            ("Montant (€)", Column::DealAmount),
            ("Date de clôture prévue", Column::DealClosing),
            ("Commercial", Column::Owner),
            ("Couleur préférée", Column::Ignored),
        ] {
            assert_eq!(Column::guess(heading), column, "{heading}");
        }
    }

    #[test]
    fn whole_exports_are_known() {
        use Column::{
            Company, DealAmount, DealClosing, DealStage, DealTitle, Email, FamilyName, FullName, GivenName, Ignored,
            JobTitle, Owner, Phone, Status,
        };
        let exports: [(&str, &[Column]); 7] = [
            (
                "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Lead Status,Contact owner,\
                 Associated Company,Associated Company (Primary)",
                &[Ignored, GivenName, FamilyName, Email, Phone, Phone, Status, Owner, Company, Ignored],
            ),
            ("Nom,Associated Company (Primary)", &[FamilyName, Company]),
            (
                "Person - Name,Person - Email - Work,Person - Email,Person - Phone,Organization - Name,Deal - Title,\
                 Deal - Value,Deal - Stage,Deal - Expected close date,Deal - Owner",
                &[FullName, Email, Email, Phone, Company, DealTitle, DealAmount, DealStage, DealClosing, Owner],
            ),
            (
                "Prénom,Nom,Raison sociale,Tél. portable,Tél. fixe,Courriel,E-mail professionnel,Statut du contact,\
                 Intitulé de l'opportunité,Valeur",
                &[GivenName, FamilyName, Company, Phone, Phone, Email, Email, Status, DealTitle, DealAmount],
            ),
            ("Nom,Nom de l’entreprise,Intitulé,Valeur", &[FamilyName, Company, DealTitle, DealAmount]),
            ("Nom,Société,Intitulé", &[FamilyName, Company, JobTitle]),
            ("Nom,Fonction,Intitulé", &[FamilyName, JobTitle, Ignored]),
        ];
        for (headings, columns) in exports {
            let headings: Vec<String> = headings.split(',').map(str::to_owned).collect();
            assert_eq!(Mapping::guess(&headings).0, columns, "{headings:?}");
        }
    }

    #[test]
    fn a_field_is_filled_by_one_column_unless_it_adds_up() {
        let headings = ["Nom", "Nom", "Email", "E-mail"].map(str::to_owned);
        assert_eq!(Mapping::guess(&headings).0, [Column::FamilyName, Column::Ignored, Column::Email, Column::Email]);
    }
}
