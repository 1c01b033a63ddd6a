//! Trainings, their prices, and what is done to sell them.

use domain::deal::Funding;
use domain::task::Kind;

/// A training: title on the card, long title, lowest and highest price in euros, step between prices.
pub(super) struct Offer {
    pub(super) title: &'static str,
    pub(super) training: &'static str,
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) step: i64,
}

const fn offer(title: &'static str, training: &'static str, low: i64, high: i64, step: i64) -> Offer {
    Offer { title, training, low, high, step }
}

/// What the organisation sells.
pub(super) const OFFERS: [Offer; 28] = [
    offer("Anglais professionnel B2", "Anglais professionnel, niveau B2, 40 heures", 1_200, 3_600, 150),
    offer("Anglais TOEIC", "Préparation au TOEIC, 30 heures", 950, 2_100, 50),
    offer("Excel avancé", "Excel avancé, tableaux croisés et Power Query", 490, 1_400, 70),
    offer("Power BI", "Power BI, construire ses tableaux de bord", 890, 2_250, 80),
    offer("TOSA", "TOSA Word et Excel, certification comprise", 390, 990, 50),
    offer("Habilitation électrique B0", "Habilitation électrique B0-H0-H0V", 350, 650, 50),
    offer("Habilitation électrique BR", "Habilitation électrique B1V-BR-BC", 690, 1_250, 70),
    offer("SST", "Sauveteur secouriste du travail", 350, 900, 50),
    offer("CACES R489", "CACES R489, chariots de catégories 1, 3 et 5", 750, 1_800, 75),
    offer("Bilan de compétences", "Bilan de compétences, 24 heures", 1_500, 2_400, 100),
    offer("VAE BTS MCO", "Accompagnement VAE, BTS MCO", 1_500, 2_800, 100),
    offer("Management d’équipe", "Management d’équipe, premiers pas", 1_800, 5_400, 200),
    offer("Prise de parole en public", "Prise de parole en public, 2 jours", 780, 1_900, 80),
    offer("CAP Petite enfance", "CAP Accompagnant éducatif petite enfance", 1_800, 4_500, 150),
    offer("CAP Pâtissier", "CAP Pâtissier en un an", 4_200, 8_900, 250),
    offer("Titre pro Assistant de direction", "Titre professionnel Assistant de direction", 4_500, 9_500, 250),
    offer("Titre pro Développeur web", "Titre professionnel Développeur web et web mobile", 6_000, 12_000, 500),
    offer("Comptabilité et paie", "Comptabilité et paie, bloc de compétences", 2_200, 6_000, 200),
    offer("Permis B", "Permis B, forfait 30 heures", 1_100, 1_900, 100),
    offer("FLE A2", "Français langue étrangère, niveau A2", 900, 2_400, 100),
    offer("Formation de formateurs", "Formation de formateurs occasionnels", 1_200, 3_200, 100),
    offer("Création d’entreprise", "Créer et gérer son entreprise", 1_200, 2_500, 100),
    offer("Alternance BTS GPME", "BTS Gestion de la PME en alternance", 6_500, 9_500, 250),
    offer("HACCP", "Hygiène alimentaire HACCP, 14 heures", 350, 600, 50),
    offer("RGPD pour les PME", "RGPD, mettre son entreprise en règle", 600, 1_500, 75),
    offer("Photoshop et InDesign", "PAO, Photoshop et InDesign", 1_150, 2_650, 100),
    offer("Tests Pix", "Compétences numériques Pix", 350, 700, 50),
    offer("Gestes et postures", "Gestes et postures au travail", 350, 850, 50),
];

/// Next actions, from the first contact to the signature. The name is put in at `{}`; what is done about the funding
/// depends on who pays: see [`funding_action`].
pub(super) const ACTIONS: [(&str, Kind); 16] = [
    ("Appeler {}", Kind::Call),
    ("Envoyer le programme", Kind::Email),
    ("RDV visio de découverte", Kind::Meeting),
    ("Appeler {} pour préciser le besoin", Kind::Call),
    ("Envoyer le devis", Kind::Email),
    ("Relancer {} sur le devis", Kind::Call),
    ("RDV visio avec {}", Kind::Meeting),
    ("Envoyer le test de positionnement", Kind::Email),
    ("Relancer {} par SMS", Kind::Other),
    ("", Kind::Funding),
    ("Vérifier les pièces du dossier", Kind::Other),
    ("", Kind::Funding),
    ("Point visio sur le financement", Kind::Meeting),
    ("Envoyer la convention", Kind::Email),
    ("Confirmer les dates de session", Kind::Call),
    ("Préparer l’accueil", Kind::Other),
];

/// What is done about the funding.
pub(super) fn funding_action(funding: Option<Funding>) -> &'static str {
    match funding {
        Some(Funding::Cpf) => "Vérifier le dossier CPF",
        Some(Funding::Opco) => "Relancer l’OPCO",
        Some(Funding::FranceTravail) => "Appeler le conseiller France Travail",
        Some(Funding::Company) => "Demander le bon de commande",
        Some(Funding::Personal) => "Proposer un paiement en trois fois",
        Some(Funding::Other) | None => "Faire le point sur le financement",
    }
}

/// When meetings begin.
pub(super) const HOURS: [&str; 7] = ["09:00", "09:30", "10:30", "11:00", "14:00", "14:30", "16:00"];

/// Why deals are lost.
pub(super) const REASONS: [&str; 7] = [
    "Budget repoussé à l’an prochain",
    "A choisi un autre organisme",
    "Sans réponse après trois relances",
    "Financement refusé",
    "Projet abandonné",
    "Dates incompatibles",
    "",
];
