//! The inside of a line.

use super::{Inline, safe};

/// Marks inside marks are read this deep; what is deeper stays text.
const DEEP: u8 = 3;

/// Reads the inside of a line, or of several.
pub(super) fn read(text: &str) -> Vec<Inline> {
    Reader { out: Vec::new(), plain: String::new(), unclosed: Vec::new() }.read(text, 0)
}

struct Reader {
    out: Vec<Inline>,
    plain: String,
    /// Marks that were not closed once are not looked for again: the work stays in proportion to the text.
    unclosed: Vec<&'static str>,
}

impl Reader {
    fn read(mut self, text: &str, depth: u8) -> Vec<Inline> {
        let (mut rest, mut before) = (text, None::<char>);
        while let Some(first) = rest.chars().next() {
            let used = self.special(rest, before, depth).unwrap_or_else(|| {
                self.plain.push(first);
                first.len_utf8()
            });
            before = rest.get(..used).and_then(|part| part.chars().next_back());
            rest = rest.get(used..).unwrap_or_default();
        }
        self.flush();
        self.out
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            self.out.push(Inline::Text(std::mem::take(&mut self.plain)));
        }
    }

    fn push(&mut self, node: Inline) {
        self.flush();
        self.out.push(node);
    }

    /// Something other than text at the start; how much of the text it took.
    fn special(&mut self, rest: &str, before: Option<char>, depth: u8) -> Option<usize> {
        let inside_word = before.is_some_and(char::is_alphanumeric);
        match rest.as_bytes().first()? {
            b'\n' => {
                self.push(Inline::Break);
                Some(1)
            }
            b'\\' => {
                let next = rest.chars().nth(1).filter(char::is_ascii_punctuation)?;
                self.plain.push(next);
                Some(2)
            }
            b'*' if rest.starts_with("**") => self.marked(rest, "**", depth),
            b'*' => self.marked(rest, "*", depth),
            b'_' if !inside_word => self.marked(rest, "_", depth),
            b'[' => self.link(rest),
            b'h' | b'H' if !inside_word => self.address(rest),
            _ => None,
        }
    }

    fn marked(&mut self, rest: &str, mark: &'static str, depth: u8) -> Option<usize> {
        if depth >= DEEP || self.unclosed.contains(&mark) {
            return None;
        }
        let inner = rest.get(mark.len()..)?;
        if inner.starts_with(char::is_whitespace) {
            return None;
        }
        let Some(end) = closing(inner, mark) else {
            self.unclosed.push(mark);
            return None;
        };
        let reader = Self { out: Vec::new(), plain: String::new(), unclosed: Vec::new() };
        let nodes = reader.read(inner.get(..end)?, depth + 1);
        self.push(if mark == "**" { Inline::Strong(nodes) } else { Inline::Emphasis(nodes) });
        Some(end + 2 * mark.len())
    }

    /// `[text](address)`.
    fn link(&mut self, rest: &str) -> Option<usize> {
        let line = rest.lines().next()?;
        let label_end = line.find("](")?;
        let text = line.get(1..label_end)?;
        let behind = line.get(label_end + 2..)?;
        let href = behind.get(..behind.find(')')?)?;
        if text.trim().is_empty() || text.contains('[') || !safe(href) {
            return None;
        }
        self.push(Inline::Link { href: href.to_owned(), text: text.to_owned() });
        Some(label_end + 2 + href.len() + 1)
    }

    /// An address as it stands.
    fn address(&mut self, rest: &str) -> Option<usize> {
        let word = rest.split(|c: char| c.is_whitespace() || "<>\"".contains(c)).next()?;
        let href = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '*', '_', '\'']);
        let web = href.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
        if !web || !safe(href) {
            return None;
        }
        self.push(Inline::Link { href: href.to_owned(), text: href.to_owned() });
        Some(href.len())
    }
}

/// Where a mark is closed: after something other than a space, and not inside a word for `_`.
fn closing(inner: &str, mark: &str) -> Option<usize> {
    let mut from = 1;
    while let Some(found) = inner.get(from..).and_then(|rest| rest.find(mark)) {
        // Of three in a row the first closes what is inside.
        let triple = mark == "**" && inner.get(from + found..).is_some_and(|rest| rest.starts_with("***"));
        let at = from + found + usize::from(triple);
        let (head, tail) = (inner.get(..at)?, inner.get(at + mark.len()..)?);
        let double = mark == "*" && (tail.starts_with('*') || head.ends_with('*'));
        let in_word = mark == "_" && tail.starts_with(char::is_alphanumeric);
        if !head.ends_with(char::is_whitespace) && !head.ends_with('\\') && !double && !in_word {
            return Some(at);
        }
        from = at + mark.len();
    }
    None
}
