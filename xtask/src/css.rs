//! The style sheet: `style/main.css` lists the files by layer, the bundle holds them in that order.

use std::fs;
use std::path::Path;

use crate::Outcome;

/// Reads `main.css` and replaces each `@import "x.css" layer(y);` by `@layer y { … }`. Everything else in it, such as the
/// statement that orders the layers, stays.
pub fn bundle(folder: &Path) -> Outcome<String> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let mut bundle = String::new();
    for line in without_comments(&read("main.css")?).lines().map(str::trim) {
        match import(line)? {
            None => push(&mut bundle, line),
            Some((file, layer)) => {
                let content = without_comments(&read(file)?);
                if let Some(layer) = layer {
                    push(&mut bundle, &format!("@layer {layer} {{"));
                }
                content.lines().for_each(|line| push(&mut bundle, line.trim()));
                if layer.is_some() {
                    push(&mut bundle, "}");
                }
            }
        }
    }
    Ok(bundle)
}

/// The file and the layer of an import line; nothing for any other line.
fn import(line: &str) -> Outcome<Option<(&str, Option<&str>)>> {
    let Some(rest) = line.strip_prefix("@import") else { return Ok(None) };
    let unclear = || format!("style/main.css: expected `@import \"x.css\" layer(y);`, found `{line}`");
    let rest = rest.trim().strip_suffix(';').ok_or_else(unclear)?.trim().strip_prefix('"').ok_or_else(unclear)?;
    let (file, rest) = rest.split_once('"').ok_or_else(unclear)?;
    match rest.trim() {
        "" => Ok(Some((file, None))),
        layer => {
            let layer = layer.strip_prefix("layer(").and_then(|layer| layer.strip_suffix(')')).ok_or_else(unclear)?;
            Ok(Some((file, Some(layer.trim()))))
        }
    }
}

fn push(bundle: &mut String, line: &str) {
    if !line.is_empty() {
        bundle.push_str(line);
        bundle.push('\n');
    }
}

/// Strips comments, but not what looks like one inside a string.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut quote = None;
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match quote {
            Some(_) if letter == '\\' => {
                kept.push(letter);
                kept.extend(rest.next());
                continue;
            }
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None if letter == '/' && rest.peek() == Some(&'*') => {
                rest.next();
                let mut last = ' ';
                for letter in rest.by_ref() {
                    if last == '*' && letter == '/' {
                        break;
                    }
                    last = letter;
                }
                continue;
            }
            None => {}
        }
        kept.push(letter);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{bundle, import, without_comments};

    #[test]
    fn bundles_by_layer_in_order() {
        let folder = std::env::temp_dir().join(format!("xtask-css-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let main =
            "/* order */\n@layer base, page;\n\n@import \"b.css\" layer(page);\n@import \"a.css\" layer(base);\n";
        std::fs::write(folder.join("main.css"), main).unwrap();
        std::fs::write(folder.join("a.css"), "a {\n  color: red; /* why */\n}\n").unwrap();
        std::fs::write(folder.join("b.css"), "\nb { x: 1 }\n").unwrap();
        let bundled = bundle(&folder).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            bundled,
            "@layer base, page;\n@layer page {\nb { x: 1 }\n}\n@layer base {\na {\ncolor: red;\n}\n}\n"
        );
    }

    #[test]
    fn comments_go_and_strings_stay() {
        assert_eq!(without_comments("a/* x * / */b"), "ab");
        assert_eq!(without_comments("content: \"/* no \\\" */\"; /**/x"), "content: \"/* no \\\" */\"; x");
    }

    #[test]
    fn imports_are_read_or_refused() {
        assert_eq!(import("@import \"a.css\" layer(b);"), Ok(Some(("a.css", Some("b")))));
        assert_eq!(import("@import \"a.css\";"), Ok(Some(("a.css", None))));
        assert_eq!(import("body {"), Ok(None));
        assert!(import("@import url(a.css);").is_err());
    }
}
