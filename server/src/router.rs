//! Every address of the server, and what a request passes on its way.

use std::sync::{Arc, OnceLock};

use app::asset::Assets;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use domain::SharedCrm;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use store::Store;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::attempt::Attempts;
use crate::backup::Keeper;
use crate::config::Config;
use crate::fresh::Fresh;
use crate::import::Desk;
use crate::observe::{Observed, Troubles, observe};
use crate::refusal::{Refusals, tell};
use crate::session::Sessions;
use crate::{asset, bound, gate, http, session};

/// What handlers share.
#[derive(Clone)]
pub struct App {
    /// The open database.
    pub store: Arc<Store>,
    /// Files on their way in.
    pub desk: Arc<Desk>,
    /// Who makes backups.
    pub keeper: Arc<Keeper>,
    /// The settings.
    pub config: Arc<Config>,
    /// The browser's files.
    pub assets: Assets,
    /// Attempts to sign in.
    pub attempts: Arc<Attempts>,
    /// Codes on paper that were just made.
    pub fresh: Arc<Fresh>,
    /// What was refused of late.
    pub refusals: Arc<Refusals>,
    /// What the server notices of itself.
    pub observed: Arc<Observed>,
    leptos: LeptosOptions,
}

impl FromRef<App> for LeptosOptions {
    fn from_ref(app: &App) -> Self {
        app.leptos.clone()
    }
}

impl App {
    /// Puts the parts together.
    #[must_use]
    pub fn new(store: Arc<Store>, config: Arc<Config>, assets: Assets, troubles: Troubles) -> Self {
        let desk = Arc::new(Desk::new(Arc::clone(&store)));
        let keeper = Arc::new(Keeper::new(Arc::clone(&store), &config));
        let attempts = Arc::new(Attempts::new(config.proxies.clone()));
        let observed = Arc::new(Observed::new(troubles));
        let leptos = LeptosOptions::builder().output_name("app").build();
        let (fresh, refusals) = Default::default();
        Self { store, desk, keeper, config, assets, attempts, fresh, refusals, observed, leptos }
    }
}

/// All routes. Pages and server functions come from `app`; the rest stands here.
pub fn router(app: App) -> Router {
    let secure = app.config.https();
    let sessions = SessionManagerLayer::new(Sessions { store: Arc::clone(&app.store), days: app.config.session_days })
        .with_name(app.config.cookie())
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd);
    let context = {
        let app = app.clone();
        move || {
            provide_context::<SharedCrm>(Arc::clone(&app.store) as SharedCrm);
            provide_context::<Arc<dyn domain::import::Desk>>(Arc::clone(&app.desk) as Arc<dyn domain::import::Desk>);
            provide_context::<Arc<dyn domain::backup::BackupDesk>>(Arc::new(crate::backup::Desk(Arc::clone(
                &app.keeper,
            ))));
            provide_context::<Arc<dyn domain::health::HealthDesk>>(Arc::new(crate::observe::Desk(app.clone())));
            provide_context(app.assets.clone());
            provide_context(app::ssr::Hasher(hash_password));
            let attempts = Arc::clone(&app.attempts);
            provide_context(app::ssr::Attempts(Arc::new(move |account| attempts.count(None, account))));
            provide_context(app::ssr::PublicUrl(app.config.url.clone()));
            provide_context(app::ssr::Painter(http::second::paint));
            let fresh = Arc::clone(&app.fresh);
            provide_context(app::ssr::Fresh(Arc::new(move |user| fresh.read(user))));
        }
    };
    // Listed once a process: while the list is made no page anywhere in it may begin to load, for it would wait for ever
    // (leptos issue 4773). Tests have many servers in one process.
    static ROUTES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    let routes = ROUTES.get_or_init(|| generate_route_list(app::App)).clone();
    let pages = Router::new()
        .leptos_routes_with_context(&app, routes, context, app::shell)
        .route("/connexion", post(http::sign_in::sign_in))
        .route(app::route::CODE, post(http::second::code))
        .route(app::route::SECOND, post(http::second::confirm))
        .route(app::route::CODES, post(http::second::renew))
        .route(app::route::CODES_KEPT, post(http::second::kept))
        .route(app::route::SECOND_OFF, post(http::second::remove))
        .route("/deconnexion", post(http::sign_in::sign_out))
        .route("/installation/{secret}", post(http::link::set_up))
        .route("/lien/{secret}", post(http::link::use_link))
        .route("/direct", get(http::live::stream))
        .route(
            app::route::IMPORT_FILE,
            post(http::import::upload).layer(DefaultBodyLimit::max(http::import::MOST_BYTES)),
        )
        .route(
            app::route::LOGO,
            get(http::logo::show).post(http::logo::bring).layer(DefaultBodyLimit::max(http::logo::MOST_BYTES)),
        )
        .route(app::route::TASKS, post(http::plain::task))
        .route(app::route::TASK_DONE, post(http::plain::finish))
        .route(app::route::NOTES, post(http::plain::note))
        .route(app::route::LOGO_REMOVE, post(http::logo::remove))
        .route("/import/{job}/rejets", get(http::import::rejects))
        .route(app::route::CONTACTS_FILE, post(http::export::contacts))
        .route(app::route::COMPANIES_FILE, post(http::companies::companies))
        .route(app::route::EVERYTHING, post(http::everything::everything))
        .route(app::route::BACKUP_MAKE, post(http::backup::begin))
        .route("/sauvegardes/{name}", post(http::backup::take));
    pages
        .layer(from_fn(bound::bounded))
        .layer(from_fn(gate::signed_in))
        .layer(from_fn(gate::writer))
        .layer(from_fn_with_state(app.clone(), session::actor))
        .layer(sessions)
        .route("/assets/{name}", get(asset::serve))
        .route("/manifest.webmanifest", get(http::phone::manifest))
        .route("/sw.js", get(http::phone::worker))
        .route("/sante", get(http::health::health))
        .route("/sante/vie", get(http::health::alive))
        .route("/agenda/{file}", get(http::agenda::show))
        .layer(from_fn(gate::no_slash))
        .layer(from_fn(gate::origin))
        .layer(
            // Pages are made for each request: a higher level takes longer than the page itself, for a tenth of its size.
            CompressionLayer::new().quality(CompressionLevel::Precise(1)).compress_when(
                DefaultPredicate::new()
                    .and(NotForContentType::new("text/event-stream"))
                    .and(NotForContentType::new("application/octet-stream"))
                    .and(NotForContentType::new("application/zip")),
            ),
        )
        .layer(from_fn_with_state(app.clone(), tell))
        .layer(CatchPanicLayer::new())
        // As far out as can be: what waits there has taken little memory yet.
        .layer(from_fn(bound::arrived))
        .layer(from_fn_with_state(app.clone(), gate::headers))
        .layer(from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

fn hash_password(password: String, against: Option<String>) -> app::ssr::Hashing {
    Box::pin(async move {
        if let Some(hash) = against {
            let verdict = crate::password::verify(password, Some(hash)).await?;
            return Ok(verdict.right.then(String::new));
        }
        crate::password::hash(password).await.map(Some)
    })
}
