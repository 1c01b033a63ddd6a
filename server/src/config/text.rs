//! Settings that are written as text.

use std::net::IpAddr;

use super::Hour;

/// An hour of the day, or `off`.
pub(super) fn hour(wanted: &Hour) -> Result<Option<u8>, String> {
    let text = match wanted {
        Hour::Number(hour) => hour.to_string(),
        Hour::Text(text) => text.trim().to_owned(),
    };
    if text == "off" {
        return Ok(None);
    }
    let hour = text.parse::<u8>().ok().filter(|hour| *hour < 24);
    hour.map(Some).ok_or_else(|| format!("`backup_hour` is {text:?}, but must be an hour from 0 to 23, or `off`"))
}

/// Addresses separated by commas; none is fine.
pub(super) fn addresses(text: &str) -> Option<Vec<IpAddr>> {
    let named = text.split(',').map(str::trim).filter(|one| !one.is_empty());
    named.map(|one| one.parse().ok()).collect()
}

/// The address of a database without its password, also where it is none that this program takes.
pub(super) fn without_secret(url: &str) -> String {
    let plain = |start: &usize| url[..*start].bytes().all(|b| b.is_ascii_alphabetic());
    match (url.find("://").filter(plain), url.rfind('@')) {
        (Some(start), Some(end)) if start + 3 < end => {
            let user = url[start + 3..end].split(':').next().unwrap_or_default();
            format!("{}{user}:***{}", &url[..start + 3], &url[end..])
        }
        (_, Some(end)) => format!("***{}", &url[end..]),
        _ => url.to_owned(),
    }
}

/// A text as TOML writes it. JSON writes it alike, but for one sign.
pub(super) fn quoted(text: impl std::fmt::Display) -> String {
    serde_json::Value::String(text.to_string()).to_string().replace('\u{7f}', "\\u007f")
}
