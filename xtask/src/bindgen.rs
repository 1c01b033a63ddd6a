//! The bridge between the compiled Wasm and the browser, by wasm-bindgen as a library: its version follows Cargo.lock.

use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;

/// Writes `app.js` and `app_bg.wasm` into a folder. The names of functions serve whoever reads a stack trace.
pub fn run(input: &Path, folder: &Path, keep_names: bool) -> Outcome {
    let fail = |error| format!("wasm-bindgen: {error:#}");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).web(true).map_err(fail)?.out_name("app").typescript(false);
    // The parts find what they share with the whole by the linker's names.
    bindgen.keep_lld_exports(true).demangle(false);
    // The page names the hashed Wasm itself.
    bindgen.omit_default_module_path(true).remove_producers_section(true).remove_name_section(!keep_names);
    let mut output = bindgen.generate_output().map_err(fail)?;
    let inline = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(name, _)| name);
    if let Some(name) = inline.chain(output.local_modules().keys()).next() {
        return Err(format!(
            "a dependency brings a JavaScript file of its own, which would have no hashed name: {name}"
        ));
    }
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    output.emit(folder).map_err(fail)
}
