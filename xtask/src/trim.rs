//! Empties the functions that the product never calls and that the linker cannot know of.
//!
//! Every kind of view is kept behind a table of functions, one of which takes over a page in many small steps
//! (`hydrate_async`, for `leptos::mount::hydrate_lazy`). The frontend takes over a page in one step (`hydrate_body`), so that
//! function, a fifteenth of the code, would only travel. A call would trap at once; the browser tests run on the emptied code.

use std::fs;
use std::path::Path;

use walrus::{FunctionBuilder, FunctionKind, ModuleConfig};

use crate::Outcome;

const NEVER_CALLED: &str = "hydrate_async";

/// Instructions. The compiler keeps one copy of small functions that happen to be alike, under the name of any of them:
/// a short body may be somebody else's, too.
const WORTH_IT: u64 = 150;

/// Empties them in a Wasm file that still has the names of its functions.
pub fn run(path: &Path) -> Outcome {
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    let broken = |error| format!("{}: {error:#}", path.display());
    let bytes = fs::read(path).map_err(fail)?;
    let mut config = ModuleConfig::new();
    config.generate_name_section(true).generate_producers_section(false);
    let mut module = config.parse(&bytes).map_err(broken)?;
    let named = |name: &Option<String>| name.as_deref().is_some_and(|name| name.contains(NEVER_CALLED));
    let local = |kind: &FunctionKind| matches!(kind, FunctionKind::Local(local) if local.size() >= WORTH_IT);
    let never: Vec<_> =
        module.funcs.iter().filter(|func| local(&func.kind) && named(&func.name)).map(|func| func.id()).collect();
    for id in never {
        let kind = module.types.get(module.funcs.get(id).ty());
        let (parameters, results) = (kind.params().to_vec(), kind.results().to_vec());
        let arguments: Vec<_> = parameters.iter().map(|kind| module.locals.add(*kind)).collect();
        let mut empty = FunctionBuilder::new(&mut module.types, &parameters, &results);
        empty.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(empty.local_func(arguments));
    }
    fs::write(path, module.emit_wasm()).map_err(fail)
}
