//! Words with typing errors: a letter too many, too few, another one, or two that changed places.

/// So many letters of a word are compared.
const WIDE: usize = 32;

/// A word that is looked for and may be mistyped.
pub(crate) struct Near {
    letters: Vec<char>,
    /// How many errors are forgiven.
    most: usize,
    mask: u64,
}

/// The letters of a word as bits; all others share one.
fn mask(word: &str) -> u64 {
    word.bytes().fold(0, |mask, byte| {
        mask | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << (26 + byte - b'0'),
            _ => 1 << 40,
        }
    })
}

impl Near {
    pub(crate) fn new(word: &str, most: usize) -> Self {
        Self { letters: word.chars().take(WIDE - most).collect(), most, mask: mask(word) }
    }

    /// How many errors make it the beginning of a word; none when that is more than are forgiven. `work` counts the
    /// words that had to be compared letter by letter.
    pub(crate) fn errors(&self, word: &str, work: &mut usize) -> Option<usize> {
        // Each error can make one letter foreign to the word: this sorts nearly all words out.
        if (self.mask & !mask(word)).count_ones() as usize > self.most {
            return None;
        }
        *work += 1;
        self.compare(word)
    }

    /// The least number of errors between it and any beginning of the word, row by row of the usual table; only the
    /// part of a row where so few errors are possible.
    fn compare(&self, word: &str) -> Option<usize> {
        let far = self.most + 1;
        let mut letters = ['\0'; WIDE];
        let mut size = 0;
        // Longer beginnings cannot be nearer.
        for (slot, letter) in letters.iter_mut().zip(word.chars().take(self.letters.len() + self.most)) {
            *slot = letter;
            size += 1;
        }
        let (mut before, mut row) = ([far; WIDE + 1], [far; WIDE + 1]);
        for (there, errors) in row.iter_mut().enumerate().take(far.min(size + 1)) {
            *errors = there;
        }
        for (at, letter) in self.letters.iter().enumerate() {
            let mut next = [far; WIDE + 1];
            next[0] = (at + 1).min(far);
            let mut least = next[0];
            for there in at.saturating_sub(self.most)..(at + far).min(size) {
                let other = letters[there];
                let mut errors = row[there] + usize::from(*letter != other);
                errors = errors.min(row[there + 1] + 1).min(next[there] + 1);
                let swapped = at > 0 && there > 0 && self.letters[at - 1] == other && letters[there - 1] == *letter;
                if swapped {
                    errors = errors.min(before[there - 1] + 1);
                }
                next[there + 1] = errors.min(far);
                least = least.min(errors);
            }
            if least >= far && row.iter().all(|errors| *errors >= far) {
                return None;
            }
            before = std::mem::replace(&mut row, next);
        }
        row[..=size].iter().copied().min().filter(|errors| *errors <= self.most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn errors(typed: &str, word: &str, most: usize) -> Option<usize> {
        Near::new(typed, most).errors(word, &mut 0)
    }

    #[test]
    fn each_kind_of_error_counts_one() {
        assert_eq!(errors("fabre", "fabre", 1), Some(0));
        assert_eq!(errors("fab", "fabre", 1), Some(0));
        for typed in ["fabbre", "fbre", "fabte", "farbe", "afbre", "fabr"] {
            assert!(errors(typed, "fabre", 1).is_some_and(|errors| errors <= 1), "{typed}");
        }
        assert_eq!(errors("dupomt", "dupontel", 1), Some(1));
        assert_eq!(errors("fber", "fabre", 1), None);
        assert_eq!(errors("garnier", "gauthier", 1), None);
        assert_eq!(errors("bouangerei", "boulangerie", 2), Some(2));
        assert_eq!(errors("bouangerei", "boulangerie", 1), None);
    }

    #[test]
    fn foreign_words_are_not_compared() {
        let mut work = 0;
        assert_eq!(Near::new("martin", 1).errors("lefevre", &mut work), None);
        assert_eq!(work, 0);
    }

    proptest! {
        #[test]
        fn one_wrong_letter_is_always_forgiven(word in "[a-z]{4,12}", at in 0usize..4, letter in "[a-z]") {
            let mut typed = word.clone();
            typed.replace_range(at..=at, &letter);
            prop_assert!(errors(&typed, &word, 1).is_some());
        }
    }
}
