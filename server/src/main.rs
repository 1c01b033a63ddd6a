//! The one binary of CRM Formation: `serve`, and the commands of the person who runs it.

fn main() -> std::process::ExitCode {
    server::cli::main()
}
