//! Cuts the linked Wasm into what every page needs and the parts that are loaded when one of their pages is near.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wasm_split_cli_support::{Options, transform};

use crate::Outcome;

/// The script that loads the parts, as the Wasm and `app.js` name it.
pub const LOADER: &str = "parts.js";

/// Writes `main.wasm`, the parts and their loader into a folder, and beside them `parts.list`: a line for each part with
/// the files it needs.
pub fn run(input: &[u8], folder: &Path) -> Outcome {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(fail)?;
    let main = folder.join("main.wasm");
    let link = format!("./{LOADER}");
    let mut options = Options::new(input);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = "./app.js";
    let split = transform(options).map_err(|error| format!("cutting the Wasm: {error:#}"))?;
    let parts: BTreeMap<_, _> = split.prefetch_map.into_iter().collect();
    let lines = parts.iter().map(|(part, files)| format!("{part} {}\n", files.join(" ")));
    fs::write(folder.join("parts.list"), lines.collect::<String>()).map_err(fail)
}

/// The parts by name, each with the files it needs, as `run` has listed them.
pub fn list(folder: &Path) -> Outcome<BTreeMap<String, Vec<String>>> {
    let path = folder.join("parts.list");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let part = |line: &str| {
        let mut words = line.split(' ').map(str::to_owned);
        Some((words.next()?, words.filter(|word| !word.is_empty()).collect()))
    };
    Ok(text.lines().filter_map(part).collect())
}
