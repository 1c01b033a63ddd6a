//! Who pays for the training, and by which words people say it.

use serde::{Deserialize, Serialize};

/// Who pays for the training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Funding {
    /// Compte personnel de formation.
    Cpf,
    /// An opérateur de compétences.
    Opco,
    /// The employer.
    Company,
    /// France Travail.
    FranceTravail,
    /// The learner.
    Personal,
    /// Somebody else.
    Other,
}

impl Funding {
    /// Every kind of funding.
    pub const ALL: [Self; 6] = [Self::Cpf, Self::Opco, Self::Company, Self::FranceTravail, Self::Personal, Self::Other];

    /// The kind that people and other tools mean by a word; the eleven OPCO are known by their names.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        const OPCO: [&str; 13] = [
            "opco",
            "akto",
            "atlas",
            "afdas",
            "constructys",
            "ocapiat",
            "uniformation",
            "opcommerce",
            "opco 2i",
            "opco ep",
            "opco sante",
            "opco mobilites",
            "fif pl",
        ];
        let text = crate::text::fold(text);
        let any = |words: &[&str]| words.iter().any(|word| text == *word || text.starts_with(&format!("{word} ")));
        Some(match () {
            () if any(&["cpf", "mon compte formation", "compte personnel de formation"]) => Self::Cpf,
            () if any(&OPCO) => Self::Opco,
            () if any(&["france travail", "pole emploi", "aif"]) => Self::FranceTravail,
            () if any(&["entreprise", "employeur", "company", "plan de developpement"]) => Self::Company,
            () if any(&["personnel", "particulier", "fonds propres", "autofinancement", "personal"]) => Self::Personal,
            () if any(&["autre", "other", "region"]) => Self::Other,
            () => return None,
        })
    }

    /// The name in code, files and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cpf => "cpf",
            Self::Opco => "opco",
            Self::Company => "company",
            Self::FranceTravail => "france_travail",
            Self::Personal => "personal",
            Self::Other => "other",
        }
    }
}
