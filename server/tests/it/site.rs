//! A server on a free port over a database in memory.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::organisation::Organisations;
use domain::user::{NewUser, User, Users};
use domain::{Actor, Email, Role};
use server::config::Config;
use server::observe::Troubles;
use server::router::{App, router};
use store::Store;
use tokio::runtime::Runtime;

use crate::client::Client;

/// A password that is good enough.
pub const PASSWORD: &str = "cheval agrafe pile";

/// The server, as long as this value lives.
pub struct Site {
    pub store: Arc<Store>,
    pub app: App,
    pub address: SocketAddr,
    runtime: Runtime,
}

impl Site {
    /// An empty one: nobody has used the set-up link yet.
    pub fn bare() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .thread_stack_size(8 << 20)
            .build()
            .unwrap();
        let store = Arc::new(runtime.block_on(Store::in_memory()).unwrap());
        let listen = "127.0.0.1:0".parse().unwrap();
        let config = Config {
            data: PathBuf::new(),
            listen,
            url: "http://127.0.0.1:3000".into(),
            database: "mem://".into(),
            tls: None,
            proxies: Vec::new(),
            file: None,
            backup_folder: PathBuf::new(),
            backup_hour: None,
            backup_keep: 14,
            session_days: 30,
            metrics: None,
        };
        let assets = server::asset::manifest().unwrap_or_default();
        let app = App::new(Arc::clone(&store), Arc::new(config), assets, Troubles::default());
        let _inside = runtime.enter();
        let listener = runtime.block_on(tokio::net::TcpListener::bind(listen)).unwrap();
        let address = listener.local_addr().unwrap();
        // Without the peer's address: the limit for one address would count the tests together.
        let service = router(app.clone()).into_make_service();
        runtime.spawn(async move { axum::serve(listener, service).await });
        drop(_inside);
        Self { store, app, address, runtime }
    }

    /// One with an organisation.
    pub fn new() -> Self {
        let site = Self::bare();
        site.block(site.store.ensure(&Actor::operator())).unwrap();
        site
    }

    /// Waits for something inside the server.
    pub fn block<T>(&self, what: impl Future<Output = T>) -> T {
        self.runtime.block_on(what)
    }

    /// A colleague with [`PASSWORD`].
    pub fn user(&self, email: &str, role: Role) -> User {
        let operator = Actor::operator();
        self.block(async {
            let new = NewUser { name: "Ana Petit".into(), email: Email::parse(email).unwrap(), role };
            let user = Users::create(&*self.store, &operator, new).await.unwrap();
            let hash = server::password::hash(PASSWORD.into()).await.unwrap();
            self.store.set_password(&operator, &user.id, hash, None).await.unwrap();
            user
        })
    }

    /// A browser that knows nothing.
    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// A browser in which that colleague has signed in.
    pub fn signed_in(&self, email: &str) -> Client {
        let mut client = self.client();
        let answer = client.sign_in(email, PASSWORD, "/");
        assert_eq!((answer.status, answer.header("location")), (303, "/"), "{answer:?}");
        client
    }
}

/// The colleague as the ports see her.
pub fn actor(user: &User) -> Actor {
    Actor { user: Some(user.id.clone()), name: user.name.clone(), role: Some(user.role) }
}

/// The folder of the whole tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether the browser's files were built.
pub fn built() -> bool {
    root().join("target/site/manifest.json").is_file()
}
