//! What the words of a cell mean: a status, a whole name.

use crate::contact::Status;
use crate::text::{fold, tidy};

/// The status that people and other tools mean by a word.
pub(super) fn status(text: &str) -> Option<Status> {
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

/// Whether a cell says yes.
pub(super) fn yes(text: &str) -> bool {
    matches!(fold(text).as_str(), "oui" | "o" | "vrai" | "x" | "1" | "yes" | "y" | "true" | "stop" | "ne pas contacter")
}

/// `Jeanne MARTIN`, `MARTIN Jeanne` and `Martin, Jeanne` become given name and family name: capitals or a comma tell
/// which is which, else the first word is the given name.
pub(super) fn split_name(text: &str) -> (String, String) {
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

    #[test]
    fn full_names_are_split_by_capitals_or_comma() {
        assert_eq!(split_name("MARTIN Jeanne"), ("Jeanne".into(), "MARTIN".into()));
        assert_eq!(split_name("Martin, Jeanne"), ("Jeanne".into(), "Martin".into()));
        assert_eq!(split_name("Jeanne de la Tour"), ("Jeanne".into(), "de la Tour".into()));
        assert_eq!(split_name("Jeanne"), (String::new(), "Jeanne".into()));
    }
}
