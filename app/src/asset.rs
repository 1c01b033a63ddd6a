//! The addresses of the browser's files, whose names carry a hash of their content.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Plain names to hashed names, from the manifest of the build. Shared: every layer of a request has a copy.
#[derive(Clone, Debug, Default)]
pub struct Assets(pub Arc<BTreeMap<String, String>>);

impl Assets {
    /// The address of a file by its plain name.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        format!("/assets/{}", self.0.get(name).map_or(name, String::as_str))
    }

    /// The addresses of the files that a part of the application needs.
    #[must_use]
    pub fn part(&self, name: &str) -> Vec<String> {
        let files = self.0.get(&format!("part:{name}")).map_or("", String::as_str);
        files.split_whitespace().map(|file| format!("/assets/{file}")).collect()
    }
}
