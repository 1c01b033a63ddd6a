//! The command line: `serve` unless something else is asked for.

use std::io::{IsTerminal, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use domain::{Day, Role};

use crate::command::import::read_file;
use crate::command::{Command, Said, backup};
use crate::config::{Config, Options};
use crate::observe::{Troubles, log};
use crate::order::{absolute, order, print, run};
use crate::serve;

/// CRM Formation: the CRM of a training organisation, in one file.
#[derive(Parser)]
#[command(name = "crm-formation", version)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand)]
enum What {
    /// Runs the server (the default)
    Serve,
    /// Prints the settings in force, secrets hidden
    Config,
    /// Colleagues who sign in
    #[command(subcommand)]
    User(User),
    /// Adds believable French data to what is there
    Demo(Demo),
    /// Brings records in from a file
    #[command(subcommand)]
    Import(Import),
    /// Writes everything into one file, while the server runs or without it
    Backup {
        /// The file to make
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Puts everything from a backup into an empty data folder
    Restore {
        /// The backup
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
    },
    /// Says whether a backup is whole, and what it holds
    Verify {
        /// The backup
        file: PathBuf,
    },
    /// Looks through everything that is kept: history against records, indexes against tables
    Check,
}

#[derive(Subcommand)]
enum User {
    /// Adds a colleague
    Add {
        /// The address to sign in with
        #[arg(long)]
        email: String,
        /// The name that colleagues see
        #[arg(long)]
        name: String,
        /// What the colleague may do
        #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::as_str)).try_map(|role| role.parse::<Role>()))]
        role: Role,
        #[command(flatten)]
        password: Secret,
    },
    /// Lists colleagues: address, role, state, name
    List,
    /// Ends a colleague's access
    Disable {
        /// The address the colleague signs in with
        #[arg(long)]
        email: String,
        /// Whose contacts, open deals and open tasks they become; `nobody` leaves the tasks where they are
        #[arg(long, value_name = "EMAIL")]
        hand_over_to: Option<String>,
    },
    /// Sets another password and ends the account's sessions
    Password {
        /// The address the colleague signs in with
        #[arg(long)]
        email: String,
        #[command(flatten)]
        password: Secret,
    },
    /// Takes a colleague's second factor away, and ends the account's sessions
    ResetSecondFactor {
        /// The address the colleague signs in with
        #[arg(long)]
        email: String,
    },
}

#[derive(Args)]
struct Secret {
    /// Read the password from standard input instead of asking for it
    #[arg(long)]
    password_stdin: bool,
}

#[derive(Args)]
struct Demo {
    /// How many people
    #[arg(long, default_value_t = 200)]
    contacts: u32,
    /// How many companies
    #[arg(long, default_value_t = 60)]
    companies: u32,
    /// How many open deals
    #[arg(long, default_value_t = 80)]
    deals: u32,
    /// How many events of the history
    #[arg(long, default_value_t = 2_000)]
    events: u32,
    /// The same seed gives the same data
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day of the demonstration, as 2026-11-24 [default: today]
    #[arg(long, value_parser = Day::parse)]
    as_of: Option<Day>,
}

#[derive(Subcommand)]
enum Import {
    /// Contacts, and deals where the file has any, from a CSV file
    Contacts {
        /// The file
        file: PathBuf,
        /// End with one JSON object instead of a line
        #[arg(long)]
        json: bool,
    },
}

/// What travels beside a command.
enum Beside {
    Nothing,
    Secret(Secret),
    File(PathBuf),
}

/// Does what the command line says.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let troubles = log();
    // Somebody else's provider would do as well.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    match start(cli, troubles) {
        Ok(code) => ExitCode::from(code),
        Err(why) => {
            print(Said::Err(format!("crm-formation: {why}")));
            ExitCode::FAILURE
        }
    }
}

fn start(cli: Cli, troubles: Troubles) -> Result<u8, String> {
    let config = Config::read(&cli.options)?;
    let (command, beside) = match cli.what.unwrap_or(What::Serve) {
        What::Serve => return run(serve::serve(config, troubles)).map(|_last| 0),
        What::Config => {
            return std::io::stdout()
                .write_all(config.show().as_bytes())
                .map(|()| 0)
                .map_err(|cause| cause.to_string());
        }
        What::User(user) => user.command(),
        What::Check => (Command::Check, Beside::Nothing),
        What::Demo(Demo { contacts, companies, deals, events, seed, as_of }) => {
            (Command::Demo { contacts, companies, deals, events, seed, as_of }, Beside::Nothing)
        }
        What::Import(Import::Contacts { file, json }) => {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (Command::ImportContacts { file: name, json }, Beside::File(file))
        }
        What::Backup { to } => (Command::Backup { to: absolute(&to)? }, Beside::Nothing),
        What::Restore { from } => return run(backup::restore(config, from)).map(|_last| 0),
        What::Verify { file } => return backup::verify(&file).map(|()| 0),
    };
    let payload = match beside {
        Beside::Nothing => Vec::new(),
        Beside::Secret(password) => password.read()?,
        Beside::File(file) => read_file(&file)?,
    };
    // Only now, when nothing runs any more, the last handle of the database goes: gone earlier, it would be closed twice.
    run(order(config, command, payload)).map(|(code, _store)| code)
}

impl User {
    fn command(self) -> (Command, Beside) {
        match self {
            Self::Add { email, name, role, password } => {
                (Command::UserAdd { email, person: name, role }, Beside::Secret(password))
            }
            Self::List => (Command::UserList, Beside::Nothing),
            Self::Disable { email, hand_over_to } => (Command::UserDisable { email, hand_over_to }, Beside::Nothing),
            Self::ResetSecondFactor { email } => (Command::UserResetSecond { email }, Beside::Nothing),
            Self::Password { email, password } => (Command::UserPassword { email }, Beside::Secret(password)),
        }
    }
}

impl Secret {
    fn read(self) -> Result<Vec<u8>, String> {
        if self.password_stdin {
            let mut text = Vec::new();
            let read = std::io::stdin().take(4096).read_to_end(&mut text).map(|_| text);
            return read.map_err(|cause| format!("cannot read the password: {cause}"));
        }
        if !std::io::stdin().is_terminal() {
            return Err("there is no terminal to ask for the password: give it with --password-stdin".to_owned());
        }
        let asked = rpassword::prompt_password("Password: ");
        asked.map(String::into_bytes).map_err(|cause| format!("cannot ask for the password: {cause}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
        let cli = Cli::try_parse_from([
            "crm-formation",
            "user",
            "add",
            "--email",
            "a@b.fr",
            "--name",
            "A",
            "--role",
            "chief",
        ]);
        assert!(cli.is_err());
        let cli = Cli::try_parse_from(["crm-formation", "--data", "d", "demo", "--as-of", "2026-11-24", "--seed", "7"])
            .unwrap();
        assert_eq!(cli.options.data, Some("d".into()));
        assert!(matches!(cli.what, Some(What::Demo(Demo { seed: 7, contacts: 200, as_of: Some(_), .. }))));
        let late = Cli::try_parse_from(["crm-formation", "user", "list", "--data", "d"]).unwrap();
        assert_eq!(late.options.data, Some("d".into()));
        assert!(Cli::try_parse_from(["crm-formation"]).unwrap().what.is_none());
    }
}
