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
fn the_settings_of_backups_are_named_as_they_are_given() {
    use clap::Parser;
    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        options: Options,
    }
    let place = read(Options { backup_hour: Some("off".into()), ..Options::default() }).unwrap().backups();
    assert!(!place.there && place.file.ends_with("/crm-formation.toml"), "{place:?}");
    let keys: Vec<_> = place.settings.iter().map(|setting| setting.key.as_str()).collect();
    let known: Vec<_> = NAMES.into_iter().filter(|name| name.starts_with("backup_")).collect();
    assert_eq!(keys, known, "each that there is");
    assert_eq!(place.settings[1].value, "\"off\"");
    assert_eq!(place.settings[1].variable, "CRM_BACKUP_HOUR");
    // Each option is one that the command line takes.
    let line = place.settings.iter().flat_map(|setting| [setting.option.clone(), "7".to_owned()]);
    let line = Line::try_parse_from(std::iter::once("x".to_owned()).chain(line)).unwrap();
    assert_eq!(line.options.backup_keep, Some(7));
}

#[test]
fn the_password_is_not_shown() {
    let config = read(Options { database: Some("ws://root:secret@db:8000/a/b".into()), ..Options::default() }).unwrap();
    assert!(config.show().contains("ws://root:***@db:8000/a/b"));
    assert!(!config.show().contains("secret"));
    assert_eq!(config.url, "http://127.0.0.1:3000");
}
