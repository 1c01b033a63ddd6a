//! Which records of a list are selected: some, by hand, on whatever pages; or all that the filter finds.

use std::collections::BTreeSet;

use domain::bulk::MOST;
use leptos::prelude::*;

/// The selection.
#[derive(Clone, Copy)]
pub(crate) struct Picks {
    /// Their ids.
    ids: RwSignal<BTreeSet<String>>,
    /// Everybody the filter finds.
    all: RwSignal<bool>,
    /// The row picked last: with the shift key the rows from there are picked.
    last: StoredValue<Option<String>>,
    /// The rows of this page.
    page: StoredValue<Vec<String>>,
    /// Whether boxes are shown where the room is small.
    pub(crate) shown: RwSignal<bool>,
}

impl Picks {
    pub(crate) fn new() -> Self {
        Self {
            ids: RwSignal::new(BTreeSet::new()),
            all: RwSignal::new(false),
            last: StoredValue::new(None),
            page: StoredValue::new(Vec::new()),
            shown: RwSignal::new(false),
        }
    }

    /// Tells which rows there are.
    pub(crate) fn on_page(self, ids: Vec<String>) {
        self.page.set_value(ids);
    }

    pub(crate) fn has(self, id: &str) -> bool {
        self.all.get() || self.ids.with(|ids| ids.contains(id))
    }

    /// How many are selected, where the filter finds so many.
    pub(crate) fn number(self, found: u32) -> u32 {
        if self.all.get() { found } else { self.ids.with(|ids| u32::try_from(ids.len()).unwrap_or(u32::MAX)) }
    }

    /// Whether everything is selected that the filter finds.
    pub(crate) fn everything(self) -> bool {
        self.all.get()
    }

    /// Whether each row of this page is selected, or some are.
    pub(crate) fn of_page(self) -> (bool, bool) {
        let page = self.page.get_value();
        let picked = page.iter().filter(|id| self.has(id)).count();
        (picked > 0 && picked == page.len(), picked > 0 && picked < page.len())
    }

    /// Selects a row or lets it go; `through` does so with all rows since the last one.
    pub(crate) fn toggle(self, id: &str, through: bool) {
        self.by_hand();
        let on = !self.ids.with_untracked(|ids| ids.contains(id));
        let page = self.page.get_value();
        let place = |wanted: &str| page.iter().position(|known| known == wanted);
        let from = self.last.get_value().filter(|_| through).and_then(|last| place(&last));
        let range = match (from, place(id)) {
            (Some(from), Some(to)) => page.get(from.min(to)..=from.max(to)).unwrap_or_default().to_vec(),
            _ => vec![id.to_owned()],
        };
        self.ids.update(|ids| {
            for id in range {
                if !on {
                    ids.remove(&id);
                } else if ids.len() < MOST {
                    ids.insert(id);
                }
            }
        });
        self.last.set_value(Some(id.to_owned()));
    }

    /// Selects the page's rows, or lets them go.
    pub(crate) fn toggle_page(self) {
        let (whole, _) = untrack(|| self.of_page());
        self.by_hand();
        let page = self.page.get_value();
        self.ids.update(|ids| match whole {
            true => ids.retain(|id| !page.contains(id)),
            false => ids.extend(page),
        });
    }

    /// From everything to the rows of this page, which one then picks by hand.
    fn by_hand(self) {
        if self.all.get_untracked() {
            self.all.set(false);
            self.ids.set(self.page.get_value().into_iter().collect());
        }
    }

    /// Selects everything that the filter finds.
    pub(crate) fn pick_everything(self) {
        self.all.set(true);
    }

    /// Lets everything go.
    pub(crate) fn clear(self) {
        self.all.set(false);
        self.shown.set(false);
        self.last.set_value(None);
        if !self.ids.with_untracked(BTreeSet::is_empty) {
            self.ids.set(BTreeSet::new());
        }
    }

    /// What is selected by hand.
    pub(super) fn by_id(self) -> Vec<String> {
        self.ids.get_untracked().into_iter().collect()
    }

    /// Whether everything is selected that the filter finds, asked once.
    pub(super) fn whole(self) -> bool {
        self.all.get_untracked()
    }
}
