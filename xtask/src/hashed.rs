//! Files whose name carries a hash of their content: a browser may keep them for ever.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::Outcome;

/// The hash as text, short enough for a file name.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// `app.js` with the hash before its last extension.
pub fn name(plain: &str, bytes: &[u8]) -> String {
    match plain.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("{stem}.{}.{extension}", digest(bytes)),
        _ => format!("{plain}.{}", digest(bytes)),
    }
}

/// The folder of hashed files, being filled.
pub struct Folder {
    path: PathBuf,
    names: BTreeMap<String, String>,
}

impl Folder {
    /// Opens the folder, making it when needed.
    pub fn open(path: &Path) -> Outcome<Self> {
        fs::create_dir_all(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self { path: path.to_owned(), names: BTreeMap::new() })
    }

    /// Writes one file under its hashed name; one that is there has this content already.
    pub fn add(&mut self, plain: &str, bytes: &[u8]) -> Outcome<String> {
        let hashed = name(plain, bytes);
        self.add_named(plain, hashed.clone(), bytes)?;
        Ok(hashed)
    }

    /// Writes one file under a name that the caller has hashed.
    pub fn add_named(&mut self, plain: &str, hashed: String, bytes: &[u8]) -> Outcome {
        let path = self.path.join(&hashed);
        if !fs::metadata(&path).is_ok_and(|data| data.len() == bytes.len() as u64) {
            write(&path, bytes)?;
        }
        self.names.insert(plain.to_owned(), hashed);
        Ok(())
    }

    /// Notes a name of its own for files that are there: their hashed names with spaces between.
    pub fn alias(&mut self, plain: &str, files: String) {
        self.names.insert(plain.to_owned(), files);
    }

    /// Replaces `/assets/<plain name>` in a text by the hashed address.
    pub fn link(&self, text: &str) -> String {
        let replace = |text: String, (plain, hashed): (&String, &String)| {
            text.replace(&format!("/assets/{plain}"), &format!("/assets/{hashed}"))
        };
        self.names.iter().fold(text.to_owned(), replace)
    }

    /// Writes the compressed variants beside the files that shrink.
    pub fn compress(&self) -> Outcome {
        std::thread::scope(|scope| {
            let jobs: Vec<_> = self
                .names
                .iter()
                .filter(|(plain, _)| !plain.contains(':'))
                .map(|(_, name)| scope.spawn(move || compress(&self.path.join(name))))
                .collect();
            jobs.into_iter().try_for_each(|job| job.join().unwrap_or_else(|_| Err("compression stopped".to_owned())))
        })
    }

    /// Writes the manifest, the last of all, and removes the files it no longer names.
    pub fn close(self) -> Outcome {
        let manifest = self.path.join("manifest.json");
        let beside = self.path.join("manifest.json.new");
        write(&beside, json(&self.names).as_bytes())?;
        fs::rename(&beside, &manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
        remove_stale(&self.path, &self.path, &self.names)
    }
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// A name is a path of this repository: letters that JSON would escape do not occur, and are escaped all the same.
fn json(names: &BTreeMap<String, String>) -> String {
    let quote = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let lines: Vec<String> =
        names.iter().map(|(plain, hashed)| format!("  {}: {}", quote(plain), quote(hashed))).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn compress(path: &Path) -> Outcome {
    let text = ["js", "wasm", "css", "svg", "json", "webmanifest", "txt", "html"];
    if !path.extension().is_some_and(|extension| text.iter().any(|known| extension == *known)) {
        return Ok(());
    }
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    let bytes = fs::read(path).map_err(fail)?;
    let brotli = path.with_added_extension("br");
    if !brotli.exists() {
        let mut packed = Vec::new();
        let options =
            brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
        brotli::BrotliCompress(&mut bytes.as_slice(), &mut packed, &options).map_err(fail)?;
        write(&brotli, &packed)?;
    }
    let gzip = path.with_added_extension("gz");
    if !gzip.exists() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&bytes).map_err(fail)?;
        write(&gzip, &encoder.finish().map_err(fail)?)?;
    }
    Ok(())
}

fn remove_stale(root: &Path, folder: &Path, names: &BTreeMap<String, String>) -> Outcome {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            remove_stale(root, &path, names)?;
            continue;
        }
        let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        let base = relative.strip_suffix(".br").or(relative.strip_suffix(".gz")).unwrap_or(&relative);
        if relative != "manifest.json" && !names.values().any(|name| name == base) {
            fs::remove_file(&path).map_err(fail)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Folder, name};

    #[test]
    fn the_hash_stands_before_the_extension() {
        assert_eq!(name("app.js", b"abc"), "app.ba7816bf8f01cfea.js");
        assert_eq!(name("site.v2/LICENSE", b"abc"), "site.v2/LICENSE.ba7816bf8f01cfea");
        assert_ne!(name("app.js", b"abd"), name("app.js", b"abc"));
    }

    #[test]
    fn a_folder_holds_what_its_manifest_names() {
        let path = std::env::temp_dir().join(format!("xtask-site-{}", std::process::id()));
        let mut old = Folder::open(&path).unwrap();
        old.add("style.css", b"old").unwrap();
        old.compress().unwrap();
        old.close().unwrap();
        let mut folder = Folder::open(&path).unwrap();
        let icons = folder.add("icons.svg", b"<svg/>").unwrap();
        let style = folder.link("a { mask: url(/assets/icons.svg) }");
        assert_eq!(style, format!("a {{ mask: url(/assets/{icons}) }}"));
        let style = folder.add("style.css", style.as_bytes()).unwrap();
        folder.compress().unwrap();
        folder.close().unwrap();
        let manifest = std::fs::read_to_string(path.join("manifest.json")).unwrap();
        assert_eq!(manifest, format!("{{\n  \"icons.svg\": \"{icons}\",\n  \"style.css\": \"{style}\"\n}}\n"));
        let mut files: Vec<String> = Vec::new();
        for entry in std::fs::read_dir(&path).unwrap() {
            files.push(entry.unwrap().file_name().into_string().unwrap());
        }
        std::fs::remove_dir_all(&path).unwrap();
        assert_eq!(files.len(), 7, "two files in three variants and the manifest: {files:?}");
    }
}
