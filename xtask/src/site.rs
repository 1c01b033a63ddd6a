//! The browser's files: Wasm and its bridge, style sheet, icons, each under a hashed name, and the manifest of names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::hashed::{self, Folder};
use crate::steps::Steps;
use crate::toolchain::{self, Need, TARGET, Toolchain};
use crate::{Outcome, bindgen, cargo, css, paths, split, trim, wasm_opt};

/// The first load, as wasm-bindgen names it.
const FIRST: &str = "app_bg.wasm";

/// What the files are made for.
#[derive(Clone, Copy, PartialEq)]
pub enum Flavour {
    /// Quick to build, not compressed.
    Development,
    /// Small, and compressed.
    Release,
}

/// The Wasm's sizes on its way, and where it ended.
pub struct Site {
    /// Bytes of the first load and its parts after wasm-bindgen.
    pub bound: u64,
    /// Bytes of the same after wasm-opt, when it ran.
    pub optimised: Option<u64>,
    /// The first load and each part, as files of the site.
    pub wasm: Vec<PathBuf>,
}

impl Site {
    /// Prints what the browser has to load.
    pub fn print(&self) -> Outcome {
        println!("\nWasm after bindgen          {:>9}", kilobytes(self.bound));
        match self.optimised {
            Some(size) => println!("Wasm after wasm-opt         {:>9}", kilobytes(size)),
            None => println!("Wasm after wasm-opt           not run"),
        }
        for wasm in &self.wasm {
            let name = wasm.file_name().unwrap_or_default().to_string_lossy();
            let name = name.split('.').next().unwrap_or_default();
            let (brotli, gzip) = (size(&wasm.with_added_extension("br"))?, size(&wasm.with_added_extension("gz"))?);
            println!("  {name:<22}    {:>9} brotli, {} gzip", kilobytes(brotli), kilobytes(gzip));
        }
        Ok(())
    }
}

/// `cargo xtask site`.
pub fn run(arguments: Vec<String>) -> Outcome {
    let mut steps = Steps::new();
    let toolchain = steps.step("tools", || toolchain::resolve(Need::Build))?;
    if arguments != ["--release"] {
        return build(&mut steps, &toolchain, Flavour::Development).map(|_| ());
    }
    let site = build(&mut steps, &toolchain, Flavour::Release)?;
    drop(steps);
    site.print()
}

/// Builds `target/site`.
pub fn build(steps: &mut Steps, toolchain: &Toolchain, flavour: Flavour) -> Outcome<Site> {
    let profile = if flavour == Flavour::Release { "wasm-release" } else { "wasm-dev" };
    steps.step("browser: Wasm", || {
        cargo::run(toolchain, "build", &[&["-p", "frontend", "--lib", "--target", TARGET, "--profile", profile]])
    })?;
    let input = paths::target().join(TARGET).join(profile).join("frontend.wasm");
    let work = paths::root().join("target/site-work").join(profile);
    steps.step("browser: bindgen", || bind(&input, &work, flavour))?;
    steps.step("browser: style, icons, names", || assemble(&work, flavour))
}

