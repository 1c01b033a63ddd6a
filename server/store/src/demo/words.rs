//! What companies, towns, functions and tags are called.

/// Towns with their companies.
pub(super) const TOWNS: [&str; 44] = [
    "Paris",
    "Lyon",
    "Marseille",
    "Toulouse",
    "Nantes",
    "Rennes",
    "Bordeaux",
    "Lille",
    "Strasbourg",
    "Montpellier",
    "Nice",
    "Grenoble",
    "Angers",
    "Dijon",
    "Brest",
    "Quimper",
    "Lorient",
    "Vannes",
    "Saint-Brieuc",
    "Le Mans",
    "Tours",
    "Orléans",
    "Clermont-Ferrand",
    "Saint-Étienne",
    "Reims",
    "Metz",
    "Nancy",
    "Rouen",
    "Le Havre",
    "Caen",
    "Amiens",
    "Limoges",
    "Poitiers",
    "La Rochelle",
    "Pau",
    "Perpignan",
    "Nîmes",
    "Avignon",
    "Toulon",
    "Besançon",
    "Fort-de-France",
    "Pointe-à-Pitre",
    "Cayenne",
    "Saint-Denis",
];

/// What a company does, as its name begins.
pub(super) const TRADES: [&str; 40] = [
    "Menuiserie",
    "Cabinet",
    "Boulangerie",
    "Transports",
    "Garage",
    "Pharmacie",
    "Clinique",
    "Groupe",
    "Atelier",
    "Hôtel",
    "Résidence",
    "Crèche",
    "Agence",
    "Bâtiment",
    "Électricité",
    "Maison",
    "Imprimerie",
    "Conserverie",
    "Domaine",
    "Plomberie",
    "Laboratoire",
    "Logistique",
    "Restaurant",
    "Traiteur",
    "Serrurerie",
    "Chauffage",
    "Peintures",
    "Charpentes",
    "Assurances",
    "Notaires",
    "Ambulances",
    "Pépinières",
    "Fromagerie",
    "Brasserie",
    "Informatique",
    "Nettoyage",
    "Sécurité",
    "Couverture",
    "Librairie",
    "Opticiens",
];

/// How a company's name goes on when it is not named after a family.
pub(super) const PLACES: [&str; 32] = [
    "des Tilleuls",
    "du Pont Neuf",
    "Horizon",
    "Atlantique",
    "de l’Estuaire",
    "du Parc",
    "des Remparts",
    "Océane",
    "du Marché",
    "de la Gare",
    "des Lices",
    "du Vieux Port",
    "Émeraude",
    "des Alizés",
    "Val de Loire",
    "du Moulin",
    "de la Cité",
    "Azur",
    "des Halles",
    "du Bocage",
    "Armorique",
    "des Deux Rives",
    "Montgolfier",
    "Lumière",
    "du Belvédère",
    "Saint-Michel",
    "Sainte-Anne",
    "du Littoral",
    "de l’Étang",
    "Caravelle",
    "du Beffroi",
    "Grand Large",
];

/// Functions, for a man and for a woman.
pub(super) const JOBS: [(&str, &str); 26] = [
    ("Directeur", "Directrice"),
    ("Gérant", "Gérante"),
    ("Responsable RH", "Responsable RH"),
    ("Responsable formation", "Responsable formation"),
    ("Chargé de recrutement", "Chargée de recrutement"),
    ("Assistant de direction", "Assistante de direction"),
    ("Comptable", "Comptable"),
    ("Directeur administratif et financier", "Directrice administrative et financière"),
    ("Chef d’atelier", "Cheffe d’atelier"),
    ("Conducteur de travaux", "Conductrice de travaux"),
    ("Technicien de maintenance", "Technicienne de maintenance"),
    ("Commercial", "Commerciale"),
    ("Responsable commercial", "Responsable commerciale"),
    ("Assistant administratif", "Assistante administrative"),
    ("Assistant RH", "Assistante RH"),
    ("Contrôleur de gestion", "Contrôleuse de gestion"),
    ("Chargé d’affaires", "Chargée d’affaires"),
    ("Chef de projet", "Cheffe de projet"),
    ("Responsable logistique", "Responsable logistique"),
    ("Acheteur", "Acheteuse"),
    ("Chargé de communication", "Chargée de communication"),
    ("Responsable qualité", "Responsable qualité"),
    ("Secrétaire général", "Secrétaire générale"),
    ("Responsable d’exploitation", "Responsable d’exploitation"),
    ("Référent handicap", "Référente handicap"),
    ("Conseiller clientèle", "Conseillère clientèle"),
];

/// What people without a company do.
pub(super) const SITUATIONS: [(&str, &str); 6] = [
    ("Demandeur d’emploi", "Demandeuse d’emploi"),
    ("Salarié en reconversion", "Salariée en reconversion"),
    ("Auto-entrepreneur", "Auto-entrepreneuse"),
    ("Étudiant", "Étudiante"),
    ("Intérimaire", "Intérimaire"),
    ("Formateur indépendant", "Formatrice indépendante"),
];

/// Where people come from, with how often.
pub(super) const SOURCES: [(&str, u32); 8] = [
    ("Site internet", 28),
    ("Mon Compte Formation", 22),
    ("Recommandation", 14),
    ("Appel entrant", 12),
    ("Partenaire OPCO", 9),
    ("LinkedIn", 7),
    ("Salon", 6),
    ("France Travail", 2),
];

/// Tags of people.
pub(super) const TAGS: [&str; 12] = [
    "VIP",
    "Relance rentrée",
    "Handicap",
    "Anglais",
    "Bureautique",
    "Management",
    "VAE",
    "Alternance",
    "Distanciel",
    "Newsletter",
    "Ancien stagiaire",
    "Prescripteur",
];

/// Tags of deals.
pub(super) const DEAL_TAGS: [&str; 7] =
    ["Intra", "Distanciel", "Présentiel", "Urgent", "Handicap", "Rentrée", "Renouvellement"];

/// Why somebody does not want to be contacted.
pub(super) const STOPS: [&str; 4] =
    ["Demande par téléphone", "Désinscription par e-mail", "Ne souhaite plus être démarché", ""];

/// Where private addresses live. All are below a domain that is kept for examples.
pub(super) const MAILBOXES: [&str; 4] =
    ["exemple.fr", "courriel.exemple.fr", "messagerie.exemple.fr", "perso.exemple.fr"];
