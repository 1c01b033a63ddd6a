//! Colleagues from the command line: add, list, disable, another password.

use domain::organisation::Organisations;
use domain::second::Seconds;
use domain::sweep::{Load, Sweeps, Work};
use domain::user::{NewUser, User, Users, check_password};
use domain::{Actor, Email, Right, Role};
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

/// Ends a colleague's access, and hands over what the colleague has in hand where that is asked for. What the colleague
/// wrote stays.
pub async fn disable(store: &Store, out: &Out, email: &str, heir: Option<String>) -> Outcome {
    let operator = Actor::operator();
    let user = find(store, email).await?;
    // Found first: a misspelt address must not leave the work half done.
    let to = match heir.as_deref() {
        None | Some("nobody") => None,
        Some(heir) => Some(find(store, heir).await?),
    };
    let refused = to.as_ref().filter(|to| to.disabled || to.id == user.id || !to.role.allows(Right::WriteRecords));
    if let Some(to) = refused {
        return Err(format!("{} cannot have the records of {}", to.email, user.email));
    }
    let user = store.govern(&operator, &user.id, user.role, true).await.map_err(|error| say(&error))?;
    out.out(format!("{} can no longer sign in", user.email));
    if heir.is_some() {
        let name = to.as_ref().map_or_else(|| "nobody".to_owned(), |to| to.email.to_string());
        let work = Work::HandOver { from: user.id.clone(), to: to.map(|to| to.id) };
        let (mut changed, mut whole, mut at) = (0, None, None);
        loop {
            let step = store.step(&operator, &work, whole.as_ref(), at).await.map_err(|error| say(&error))?;
            changed += step.done.changed;
            (whole, at) = (Some(step.done.bulk), step.next);
            if at.is_none() {
                break;
            }
        }
        out.out(format!("handed over to {name}: {changed} records"));
    }
    let Load { contacts, companies, deals, tasks } =
        store.load(&operator, &user.id).await.map_err(|error| say(&error))?;
    if contacts + companies + deals + tasks > 0 {
        out.out(format!(
            "still in hand: {contacts} contacts, {companies} companies, {deals} open deals, {tasks} open tasks"
        ));
    }
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

/// Takes the second factor away, for who lost it and finds no administrator to ask.
pub async fn reset_second(store: &Store, out: &Out, email: &str) -> Outcome {
    let user = find(store, email).await?;
    if !user.second {
        return Err(format!("{} has no second factor", user.email));
    }
    store.reset(&Actor::operator(), &user.id).await.map_err(|error| say(&error))?;
    out.out(format!("{} signs in with the password alone; the sessions have ended", user.email));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{Command, Out, Said, execute};
    use super::*;
    use std::sync::Arc;

    async fn run(store: &Arc<Store>, command: Command, payload: &str) -> (u8, String) {
        let (out, mut said) = Out::pair();
        let code = execute(store, None, command, payload.as_bytes().to_vec(), &out).await;
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

    fn disable(email: &str, heir: Option<&str>) -> Command {
        Command::UserDisable { email: email.into(), hand_over_to: heir.map(String::from) }
    }

    #[tokio::test]
    async fn what_a_disabled_colleague_had_in_hand_goes_to_another() {
        use domain::contact::{Contacts, Details};
        let store = Arc::new(Store::in_memory().await.unwrap());
        let good = "cheval agrafe pile\n";
        for (email, role) in
            [("ana@x.fr", Role::Administrator), ("leo@x.fr", Role::Advisor), ("tom@x.fr", Role::Trainer)]
        {
            assert_eq!(run(&store, add(email, role), good).await.0, 0);
        }
        let leo = find(&store, "leo@x.fr").await.unwrap();
        let details = Details { given_name: "Zoé".into(), owner: Some(leo.id), ..Details::default() };
        let zoe = Contacts::create(&*store, &Actor::operator(), details).await.unwrap();
        for (heir, why) in [("leo@x.fr", "cannot have"), ("tom@x.fr", "cannot have"), ("zoe@x.fr", "nobody")] {
            let (code, said) = run(&store, disable("leo@x.fr", Some(heir)), "").await;
            assert!(code == 1 && said.contains(why), "{said}");
        }
        assert!(!find(&store, "leo@x.fr").await.unwrap().disabled);
        let (_, said) = run(&store, disable("leo@x.fr", None), "").await;
        assert!(said.contains("still in hand: 1 contacts"), "{said}");
        let (code, said) = run(&store, disable("leo@x.fr", Some("ana@x.fr")), "").await;
        assert!(code == 0 && said.contains("handed over to ana@x.fr: 1 records") && !said.contains("still"), "{said}");
        let ana = find(&store, "ana@x.fr").await.unwrap();
        let now = Contacts::show(&*store, &Actor::operator(), &zoe.id).await.unwrap();
        assert_eq!(now.details.owner, Some(ana.id));
    }

    #[tokio::test]
    async fn the_last_administrator_gets_in_again_without_the_telephone() {
        let store = Arc::new(Store::in_memory().await.unwrap());
        assert_eq!(run(&store, add("ana@x.fr", Role::Administrator), "cheval agrafe pile").await.0, 0);
        let reset = || Command::UserResetSecond { email: "ana@x.fr".into() };
        let (code, said) = run(&store, reset(), "").await;
        assert!(code == 1 && said.contains("no second factor"), "{said}");
        let ana = Actor { user: Some(find(&store, "ana@x.fr").await.unwrap().id), ..Actor::visitor() };
        let offer = store.begin(&ana).await.unwrap();
        let shown = domain::second::totp::shown(&offer.secret, crate::session::now()).unwrap();
        store.confirm(&ana, &shown, None).await.unwrap();
        assert!(find(&store, "ana@x.fr").await.unwrap().second);
        let (code, said) = run(&store, reset(), "").await;
        assert!(code == 0 && said.contains("password alone"), "{said}");
        assert!(!find(&store, "ana@x.fr").await.unwrap().second);
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
            (disable("ana@exemple.fr", None), "", "last administrator"),
            (Command::UserPassword { email: "zoe@exemple.fr".into() }, good, "nobody"),
        ] {
            let (code, said) = run(&store, command, payload).await;
            assert!(code == 1 && said.contains(why), "{said}");
        }
        assert_eq!(run(&store, add("leo@exemple.fr", Role::Trainer), good).await.0, 0);
        assert_eq!(run(&store, disable("leo@exemple.fr", None), "").await.0, 0);
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
