//! Text as people compare it: without accents, case or double spaces; and the checks every text field shares.

use crate::{Error, Problem, Result};

/// Lower case, accents removed, ligatures opened, every other sign a space, single spaces: what search and matching use.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain: &str = match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
            'ç' | 'ć' | 'č' => "c",
            'ď' | 'đ' | 'ð' => "d",
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
            'ğ' => "g",
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
            'ł' => "l",
            'ñ' | 'ń' | 'ň' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => "o",
            'ř' => "r",
            'ś' | 'š' | 'ş' | 'ș' => "s",
            'ß' => "ss",
            'ť' | 'ț' => "t",
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' => "u",
            'ý' | 'ÿ' => "y",
            'ź' | 'ż' | 'ž' => "z",
            'æ' => "ae",
            'œ' => "oe",
            '\u{300}'..='\u{36f}' => "",
            c if c.is_alphanumeric() => {
                out.push(c);
                continue;
            }
            _ => " ",
        };
        if plain == " " {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else {
            out.push_str(plain);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Signs that turn the direction of everything after them: text of either direction shows right without them.
const fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A line of text as it is kept: inner line breaks and runs of spaces become one space, ends trimmed.
#[must_use]
pub fn tidy(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || turns(c)).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Passes when the text has at most `max` characters and no control character.
///
/// # Errors
/// `TooLong` or `Malformed`, on `field`.
pub fn check_line(field: &str, text: &str, max: usize) -> Result<()> {
    if text.chars().count() > max {
        return Err(Error::too_long(field, max));
    }
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(field, Problem::Malformed));
    }
    Ok(())
}

/// The same, and it must not be empty.
///
/// # Errors
/// `Missing`, `TooLong` or `Malformed`, on `field`.
pub fn check_required(field: &str, text: &str, max: usize) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::invalid(field, Problem::Missing));
    }
    check_line(field, text, max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_and_case_do_not_count() {
        assert_eq!(fold("  Élodie  Lefèvre-NOËL "), "elodie lefevre noel");
        assert_eq!(fold("Œuvre & Cie"), "oeuvre cie");
        assert_eq!(fold("e\u{301}cole"), "ecole");
    }

    #[test]
    fn a_pasted_row_becomes_a_line_and_emoji_stay_whole() {
        assert_eq!(tidy(" Ana\tRoy\r\nAcme\u{a0}"), "Ana Roy Acme");
        assert_eq!(tidy("\u{202e}نادية\u{202c} 👩‍🏫"), "نادية 👩‍🏫");
        assert_eq!(check_line("name", "x\u{7}", 5), Err(Error::invalid("name", Problem::Malformed)));
        assert_eq!(check_line("name", "éééé", 3), Err(Error::too_long("name", 3)));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
