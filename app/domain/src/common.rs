//! Passwords that many people have: words that are tried first, runs of keys, one piece over and over.

use crate::text::fold;

/// What attackers try first, folded. Alone, doubled or with numbers around, none of them protects anything.
const WORDS: &str = "password motdepasse passe mdp azerty qwerty azertyuiop qwertyuiop azertyuiopqsdfghjklm \
    administrateur administrator admin root bonjour salut soleil doudou loulou chouchou jetaime iloveyou princesse princess \
    marseille paris lyon france formation formations formateur formatrice crm crmformation digiforma dendreo organisme centre \
    bienvenue welcome changeme changezmoi secret letmein football monkey dragon superman sunshine nicolas camille julien \
    thomas caroline isabelle stephanie printemps automne hiver janvier fevrier mars avril juin juillet aout septembre octobre \
    novembre decembre";

/// Rows of keys and signs, forwards; the check looks backwards too.
const RUNS: [&str; 6] = [
    "0123456789012345678901234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1aqw2zsx3edc4rfv5tgb6yhn7ujk",
];

/// Signs that stand for letters: `P@ssw0rd`.
fn plain(sign: char) -> char {
    match sign {
        '@' | '4' => 'a',
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | '€' => 'e',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// Whether a text is one piece of at most a third of it over and over.
fn repeats(text: &[char]) -> bool {
    (1..=text.len() / 3)
        .any(|piece| text.iter().zip(text.iter().cycle().skip(piece)).take(text.len() - piece).all(|(a, b)| a == b))
}

fn runs(text: &str) -> bool {
    let back: String = text.chars().rev().collect();
    RUNS.iter().any(|run| run.contains(text) || run.contains(&back))
}

/// Whether a text is made of such words only.
fn words(text: &str) -> bool {
    text.is_empty()
        || WORDS.split_whitespace().any(|word| {
            text.strip_prefix(word).is_some_and(|rest| words(rest.trim_start_matches(|c: char| !c.is_alphabetic())))
        })
}

/// Whether a password is one that many have.
#[must_use]
pub fn is_common(password: &str) -> bool {
    let folded = fold(password);
    let signs: Vec<char> = folded.chars().collect();
    let outer = folded.trim_matches(|c: char| !c.is_alphabetic());
    // Folding leaves only letters and numbers; what stands for letters is looked for before.
    let spelt = password.to_lowercase();
    let spelt: String = spelt.trim_matches(|c: char| !c.is_alphabetic()).chars().map(plain).collect();
    let compact = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let bare = compact(&folded);
    repeats(&signs)
        || runs(&bare)
        || bare.chars().all(|c| c.is_ascii_digit())
        || words(outer)
        || words(&spelt)
        || words(&compact(outer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_tried_first_is_refused() {
        for easy in [
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "123456789012",
            "210987654321",
            "azertyuiopqs",
            "Password1234!",
            "P@ssw0rd2026!!",
            "motdepasse2026",
            "Mot de passe 1",
            "passwordpassword",
            "formation2026!",
            "Bienvenue2026",
            "01012026 31122026",
            "administrateur",
            "1qaz2wsx3edc",
            "Formation-Paris-2026",
        ] {
            assert!(is_common(easy), "{easy}");
        }
        for fine in [
            "cheval agrafe pile",
            "motdepasse-long-1",
            "correct horse battery",
            "Tr0ub4dour&Zebre",
            "été à la plage 12",
        ] {
            assert!(!is_common(fine), "{fine}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in ".{0,200}") {
            let _ = is_common(&text);
        }
    }
}
