//! What the settings ask of the server.

use domain::backup::Backups;
use domain::health::Health;
use domain::pipeline::{Details, Pipeline};
use domain::session::Session;
use domain::user::User;
use domain::{Patch, PipelineId, Role, SessionId, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Error;

/// One's own account, and how the pages look to it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Own {
    /// The account.
    pub user: User,
    /// `light`, `dark`, or `system`.
    pub theme: String,
}

/// One's own account.
#[server(prefix = "/api", endpoint = "setting/own", input = Json)]
pub async fn show_own() -> Result<Own, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let user = crate::ssr::answer(crm.users().own(&actor).await)?;
    let theme = crate::ssr::cookie("theme").filter(|theme| theme == "light" || theme == "dark");
    Ok(Own { user, theme: theme.unwrap_or_else(|| "system".to_owned()) })
}

/// The backups there are.
#[server(prefix = "/api", endpoint = "setting/backups", input = Json)]
pub async fn show_backups() -> Result<Backups, Error> {
    let (_, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crate::ssr::backups()?.show(&actor).await)
}

/// How the server does.
#[server(prefix = "/api", endpoint = "setting/health", input = Json)]
pub async fn show_health() -> Result<Health, Error> {
    let (_, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crate::ssr::health()?.show(&actor).await)
}

/// Another name for oneself.
#[server(prefix = "/api", endpoint = "setting/rename", input = Json)]
pub async fn rename_own(name: String) -> Result<User, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.users().rename(&actor, name).await)
}

/// Another password for oneself; the present one is compared first. Ends the other sessions.
#[server(prefix = "/api", endpoint = "setting/password", input = Json)]
pub async fn change_password(now: String, new: String) -> Result<(), Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(change(&*crm, &actor, now, new).await)
}

#[cfg(feature = "ssr")]
async fn change(crm: &dyn domain::Crm, actor: &domain::Actor, now: String, new: String) -> domain::Result<()> {
    use domain::{Error as Cause, Problem};

    let own = crm.users().own(actor).await?;
    if let Some(attempts) = use_context::<crate::ssr::Attempts>() {
        (attempts.0)(own.email.as_str())?;
    }
    let hasher = crate::ssr::hasher().map_err(|error| error.0)?;
    let known = crm.users().credentials(actor, &own.email).await?.and_then(|known| known.password_hash);
    let known = known.ok_or(Cause::Forbidden)?;
    if (hasher.0)(now, Some(known)).await?.is_none() {
        return Err(Cause::invalid("password_now", Problem::Wrong));
    }
    domain::user::check_password(&new)?;
    let hash = (hasher.0)(new, None).await?.ok_or(Cause::Internal)?;
    crm.users().set_password(actor, &own.id, hash, crate::ssr::session().map(String::from)).await
}

/// How the pages look: `langue` or `theme`.
#[server(prefix = "/api", endpoint = "setting/prefer", input = Json)]
pub async fn prefer(name: String, value: String) -> Result<(), Error> {
    let known = match name.as_str() {
        "langue" => ["fr", "en"].contains(&value.as_str()),
        "theme" => ["system", "light", "dark"].contains(&value.as_str()),
        _ => false,
    };
    if !known {
        return crate::ssr::answer(Err(domain::Error::invalid("value", domain::Problem::Unknown)));
    }
    crate::ssr::remember(&name, &value);
    Ok(())
}

/// One's own open sessions.
#[server(prefix = "/api", endpoint = "setting/session", input = Json)]
pub async fn list_sessions() -> Result<Vec<Session>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.sessions().list(&actor, crate::ssr::session().as_ref()).await)
}

/// Ends one of one's own sessions.
#[server(prefix = "/api", endpoint = "setting/session/end", input = Json)]
pub async fn end_session(id: SessionId) -> Result<(), Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.sessions().end(&actor, &id).await)
}

/// One's own private address for calendars, if there is one.
#[server(prefix = "/api", endpoint = "setting/calendar", input = Json)]
pub async fn show_calendar() -> Result<Option<String>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let secret = crate::ssr::answer(crm.calendars().own(&actor).await)?;
    Ok(secret.map(|secret| crate::ssr::public(&crate::route::agenda(&secret))))
}

/// A new one; the one before opens nothing any more.
#[server(prefix = "/api", endpoint = "setting/calendar/renew", input = Json)]
pub async fn renew_calendar() -> Result<String, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let secret = crate::ssr::answer(crm.calendars().renew(&actor).await)?;
    Ok(crate::ssr::public(&crate::route::agenda(&secret)))
}

/// Takes it away.
#[server(prefix = "/api", endpoint = "setting/calendar/remove", input = Json)]
pub async fn remove_calendar() -> Result<(), Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.calendars().remove(&actor).await)
}

/// All colleagues, for who may manage them.
#[server(prefix = "/api", endpoint = "setting/team", input = Json)]
pub async fn list_team() -> Result<Vec<User>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(actor.may(domain::Right::ManagePeople))?;
    crate::ssr::answer(crm.users().list(&actor).await)
}

/// A new colleague, and the link to pass on.
#[server(prefix = "/api", endpoint = "setting/team/invite", input = Json)]
pub async fn invite(name: String, email: String, role: Role) -> Result<(User, String), Error> {
    use domain::user::{LinkPurpose, NewUser};

    let (crm, actor) = crate::ssr::crm()?;
    let made = async {
        // Before the address is looked at: who may not invite learns nothing of what is wrong with it.
        actor.may(domain::Right::ManagePeople)?;
        let new = NewUser { name, email: domain::Email::parse(&email)?, role };
        let user = crm.users().create(&actor, new).await?;
        let secret = crm.users().make_link(&actor, LinkPurpose::Invitation, Some(&user.id)).await?;
        Ok((user, crate::ssr::public(&format!("/lien/{secret}"))))
    };
    crate::ssr::answer(made.await)
}

/// A new link for a colleague: an invitation as long as no password was set, a reset afterwards.
#[server(prefix = "/api", endpoint = "setting/team/link", input = Json)]
pub async fn make_link(id: UserId, reset: bool) -> Result<String, Error> {
    use domain::user::LinkPurpose;

    let (crm, actor) = crate::ssr::crm()?;
    let purpose = if reset { LinkPurpose::Reset } else { LinkPurpose::Invitation };
    let secret = crate::ssr::answer(crm.users().make_link(&actor, purpose, Some(&id)).await)?;
    Ok(crate::ssr::public(&format!("/lien/{secret}")))
}

/// Another role or state for a colleague.
#[server(prefix = "/api", endpoint = "setting/team/govern", input = Json)]
pub async fn govern(id: UserId, role: Role, disabled: bool) -> Result<User, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.users().govern(&actor, &id, role, disabled).await)
}

/// All pipelines, for who may shape them.
#[server(prefix = "/api", endpoint = "setting/pipeline", input = Json)]
pub async fn list_pipelines() -> Result<Vec<Pipeline>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(actor.may(domain::Right::ManageSettings))?;
    crate::ssr::answer(crm.pipelines().list(&actor).await)
}

/// Changed fields of a pipeline: its name, or its stages as a whole.
#[server(prefix = "/api", endpoint = "setting/pipeline/edit", input = Json)]
pub async fn edit_pipeline(id: PipelineId, patch: Patch) -> Result<Pipeline, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.pipelines().edit(&actor, &id, patch).await)
}

/// A new pipeline.
#[server(prefix = "/api", endpoint = "setting/pipeline/create", input = Json)]
pub async fn create_pipeline(details: Details) -> Result<Pipeline, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.pipelines().create(&actor, details).await)
}
