//! Every server function and every route, found in the program itself, asked by everybody in every wrong way.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use domain::user::Users;
use domain::{Actor, Role};

use crate::client::{Answer, Client};
use crate::function::FUNCTIONS;
use crate::site::Site;

const ROLES: [(char, Role); 4] =
    [('a', Role::Administrator), ('v', Role::Advisor), ('t', Role::Trainer), ('r', Role::Reader)];

fn call(browser: &mut Client, path: &str, body: &[u8]) -> Answer {
    let headers = [("content-type", "application/json"), ("accept", "application/json")];
    browser.ask("POST", &format!("/api/{path}"), &headers, body)
}

/// Somebody with a session.
fn inside(site: &Site, name: &str, role: Role) -> Client {
    let email = format!("{name}@exemple.fr");
    site.user(&email, role);
    site.signed_in(&email)
}

/// Three who are not, or no more, let in: a visitor, one whose session was ended, one who was disabled.
fn outside(site: &Site) -> Vec<(&'static str, Client)> {
    let mut left = inside(site, "left", Role::Administrator);
    let kept = left.cookie();
    assert_eq!(left.post("/deconnexion", &[]).status, 303);
    left.give(&kept);
    let disabled = site.user("disabled@exemple.fr", Role::Administrator);
    let out = site.signed_in("disabled@exemple.fr");
    site.block(Users::govern(&*site.store, &Actor::operator(), &disabled.id, Role::Administrator, true)).unwrap();
    vec![("a visitor", site.client()), ("an ended session", left), ("a disabled colleague", out)]
}

#[test]
fn the_table_names_every_function() {
    let _site = Site::new();
    let there: BTreeSet<String> = leptos::server_fn::axum::server_fn_paths()
        .filter_map(|(path, _)| path.strip_prefix("/api/").map(str::to_owned))
        .collect();
    let told: BTreeSet<String> = FUNCTIONS.iter().map(|(path, _, _)| (*path).to_owned()).collect();
    assert_eq!(there.difference(&told).collect::<Vec<_>>(), Vec::<&String>::new(), "without a line in function.rs");
    assert_eq!(told.difference(&there).collect::<Vec<_>>(), Vec::<&String>::new(), "no such function");
    assert!(there.len() > 90, "the functions are found");
}

