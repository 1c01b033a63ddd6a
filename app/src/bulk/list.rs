//! Which list it is whose records are changed, what they are called, and of whom it is asked.

use domain::bulk::{Done, Selection, Verb};
use domain::sweep::{Step, Work};
use domain::{BulkId, Cursor, company, contact};
use leptos::prelude::*;

use super::pick::Picks;
use crate::company::api::{bulk_companies, selected_companies};
use crate::contact::api::{bulk_contacts, selected_contacts, take_back_contacts};
use crate::error::Error;
use crate::i18n::{Lang, Texts, fill, plural};
use crate::setting::sweep;

/// The list, with what it is asked for now.
#[derive(Clone, Copy)]
pub(crate) enum List {
    Contacts(Signal<contact::Filter>),
    Companies(Signal<company::Filter>),
}

/// What agrees with the name of the records.
pub(super) struct Words {
    one: &'static str,
    many: &'static str,
    pub(super) selected_one: &'static str,
    pub(super) selected: &'static str,
    pub(super) left: &'static str,
    pub(super) kept: &'static str,
}

/// Ids as the domain has them; what is none is left out.
fn typed<Id: std::str::FromStr>(ids: &[String]) -> Vec<Id> {
    ids.iter().filter_map(|id| id.parse().ok()).collect()
}

fn texts<Id: ToString>(ids: Vec<Id>) -> Vec<String> {
    ids.iter().map(Id::to_string).collect()
}

impl List {
    pub(super) fn words(self, t: &'static Texts) -> Words {
        let l = t.list();
        match self {
            Self::Contacts(_) => Words {
                one: l.one,
                many: l.many,
                selected_one: l.selected_one,
                selected: l.selected,
                left: l.left,
                kept: l.kept,
            },
            Self::Companies(_) => Words {
                one: l.firm,
                many: l.firms,
                selected_one: l.firm_selected,
                selected: l.firms_selected,
                left: l.firms_left,
                kept: l.firms_kept,
            },
        }
    }

    /// « 1 234 contacts ».
    pub(super) fn count(self, t: &'static Texts, lang: Lang, number: u32) -> String {
        let words = self.words(t);
        let figure = domain::page::Count::exact(number).show(lang.french());
        fill(plural(lang, number, words.one, words.many), &[("n", &figure)])
    }

    /// Whether its records have a status and an archive.
    pub(super) fn of_contacts(self) -> bool {
        matches!(self, Self::Contacts(_))
    }

    /// Whether it shows what is archived.
    pub(super) fn archived(self) -> bool {
        match self {
            Self::Contacts(filter) => filter.with(|filter| filter.archived),
            Self::Companies(_) => false,
        }
    }

    /// The ids of what is selected.
    pub(super) async fn selected(self, picks: Picks) -> Result<Vec<String>, Error> {
        if !picks.whole() {
            return Ok(picks.by_id());
        }
        match self {
            Self::Contacts(filter) => {
                selected_contacts(Selection::Found(Box::new(filter.get_untracked()))).await.map(texts)
            }
            Self::Companies(filter) => {
                selected_companies(Selection::Found(Box::new(filter.get_untracked()))).await.map(texts)
            }
        }
    }

    /// Changes a part of a bulk.
    pub(super) async fn change(self, ids: &[String], verb: Verb, bulk: BulkId) -> Result<Done, Error> {
        match self {
            Self::Contacts(_) => bulk_contacts(Selection::These(typed(ids)), verb, Some(bulk)).await,
            Self::Companies(_) => bulk_companies(Selection::These(typed(ids)), verb, Some(bulk)).await,
        }
    }

    /// Takes the next part of a bulk back.
    pub(super) async fn take_back(
        self,
        bulk: BulkId,
        whole: Option<BulkId>,
        at: Option<Cursor>,
    ) -> Result<Step, Error> {
        match self {
            Self::Contacts(_) => take_back_contacts(bulk, whole, at).await,
            Self::Companies(_) => sweep(Work::Back(bulk), whole, at).await,
        }
    }
}
