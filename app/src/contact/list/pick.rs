//! Which contacts are selected: some, by hand, on whatever pages; or all that the filter finds.

use std::collections::BTreeSet;

use domain::ContactId;
use domain::contact::Filter;
use domain::contact::bulk::{MOST, Selection};
use leptos::prelude::*;

/// The selection.
#[derive(Clone, Copy)]
pub(super) struct Picks {
    ids: RwSignal<BTreeSet<ContactId>>,
    /// Everybody the filter finds.
    all: RwSignal<bool>,
    /// The row picked last: with the shift key the rows from there are picked.
    last: StoredValue<Option<ContactId>>,
    /// The rows of this page.
    page: StoredValue<Vec<ContactId>>,
    /// Whether boxes are shown where the room is small.
    pub(super) shown: RwSignal<bool>,
}

impl Picks {
    pub(super) fn new() -> Self {
        Self {
            ids: RwSignal::new(BTreeSet::new()),
            all: RwSignal::new(false),
            last: StoredValue::new(None),
            page: StoredValue::new(Vec::new()),
            shown: RwSignal::new(false),
        }
    }

    /// Tells which rows there are.
    pub(super) fn on_page(self, ids: Vec<ContactId>) {
        self.page.set_value(ids);
    }

    pub(super) fn has(self, id: &ContactId) -> bool {
        self.all.get() || self.ids.with(|ids| ids.contains(id))
    }

    /// How many are selected, where the filter finds so many.
    pub(super) fn number(self, found: u32) -> u32 {
        if self.all.get() { found } else { self.ids.with(|ids| u32::try_from(ids.len()).unwrap_or(u32::MAX)) }
    }

    /// Whether everything is selected that the filter finds.
    pub(super) fn everything(self) -> bool {
        self.all.get()
    }

    /// Whether each row of this page is selected, or some are.
    pub(super) fn of_page(self) -> (bool, bool) {
        let page = self.page.get_value();
        let picked = page.iter().filter(|id| self.has(id)).count();
        (picked > 0 && picked == page.len(), picked > 0 && picked < page.len())
    }

    /// Selects a row or lets it go; `through` does so with all rows since the last one.
    pub(super) fn toggle(self, id: &ContactId, through: bool) {
        self.by_hand();
        let on = !self.ids.with_untracked(|ids| ids.contains(id));
        let page = self.page.get_value();
        let place = |wanted: &ContactId| page.iter().position(|known| known == wanted);
        let from = self.last.get_value().filter(|_| through).and_then(|last| place(&last));
        let range = match (from, place(id)) {
            (Some(from), Some(to)) => page.get(from.min(to)..=from.max(to)).unwrap_or_default().to_vec(),
            _ => vec![id.clone()],
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
        self.last.set_value(Some(id.clone()));
    }

    /// Selects the page's rows, or lets them go.
    pub(super) fn toggle_page(self) {
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
    pub(super) fn pick_everything(self) {
        self.all.set(true);
    }

    /// Lets everything go.
    pub(super) fn clear(self) {
        self.all.set(false);
        self.shown.set(false);
        self.last.set_value(None);
        if !self.ids.with_untracked(BTreeSet::is_empty) {
            self.ids.set(BTreeSet::new());
        }
    }

    /// The selection as it is sent.
    pub(super) fn selection(self, filter: Filter) -> Selection {
        match self.all.get_untracked() {
            true => Selection::Found(Box::new(filter)),
            false => Selection::These(self.ids.get_untracked().into_iter().collect()),
        }
    }
}
