//! Whom an action seems to be about: « rappeler Claire Dupont », « appeler Mme noir ».

use crate::text::fold;

/// What stands before a name.
const BEFORE: [&str; 9] = ["m", "mr", "mme", "mlle", "madame", "monsieur", "ms", "mrs", "maitre"];
/// A name has no more words.
const MOST: usize = 3;
/// Fewer letters find anybody.
const LEAST: usize = 3;

/// The name in what is left to do, where there seems to be one: after « Mme », or in capitals after the first word.
pub(super) fn find(title: &str) -> Option<String> {
    let words: Vec<&str> =
        title.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let large = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let civil = |word: &&str| BEFORE.contains(&fold(word).as_str());
    let after = words.iter().position(civil).map(|at| at + 1);
    let from = match after {
        Some(from) => from,
        // The first word is in capitals because it is the first.
        None => 1 + words.iter().skip(1).position(&large)?,
    };
    let rest = words.get(from..)?;
    let first = rest.first()?;
    let more = rest.iter().skip(1).take_while(|word| large(word)).take(MOST - 1);
    let name = std::iter::once(first).chain(more).copied().collect::<Vec<_>>().join(" ");
    (name.chars().filter(|c| c.is_alphabetic()).count() >= LEAST).then_some(name)
}

/// Whether somebody is called so: each word is one of the name's.
#[must_use]
pub fn is_called(name: &str, said: &str) -> bool {
    let name = fold(name);
    let own = |word: &str| name.split([' ', '-']).any(|one| one == word);
    let said = fold(said);
    !said.is_empty() && said.split([' ', '-']).all(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_what_is_to_be_done() {
        for (title, name) in [
            ("Rappeler Dupont", Some("Dupont")),
            ("Rappeler Claire Dupont au sujet du devis", Some("Claire Dupont")),
            ("Appeler Mme noir", Some("noir")),
            ("Écrire à M. Le Gall, puis à Paul", Some("Le Gall")),
            ("Rappeler", None),
            ("Dupont", None),
            ("Envoyer le devis", None),
            ("Appeler Mme", None),
            ("Rappeler Bo", None),
            ("", None),
        ] {
            assert_eq!(find(title).as_deref(), name, "{title}");
        }
    }

    #[test]
    fn somebody_is_called_by_whole_words() {
        assert!(is_called("Claire Dupont", "DUPONT") && is_called("Hervé Le Gall", "le gall"));
        assert!(is_called("Jean-Marc Roy", "Marc"));
        assert!(!is_called("Claire Dupontel", "Dupont") && !is_called("Claire Dupont", ""));
    }
}
