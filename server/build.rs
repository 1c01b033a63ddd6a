//! Makes sure that the folder of the browser's files is there, and that new files are taken in.

fn main() {
    // Missing while the browser's half has not been built: the server then says so at start.
    let _ = std::fs::create_dir_all("../target/site");
    println!("cargo::rerun-if-changed=../target/site/manifest.json");
}
