//! A line of text as words and numbers, with what stands between them.

use crate::text::fold;

/// A run of letters or of digits.
#[derive(Debug)]
pub(super) struct Lexeme {
    /// The letters without case and accents, or the digits.
    pub(super) key: String,
    /// Where it begins in the text.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// A line, cut.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    lexemes: Vec<Lexeme>,
}

/// What a sign belongs to; the rest separates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    Digit,
}

fn sort(c: char) -> Option<Sort> {
    match c {
        c if c.is_ascii_digit() => Some(Sort::Digit),
        c if c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) => Some(Sort::Letter),
        _ => None,
    }
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut lexemes = Vec::new();
        let mut open: Option<(usize, Sort)> = None;
        let signs = text.char_indices().map(|(at, c)| (at, sort(c))).chain([(text.len(), None)]);
        for (at, sort) in signs {
            if let Some((start, kind)) = open
                && sort != Some(kind)
            {
                lexemes.push(Lexeme { key: fold(&text[start..at]), start, end: at });
                open = None;
            }
            if let (None, Some(sort)) = (open, sort) {
                open = Some((at, sort));
            }
        }
        Self { text, lexemes }
    }

    pub(super) fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// The word or number at a place; nothing behind the end.
    pub(super) fn key(&self, at: usize) -> &str {
        self.lexemes.get(at).map_or("", |lexeme| &lexeme.key)
    }

    /// The word or number before a place; nothing before the beginning.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.key(at))
    }

    /// The number at a place, of at most four digits.
    pub(super) fn number(&self, at: usize) -> Option<u16> {
        let key = self.key(at);
        (key.len() <= 4 && key.bytes().all(|byte| byte.is_ascii_digit())).then(|| key.parse().ok()).flatten()
    }

    /// How many signs the word or number has.
    pub(super) fn width(&self, at: usize) -> usize {
        self.key(at).len()
    }

    /// What stands before the word at a place.
    pub(super) fn gap(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|at| self.lexemes.get(at)).map_or(0, |lexeme| lexeme.end);
        let end = self.lexemes.get(at).map_or(self.text.len(), |lexeme| lexeme.start);
        &self.text[start.min(end)..end]
    }

    /// The text from a place up to another one.
    pub(super) fn piece(&self, from: usize, end: usize) -> &str {
        let start = self.lexemes.get(from).map_or(self.text.len(), |lexeme| lexeme.start);
        let end = end.checked_sub(1).and_then(|last| self.lexemes.get(last)).map_or(start, |lexeme| lexeme.end);
        &self.text[start..end.max(start)]
    }

    /// Whether a phrase may begin here: not in the middle of a word.
    pub(super) fn begins(&self, at: usize) -> bool {
        at == 0 || self.gap(at).contains(|c: char| c.is_whitespace() || c == '(')
    }

    /// Whether a phrase may end before this place.
    pub(super) fn ends(&self, at: usize) -> bool {
        let gap = self.gap(at);
        at >= self.len()
            || gap.starts_with(|c: char| c.is_whitespace() || ",;.)!?".contains(c))
            || gap.contains(char::is_whitespace)
    }

    /// Whether nothing but a space, a hyphen or an apostrophe stands before the place.
    pub(super) fn close(&self, at: usize) -> bool {
        self.gap(at).chars().all(|c| c.is_whitespace() || "-‑'’".contains(c))
    }

    /// The place after these words, when they stand here.
    pub(super) fn phrase(&self, at: usize, words: &[&str]) -> Option<usize> {
        let held =
            words.iter().enumerate().all(|(n, word)| self.key(at + n) == *word && (n == 0 || self.close(at + n)));
        held.then_some(at + words.len())
    }

    /// The text without some places, tidied.
    pub(super) fn without(&self, spans: &[(usize, usize)]) -> String {
        let mut left = String::with_capacity(self.text.len());
        let mut from = 0;
        let mut spans: Vec<_> = spans.to_vec();
        spans.sort_unstable();
        for (first, behind) in spans {
            let (Some(start), Some(end)) = (self.lexemes.get(first), self.lexemes.get(behind.saturating_sub(1))) else {
                continue;
            };
            left.push_str(self.text.get(from..start.start).unwrap_or_default());
            from = from.max(end.end);
            // The dot of a shortened month.
            from += usize::from(self.text.get(from..).is_some_and(|rest| rest.starts_with('.')));
        }
        left.push_str(self.text.get(from..).unwrap_or_default());
        left
    }
}
