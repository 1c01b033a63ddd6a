//! Which column of a file fills which field, guessed from its French or English heading.

use serde::{Deserialize, Serialize};

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
}

/// Headings that other tools and people write, folded. The first list that holds a heading wins.
const HEADINGS: [(Column, &[&str]); 14] = [
    (Column::GivenName, &["prenom", "prenoms", "first name", "firstname", "given name", "givenname", "forename"]),
    (
        Column::FamilyName,
        &[
            "nom",
            "nom de famille",
            "nom usuel",
            "last name",
            "lastname",
            "family name",
            "familyname",
            "surname",
            "name last",
        ],
    ),
    (
        Column::FullName,
        &[
            "nom complet",
            "nom et prenom",
            "nom prenom",
            "prenom nom",
            "prenom et nom",
            "full name",
            "fullname",
            "name",
            "contact",
            "apprenant",
            "stagiaire",
        ],
    ),
    (
        Column::Email,
        &[
            "email",
            "e mail",
            "mail",
            "courriel",
            "adresse email",
            "adresse e mail",
            "adresse mail",
            "adresse electronique",
            "email address",
            "e mail address",
            "email 1",
            "email professionnel",
            "email pro",
            "email personnel",
        ],
    ),
    (
        Column::Phone,
        &[
            "telephone",
            "tel",
            "telephone portable",
            "tel portable",
            "portable",
            "mobile",
            "telephone mobile",
            "telephone fixe",
            "fixe",
            "gsm",
            "phone",
            "phone number",
            "mobile phone",
            "numero de telephone",
            "phone 1",
            "tel 1",
            "telephone 1",
        ],
    ),
    (
        Column::Company,
        &[
            "entreprise",
            "societe",
            "raison sociale",
            "nom de l entreprise",
            "nom entreprise",
            "organisation",
            "organization",
            "company",
            "company name",
            "employeur",
            "structure",
            "etablissement",
            "client",
        ],
    ),
    (Column::JobTitle, &["fonction", "poste", "intitule du poste", "job title", "title", "jobtitle", "position"]),
    (Column::Status, &["statut", "status", "etat", "type de contact", "lifecycle stage", "phase du cycle de vie"]),
    (
        Column::Source,
        &[
            "source",
            "origine",
            "provenance",
            "source d arrivee",
            "canal d acquisition",
            "lead source",
            "original source",
        ],
    ),
    (Column::Tags, &["etiquettes", "etiquette", "tags", "tag", "labels", "mots cles", "segments"]),
    (
        Column::DoNotContact,
        &[
            "ne pas contacter",
            "opposition",
            "desabonne",
            "desinscrit",
            "opt out",
            "optout",
            "do not contact",
            "unsubscribed",
        ],
    ),
    (
        Column::DealTitle,
        &[
            "opportunite",
            "titre",
            "titre opportunite",
            "titre de l opportunite",
            "nom de l opportunite",
            "affaire",
            "nom de l affaire",
            "deal",
            "deal name",
            "deal title",
            "opportunity",
            "opportunity name",
            "transaction",
        ],
    ),
    (
        Column::DealAmount,
        &[
            "montant",
            "montant ht",
            "montant ttc",
            "prix",
            "valeur",
            "ca",
            "amount",
            "value",
            "deal value",
            "deal amount",
            "budget",
        ],
    ),
    (
        Column::DealStage,
        &[
            "etape",
            "etape du pipeline",
            "phase",
            "stage",
            "deal stage",
            "pipeline stage",
            "etape de la transaction",
            "colonne",
        ],
    ),
];

impl Column {
    /// Every column that fills a field, in the order people choose from.
    pub const ALL: [Self; 14] = {
        let mut all = [Self::Ignored; 14];
        let mut i = 0;
        while i < 14 {
            all[i] = HEADINGS[i].0;
            i += 1;
        }
        all
    };

    /// What a heading means; `Ignored` when it says nothing known.
    #[must_use]
    pub fn guess(heading: &str) -> Self {
        let heading = fold(heading);
        let heading = heading.trim_end_matches(" contact").trim_start_matches("contact ");
        let known = |words: &[&str]| words.contains(&heading);
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
        let mut seen = Vec::new();
        Self(
            headings
                .iter()
                .map(|heading| {
                    let column = Column::guess(heading);
                    if !column.adds_up() && seen.contains(&column) {
                        return Column::Ignored;
                    }
                    seen.push(column);
                    column
                })
                .collect(),
        )
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
            ("Couleur préférée", Column::Ignored),
        ] {
            assert_eq!(Column::guess(heading), column, "{heading}");
        }
    }

    #[test]
    fn a_field_is_filled_by_one_column_unless_it_adds_up() {
        let headings = ["Nom", "Nom", "Email", "E-mail"].map(str::to_owned);
        assert_eq!(Mapping::guess(&headings).0, [Column::FamilyName, Column::Ignored, Column::Email, Column::Email]);
    }
}
