//! An error of the domain as a sentence for the person at the command line.

use domain::error::Refusal;
use domain::user::{PASSWORD_MAX, PASSWORD_MIN};
use domain::{Error, Problem};

/// What went wrong and, where it can be said, what to do.
pub fn say(error: &Error) -> String {
    match error {
        Error::Invalid { field, problem, .. } => invalid(field, *problem),
        Error::Taken { field } => format!("this {field} is already in use"),
        Error::NotFound => "there is no such record".to_owned(),
        Error::Refused { reason: Refusal::LastAdministrator } => {
            "this is the last administrator who can sign in: add another one first".to_owned()
        }
        Error::Internal => "the database failed: the cause is in the server's log".to_owned(),
        other => other.to_string(),
    }
}

fn invalid(field: &str, problem: Problem) -> String {
    match (field, problem) {
        ("password", Problem::Missing) => "no password was given".to_owned(),
        ("password", Problem::TooLong) => format!("the password is longer than {PASSWORD_MAX} characters"),
        ("password", _) => {
            format!(
                "the password is too easy: give at least {PASSWORD_MIN} characters, for instance three words that have nothing to do with each other"
            )
        }
        ("file", Problem::Missing) => "the file holds no row below its headings".to_owned(),
        ("file", Problem::TooLong) => {
            "the file is too large: at most 100000 rows, 200 columns, 10000 characters a cell".to_owned()
        }
        ("file", _) => "the file is no table: save it as CSV first".to_owned(),
        ("mapping", _) => "no column of the file is named like a name or an e-mail address".to_owned(),
        (_, Problem::Missing) => format!("{field} is missing"),
        (_, Problem::TooLong) => format!("{field} is too long"),
        (_, Problem::TooShort) => format!("{field} is too short"),
        (_, Problem::Malformed) => format!("{field} has not the right form"),
        (_, Problem::Unknown) => format!("{field} is not known"),
        _ => format!("{field} is not right"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_plain() {
        let said = say(&Error::invalid("email", Problem::Malformed));
        assert_eq!(said, "email has not the right form");
        assert!(say(&Error::invalid("password", Problem::TooShort)).contains("12"));
        assert!(!say(&Error::refused(Refusal::LastAdministrator)).contains("LastAdministrator"));
    }
}
