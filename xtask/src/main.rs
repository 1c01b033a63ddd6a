//! The build tool: one command that gets what is missing, builds, checks, measures.

mod bench;
mod bindgen;
mod browser;
mod cargo;
mod check;
mod css;
mod debian;
mod deny;
mod dist;
mod fixture;
mod hashed;
mod licence;
mod native;
mod node;
mod paths;
mod remote;
mod run;
mod sbom;
mod shell;
mod site;
mod split;
mod steps;
mod test;
#[cfg(test)]
mod tidy;
mod toolchain;
mod torture;
mod tree;
mod trim;
mod wasm_opt;
mod wasm_std;

use std::process::ExitCode;

/// What every part of the tool answers: a value, or one line that says why not.
type Outcome<T = ()> = Result<T, String>;

const USAGE: &str = "\
usage: cargo xtask <command>

  run [arguments]    build and start on http://127.0.0.1:3000 (arguments go to crm-formation)
  test               every check there is: format, lints, docs, tests, browser
  check              only format, lints and docs
  dist               the release binary, one file: target/dist/crm-formation
  bench [arguments]  dist, then measure it (arguments go to end2end/bench/run.mjs)
  torture [arguments]
                     dist, then kill it under load, over and over (arguments go to end2end/torture/run.mjs)
  fixture            keep the data of this release for the tests of later ones: server/tests/fixture
  deny [arguments]   licences, sources and known holes of what it is built from (arguments go to `cargo deny check`)
  sbom               what is in the release binary, as CycloneDX: target/sbom.json
  remote             the store's tests against the database named by CRM_DATABASE_URL
  site [--release]   only the browser's files, as `run` or `dist` makes them: target/site";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let outcome = match command.as_str() {
        "run" => run::run(rest),
        "test" => test::run(),
        "check" => check::run(),
        "dist" => dist::run(),
        "bench" => bench::run(rest),
        "torture" => torture::run(rest),
        "fixture" => fixture::run(),
        "deny" => deny::run(rest),
        "sbom" => sbom::run(),
        "remote" => remote::run(),
        "site" => site::run(rest),
        "" | "help" | "--help" | "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => Err(format!("no command `{other}`\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\nerror: {reason}");
            ExitCode::FAILURE
        }
    }
}
