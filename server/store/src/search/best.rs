//! The few best matches of a table: what begins so, then what has it further inside, then what is nearly so.

use domain::find::forgiven;

use super::Table;
use super::near::Near;
use super::words::{Found, Words, needles};
use crate::{Failure, Store};

/// How good a match is: the smaller, the better.
type Rank = usize;

/// The record's name is what was typed.
const WHOLE: Rank = 0;
/// Its name begins so.
const BEGINS: Rank = 1;
/// All words begin one of its words, and they are in its name.
const INSIDE: Rank = 2;
/// The same, elsewhere: a company, an address, a town.
const BESIDE: Rank = 3;
/// A number has the digits further inside.
const DIGITS: Rank = 4;
/// So many errors more.
const NEARLY: Rank = 5;
/// So many words are compared letter by letter for one answer: a millisecond or two, however many records there are.
const BUDGET: usize = 20_000;
/// From so many digits on they are also looked for inside of numbers.
const ENOUGH: usize = 4;

/// What is looked for, made ready once for all tables.
pub(crate) struct Wanted {
    phrase: String,
    needles: Vec<String>,
    words: Vec<Near>,
    digits: bool,
    /// Whether any word may be mistyped.
    lenient: bool,
}

impl Wanted {
    /// From words as the search text knows them.
    pub(crate) fn new(phrase: String) -> Self {
        let words = phrase.split(' ').map(|word| Near::new(word, forgiven(word))).collect();
        let lenient = phrase.split(' ').any(|word| forgiven(word) > 0);
        let digits = phrase.len() >= ENOUGH && phrase.bytes().all(|byte| byte.is_ascii_digit());
        Self { needles: needles(&phrase), words, digits, lenient, phrase }
    }

    /// How well a record matches by its sort key and its words, letter for letter.
    fn exactly(&self, key: &str, text: &str) -> Option<Rank> {
        if !self.needles.iter().all(|needle| text.contains(needle.as_str())) {
            return (self.digits && text.contains(&self.phrase)).then_some(DIGITS);
        }
        // The key of the lists ordered by name is the name and the id; the words begin with a space and the name.
        let name = key.rsplit_once(' ').map_or("", |(name, _)| name);
        let begun = |text: &str| {
            let rest = text.strip_prefix(&self.phrase)?;
            Some(if rest.is_empty() { WHOLE } else { BEGINS })
        };
        let ranks = [begun(name), begun(text.trim_start())];
        let named = || {
            let name = format!(" {name}");
            let inside = self.needles.iter().all(|needle| name.contains(needle.as_str()));
            if inside { INSIDE } else { BESIDE }
        };
        Some(ranks.into_iter().flatten().min().unwrap_or_else(named))
    }

    /// The same with errors forgiven.
    fn nearly(&self, text: &str, work: &mut usize) -> Option<Rank> {
        let mut errors = 0;
        for word in &self.words {
            errors += text.split(' ').filter(|one| !one.is_empty()).filter_map(|one| word.errors(one, work)).min()?;
        }
        Some(NEARLY + errors)
    }
}

/// The best matches so far, best first; of equal ones the earlier.
struct Kept<'a> {
    rows: Vec<(Rank, &'a str)>,
    most: usize,
}

impl<'a> Kept<'a> {
    fn keep(&mut self, rank: Rank, key: &'a str) {
        let at = self.rows.partition_point(|(other, _)| *other <= rank);
        if at < self.most {
            self.rows.insert(at, (rank, key));
            self.rows.truncate(self.most);
        }
    }

    fn has(&self, key: &str) -> bool {
        self.rows.iter().any(|(_, known)| *known == key)
    }

    /// Whether nothing of that rank or a worse one can come in any more.
    fn closed(&self, rank: Rank) -> bool {
        self.rows.len() == self.most && self.rows.last().is_some_and(|(last, _)| *last <= rank)
    }
}

impl Words {
    /// The keys of the best matches, best first, and how many words were compared letter by letter. Errors are forgiven
    /// only where what was typed does not fill the answer.
    pub(super) fn best(&self, wanted: &Wanted, most: usize, ascending: bool) -> (Vec<String>, usize) {
        if ascending { gather(self.shown(), wanted, most) } else { gather(self.shown().rev(), wanted, most) }
    }
}

