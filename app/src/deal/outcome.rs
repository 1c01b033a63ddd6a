//! Moving, winning, losing and reopening a deal, each with the way back.

use domain::StageId;
use domain::board::Card;
use domain::deal::{Closing, Relocation};
use domain::pipeline::Stage;
use domain::vocabulary::List;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{close_deal, move_deal, reopen_deal};
use crate::i18n::{Texts, fill, texts_here};
use crate::record::{Save, offered};
use crate::ui::{Button, Dialog, Kind, SelectField, TextField, Toasts, Variant};

/// The choice of a reason that is in no list: no word is empty or begins so.
const OTHER: &str = " ";

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
        let c = self.t.contact();
        let said = ended(self.t, &card, if closing == Closing::Won { c.said_won } else { c.said_lost });
        self.record.try_set(card);
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

/// What is said of a deal that ended: also what is still planned for it, which does not end by itself.
pub(crate) fn ended(t: &'static Texts, card: &Card, said: &str) -> String {
    let planned = card.deal.next.as_ref();
    planned.map_or_else(
        || said.to_owned(),
        |next| fill(t.contact().still_planned, &[("said", said), ("title", &next.title)]),
    )
}

/// Asks why a deal is lost.
#[component]
pub(super) fn LostDialog(open: RwSignal<bool>, acts: Acts) -> impl IntoView {
    let known = offered(List::Reasons);
    let save = Save::new(move |why| async move { acts.close(Closing::Lost, why).await });
    view! { <Dialog open title=texts_here().contact().lost_title><LostForm open known save=save.clone() /></Dialog> }
}

/// The reason, one of the known or another; none will do.
#[component]
pub(crate) fn LostForm(open: RwSignal<bool>, known: RwSignal<Vec<String>>, save: Save) -> impl IntoView {
    let t = texts_here();
    let (c, d) = (t.contact(), t.desk());
    let (reason, pending, error) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(None));
    let chosen = RwSignal::new(String::new());
    let other = move || chosen.with(|chosen| chosen == OTHER);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let own = known.with_untracked(Vec::is_empty) || other();
        let why = if own { reason.get_untracked() } else { chosen.get_untracked() };
        let saving = save.run(why);
        spawn_local(async move {
            match saving.await {
                Ok(()) => drop(open.try_set(false)),
                Err(problem) => drop(error.try_set(Some(problem.say(t)))),
            }
            pending.try_set(false);
        });
    };
    let options = Signal::derive(move || {
        let known = known.get().into_iter().map(|word| (word.clone(), word));
        let none = (String::new(), d.heir_choose.to_owned());
        std::iter::once(none).chain(known).chain([(OTHER.to_owned(), d.reason_other.to_owned())]).collect::<Vec<_>>()
    });
    view! {
        <form class="form" on:submit=send>
            <Show
                when=move || !known.with(Vec::is_empty)
                fallback=move || view! { <TextField label=c.lost_reason name="reason" value=reason error help=c.lost_help /> }
            >
                <SelectField label=c.lost_reason name="reason-known" value=chosen options error help=c.lost_optional />
                <Show when=other>
                    <TextField label=d.reason_own name="reason" value=reason autofocus=true help=c.lost_help />
                </Show>
            </Show>
            <div class="form-actions">
                <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::DangerPrimary kind=Kind::Submit pending>{t.contact().lost_act}</Button>
            </div>
        </form>
    }
}
