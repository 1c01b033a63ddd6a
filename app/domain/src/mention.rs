//! Mentions: `@Prénom Nom` in a note is the colleague of that name.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::UserId;
use crate::markdown::{Block, Inline};
use crate::text::fold;

/// Somebody who is named, by the name that stands in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Who.
    pub user: UserId,
    /// The name, as it was when the text was saved.
    pub name: String,
}

/// Where a mention may begin or end: not inside a word, so that no e-mail address is one.
fn inside(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Where each of the names stands in a text, and which it is: the longest that fits, by whole words, accents and case
/// apart.
fn places<'a>(text: &str, names: &'a [String]) -> Vec<(Range<usize>, &'a str)> {
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, _) in text.match_indices('@') {
        if inside(text.get(..at).and_then(|before| before.chars().next_back())) {
            continue;
        }
        let rest = text.get(at + 1..).unwrap_or_default();
        let fits = |name: &&'a String| {
            let length = name.chars().count();
            let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
            let (said, behind) = rest.split_at(end);
            let same = length > 0 && said.chars().count() == length && !said.contains('\n') && fold(said) == fold(name);
            (same && !inside(behind.chars().next())).then_some((length, end, name.as_str()))
        };
        let best = names.iter().filter_map(|name| fits(&name)).max_by_key(|(length, ..)| *length);
        if let Some((_, end, name)) = best {
            found.push((at..at + 1 + end, name));
        }
    }
    found
}

/// Who is named in a text, each once. Colleagues of one name are all meant.
#[must_use]
pub fn find(text: &str, colleagues: &[Mention]) -> Vec<Mention> {
    let names: Vec<String> = colleagues.iter().map(|one| one.name.clone()).collect();
    let mut found: Vec<Mention> = Vec::new();
    for (_, name) in places(text, &names) {
        let meant = colleagues.iter().filter(|one| fold(&one.name) == fold(name));
        for one in meant {
            if found.iter().all(|known| known.user != one.user) {
                found.push(one.clone());
            }
        }
    }
    found
}

/// A text that was read, with the mentions in it as parts of their own.
#[must_use]
pub fn marked(blocks: Vec<Block>, mentions: &[Mention]) -> Vec<Block> {
    if mentions.is_empty() {
        return blocks;
    }
    let names: Vec<String> = mentions.iter().map(|one| one.name.clone()).collect();
    let block = |block| match block {
        Block::Heading(line) => Block::Heading(split(line, &names)),
        Block::Paragraph(line) => Block::Paragraph(split(line, &names)),
        Block::List { ordered, items } => {
            Block::List { ordered, items: items.into_iter().map(|item| split(item, &names)).collect() }
        }
    };
    blocks.into_iter().map(block).collect()
}

fn split(line: Vec<Inline>, names: &[String]) -> Vec<Inline> {
    let mut out = Vec::with_capacity(line.len());
    for part in line {
        match part {
            Inline::Text(text) => {
                let mut from = 0;
                for (place, _) in places(&text, names) {
                    // What lies in a longer one is passed over.
                    if place.start < from {
                        continue;
                    }
                    let plain = text.get(from..place.start).unwrap_or_default();
                    out.extend((!plain.is_empty()).then(|| Inline::Text(plain.to_owned())));
                    out.push(Inline::Mention(text.get(place.clone()).unwrap_or_default().to_owned()));
                    from = place.end;
                }
                let rest = text.get(from..).unwrap_or_default();
                out.extend((!rest.is_empty()).then(|| Inline::Text(rest.to_owned())));
            }
            Inline::Strong(inner) => out.push(Inline::Strong(split(inner, names))),
            Inline::Emphasis(inner) => out.push(Inline::Emphasis(split(inner, names))),
            other => out.push(other),
        }
    }
    out
}

/// The longest beginning of a name that is looked at while somebody types.
const TYPED: usize = 40;

/// What somebody is typing after the last `@`, seen from the text before the caret; none when no name is being typed.
#[must_use]
pub fn typing(before: &str) -> Option<&str> {
    let at = before.rfind('@')?;
    let typed = before.get(at + 1..)?;
    let outside = !inside(before.get(..at)?.chars().next_back());
    let plain = !typed.starts_with(char::is_whitespace) && !typed.contains('\n') && typed.chars().count() <= TYPED;
    (outside && plain).then_some(typed)
}

