//! The one binary of CRM Formation: `serve`, and the commands of the person who runs it.

mod allocator;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    allocator::settle();
    server::cli::main()
}
