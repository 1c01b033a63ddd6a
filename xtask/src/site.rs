//! The browser's files: Wasm and its bridge, style sheet, icons, each under a hashed name, and the manifest of names.

use std::fs;
use std::path::{Path, PathBuf};

use crate::hashed::{self, Folder};
use crate::steps::Steps;
use crate::toolchain::{self, Need, TARGET, Toolchain};
use crate::{Outcome, bindgen, cargo, css, paths, wasm_opt};

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
    /// Bytes after wasm-bindgen.
    pub bound: u64,
    /// Bytes after wasm-opt, when it ran.
    pub optimised: Option<u64>,
    /// The file of the site.
    pub wasm: PathBuf,
}

impl Site {
    /// Prints what the browser has to load.
    pub fn print(&self) -> Outcome {
        println!("\nWasm after bindgen          {:>9}", kilobytes(self.bound));
        match self.optimised {
            Some(size) => println!("Wasm after wasm-opt         {:>9}", kilobytes(size)),
            None => println!("Wasm after wasm-opt           not run"),
        }
        for (name, extension) in [("brotli", "br"), ("gzip", "gz")] {
            let size = size(&self.wasm.with_added_extension(extension))?;
            println!("Wasm compressed, {name:<6}     {:>9}", kilobytes(size));
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

/// Binds and shrinks, unless this very Wasm was bound the last time.
fn bind(input: &Path, work: &Path, flavour: Flavour) -> Outcome {
    let stamp = work.join("stamp");
    let made_of = format!("{} {} {}", hashed::digest(&read(input)?), env!("CARGO_PKG_VERSION"), wasm_opt::VERSION);
    if fs::read_to_string(&stamp).is_ok_and(|done| done == made_of) {
        eprintln!("    the Wasm has not changed");
        return Ok(());
    }
    bindgen::run(input, work, flavour == Flavour::Development)?;
    if flavour == Flavour::Release
        && let Err(reason) = wasm_opt::run(&work.join("app_bg.wasm"), &work.join("optimised.wasm"))
    {
        // No stamp: the next run tries again.
        eprintln!("    going on without wasm-opt: {reason}");
        let _ = fs::remove_file(work.join("optimised.wasm"));
        return Ok(());
    }
    fs::write(&stamp, made_of).map_err(|error| format!("{}: {error}", stamp.display()))
}

fn assemble(work: &Path, flavour: Flavour) -> Outcome<Site> {
    let mut folder = Folder::open(&paths::site())?;
    let bound = read(&work.join("app_bg.wasm"))?;
    let optimised = fs::read(work.join("optimised.wasm")).ok();
    let wasm = folder.add("app.wasm", optimised.as_deref().unwrap_or(&bound))?;
    folder.add("app.js", &read(&work.join("app.js"))?)?;
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
    let optimised = optimised.map(|bytes| bytes.len() as u64);
    Ok(Site { bound: bound.len() as u64, optimised, wasm: paths::site().join(wasm) })
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
