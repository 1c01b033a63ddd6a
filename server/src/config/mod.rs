//! Where the program keeps its data and listens: flags over environment over an optional TOML file over defaults.

mod text;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use domain::backup::{Place, Setting};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

use self::text::{addresses, hour, quoted, without_secret};
use crate::tls::Files;

/// What can be set. Each is a flag, a variable `CRM_…` and a key of the file.
#[derive(Clone, Debug, Default, clap::Args, Serialize)]
pub struct Options {
    /// Folder of the embedded database and everything else that is kept [default: ./data]
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<PathBuf>,
    /// Address to listen on [default: 127.0.0.1:3000]
    #[arg(long, global = true, value_name = "ADDR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    /// Address under which people reach it [default: http:// and the listening address]
    #[arg(long, global = true, value_name = "PUBLIC_URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A SurrealDB server instead of the embedded database: ws://user:password@host:port/namespace/database
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The server's certificate in PEM, with those between it and its authority: then it speaks https by itself
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's key in PEM
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    /// Proxies in front whose X-Forwarded-For is believed, separated by commas [default: 127.0.0.1,::1]
    #[arg(long, global = true, value_name = "ADDRS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxies: Option<String>,
    /// Folder of the daily backups [default: `backups` in the data folder]
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_folder: Option<PathBuf>,
    /// Hour at which one is made each day, in the organisation's time, or `off` [default: 2]
    #[arg(long, global = true, value_name = "HOUR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_hour: Option<String>,
    /// How many daily backups are kept [default: 14]
    #[arg(long, global = true, value_name = "N")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup_keep: Option<u32>,
    /// After so many days a session ends, however it is used [default: 30]
    #[arg(long, global = true, value_name = "DAYS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub session_days: Option<u32>,
    /// A second address, for the figures that a monitoring system reads at /metrics [default: none]
    #[arg(long, global = true, value_name = "ADDR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metrics: Option<String>,
    /// A TOML file with these keys [default: crm-formation.toml in the working folder, if there is one]
    #[arg(long, global = true, value_name = "FILE", env = "CRM_CONFIG")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    data: PathBuf,
    listen: String,
    url: Option<String>,
    #[serde(default)]
    database: String,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    proxies: String,
    backup_folder: Option<PathBuf>,
    backup_hour: Hour,
    backup_keep: u32,
    session_days: u32,
    metrics: Option<String>,
}

/// An hour as people write it: a number in the file and the environment, text on the command line.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Hour {
    Number(i64),
    Text(String),
}

/// The settings file that is read without being named, in the working folder.
const FILE: &str = "crm-formation.toml";
/// How the names of variables begin.
const PREFIX: &str = "CRM_";

/// What the environment may set.
const NAMES: [&str; 12] = [
    "data",
    "listen",
    "url",
    "database",
    "tls_cert",
    "tls_key",
    "proxies",
    "backup_folder",
    "backup_hour",
    "backup_keep",
    "session_days",
    "metrics",
];

/// The settings in force.
#[derive(Clone, Debug)]
pub struct Config {
    /// Folder of everything that is kept.
    pub data: PathBuf,
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Address under which people reach it, without a slash at the end.
    pub url: String,
    /// A remote database; empty for the embedded one.
    pub database: String,
    /// The certificate and its key; none for http.
    pub tls: Option<Files>,
    /// Proxies in front of the server, which say who asks.
    pub proxies: Vec<IpAddr>,
    /// Folder of the daily backups.
    pub backup_folder: PathBuf,
    /// The hour at which one is made; none when they are made by hand only.
    pub backup_hour: Option<u8>,
    /// How many daily backups are kept.
    pub backup_keep: u32,
    /// After so many days a session ends, however it is used.
    pub session_days: u32,
    /// Where figures for a monitoring system are answered; nowhere unless asked for.
    pub metrics: Option<SocketAddr>,
    /// The settings file in force, if there is one.
    pub file: Option<PathBuf>,
}