fn gather<'a>(
    rows: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    wanted: &Wanted,
    most: usize,
) -> (Vec<String>, usize) {
    let (mut kept, mut work) = (Kept { rows: Vec::new(), most }, 0);
    for (key, text) in rows.clone() {
        if let Some(rank) = wanted.exactly(key, text) {
            kept.keep(rank, key);
        }
    }
    if wanted.lenient && kept.rows.len() < most {
        for (key, text) in rows {
            if kept.closed(NEARLY + 1) || work >= BUDGET {
                break;
            }
            if let Some(rank) = wanted.nearly(text, &mut work).filter(|_| !kept.has(key)) {
                kept.keep(rank, key);
            }
        }
    }
    (kept.rows.into_iter().map(|(_, key)| key.to_owned()).collect(), work)
}

impl Store {
    /// The ids of the best matches of a table, best first.
    pub(crate) async fn best(&self, table: Table, wanted: &Wanted, most: usize) -> Result<Vec<String>, Failure> {
        // Deals are ordered by age: the newest are the nearest.
        let ascending = table != Table::Deal;
        let (keys, _) = self.searched(table, |words| words.best(wanted, most, ascending)).await?;
        Ok(keys.iter().map(|key| Found::id(key).to_owned()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Entry;
    use super::*;

    fn index(rows: impl IntoIterator<Item = (String, String)>) -> Words {
        let mut words = Words::default();
        for (at, (name, search)) in rows.into_iter().enumerate() {
            let id = format!("{at:05}");
            let sort = format!("{name} {id}").trim().to_owned();
            words.put(0, &Entry { id, sort, search, hidden: false });
        }
        words.sort();
        words
    }

    fn best(words: &Words, text: &str) -> Vec<String> {
        let (keys, _) = words.best(&Wanted::new(text.to_owned()), 8, true);
        keys.iter().map(|key| key.rsplit_once(' ').map_or("", |(name, _)| name).to_owned()).collect()
    }

    fn few() -> Words {
        let rows = [
            ("roy ana", "ana roy acme 0612345678"),
            ("petit zoe", "zoe petit royal"),
            ("dupin roy", "roy dupin"),
            ("le roy max", "max le roy"),
            ("royer luc", "luc royer"),
            ("roy", "roy"),
            ("ruiz eva", "eva ruiz 0699990612"),
        ];
        index(rows.map(|(name, search)| (name.to_owned(), search.to_owned())))
    }

    #[test]
    fn the_whole_name_is_better_than_its_beginning_than_a_word_inside() {
        assert_eq!(best(&few(), "roy"), ["roy", "dupin roy", "roy ana", "royer luc", "le roy max", "petit zoe"]);
        assert_eq!(best(&few(), "ana ro"), ["roy ana"]);
        assert_eq!(best(&few(), "acme ana"), ["roy ana"]);
        assert_eq!(best(&few(), "0612"), ["roy ana", "ruiz eva"]);
    }

    #[test]
    fn an_error_is_forgiven_in_words_and_not_in_numbers() {
        assert_eq!(best(&few(), "royel"), ["petit zoe", "royer luc"]);
        assert_eq!(best(&few(), "lcu royer"), Vec::<String>::new());
        assert_eq!(best(&few(), "petti zoe"), ["petit zoe"]);
        assert_eq!(best(&few(), "0612345679"), Vec::<String>::new());
    }

    #[test]
    fn what_is_compared_letter_by_letter_stays_little() {
        let given = ["marie", "sophie", "julien", "thomas", "isabelle", "nicolas", "camille", "laurent"];
        let family =
            ["martin", "bernard", "dubois", "moreau", "laurent", "lefevre", "garnier", "rousseau", "chevalier"];
        let rows = (0..10_000).map(|at| {
            let (given, family) = (given[at % given.len()], family[at % family.len()]);
            let search = format!("{given} {family}{at} boulangerie colas {given} {family} exemple fr 06{at:08}");
            (format!("{family}{at} {given}"), search)
        });
        let words = index(rows);
        for text in ["chevaleir", "isabele garnire", "zzzzzzzz", "boulangreie", "aeinrst", "laurenxy"] {
            let (found, work) = words.best(&Wanted::new(text.to_owned()), 8, true);
            let nothing = ["zzzzzzzz", "aeinrst"].contains(&text);
            assert_eq!(found.is_empty(), nothing, "{text}: {found:?}");
            // Of some ninety thousand words; the last record may go a little beyond.
            assert!(work < BUDGET + 20, "{text}: {work}");
        }
        let (found, work) = words.best(&Wanted::new("chevalier".to_owned()), 8, true);
        assert_eq!((found.len(), work), (8, 0));
    }
}
