//! The page of a record that is not there: one that lies in the bin says who put it there, and comes back from here.

use domain::Right;
use domain::bin::Binned;
use domain::note::Subject;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

use crate::bin::{find_binned, restore_record};
use crate::error::Error;
use crate::frame::{failed, forget_page};
use crate::i18n::{fill, lang, texts_here};
use crate::me::{can, today, zone};
use crate::route;
use crate::ui::{Button, Empty, Toasts, Variant};

/// Why a record's page cannot be shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Gone {
    error: Error,
    binned: Option<Binned>,
}

impl From<Error> for Gone {
    fn from(error: Error) -> Self {
        Self { error, binned: None }
    }
}

/// Reads records for their pages. Made while the page is set up, where it is known who reads.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    restores: bool,
}

impl Opening {
    pub(crate) fn here() -> Self {
        Self { restores: can(Right::WriteRecords) }
    }

    /// What was read, or where it went.
    pub(crate) async fn of<T>(self, subject: Subject, read: Result<T, Error>) -> Result<T, Gone> {
        match read {
            Err(Error(domain::Error::NotFound)) if self.restores => {
                let binned = find_binned(subject).await?;
                Err(Gone { error: Error(domain::Error::NotFound), binned })
            }
            read => Ok(read?),
        }
    }
}

/// What stands in the place of the record.
pub(crate) fn gone(gone: &Gone) -> AnyView {
    match &gone.binned {
        Some(binned) => view! { <InBin binned=binned.clone() /> }.into_any(),
        None => failed(&gone.error),
    }
}

/// Who deleted it and when, and the way back.
#[component]
fn InBin(binned: Binned) -> impl IntoView {
    let (t, french, zone, today) = (texts_here(), lang().french(), zone(), today().get_untracked());
    let (toasts, pending) = (Toasts::here(), RwSignal::new(false));
    #[cfg(feature = "ssr")]
    crate::ssr::status(404);
    forget_page();
    let title = fill(t.log().binned, &[("name", &binned.name)]);
    let (at, until) = (binned.at.show(&zone, today, french), binned.until().day(&zone).show(today, french));
    let text = fill(t.log().binned_by, &[("by", &binned.by.name), ("at", &at), ("until", &until)]);
    let restore = move |_| {
        let id = binned.id.clone();
        pending.set(true);
        spawn_local(async move {
            match restore_record(id).await {
                // Not there: somebody else was faster, and the page knows where it went.
                Ok(_) | Err(Error(domain::Error::NotFound)) => drop(window().location().reload()),
                Err(error) => {
                    toasts.show(error.say(t));
                    pending.try_set(false);
                }
            }
        });
    };
    view! {
        <Title text=title.clone() />
        <main class="page" id="contenu" tabindex="-1">
            <Empty icon="trash" title text alone=true>
                <Button variant=Variant::Primary icon="undo" pending on:click=restore>{t.log().restore}</Button>
                <a class="button button-ghost" href=route::BIN>{t.log().bin_open}</a>
            </Empty>
        </main>
    }
}
