//! Colleagues from the command line: add, list, disable, another password.

use domain::organisation::Organisations;
use domain::user::{NewUser, User, Users, check_password};
use domain::{Actor, Email, Role};
use store::Store;

use super::Out;
use super::word::say;

type Outcome = Result<(), String>;

/// The password that came along, without the line break that a pipe adds.
fn secret(payload: Vec<u8>) -> Result<String, String> {
    let text = String::from_utf8(payload).map_err(|_| "the password is not UTF-8".to_owned())?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    let text = text.strip_suffix('\r').unwrap_or(text).to_owned();
    check_password(&text).map_err(|error| say(&error))?;
    Ok(text)
}

async fn hash(payload: Vec<u8>) -> Result<String, String> {
    crate::password::hash(secret(payload)?).await.map_err(|error| say(&error))
}

fn address(email: &str) -> Result<Email, String> {
    Email::parse(email).map_err(|_| format!("{email:?} is no e-mail address"))
}

async fn find(store: &Store, email: &str) -> Result<User, String> {
    let email = address(email)?;
    let known = store.credentials(&Actor::operator(), &email).await.map_err(|error| say(&error))?;
    known.map(|known| known.user).ok_or_else(|| format!("nobody signs in with {email}"))
}

/// Adds a colleague, and the organisation when there is none yet.
pub async fn add(store: &Store, out: &Out, email: &str, name: String, role: Role, payload: Vec<u8>) -> Outcome {
    let new = NewUser { name, email: address(email)?, role };
    new.check().map_err(|error| say(&error))?;
    let operator = Actor::operator();
    if store.credentials(&operator, &new.email).await.map_err(|error| say(&error))?.is_some() {
        return Err(format!("somebody signs in with {} already: change the password with `user password`", new.email));
    }
    let hash = hash(payload).await?;
    store.ensure(&operator).await.map_err(|error| say(&error))?;
    let user = store.create(&operator, new).await.map_err(|error| say(&error))?;
    store.set_password(&operator, &user.id, hash, None).await.map_err(|error| say(&error))?;
    out.out(format!("added {} <{}> as {}", user.name, user.email, user.role.as_str()));
    Ok(())
}

/// All colleagues, one a line: address, role, state, name.
pub async fn list(store: &Store, out: &Out) -> Outcome {
    let users = Users::list(store, &Actor::operator()).await.map_err(|error| say(&error))?;
    for user in users {
        let state = match (user.disabled, user.active) {
            (true, _) => "disabled",
            (false, true) => "active",
            (false, false) => "invited",
        };
        out.out(format!("{}\t{}\t{state}\t{}", user.email, user.role.as_str(), user.name));
    }
    Ok(())
}

/// Ends a colleague's access. What the colleague wrote stays.
pub async fn disable(store: &Store, out: &Out, email: &str) -> Outcome {
    let user = find(store, email).await?;
    let user = store.govern(&Actor::operator(), &user.id, user.role, true).await.map_err(|error| say(&error))?;
    out.out(format!("{} can no longer sign in", user.email));
    Ok(())
}

/// Sets another password and ends the account's sessions.
pub async fn password(store: &Store, out: &Out, email: &str, payload: Vec<u8>) -> Outcome {
    let user = find(store, email).await?;
    let hash = hash(payload).await?;
    store.set_password(&Actor::operator(), &user.id, hash, None).await.map_err(|error| say(&error))?;
    out.out(format!("the password of {} was changed", user.email));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Out, Said, execute};
    use super::*;
    use std::sync::Arc;

    async fn run(store: &Arc<Store>, command: Command, payload: &str) -> (u8, String) {
        let (out, mut said) = Out::pair();
        let code = execute(store, command, payload.as_bytes().to_vec(), &out).await;
        drop(out);
        let mut text = String::new();
        while let Some(Said::Out(line) | Said::Err(line)) = said.recv().await {
            text += &line;
        }
        (code, text)
    }

    fn add(email: &str, role: Role) -> Command {
        Command::UserAdd { email: email.into(), person: "Ana Petit".into(), role }
    }

    #[tokio::test]
    async fn colleagues_are_added_listed_disabled_and_get_passwords() {
        let store = Arc::new(Store::in_memory().await.unwrap());
        let good = "cheval agrafe pile\n";
        assert_eq!(run(&store, add("ana@exemple.fr", Role::Administrator), good).await.0, 0);
        assert!(store.show(&Actor::operator()).await.unwrap().is_some());
        for (command, payload, why) in [
            (add("ana@exemple.fr", Role::Reader), good, "already"),
            (add("leo@exemple.fr", Role::Reader), "court\n", "12 characters"),
            (add("pas une adresse", Role::Reader), good, "no e-mail address"),
            (Command::UserDisable { email: "ana@exemple.fr".into() }, "", "last administrator"),
            (Command::UserPassword { email: "zoe@exemple.fr".into() }, good, "nobody"),
        ] {
            let (code, said) = run(&store, command, payload).await;
            assert!(code == 1 && said.contains(why), "{said}");
        }
        assert_eq!(run(&store, add("leo@exemple.fr", Role::Trainer), good).await.0, 0);
        assert_eq!(run(&store, Command::UserDisable { email: "leo@exemple.fr".into() }, "").await.0, 0);
        let (_, listed) = run(&store, Command::UserList, "").await;
        assert!(listed.contains("leo@exemple.fr\ttrainer\tdisabled\tAna Petit"), "{listed}");
        let (code, said) =
            run(&store, Command::UserPassword { email: "ana@exemple.fr".into() }, "autre phrase longue").await;
        assert_eq!((code, said.as_str()), (0, "the password of ana@exemple.fr was changed"));
        let known =
            store.credentials(&Actor::operator(), &Email::parse("ana@exemple.fr").unwrap()).await.unwrap().unwrap();
        let verdict = crate::password::verify("autre phrase longue".into(), known.password_hash).await.unwrap();
        assert!(verdict.right);
    }
}