#[test]
fn each_function_answers_whom_it_shall() {
    let site = Site::new();
    // Whatever the walk does to itself, somebody governs.
    site.user("last@exemple.fr", Role::Administrator);
    let mut people: Vec<(char, Client)> =
        ROLES.into_iter().map(|(sign, role)| (sign, inside(&site, &format!("{sign}-walk"), role))).collect();
    let mut wrong = Vec::new();
    for (path, body, may) in FUNCTIONS {
        for (sign, browser) in &mut people {
            let answer = call(browser, path, body.as_bytes());
            let allowed = may.contains(*sign) || *may == "*";
            let unread = answer.text().contains("malformed") && answer.text().contains(r#""field":"""#);
            let right = match answer.status {
                403 => !allowed,
                401 | 405 | 500.. => false,
                _ => allowed,
            };
            if !right || unread {
                wrong.push(format!("{sign} {path}: {} {}", answer.status, answer.text()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nobody_outside_is_answered() {
    let site = Site::new();
    for (who, browser) in &mut outside(&site) {
        for (path, body, may) in FUNCTIONS {
            let status = call(browser, path, body.as_bytes()).status;
            match *may {
                "*" => assert!(status < 500 && status != 401, "{who} {path}: {status}"),
                _ => assert_eq!(status, 401, "{who} {path}"),
            }
        }
    }
}

#[test]
fn no_function_is_asked_in_a_wrong_way() {
    let site = Site::new();
    let mut browser = inside(&site, "ana", Role::Administrator);
    for (path, body, _) in FUNCTIONS {
        let whole = format!("/api/{path}");
        let json = ("content-type", "application/json");
        let foreign = browser.ask("POST", &whole, &[json, ("origin", "https://evil.example")], body.as_bytes());
        assert_eq!(foreign.status, 403, "{path} from another site");
        for method in ["GET", "PUT", "DELETE"] {
            let status = browser.ask(method, &whole, &[], b"").status;
            assert!([404, 405].contains(&status), "{method} {path}: {status}");
        }
        for broken in ["{", "[[[[", "\u{0}", "nothing"] {
            let answer = call(&mut browser, path, broken.as_bytes());
            // What is asked nothing reads nothing.
            let fine = if *body == "{}" { answer.status < 500 } else { answer.status == 422 };
            assert!(fine, "{path} with {broken:?}: {} {}", answer.status, answer.text());
        }
        let cookie = browser.cookie();
        let large = format!("cookie: {cookie}\r\ncontent-type: application/json\r\ncontent-length: 3000000\r\n");
        assert_eq!(head(&site, &whole, &large), "HTTP/1.1 413 Payload Too Large", "{path} with three megabytes");
    }
    let deep = format!(r#"{{"filter":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(call(&mut browser, "contact/list", deep.as_bytes()).status, 422, "a hundred thousand brackets");
}

/// The first line of the answer to a head alone, whose body never comes.
fn head(site: &Site, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(site.address).unwrap();
    write!(stream, "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n").unwrap();
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

/// Where the program answers besides pages and functions, and who may; `*` is everybody.
const ROUTES: &[(&str, &str, &str)] = &[
    ("GET", "/agenda/{file}", "*"),
    ("GET", "/assets/{name}", "*"),
    ("GET", "/direct", "avtr"),
    ("GET", "/import/{job}/rejets", "av"),
    ("GET", "/manifest.webmanifest", "*"),
    ("GET", "/organisme/logo", "avtr"),
    ("GET", "/sante", "*"),
    ("GET", "/sante/vie", "*"),
    ("GET", "/sw.js", "*"),
    ("POST", "/actions", "avt"),
    ("POST", "/actions/terminer", "avt"),
    ("POST", "/connexion", "*"),
    ("POST", "/connexion/code", "*"),
    ("POST", "/contacts/export.csv", "av"),
    ("POST", "/deconnexion", "avtr"),
    ("POST", "/double-authentification", "avtr"),
    ("POST", "/double-authentification/codes", "avtr"),
    ("POST", "/double-authentification/codes/gardes", "avtr"),
    ("POST", "/double-authentification/retirer", "avtr"),
    ("POST", "/entreprises/export.csv", "av"),
    ("POST", "/export/tout.zip", "a"),
    ("POST", "/import/fichier", "av"),
    ("POST", "/installation/{secret}", "*"),
    ("POST", "/lien/{secret}", "*"),
    ("POST", "/notes", "avt"),
    ("POST", "/organisme/logo", "a"),
    ("POST", "/organisme/logo/retirer", "a"),
    ("POST", "/sauvegardes", "a"),
    ("POST", "/sauvegardes/{name}", "a"),
];

/// What a browser sends along that sends a form.
fn send(browser: &mut Client, method: &str, path: &str) -> Answer {
    match (method, path) {
        ("POST", "/import/fichier") => browser.upload("a.csv", b"Nom;Email\nA;a@x.fr\n"),
        ("POST", "/organisme/logo") => browser.send_file(path, "a.png", b"\x89PNG"),
        ("POST", _) => browser.post(&filled(path), &[]),
        _ => browser.ask(method, &filled(path), &[("accept", "text/html")], b""),
    }
}

fn filled(path: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { "gone".to_owned() } else { part.to_owned() };
    let path = path.split('/').map(part).collect::<Vec<_>>().join("/");
    if path.is_empty() { "/".to_owned() } else { path }
}

fn pages() -> Vec<String> {
    leptos_axum::generate_route_list(app::App).iter().map(|route| route.path().to_owned()).collect()
}

#[test]
fn the_table_names_every_route() {
    let site = Site::new();
    // The router tells its paths to nobody but to who debugs it.
    let told = format!("{:?}", server::router::router(site.app.clone()));
    let there: BTreeSet<&str> = told.split('"').filter(|text| text.starts_with('/')).collect();
    assert!(there.len() > 100, "the routes are found: {told}");
    let pages = pages();
    let known = |path: &str| {
        path.starts_with("/api/")
            || path.contains("__private")
            || pages.iter().any(|page| page == path || page.trim_end_matches('/') == path)
            || ROUTES.iter().any(|(_, route, _)| *route == path)
    };
    let unknown: Vec<_> = there.iter().filter(|path| !known(path)).collect();
    assert_eq!(unknown, Vec::<&&str>::new(), "without a line in ROUTES");
    for (_, route, _) in ROUTES {
        assert!(there.contains(route), "no such route: {route}");
    }
}

#[test]
fn pages_and_routes_let_nobody_in_who_is_outside() {
    let site = Site::new();
    let mut others = outside(&site);
    let pages = pages();
    assert!(pages.len() > 10, "{pages:?}");
    let open = ["/connexion", "/installation", "/installation/{secret}", "/lien/{secret}"];
    for (who, browser) in &mut others {
        for page in &pages {
            let answer = browser.get(&filled(page));
            if open.contains(&page.as_str()) {
                assert!(answer.status < 500, "{who} {page}: {}", answer.status);
                continue;
            }
            assert_eq!(answer.status, 303, "{who} {page}");
            assert!(answer.header("location").starts_with("/connexion?"), "{who} {page}");
            assert!(answer.body.is_empty(), "{who} {page}: something was written");
            assert_eq!(browser.ask("HEAD", &filled(page), &[], b"").status, 303, "{who} HEAD {page}");
        }
        for (method, path, may) in ROUTES {
            let (answer, open) = (send(browser, method, path), may == &"*");
            assert!(answer.status < 500, "{who} {method} {path}: {}", answer.status);
            // The stream tells the open pages of a disabled colleague by its status.
            let kept_out = matches!(answer.status, 401 | 403)
                || answer.header("location").starts_with("/connexion?suite=")
                || answer.header("location") == "/connexion?erreur=desactive";
            assert_eq!(kept_out, !open, "{who} {method} {path}: {}", answer.status);
        }
    }
}

#[test]
fn each_route_answers_whom_it_shall() {
    let site = Site::new();
    for (sign, role) in ROLES {
        for (method, path, may) in ROUTES.iter().filter(|(_, path, _)| *path != "/direct") {
            // Each with a session of its own: one of the routes ends it.
            let mut browser = inside(&site, &domain::ContactId::new().to_string(), role);
            let answer = send(&mut browser, method, path);
            let allowed = *may == "*" || may.contains(sign);
            let refused = answer.status == 403 || answer.header("location").contains("interdit");
            assert_eq!(refused, !allowed, "{sign} {method} {path}: {} {}", answer.status, answer.header("location"));
            assert!(answer.status < 500, "{sign} {method} {path}: {}", answer.status);
        }
    }
}
