//! The rules of the tree that a test can hold.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::paths::root;

/// The most lines a file may have.
const MOST_LINES: usize = 300;

/// A file of the tree, by its path from the root.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn ends(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    fn under(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let foreign = name.starts_with('.') || ["target", "node_modules", "data"].contains(&name.as_str());
        match path.is_dir() {
            true if !foreign => walk(&path, found),
            false => found.push(path),
            true => {}
        }
    }
}

fn sources(endings: &[&str]) -> Vec<Source> {
    let root = root().canonicalize().unwrap();
    let mut found = Vec::new();
    walk(&root, &mut found);
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
    let sources = found.iter().filter(|path| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)));
    sources.map(|path| Source { path: name(path), text: std::fs::read_to_string(path).unwrap() }).collect()
}

/// Fails with every line that breaks the rule.
fn hold(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}

#[test]
fn files_stay_short_and_say_what_they_are() {
    let all = sources(&[".rs", ".css", ".mjs", ".surql"]);
    assert!(all.len() > 100, "the walk finds the tree");
    let long = |file: &Source| {
        let lines = file.text.lines().count();
        (lines > MOST_LINES).then(|| format!("{}: {lines} lines", file.path))
    };
    hold("no file is longer than 300 lines", all.iter().filter_map(long).collect());
    let silent = all.iter().filter(|file| file.ends(&[".rs"]) && !file.text.starts_with("//! "));
    hold("every source file opens with `//!`", silent.map(|file| file.path.clone()).collect());
}

#[test]
fn only_the_store_knows_the_database() {
    // Put together here, so that this file does not break its own rule.
    let words = [["SEL", "ECT "], ["UPS", "ERT "], ["INSERT ", "INTO "], ["DEF", "INE "], ["REL", "ATE "]]
        .map(|word| word.concat());
    let engine = ["surreal", "db"].concat();
    let mut broken = Vec::new();
    for file in sources(&[".rs", ".mjs", "Cargo.toml"]).iter().filter(|file| !file.under("server/store/")) {
        for (number, line) in file.text.lines().enumerate() {
            let query = !file.ends(&[".toml"]) && words.iter().any(|word| line.contains(word.as_str()));
            let named = file.path != "Cargo.toml" && line.contains(&engine);
            if query || named {
                broken.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    hold("no query and no database outside server/store", broken);
}

/// The signatures of a trait's functions: name, and everything up to the end of its head.
fn signatures(body: &str) -> Vec<(&str, &str)> {
    body.split("\n    fn ")
        .flat_map(|part| part.split("\n    async fn "))
        .skip(1)
        .map(|part| (part.split(['(', '<']).next().unwrap(), &part[..part.find([';', '{']).unwrap_or(part.len())]))
        .collect()
}

#[test]
fn every_port_asks_who_acts() {
    let (mut broken, mut ports) = (Vec::new(), 0);
    for file in sources(&[".rs"]).iter().filter(|file| file.under("app/domain/src/")) {
        for part in file.text.split("pub trait ").skip(1) {
            let name = part.split([':', ' ', '{']).next().unwrap();
            // `Crm` only hands out the ports.
            if name == "Crm" {
                continue;
            }
            let body = &part[..part.find("\n}").unwrap()];
            for (function, head) in signatures(body) {
                ports += 1;
                if !head.contains("&Actor") {
                    broken.push(format!("{}: {name}::{function}", file.path));
                }
            }
        }
    }
    assert!(ports > 40, "the ports were found: {ports}");
    hold("every port method takes an `&Actor`", broken);
}

#[test]
fn only_one_module_of_the_pages_reads_the_request() {
    let signs = ["use_context::<Parts>", "leptos_axum", "axum::"];
    let pages = sources(&[".rs"]);
    let pages = pages.iter().filter(|file| file.under("app/src/") && file.path != "app/src/ssr.rs");
    let broken = pages.filter(|file| signs.iter().any(|sign| file.text.contains(sign)));
    hold("only app/src/ssr.rs reads the request", broken.map(|file| file.path.clone()).collect());
}

/// The words of the identifiers of a line, without its texts and comments.
fn words(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap();
    let code: String = code.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let mut words = vec![String::new()];
    for c in code.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() {
            words.push(String::new());
        }
        words.last_mut().unwrap().extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
    }
    words
}

#[test]
fn the_design_system_names_no_concept() {
    let concepts = ["contact", "contacts", "deal", "deals", "company", "companies", "pipeline", "pipelines"];
    let mut broken = Vec::new();
    for file in sources(&[".rs"]).iter().filter(|file| file.under("app/src/ui/")) {
        for (number, line) in file.text.lines().enumerate() {
            if words(line).iter().any(|word| concepts.contains(&word.as_str())) {
                broken.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    hold("app/src/ui knows no concept of the CRM", broken);
}

#[test]
fn nothing_of_the_server_reaches_the_browser() {
    let args = [
        "tree",
        "-p",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "-e",
        "normal",
        "--prefix",
        "none",
        "--locked",
    ];
    let ran = Command::new(env!("CARGO")).args(args).current_dir(root()).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let tree = String::from_utf8(ran.stdout).unwrap();
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains(&"app") && names.contains(&"domain"));
    let engine = ["surreal", "db"].concat();
    let server = ["tokio", "axum", &engine, "rlibphonenumber", "argon2", "hmac", "qrcode", "store", "server"];
    hold(
        "no crate of the server in the browser",
        server.iter().filter(|name| names.contains(name)).map(|name| (*name).to_owned()).collect(),
    );
}
