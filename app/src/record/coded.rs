//! What is kept as a code, in words, for the files that people take away.

use std::collections::BTreeMap;

use domain::Role;
use domain::time::Zone;
use serde_json::Value;

use super::value::Sayer;
use crate::i18n::Lang;

/// The value of a field as people read it: `"no_answer"` of `outcome` is « Sans réponse ». Spaces are plain ones, as
/// spreadsheets take them.
#[must_use]
pub fn coded(lang: Lang, field: &str, value: &Value) -> String {
    let t = lang.texts();
    let names = BTreeMap::new();
    let sayer = Sayer {
        names: &names,
        t,
        lang,
        today: domain::Instant::default().day(&Zone::default()),
        zone: Zone::default(),
    };
    let said = match (field, value.as_str()) {
        ("state", Some("open")) => t.contact().open.to_owned(),
        ("state", Some("won")) => t.contact().won.to_owned(),
        ("state", Some("lost")) => t.contact().lost.to_owned(),
        ("role", Some(code)) => {
            let role = Role::ALL.into_iter().find(|role| role.as_str() == code);
            role.map_or_else(|| code.to_owned(), |role| crate::setting::role_name(role, t).to_owned())
        }
        _ => sayer.say(field, value),
    };
    said.replace(['\u{a0}', '\u{202f}'], " ")
}
