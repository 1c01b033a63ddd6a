//! Which licences the crates may have: the list of `deny.toml`, held by a test that downloads nothing.

use std::fs;
use std::process::Command;

use crate::toolchain::TARGET;
use crate::tree::{self, Crate};
use crate::{Outcome, paths};

/// Crates whose manifest names no licence and that are no exception: what the file beside it says, as `cargo deny` reads it.
const IN_A_FILE: [(&str, &str); 1] = [("tokio-tungstenite-wasm", "MIT")];

/// What `deny.toml` allows: everybody, and single crates beyond that.
pub struct Allowed {
    all: Vec<String>,
    exceptions: Vec<(String, String)>,
}

impl Allowed {
    /// Reads it.
    pub fn read() -> Outcome<Self> {
        let file = paths::root().join("deny.toml");
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let list = |name: &str| {
            let rest = text.split_once(&format!("\n{name} = [\n")).map_or("", |(_, rest)| rest);
            rest.split_once("\n]").map_or("", |(list, _)| list).lines()
        };
        let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let all = list("allow").flat_map(quoted).collect();
        let exceptions = list("exceptions").filter_map(|line| match &quoted(line)[..] {
            [licence, name] => Some((name.clone(), licence.clone())),
            _ => None,
        });
        Ok(Self { all, exceptions: exceptions.collect() })
    }

    /// The licence of a crate as one expression of SPDX. What is excepted by name is so for its licence.
    pub fn expression(&self, of: &Crate) -> Option<String> {
        if !of.licence.is_empty() {
            // An older way to write a choice.
            return Some(of.licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR "));
        }
        let excepted = self.exceptions.iter().map(|(name, licence)| (name.as_str(), licence.as_str()));
        let mut known = excepted.chain(IN_A_FILE);
        known.find(|(name, _)| *name == of.name).map(|(_, licence)| licence.to_owned())
    }

    /// Whether a crate may be used.
    pub fn takes(&self, of: &Crate) -> bool {
        let known = |licence: &str| {
            let except = |(name, allowed): &(String, String)| *name == of.name && allowed == licence;
            self.all.iter().any(|one| one == licence) || self.exceptions.iter().any(except)
        };
        self.expression(of).is_some_and(|text| holds(&text, &known))
    }
}

/// Whether every crate, of the program and of its tools, may be used; answers how many there are.
pub fn check(cargo: impl Fn() -> Command) -> Outcome<usize> {
    let allowed = Allowed::read()?;
    let mut crates = tree::crates(cargo(), &["--workspace", "--edges", "normal,build,dev"])?;
    crates.extend(tree::crates(cargo(), &["-p", "frontend", "--edges", "normal,build", "--target", TARGET])?);
    let refused: Vec<String> = crates.iter().filter(|one| !allowed.takes(one)).map(|one| format!("{one:?}")).collect();
    if refused.is_empty() { Ok(crates.len()) } else { Err(format!("not in deny.toml: {}", refused.join(", "))) }
}

/// Whether an expression holds: `A OR B` by either, `A AND B` by both, the latter first.
fn holds(text: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let words = text.replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = words.split_whitespace().collect();
    let (value, rest) = either(&words, known);
    value && rest.is_empty()
}

type Read<'a> = (bool, &'a [&'a str]);

fn either<'a>(words: &'a [&'a str], known: &dyn Fn(&str) -> bool) -> Read<'a> {
    let (mut value, mut rest) = both(words, known);
    while let ["OR", next @ ..] = rest {
        let (other, behind) = both(next, known);
        (value, rest) = (value | other, behind);
    }
    (value, rest)
}

fn both<'a>(words: &'a [&'a str], known: &dyn Fn(&str) -> bool) -> Read<'a> {
    let (mut value, mut rest) = one(words, known);
    while let ["AND", next @ ..] = rest {
        let (other, behind) = one(next, known);
        (value, rest) = (value & other, behind);
    }
    (value, rest)
}

fn one<'a>(words: &'a [&'a str], known: &dyn Fn(&str) -> bool) -> Read<'a> {
    match words {
        ["(", rest @ ..] => match either(rest, known) {
            (value, [")", rest @ ..]) => (value, rest),
            (_, rest) => (false, rest),
        },
        [licence, "WITH", exception, rest @ ..] => (known(&format!("{licence} WITH {exception}")), rest),
        [licence, rest @ ..] => (known(licence), rest),
        [] => (false, words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;

    #[test]
    fn an_expression_is_read_as_it_is_meant() {
        let known = |licence: &str| ["MIT", "ISC", "A WITH b"].contains(&licence);
        for fine in ["MIT", "GPL OR MIT", "MIT AND ISC", "(GPL OR MIT) AND ISC", "A WITH b", "GPL AND X OR MIT"] {
            assert!(holds(fine, &known), "{fine}");
        }
        for wrong in ["", "GPL", "MIT AND GPL", "MIT MIT", "(MIT", "A WITH c", "(MIT OR GPL) AND GPL", "MIT AND"] {
            assert!(!holds(wrong, &known), "{wrong}");
        }
    }

    #[test]
    fn every_crate_has_a_licence_that_is_allowed() {
        let cargo = || shell::command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        assert!(check(cargo).unwrap() > 300, "the tree was read");
        let allowed = Allowed::read().unwrap();
        // An exception is for the crate that it names.
        let (name, licence) = allowed.exceptions[0].clone();
        let of = |name: &str| Crate { name: name.to_owned(), version: String::new(), licence: licence.clone() };
        assert!(allowed.takes(&of(&name)) && !allowed.takes(&of("serde")), "{licence}");
    }
}