/// Whether a name answers what was typed: its words, or it as a whole, begin so.
#[must_use]
pub fn answers(name: &str, typed: &str) -> bool {
    let (name, typed) = (fold(name), fold(typed));
    name.starts_with(&typed) || name.split(' ').any(|word| word.starts_with(&typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;
    use proptest::prelude::*;

    fn colleagues() -> Vec<Mention> {
        let one = |id: &str, name: &str| Mention { user: id.parse().unwrap(), name: name.into() };
        vec![one("jean", "Jean"), one("jp", "Jean Petit"), one("eloise", "Éloïse Noir"), one("jp2", "Jean Petit")]
    }

    fn named(text: &str) -> Vec<String> {
        find(text, &colleagues()).into_iter().map(|one| one.user.to_string()).collect()
    }

    #[test]
    fn the_longest_name_wins_by_whole_words_and_once() {
        assert_eq!(named("Vu avec @Jean hier"), ["jean"]);
        assert_eq!(named("@Jean Petit, à toi"), ["jp", "jp2"]);
        assert_eq!(named("@jean petitjean"), ["jean"]);
        assert_eq!(named("(@eloise noir) et encore @Éloïse Noir !"), ["eloise"]);
        for nobody in ["", "@", "@ Jean", "jean@jean.fr", "a@Jean", "@Jeanne", "Jean Petit", "@\nJean", "@Jean2"] {
            assert_eq!(named(nobody), [""; 0], "{nobody}");
        }
        assert_eq!(named("@@Jean"), ["jean"]);
    }

    #[test]
    fn a_mention_is_a_part_of_its_own_in_any_mark_but_a_link() {
        let read = |text: &str| marked(markdown::read(text), &colleagues());
        let text = |text: &str| Inline::Text(text.into());
        let mention = |text: &str| Inline::Mention(text.into());
        assert_eq!(
            read("Vu **@Jean Petit**, @Jean."),
            [Block::Paragraph(vec![
                text("Vu "),
                Inline::Strong(vec![mention("@Jean Petit")]),
                text(", "),
                mention("@Jean"),
                text("."),
            ])]
        );
        let link = read("[@Jean](https://exemple.fr)");
        assert!(matches!(&link[0], Block::Paragraph(line) if matches!(line[0], Inline::Link { .. })));
        assert_eq!(
            read("- @Éloïse Noir"),
            [Block::List { ordered: false, items: vec![vec![mention("@Éloïse Noir")]] }]
        );
    }

    #[test]
    fn a_name_is_offered_while_it_is_typed() {
        assert_eq!(typing("Bonjour @Je"), Some("Je"));
        assert_eq!(typing("@"), Some(""));
        assert_eq!(typing("@Jean Pe"), Some("Jean Pe"));
        for none in ["", "Jean", "moi@exemple", "@ ", "@Jean\nsuite"] {
            assert_eq!(typing(none), None, "{none}");
        }
        assert!(answers("Éloïse Noir", "elo") && answers("Éloïse Noir", "noi") && answers("Éloïse Noir", ""));
        assert!(answers("Éloïse Noir", "Éloïse N") && !answers("Éloïse Noir", "loise"));
    }

    proptest! {
        #[test]
        fn marking_loses_no_letter(source in "([a-c@ é\n*]|@Jean|@Jean Petit|Petit){0,20}") {
            fn letters(line: &[Inline], out: &mut String) {
                for part in line {
                    match part {
                        Inline::Text(text) | Inline::Mention(text) | Inline::Link { text, .. } => out.push_str(text),
                        Inline::Strong(inner) | Inline::Emphasis(inner) => letters(inner, out),
                        Inline::Break => out.push('\n'),
                    }
                }
            }
            let all = |blocks: &[Block]| {
                let mut out = String::new();
                for block in blocks {
                    match block {
                        Block::Heading(line) | Block::Paragraph(line) => letters(line, &mut out),
                        Block::List { items, .. } => items.iter().for_each(|item| letters(item, &mut out)),
                    }
                }
                out
            };
            let plain = markdown::read(&source);
            prop_assert_eq!(all(&marked(plain.clone(), &colleagues())), all(&plain));
        }
    }
}
