//! Codes on paper: each opens the door once where the application is gone.

/// How many one has at first.
pub const CODES: usize = 10;
/// Without the letters and digits that are taken for each other on paper.
const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// Ten signs carry 49 bits. They are kept like passwords, so that nobody tries them all on a copy of the database.
const LENGTH: usize = 10;

/// A code out of random bits, as it is shown: `kx7p2-9mwqa`.
#[must_use]
pub fn code(random: u128) -> String {
    let (mut rest, mut code) = (random, String::new());
    for at in 0..LENGTH {
        if at == LENGTH / 2 {
            code.push('-');
        }
        let base = SIGNS.len() as u128;
        code.extend(usize::try_from(rest % base).ok().and_then(|sign| SIGNS.get(sign)).map(|sign| char::from(*sign)));
        rest /= base;
    }
    code
}

/// The code as it is hashed, out of what was typed; none when it is something else.
#[must_use]
pub fn read(typed: &str) -> Option<String> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase();
    (bare.len() == LENGTH && bare.bytes().all(|sign| SIGNS.contains(&sign))).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_shown_is_read_however_it_is_typed(random: u128) {
            let shown = code(random);
            let bare = shown.replace('-', "");
            prop_assert_eq!(read(&shown), Some(bare.clone()));
            prop_assert_eq!(read(&format!(" {} ", shown.to_uppercase())), Some(bare.clone()));
            prop_assert_eq!(read(&shown.replace('-', " ")), Some(bare.clone()));
            prop_assert!(super::super::digits(&shown).is_none(), "no code on paper is one of an application");
        }

        #[test]
        fn anything_may_be_typed(text: String) {
            prop_assert!(read(&text).is_none_or(|code| code.len() == LENGTH));
        }
    }

    #[test]
    fn other_bits_are_another_code() {
        assert_ne!(code(1), code(2));
        for wrong in ["", "123456", "kx7p2-9mwq", "kx7p2-9mwqi", "kx7p2-9mwqaa"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
