//! A note's text on screen: each of its parts is an element or text, never HTML from outside.

use domain::markdown::{Block, Inline};
use leptos::prelude::*;

/// The whole text.
pub(super) fn body(blocks: &[Block]) -> AnyView {
    blocks.iter().map(block).collect_view().into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading(line) => view! { <h4 class="note-heading">{inlines(line)}</h4> }.into_any(),
        Block::Paragraph(line) => view! { <p>{inlines(line)}</p> }.into_any(),
        Block::List { ordered, items } => {
            let items = items.iter().map(|item| view! { <li>{inlines(item)}</li> }).collect_view();
            if *ordered { view! { <ol>{items}</ol> }.into_any() } else { view! { <ul>{items}</ul> }.into_any() }
        }
    }
}

fn inlines(line: &[Inline]) -> Vec<AnyView> {
    line.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(inner)}</strong> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(inner)}</em> }.into_any(),
        // Checked once more here: what comes from the wire is not known to come from the reader of Markdown.
        Inline::Link { href, text } if domain::markdown::safe(href) => {
            view! { <a href=href.clone() target="_blank" rel="noopener noreferrer nofollow">{text.clone()}</a> }
                .into_any()
        }
        Inline::Link { text, .. } => text.clone().into_any(),
        Inline::Mention(name) => view! { <span class="mention">{name.clone()}</span> }.into_any(),
        Inline::Break => view! { <br /> }.into_any(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::body;
    use leptos::prelude::*;

    fn html(text: &str) -> String {
        body(&domain::markdown::read(text)).to_html()
    }

    #[test]
    fn no_text_becomes_html() {
        let hostile = [
            "<script>alert(1)</script>",
            "**<img src=x onerror=alert(1)>**",
            "[<b>x</b>](https://a.fr)",
            "[x](https://a.fr\"onclick=alert(1))",
            "[x](javascript:alert(1))",
            "- <svg/onload=alert(1)>",
            "&lt;script&gt; <!-- --> ]]>",
            "https://a.fr/<script>",
        ];
        for text in hostile {
            let mut rest = html(text);
            for tag in ["p", "strong", "em", "ul", "ol", "li", "a", "br"] {
                rest = rest.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "");
            }
            let rest =
                rest.replace("<!>", "").replace("<a href=\"https://a.fr", "").replace("<a href=\"https://a.fr/", "");
            assert!(!rest.contains('<'), "{text} gave {}", html(text));
            assert!(!html(text).contains("javascript:alert(1)\""), "{text}");
        }
    }

    #[test]
    fn what_is_understood_is_shown() {
        let html = html("# **oui**\n\n- [site](https://a.fr)");
        assert!(
            html.contains("<h4 class=\"note-heading\"><strong>oui")
                && html.contains("<ul><li>")
                && html.contains("rel=\"noopener"),
            "{html}"
        );
    }
}