impl Config {
    /// Reads the settings.
    ///
    /// # Errors
    /// One line that names the setting and what is wrong with it.
    pub fn read(options: &Options) -> Result<Self, String> {
        let file = options.config.clone().unwrap_or_else(|| PathBuf::from(FILE));
        if options.config.is_some() && !file.is_file() {
            return Err(format!("the configuration file {} is not there", file.display()));
        }
        let defaults = Raw {
            data: "data".into(),
            listen: "127.0.0.1:3000".into(),
            url: None,
            database: String::new(),
            tls_cert: None,
            tls_key: None,
            proxies: "127.0.0.1,::1".into(),
            backup_folder: None,
            backup_hour: Hour::Number(2),
            backup_keep: 14,
            session_days: 30,
            metrics: None,
        };
        let env = Env::prefixed(PREFIX).only(&NAMES);
        let raw: Raw = Figment::from(Serialized::defaults(defaults))
            .merge(Toml::file(&file))
            .merge(env)
            .merge(Serialized::defaults(options))
            .extract()
            // The library names its layer; nobody wrote that.
            .map_err(|cause| format!("the configuration is not right: {cause}").replace("\"default.", "\""))?;
        let listen = address("listen", &raw.listen)?;
        let metrics = raw.metrics.map(|text| address("metrics", &text)).transpose()?;
        let tls = match (raw.tls_cert, raw.tls_key) {
            (Some(cert), Some(key)) => Some(Files { cert, key }),
            (None, None) => None,
            _ => return Err("`tls_cert` and `tls_key` go together: give both or neither".to_owned()),
        };
        let scheme = if tls.is_some() { "https" } else { "http" };
        let url = raw.url.unwrap_or_else(|| format!("{scheme}://{listen}"));
        let url = url.trim_end_matches('/').to_owned();
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        if host.is_none_or(|host| host.is_empty() || host.contains(['/', ' ', '"'])) {
            return Err(format!("`url` is {url:?}, but must be like https://crm.exemple.fr, without a path"));
        }
        if tls.is_some() && !url.starts_with("https://") {
            return Err(format!("`url` is {url:?}, but must begin with https:// where `tls_cert` is given"));
        }
        let proxies = addresses(&raw.proxies)
            .ok_or_else(|| format!("`proxies` is {:?}, but must be addresses like 127.0.0.1,10.0.0.2", raw.proxies))?;
        let known = ["mem://", "ws://", "wss://"].iter().any(|scheme| raw.database.starts_with(scheme));
        if !raw.database.is_empty() && !known {
            return Err(format!(
                "`database` is {:?}, but must be like ws://user:password@host:8000",
                without_secret(&raw.database)
            ));
        }
        let backup_hour = hour(&raw.backup_hour)?;
        if raw.backup_keep == 0 {
            return Err("`backup_keep` is 0, but at least one backup is kept".to_owned());
        }
        if !(1..=365).contains(&raw.session_days) {
            return Err(format!("`session_days` is {}, but must be from 1 to 365", raw.session_days));
        }
        let backup_folder = raw.backup_folder.unwrap_or_else(|| raw.data.join("backups"));
        let file = file.is_file().then(|| std::path::absolute(&file).unwrap_or(file));
        Ok(Self {
            data: raw.data,
            listen,
            url,
            database: raw.database,
            tls,
            proxies,
            backup_folder,
            backup_hour,
            backup_keep: raw.backup_keep,
            session_days: raw.session_days,
            metrics,
            file,
        })
    }

    /// What the session's cookie is called.
    #[must_use]
    pub fn cookie(&self) -> &'static str {
        if self.https() { "__Host-crm" } else { "crm" }
    }

    /// Whether people come over https.
    #[must_use]
    pub fn https(&self) -> bool {
        self.url.starts_with("https://")
    }

    /// Where the settings of backups are made, and what they are now.
    #[must_use]
    pub fn backups(&self) -> Place {
        let named = |line: &str| {
            let (key, value) = line.split_once(" = ").filter(|(key, _)| key.starts_with("backup_"))?;
            Some(Setting {
                key: key.to_owned(),
                value: value.to_owned(),
                option: format!("--{}", key.replace('_', "-")),
                variable: format!("{PREFIX}{}", key.to_uppercase()),
            })
        };
        let settings = self.show().lines().filter_map(named).collect();
        let there = self.file.is_some();
        let file = self.file.clone().unwrap_or_else(|| std::path::absolute(FILE).unwrap_or_else(|_| FILE.into()));
        Place { file: file.display().to_string(), there, settings }
    }

    /// The settings in force as TOML, the password of the database hidden.
    #[must_use]
    pub fn show(&self) -> String {
        let file = |file: &PathBuf| quoted(file.display());
        let tls = self
            .tls
            .as_ref()
            .map(|Files { cert, key }| format!("tls_cert = {}\ntls_key = {}\n", file(cert), file(key)));
        let rest = format!(
            "data = {}\nlisten = {}\nurl = {}\ndatabase = {}\nproxies = {}\n\
             backup_folder = {}\nbackup_hour = {}\nbackup_keep = {}\nsession_days = {}\n",
            quoted(self.data.display()),
            quoted(self.listen),
            quoted(&self.url),
            quoted(without_secret(&self.database)),
            quoted(self.proxies.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(",")),
            quoted(self.backup_folder.display()),
            self.backup_hour.map_or_else(|| "\"off\"".to_owned(), |hour| hour.to_string()),
            self.backup_keep,
            self.session_days
        );
        let metrics = self.metrics.map(|address| format!("metrics = \"{address}\"\n"));
        rest + &tls.unwrap_or_default() + &metrics.unwrap_or_default()
    }
}

fn address(setting: &str, text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| format!("`{setting}` is {text:?}, but must be an address like 127.0.0.1:3000"))
}

#[cfg(test)]
mod tests;
