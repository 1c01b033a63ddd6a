//! Moving, winning, losing and reopening a deal, each with the way back.

use domain::StageId;
use domain::board::Card;
use domain::deal::{Closing, Relocation};
use domain::pipeline::Stage;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{close_deal, move_deal, reopen_deal};
use crate::i18n::{Texts, fill, texts_here};
use crate::ui::{Button, Dialog, Kind, TextField, Toasts, Variant};

/// What acts on a deal need.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) record: RwSignal<Card>,
    pub(super) toasts: Toasts,
    pub(super) t: &'static Texts,
    /// Whether an end is on its way: a second press says nothing new.
    pub(super) closing: StoredValue<bool>,
}

impl Acts {
    /// Puts the deal into a stage, on top.
    pub(super) fn relocate(self, stage: Stage, back: Option<Stage>) {
        self.go(stage, back, None);
    }

    fn go(self, stage: Stage, back: Option<Stage>, from: Option<StageId>) {
        let Some(deal) = self.record.try_with_untracked(|card| card.deal.id.clone()) else { return };
        let to = Relocation { deal, stage: stage.id.clone(), after: None, from, origin: String::new() };
        spawn_local(async move {
            match move_deal(to).await {
                Ok(card) => {
                    self.record.try_set(card);
                    let said = fill(self.t.contact().moved_to, &[("stage", &stage.name)]);
                    match back {
                        // Not over what a colleague did since.
                        Some(back) => self.toasts.show_with_undo(said, move || {
                            self.go(back.clone(), None, Some(stage.id.clone()));
                        }),
                        None => self.toasts.show(said),
                    }
                }
                Err(error) => self.toasts.show(error.say(self.t)),
            }
        });
    }

    /// Puts a closed deal back on the board.
    pub(super) fn reopen(self) {
        let Some(id) = self.record.try_with_untracked(|card| card.deal.id.clone()) else { return };
        spawn_local(async move {
            match reopen_deal(id).await {
                Ok(card) => {
                    self.record.try_set(card);
                    self.toasts.show(self.t.contact().reopened);
                }
                Err(error) => self.toasts.show(error.say(self.t)),
            }
        });
    }

    /// Ends the deal; says whether that was done.
    pub(super) async fn close(self, closing: Closing, reason: String) -> Result<(), crate::error::Error> {
        let Some(id) = self.record.try_with_untracked(|card| card.deal.id.clone()) else { return Ok(()) };
        let card = close_deal(id, closing, reason).await?;
        self.record.try_set(card);
        let c = &self.t.contact();
        let said = if closing == Closing::Won { c.said_won } else { c.said_lost };
        self.toasts.show_with_undo(said, move || self.reopen());
        Ok(())
    }

    /// Ends the deal as won.
    pub(super) fn win(self) {
        if self.closing.get_value() {
            return;
        }
        self.closing.set_value(true);
        spawn_local(async move {
            if let Err(error) = self.close(Closing::Won, String::new()).await {
                self.toasts.show(error.say(self.t));
            }
            self.closing.try_set_value(false);
        });
    }
}

/// Asks why a deal is lost.
#[component]
pub(super) fn LostDialog(open: RwSignal<bool>, acts: Acts) -> impl IntoView {
    view! { <Dialog open title=texts_here().contact().lost_title><LostForm open acts /></Dialog> }
}

#[component]
fn LostForm(open: RwSignal<bool>, acts: Acts) -> impl IntoView {
    let t = texts_here();
    let (reason, pending, error) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(None));
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let why = reason.get_untracked();
        spawn_local(async move {
            match acts.close(Closing::Lost, why).await {
                Ok(()) => drop(open.try_set(false)),
                Err(problem) => drop(error.try_set(Some(problem.say(t)))),
            }
            pending.try_set(false);
        });
    };
    view! {
        <form class="form" on:submit=send>
            <TextField label=t.contact().lost_reason name="reason" value=reason error=error help=t.contact().lost_help />
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::DangerPrimary kind=Kind::Submit pending>{t.contact().lost_act}</Button>
            </div>
        </form>
    }
}
