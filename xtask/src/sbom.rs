//! What is in the release binary, as a bill of materials that tools read: CycloneDX 1.6, JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::licence::Allowed;
use crate::toolchain::{self, Need, TARGET, Toolchain};
use crate::tree::{self, Crate, Locked};
use crate::{Outcome, paths};

/// What is compiled into the server, and into the browser's half that it carries. Macros run while it is built and are not in it.
const HALVES: [(&str, &[&str]); 2] = [
    ("server", &["-p", "server", "--edges", "normal,no-proc-macro"]),
    ("browser", &["-p", "frontend", "--edges", "normal,no-proc-macro", "--target", TARGET]),
];

/// `cargo xtask sbom`.
pub fn run() -> Outcome {
    let file = paths::target().join("sbom.json");
    let count = write(&toolchain::resolve(Need::Build)?, &file)?;
    println!("{count} crates   {}", file.display());
    Ok(())
}

/// Writes it, and answers how many crates are named.
pub fn write(toolchain: &Toolchain, file: &Path) -> Outcome<usize> {
    let mut halves = BTreeMap::new();
    for (half, asked) in HALVES {
        for one in tree::crates(toolchain.command("cargo"), asked)? {
            halves.entry(one).or_insert_with(BTreeSet::new).insert(half);
        }
    }
    let bill = bill(&halves, &tree::locked()?)?;
    let text = serde_json::to_string_pretty(&bill).map_err(|error| error.to_string())?;
    let fail = |error: std::io::Error| format!("{}: {error}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    fs::write(file, text + "\n").map_err(fail)?;
    Ok(halves.len())
}

/// The bill: always the same for the same lock file, so that two can be compared.
fn bill(halves: &BTreeMap<Crate, BTreeSet<&str>>, locked: &BTreeMap<(String, String), Locked>) -> Outcome<Value> {
    let whole = halves.keys().find(|one| one.name == "server").ok_or("the server is not in the tree")?;
    let licences = Allowed::read()?;
    let component = |(one, halves): (&Crate, &BTreeSet<&str>)| {
        let Crate { name, version, .. } = one;
        let at = locked.get(&(name.clone(), version.clone())).ok_or(format!("{name} {version} is not locked"))?;
        let reference = format!("pkg:cargo/{name}@{version}");
        let mut component = json!({
            "type": "library", "bom-ref": reference, "name": name, "version": version, "scope": "required",
            "properties": halves.iter().map(|half| json!({"name": "half", "value": half})).collect::<Vec<_>>(),
        });
        // An address names what can be had there: the workspace's own crates cannot.
        if at.source.is_some() {
            component["purl"] = reference.into();
        }
        if let Some(sum) = &at.checksum {
            component["hashes"] = json!([{"alg": "SHA-256", "content": sum}]);
        }
        if let Some(expression) = licences.expression(one) {
            component["licenses"] = json!([{"expression": expression}]);
        }
        Ok::<Value, String>(component)
    };
    let components = halves.iter().map(component).collect::<Outcome<Vec<Value>>>()?;
    Ok(json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": "crm-formation", "name": "crm-formation", "version": whole.version,
            "licenses": [{"expression": whole.licence}],
        }},
        "components": components,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;

    #[test]
    fn the_bill_names_what_is_in_the_binary_and_nothing_else() {
        let mut halves = BTreeMap::new();
        for (half, asked) in HALVES {
            let cargo = shell::command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
            for one in tree::crates(cargo, asked).unwrap() {
                halves.entry(one).or_insert_with(BTreeSet::new).insert(half);
            }
        }
        let bill = bill(&halves, &tree::locked().unwrap()).unwrap();
        let components = bill["components"].as_array().unwrap();
        let find = |name: &str| components.iter().find(|one| one["name"] == name);
        let axum = find("axum").unwrap();
        assert_eq!(axum["purl"], format!("pkg:cargo/axum@{}", axum["version"].as_str().unwrap()));
        assert_eq!(
            (axum["licenses"][0]["expression"].as_str(), axum["properties"][0]["value"].as_str()),
            (Some("MIT"), Some("server"))
        );
        assert_eq!(axum["hashes"][0]["content"].as_str().map(str::len), Some(64));
        assert!(find("leptos").unwrap()["properties"].as_array().unwrap().len() == 2, "both halves are made with it");
        for absent in ["proptest", "walrus", "xtask", "serde_derive"] {
            assert!(find(absent).is_none(), "{absent} is not in the binary");
        }
        let mut references: Vec<_> = components.iter().map(|one| one["bom-ref"].as_str().unwrap()).collect();
        let count = references.len();
        references.dedup();
        assert!(references.len() == count && components.iter().all(|one| one["licenses"].is_array()));
        assert!(find("domain").unwrap().get("purl").is_none(), "it cannot be had from the registry");
    }
}
