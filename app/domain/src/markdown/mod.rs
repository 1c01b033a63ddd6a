//! A small Markdown, read into typed nodes: headings, paragraphs, line breaks, bold, italic, lists and links. There is no node for
//! HTML, so that nothing a text says can become any; whatever is not understood stays the text it was.

mod inline;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A line above others.
    Heading(Vec<Inline>),
    /// Lines that belong together.
    Paragraph(Vec<Inline>),
    /// Points, numbered or not.
    List {
        /// Numbered.
        ordered: bool,
        /// The points.
        items: Vec<Vec<Inline>>,
    },
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// `**bold**`.
    Strong(Vec<Inline>),
    /// `*italic*` or `_italic_`.
    Emphasis(Vec<Inline>),
    /// A link to an address that [`safe`] lets through.
    Link {
        /// The address.
        href: String,
        /// What is read of it.
        text: String,
    },
    /// A colleague's name behind its `@`; see [`crate::mention`].
    Mention(String),
    /// A new line.
    Break,
}

/// Whether an address may stand in a link: web, e-mail and telephone, nothing that could run.
#[must_use]
pub fn safe(href: &str) -> bool {
    let begins = |scheme: &str| href.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let plain = |c: char| !c.is_control() && !c.is_whitespace() && !"<>\"'`\\{}".contains(c);
    ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| begins(scheme) && href.len() > scheme.len())
        && href.chars().all(plain)
}

/// What a line of a list is without its mark, and whether it is numbered.
fn point(line: &str) -> Option<(bool, &str)> {
    let line = line.trim_start();
    for mark in ["- ", "* ", "• "] {
        if let Some(rest) = line.strip_prefix(mark) {
            return Some((false, rest));
        }
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?;
    (1..=3).contains(&digits).then_some((true, rest))
}

/// What a heading says: after one to six `#` and a space. All are of one size: a note is no book.
fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    let marks = line.len() - rest.len();
    rest.strip_prefix(' ').map(str::trim).filter(|text| (1..=6).contains(&marks) && !text.is_empty())
}

/// Reads a text.
#[must_use]
pub fn read(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let end = |lines: &mut Vec<&str>, blocks: &mut Vec<Block>| {
        if !lines.is_empty() {
            blocks.push(Block::Paragraph(inline::read(&std::mem::take(lines).join("\n"))));
        }
    };
    for line in text.lines().map(str::trim_end) {
        match point(line) {
            _ if line.trim().is_empty() => {
                end(&mut lines, &mut blocks);
                // An empty line also ends a list: the next point begins another.
                if matches!(blocks.last(), Some(Block::List { .. })) {
                    blocks.push(Block::Paragraph(Vec::new()));
                }
            }
            Some((numbered, rest)) => {
                end(&mut lines, &mut blocks);
                let item = inline::read(rest);
                match blocks.last_mut() {
                    Some(Block::List { ordered, items }) if *ordered == numbered => items.push(item),
                    _ => blocks.push(Block::List { ordered: numbered, items: vec![item] }),
                }
            }
            None => match heading(line) {
                Some(text) => {
                    end(&mut lines, &mut blocks);
                    blocks.push(Block::Heading(inline::read(text)));
                }
                None => lines.push(line),
            },
        }
    }
    end(&mut lines, &mut blocks);
    blocks.retain(|block| !matches!(block, Block::Paragraph(line) if line.is_empty()));
    blocks
}
