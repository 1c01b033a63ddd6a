//! Forms behind single-use links: set-up, invitation, reset.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use domain::organisation::Organisations;
use domain::user::{NewUser, User, Users, check_password};
use domain::{Actor, Email, Error, Problem, Result, Role};
use serde::Deserialize;
use tower_sessions::Session;

use super::sign_in::admit;
use crate::password;
use crate::router::App;

/// The form of the set-up page.
#[derive(Deserialize)]
pub struct SetUp {
    organisation: String,
    name: String,
    email: String,
    password: String,
}

/// The form of an invitation or a reset.
#[derive(Deserialize)]
pub struct NewPassword {
    password: String,
}

/// Makes the organisation and its first administrator, who is signed in at once.
pub async fn set_up(
    State(app): State<App>,
    Path(secret): Path<String>,
    session: Session,
    headers: HeaderMap,
    Form(form): Form<SetUp>,
) -> Response {
    let made = found(&app, &secret, form).await;
    enter(&app, made, &format!("/installation/{secret}"), &session, &headers).await
}

async fn found(app: &App, secret: &str, form: SetUp) -> Result<User> {
    check_password(&form.password)?;
    let visitor = Actor::visitor();
    app.store.link(&visitor, secret).await?;
    let first = NewUser { name: form.name, email: Email::parse(&form.email)?, role: Role::Administrator };
    let hash = password::hash(form.password).await?;
    app.store.set_up(&visitor, secret, form.organisation, first, hash).await
}

/// Sets the password of an invited colleague, or a new one, and signs the person in.
pub async fn use_link(
    State(app): State<App>,
    Path(secret): Path<String>,
    session: Session,
    headers: HeaderMap,
    Form(form): Form<NewPassword>,
) -> Response {
    let set = async {
        check_password(&form.password)?;
        let visitor = Actor::visitor();
        app.store.link(&visitor, &secret).await?;
        let hash = password::hash(form.password).await?;
        app.store.use_link(&visitor, &secret, hash).await
    };
    enter(&app, set.await, &format!("/lien/{secret}"), &session, &headers).await
}

/// Into the application, by way of the second factor where there is one, or back to the form with what is wrong.
async fn enter(app: &App, made: Result<User>, form: &str, session: &Session, headers: &HeaderMap) -> Response {
    let reason = match made {
        Ok(user) if !user.disabled => match admit(app, None, session, &user, false, headers).await {
            Ok(step) => return step.lead("", &user),
            Err(_) => "panne",
        },
        Ok(_) => return Redirect::to("/connexion").into_response(),
        Err(Error::Invalid { field, problem, .. }) => match (field.as_str(), problem) {
            ("password", _) => "mot-de-passe",
            ("email", _) => "adresse",
            (_, Problem::Missing) => "nom",
            _ => "nom",
        },
        Err(Error::Refused { .. }) => "lien",
        Err(_) => "panne",
    };
    Redirect::to(&format!("{form}?erreur={reason}")).into_response()
}
