//! Settings that are wrong are named, and secrets are not shown.

use super::*;

fn read(options: Options) -> Result<Config, String> {
    Config::read(&options)
}

#[test]
fn wrong_settings_are_named() {
    let wrong = |listen: &str| read(Options { listen: Some(listen.into()), ..Options::default() }).unwrap_err();
    assert!(wrong("nowhere").contains("listen"));
    let url = read(Options { url: Some("crm.exemple.fr".into()), ..Options::default() }).unwrap_err();
    assert!(url.contains("url"));
    let secret = read(Options { database: Some("http://root:secret@x".into()), ..Options::default() }).unwrap_err();
    assert!(!secret.contains("secret"), "{secret}");
    let proxies = read(Options { proxies: Some("10.0.0.2, proxy".into()), ..Options::default() }).unwrap_err();
    assert!(proxies.contains("proxies"), "{proxies}");
    let none = read(Options { proxies: Some(String::new()), ..Options::default() }).unwrap();
    assert!(none.proxies.is_empty());
    let at = |hour: &str| read(Options { backup_hour: Some(hour.into()), ..Options::default() });
    assert!(at("24").unwrap_err().contains("backup_hour") && at("soon").is_err());
    assert_eq!((at("off").unwrap().backup_hour, at("23").unwrap().backup_hour), (None, Some(23)));
    assert!(at("off").unwrap().show().contains("backup_folder = \"data/backups\"\nbackup_hour = \"off\"\n"));
    for days in [0, 366] {
        let wrong = Options { session_days: Some(days), ..Options::default() };
        assert!(read(wrong).unwrap_err().contains("session_days"));
    }
    assert!(none.show().contains("session_days = 30\n"));
    assert!(read(Options { backup_keep: Some(0), ..Options::default() }).unwrap_err().contains("backup_keep"));
}

#[test]
fn a_certificate_comes_with_its_key_and_an_https_address() {
    let with = |cert: Option<&str>, key: Option<&str>, url: Option<&str>| {
        let (tls_cert, tls_key) = (cert.map(PathBuf::from), key.map(PathBuf::from));
        read(Options { tls_cert, tls_key, url: url.map(String::from), ..Options::default() })
    };
    assert!(with(Some("c.pem"), None, None).unwrap_err().contains("tls_key"));
    assert!(with(Some("c.pem"), Some("k.pem"), Some("http://crm.fr")).unwrap_err().contains("https"));
    let config = with(Some("c.pem"), Some("k.pem"), None).unwrap();
    assert!(config.https() && config.url == "https://127.0.0.1:3000");
    assert!(config.show().contains("tls_cert = \"c.pem\"\ntls_key = \"k.pem\"\n"), "{}", config.show());
    assert!(!with(None, None, None).unwrap().show().contains("tls"));
}

#[test]
fn the_password_is_not_shown() {
    let config = read(Options { database: Some("ws://root:secret@db:8000/a/b".into()), ..Options::default() }).unwrap();
    assert!(config.show().contains("ws://root:***@db:8000/a/b"));
    assert!(!config.show().contains("secret"));
    assert_eq!(config.url, "http://127.0.0.1:3000");
}
