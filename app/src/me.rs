//! Who reads this page: known on the server, handed to the browser in the page itself.

use domain::time::Zone;
use domain::{Day, Instant, Right, Role, UserId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::i18n::Lang;

/// The colleague who is signed in, and what pages need to know of the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The colleague.
    pub id: UserId,
    /// The name.
    pub name: String,
    /// What the colleague may do.
    pub role: Role,
    /// The organisation's name.
    pub organisation: String,
    /// When the organisation's picture was brought, where it has one.
    #[serde(default)]
    pub logo: Option<Instant>,
    /// The time it lives by.
    pub zone: Zone,
}

impl Me {
    /// Whether a part of the page makes sense for this colleague. The ports check again.
    #[must_use]
    pub fn can(&self, right: Right) -> bool {
        self.role.allows(right)
    }
}

/// What the server hands to the browser with each page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Who reads it; none for a visitor.
    pub me: Option<Me>,
    /// The language.
    pub lang: Lang,
    /// The server's clock when the page was made.
    pub now: Instant,
    /// The address of the icons.
    pub sprite: String,
    /// How many notices are unread, up to ten.
    #[serde(default)]
    pub unread: u32,
    /// The release: another one means that the page is out of date.
    pub release: String,
}

/// The present moment as the page shows it: the server's at first, so that both sides write the same.
#[derive(Clone, Copy, Debug)]
pub struct Now(pub RwSignal<Instant>);

/// Who reads this page. None on the pages of visitors.
#[must_use]
pub fn me() -> Option<Me> {
    use_context::<Option<Me>>().flatten()
}

/// Whether the reader has the right; for leaving out what would be refused.
#[must_use]
pub fn can(right: Right) -> bool {
    me().is_some_and(|me| me.can(right))
}

/// The organisation's time.
#[must_use]
pub fn zone() -> Zone {
    me().map(|me| me.zone).unwrap_or_default()
}

/// The present moment; changes once a minute.
#[must_use]
pub fn now() -> Signal<Instant> {
    use_context::<Now>().map_or_else(|| Signal::derive(Instant::default), |now| now.0.into())
}

/// Today in the organisation's time.
#[must_use]
pub fn today() -> Signal<Day> {
    let (now, zone) = (now(), zone());
    Signal::derive(move || now.get().day(&zone))
}

/// What the page was made with: from the request on the server, from the page itself in the browser.
#[must_use]
pub fn handed() -> Handed {
    #[cfg(feature = "ssr")]
    {
        crate::ssr::handed()
    }
    #[cfg(not(feature = "ssr"))]
    {
        let text = document().get_element_by_id("handed").and_then(|element| element.text_content());
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }
}
