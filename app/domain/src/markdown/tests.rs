//! What is understood, and that nothing else gets through.

use proptest::prelude::*;

use super::{Block, Inline, read, safe};

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn one(source: &str) -> Vec<Inline> {
    match read(source).remove(0) {
        Block::Heading(line) | Block::Paragraph(line) => line,
        Block::List { .. } => panic!("a list: {source}"),
    }
}

#[test]
fn bold_italic_and_breaks_are_read() {
    assert_eq!(
        one("Dit **oui, *vite*** puis\n_non_"),
        [
            text("Dit "),
            Inline::Strong(vec![text("oui, "), Inline::Emphasis(vec![text("vite")])]),
            text(" puis"),
            Inline::Break,
            Inline::Emphasis(vec![text("non")]),
        ]
    );
    for plain in ["2 * 3 * 4", "un_nom_de_fichier", "**ouvert", "a ** b", "*", "[x]", "\u{e9}*"] {
        assert_eq!(one(plain), [text(plain)], "{plain}");
    }
    assert_eq!(one("\\*pas italique\\*"), [text("*pas italique*")]);
}

#[test]
fn lists_are_read() {
    let item = |words: &str| vec![text(words)];
    assert_eq!(
        read("À faire :\n- devis\n- convention\n1. appeler\n2) signer\n\nfin"),
        [
            Block::Paragraph(item("À faire :")),
            Block::List { ordered: false, items: vec![item("devis"), item("convention")] },
            Block::List { ordered: true, items: vec![item("appeler"), item("signer")] },
            Block::Paragraph(item("fin")),
        ]
    );
    assert_eq!(read(" \n\n "), []);
}

#[test]
fn only_harmless_addresses_become_links() {
    let link = |href: &str, words: &str| Inline::Link { href: href.into(), text: words.into() };
    assert_eq!(one("[le site](https://exemple.fr/a?b=1)"), [link("https://exemple.fr/a?b=1", "le site")]);
    assert_eq!(
        one("voir https://exemple.fr."),
        [text("voir "), link("https://exemple.fr", "https://exemple.fr"), text(".")]
    );
    assert_eq!(one("[moi](mailto:a@b.fr)"), [link("mailto:a@b.fr", "moi")]);
    for bad in [
        "javascript:alert(1",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "//exemple.fr",
        "https:// x",
        "vbscript:x",
        "https://",
    ] {
        let source = format!("[x]({bad})");
        assert!(!format!("{:?}", read(&source)).contains("Link"), "{bad}");
    }
    assert_eq!(one("<script>alert(1)</script>"), [text("<script>alert(1)</script>")]);
}

#[test]
fn a_hostile_text_costs_little() {
    for piece in ["**", "*", "_", "[", "](", "**a", "*a _b ", "\\", "[x](", "- ", "https://"] {
        let long = piece.repeat(10_000 / piece.len());
        let started = std::time::Instant::now();
        assert!(!read(&long).is_empty() || piece == "- ");
        assert!(started.elapsed().as_secs() < 5, "{piece}");
    }
}

/// Every letter and digit of the nodes, and every address.
fn walk(nodes: &[Inline], letters: &mut String, links: &mut Vec<String>, depth: usize) {
    assert!(depth <= 4);
    for node in nodes {
        match node {
            Inline::Text(text) | Inline::Mention(text) => letters.extend(text.chars().filter(|c| c.is_alphabetic())),
            Inline::Strong(inner) | Inline::Emphasis(inner) => walk(inner, letters, links, depth + 1),
            Inline::Link { href, text } => {
                links.push(href.clone());
                letters.extend(text.chars().filter(|c| c.is_alphabetic()));
            }
            Inline::Break => {}
        }
    }
}

#[test]
fn a_heading_stands_for_itself() {
    let item = |text: &str| vec![Inline::Text(text.to_owned())];
    assert_eq!(
        read("## Point du 24\nrien\n#suivi\n# "),
        [
            Block::Heading(item("Point du 24")),
            Block::Paragraph(vec![
                Inline::Text("rien".into()),
                Inline::Break,
                Inline::Text("#suivi".into()),
                Inline::Break,
                Inline::Text("#".into()),
            ])
        ]
    );
}

proptest! {
    #[test]
    fn no_text_makes_a_dangerous_link_or_loses_a_letter(source in "([a-c<>\"'&*_\\[\\]()\\\\ \n:/.-]|https://|javascript:|<script>|\\*\\*|- |1\\. ){0,60}") {
        let (mut letters, mut links) = (String::new(), Vec::new());
        for block in read(&source) {
            let items = match block { Block::Heading(line) | Block::Paragraph(line) => vec![line], Block::List { items, .. } => items };
            for item in items {
                walk(&item, &mut letters, &mut links, 0);
            }
        }
        prop_assert!(links.iter().all(|href| safe(href) && !href.contains(['<', '>', '"', '\'', '\n'])));
        // Only the address behind a named link is not read.
        if !links.iter().any(|_| source.contains("](")) {
            let all: String = source.chars().filter(|c| c.is_alphabetic()).collect();
            prop_assert_eq!(letters, all);
        }
    }

    #[test]
    fn any_text_is_read(source in "\\PC{0,80}") {
        prop_assert!(read(&source).len() <= source.len());
    }
}
