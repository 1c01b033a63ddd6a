//! Many records changed part by part, so that there is progress to show and a way to stop.

use std::time::Duration;

use domain::BulkId;
use domain::bulk::{CHUNK, Done, Verb};
use leptos::prelude::*;

use super::list::List;
use super::pick::Picks;
use crate::error::Error;
use crate::i18n::{fill, lang, texts_here};
use crate::ui::{Button, Progress};

/// What takes longer than this shows how far it is.
const SOON: Duration = Duration::from_secs(1);

/// How far something is, and whether it shall stop.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    /// How many are done, of how many.
    pub(super) reached: RwSignal<Option<(u32, u32)>>,
    /// Whether it has taken long enough to be shown.
    pub(super) long: RwSignal<bool>,
    stop: RwSignal<bool>,
}

impl Walk {
    pub(super) fn new() -> Self {
        Self { reached: RwSignal::new(None), long: RwSignal::new(false), stop: RwSignal::new(false) }
    }

    fn begin(self, of: u32) {
        self.stop.try_set(false);
        self.reached.try_set(Some((0, of)));
        set_timeout(
            move || {
                if self.reached.try_get_untracked().flatten().is_some() {
                    self.long.try_set(true);
                }
            },
            SOON,
        );
    }

    fn end(self) {
        self.reached.try_set(None);
        self.long.try_set(false);
    }

    fn stopped(self) -> bool {
        self.stop.try_get_untracked() == Some(true)
    }
}

/// What became of a walk, and why it ended before its end.
pub(super) struct Ended {
    pub(super) done: Done,
    pub(super) error: Option<Error>,
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Carries out a verb on all that is selected.
pub(super) async fn change(walk: Walk, list: List, picks: Picks, verb: Verb) -> Result<Ended, Error> {
    let ids = list.selected(picks).await?;
    domain::bulk::check_number(ids.len())?;
    // Named here, so that it can be taken back also when the answer to its first part was lost.
    let bulk: BulkId = crate::record::new_id().ok_or(domain::Error::Internal)?;
    let mut ended =
        Ended { done: Done { bulk: bulk.clone(), changed: 0, unchanged: 0, refused: 0, left: 0 }, error: None };
    walk.begin(number(ids.len()));
    for (at, part) in ids.chunks(CHUNK).enumerate() {
        let left = number(ids.len() - at * CHUNK);
        if walk.stopped() {
            ended.done.left = left;
            break;
        }
        match list.change(part, verb.clone(), bulk.clone()).await {
            Ok(part) => {
                ended.done.changed += part.changed;
                ended.done.unchanged += part.unchanged;
                ended.done.refused += part.refused;
            }
            // What breaks a rule breaks it for the first part already, and nothing was written.
            Err(error) if at == 0 && error.0 != domain::Error::Offline => {
                walk.end();
                return Err(error);
            }
            Err(error) => {
                (ended.done.left, ended.error) = (left, Some(error));
                break;
            }
        }
        walk.reached.try_set(Some((number(ids.len().min((at + 1) * CHUNK)), number(ids.len()))));
    }
    walk.end();
    Ok(ended)
}

/// Takes a bulk of so many records back.
pub(super) async fn take_back(walk: Walk, list: List, bulk: BulkId, of: u32) -> Result<Ended, Error> {
    let (mut sum, mut at): (Option<Done>, _) = (None, None);
    walk.begin(of);
    loop {
        let whole = sum.as_ref().map(|sum| sum.bulk.clone());
        match list.take_back(bulk.clone(), whole, at).await {
            Ok(step) => {
                let done = match sum {
                    Some(sum) => Done {
                        changed: sum.changed + step.done.changed,
                        refused: sum.refused + step.done.refused,
                        ..sum
                    },
                    None => step.done,
                };
                walk.reached.try_set(Some((done.changed + done.refused, of)));
                at = step.next;
                if at.is_none() || walk.stopped() {
                    walk.end();
                    let left = if at.is_some() { of.saturating_sub(done.changed + done.refused) } else { 0 };
                    return Ok(Ended { done: Done { left, ..done }, error: None });
                }
                sum = Some(done);
            }
            Err(error) => {
                walk.end();
                let Some(done) = sum else { return Err(error) };
                let left = of.saturating_sub(done.changed + done.refused);
                return Ok(Ended { done: Done { left, ..done }, error: Some(error) });
            }
        }
    }
}

/// How far it is, and the way to stop it.
#[component]
pub(super) fn Reached(walk: Walk) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let l = t.list();
    let now = move || walk.reached.get().unwrap_or_default();
    let show = move |number: u32| domain::page::Count::exact(number).show(lang.french());
    let figures = move || fill(t.desk().of, &[("n", &show(now().0)), ("max", &show(now().1))]);
    view! {
        <Progress
            label=l.working
            value=Signal::derive(move || Some(f64::from(now().0)))
            max=Signal::derive(move || f64::from(now().1.max(1)))
            figures=Signal::derive(figures)
        />
        <Button disabled=walk.stop on:click=move |_| walk.stop.set(true)>{l.stop}</Button>
    }
}
