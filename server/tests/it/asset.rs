//! The browser's files.

use crate::site::{Site, built, root};

#[test]
fn files_are_for_ever_and_not_sent_twice() {
    if !built() {
        eprintln!("skipped: `cargo xtask` has not built the browser's files");
        return;
    }
    let manifest = std::fs::read_to_string(root().join("target/site/manifest.json")).unwrap();
    let manifest: std::collections::BTreeMap<String, String> = serde_json::from_str(&manifest).unwrap();
    let site = Site::new();
    let mut browser = site.client();
    for name in manifest.values().filter(|name| !name.ends_with(".wasm")) {
        let path = format!("/assets/{name}");
        let file = browser.get(&path);
        assert_eq!(file.status, 200, "{name}");
        assert!(file.header("cache-control").contains("immutable"), "{name}");
        let etag = file.header("etag").to_owned();
        assert!(etag.starts_with('"'), "{name}");
        let again = browser.ask("GET", &path, &[("if-none-match", &etag)], b"");
        assert_eq!((again.status, again.body.len()), (304, 0), "{name}");
    }
    assert_eq!(browser.get("/assets/manifest.json").status, 404);
    for outside in ["/assets/..%2Fmanifest.json", "/assets/..%2F..%2FCargo.toml", "/assets/%2Fetc%2Fpasswd"] {
        assert_eq!(browser.get(outside).status, 404, "{outside}");
    }
}