/// Cuts, binds and shrinks, unless this very Wasm was bound the last time.
fn bind(input: &Path, work: &Path, flavour: Flavour) -> Outcome {
    let stamp = work.join("stamp");
    let input = read(input)?;
    let made_of = format!("{} {} {}", hashed::digest(&input), env!("CARGO_PKG_VERSION"), wasm_opt::VERSION);
    if fs::read_to_string(&stamp).is_ok_and(|done| done == made_of) {
        eprintln!("    the Wasm has not changed");
        return Ok(());
    }
    split::run(&input, work)?;
    for name in wasm_names(work)? {
        trim::run(&work.join(if name == FIRST { "main.wasm" } else { &name }))?;
    }
    bindgen::run(&work.join("main.wasm"), work, flavour == Flavour::Development)?;
    if flavour == Flavour::Release {
        for name in wasm_names(work)? {
            if let Err(reason) = wasm_opt::run(&work.join(&name), &work.join("optimised").join(&name)) {
                // No stamp: the next run tries again.
                eprintln!("    going on without wasm-opt: {reason}");
                let _ = fs::remove_dir_all(work.join("optimised"));
                return Ok(());
            }
        }
    }
    fs::write(&stamp, made_of).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// The first load, then each file that a part needs.
fn wasm_names(work: &Path) -> Outcome<BTreeSet<String>> {
    let parts = split::list(work)?.into_values().flatten().map(|name| format!("{name}.wasm"));
    Ok(parts.chain([FIRST.to_owned()]).collect())
}

fn assemble(work: &Path, flavour: Flavour) -> Outcome<Site> {
    let mut folder = Folder::open(&paths::site())?;
    let mut site = Site { bound: 0, optimised: Some(0), wasm: Vec::new() };
    let mut hashed = BTreeMap::new();
    for name in wasm_names(work)? {
        let bound = read(&work.join(&name))?;
        let optimised = fs::read(work.join("optimised").join(&name)).ok();
        site.bound += bound.len() as u64;
        site.optimised = site.optimised.zip(optimised.as_ref()).map(|(sum, bytes)| sum + bytes.len() as u64);
        let plain = if name == FIRST { "app.wasm" } else { &name };
        let file = folder.add(plain, optimised.as_deref().unwrap_or(&bound))?;
        site.wasm.push(paths::site().join(&file));
        hashed.insert(name, file);
    }
    scripts(&mut folder, work, &hashed)?;
    let public = paths::root().join("public");
    for file in files(&public)? {
        let name = file.strip_prefix(&public).unwrap_or(&file).to_string_lossy().into_owned();
        folder.add(&name, &read(&file)?)?;
    }
    let style = folder.link(&css::bundle(&paths::root().join("style"))?);
    folder.add("style.css", style.as_bytes())?;
    if flavour == Flavour::Release {
        folder.compress()?;
    }
    folder.close()?;
    Ok(site)
}

/// The two scripts name each other and the Wasm, so they share a hash of everything: it is also the release's name.
fn scripts(folder: &mut Folder, work: &Path, hashed: &BTreeMap<String, String>) -> Outcome {
    let text = |name: &str| read(&work.join(name)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let (app, mut loader) = (text("app.js")?, text(split::LOADER)?);
    for (name, file) in hashed {
        loader = loader.replace(&format!("\"./{name}\""), &format!("\"./{file}\""));
    }
    let all = format!("{app}{loader}{}", hashed.get(FIRST).map_or("", String::as_str));
    let hash = hashed::digest(all.as_bytes());
    let (app_name, loader_name) = (format!("app.{hash}.js"), format!("parts.{hash}.js"));
    // Only where the script imports it: the Wasm asks for it by its plain name.
    let app = ['"', '\''].iter().fold(app, |app, quote| {
        app.replace(&format!("from {quote}./{}", split::LOADER), &format!("from {quote}./{loader_name}"))
    });
    let loader = loader.replace("./app.js", &format!("./{app_name}"));
    folder.add_named("app.js", app_name, app.as_bytes())?;
    folder.add_named(split::LOADER, loader_name, loader.as_bytes())?;
    for (part, files) in split::list(work)? {
        let files = files.iter().filter_map(|name| hashed.get(&format!("{name}.wasm"))).map(String::as_str);
        folder.alias(&format!("part:{part}"), files.collect::<Vec<_>>().join(" "));
    }
    Ok(())
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Every file below a folder; what starts with a dot is not for the browser.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.path().is_dir() { found.extend(files(&entry.path())?) } else { found.push(entry.path()) }
    }
    Ok(found)
}

fn size(path: &Path) -> Outcome<u64> {
    fs::metadata(path).map(|data| data.len()).map_err(|error| format!("{}: {error}", path.display()))
}

/// A size as people compare it.
pub fn kilobytes(size: u64) -> String {
    format!("{} kB", size.div_ceil(1000))
}
