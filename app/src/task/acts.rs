//! What is done to an action from its line: finish it, take that back, give it another day.

use domain::task::{Details, Task};
use domain::{ContactId, Day, DealId, Error as Cause, Patch, Right, TaskId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{CreateTask, EditTask, FinishTask, Follow, edit_task, finish_task, follow_up};
use super::focus::{Row, hand_on, leave};
use super::words::due;
use crate::error::Error;
use crate::i18n::{Lang, Texts, fill, lang, texts_here};
use crate::me::{can, today};
use crate::outbox::{Entry, Key, Kind, Outbox, new_key};
use crate::record::{Back, Reload, values};
use crate::ui::Toasts;

/// Makes a new task, or keeps it until the network is back: then there is none yet.
/// `about` tells the deal where the page does not.
pub(crate) async fn create(details: Details, about: &str, (outbox, key): (Outbox, Key)) -> Result<Option<Task>, Error> {
    let deal = details.deal.as_ref().map(DealId::subject);
    let subjects = deal.into_iter().chain(details.contact.as_ref().map(ContactId::subject)).collect();
    let call = CreateTask { details, id: key.id() };
    outbox.send(Kind::Task, subjects, about.to_owned(), key, call).await
}

/// The acts of a page, and what they ask for.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    texts: &'static Texts,
    lang: Lang,
    pub(super) today: Signal<Day>,
    pub(super) toasts: Toasts,
    pub(super) reload: Reload,
    back: StoredValue<Back>,
    outbox: Outbox,
    /// Whether the next action of a deal is asked for.
    asks: bool,
    /// The task that was finished, and the deal that needs another.
    pub(super) follow: RwSignal<Option<(TaskId, Follow)>>,
    /// The task that is given a day.
    pub(super) dating: RwSignal<Option<Task>>,
    /// The Monday of the week that is shown, where it is one.
    pub(super) week: RwSignal<Option<Day>>,
    /// The task that is being dragged to another day.
    pub(super) held: RwSignal<Option<Task>>,
    /// The task that was moved with the keyboard: its line takes the focus where it comes to stand.
    pub(super) carried: RwSignal<Option<TaskId>>,
    /// The task that is edited.
    pub(super) editing: RwSignal<Option<Task>>,
}

impl Acts {
    /// The acts of this page. Make them while it is set up.
    pub(super) fn new(reload: Reload) -> Self {
        Self {
            texts: texts_here(),
            lang: lang(),
            today: today(),
            toasts: Toasts::here(),
            reload,
            back: StoredValue::new(Back::here()),
            outbox: Outbox::here(),
            asks: can(Right::WriteNotes) && can(Right::ReadDeals),
            follow: RwSignal::new(None),
            dating: RwSignal::new(None),
            week: RwSignal::new(None),
            held: RwSignal::new(None),
            carried: RwSignal::new(None),
            editing: RwSignal::new(None),
        }
    }

    /// Whether the finishing of a task waits to be sent.
    pub(super) fn finishing(self, id: &TaskId) -> Memo<bool> {
        let subject = id.subject();
        Memo::new(move |_| self.outbox.about(Kind::Finish, &subject).iter().any(|entry| !entry.refused()))
    }

    /// What of a task waits to be sent: nothing, something, or something that was refused.
    pub(super) fn waiting(self, id: &TaskId) -> Memo<Option<bool>> {
        let subject = id.subject();
        Memo::new(move |_| {
            let all = [Kind::Finish, Kind::Edit].map(|kind| self.outbox.about(kind, &subject));
            all.iter().flatten().map(Entry::refused).max()
        })
    }

    /// Finishes the task; the tick is there at once and goes again if it was refused. A deal that is open is asked for
    /// what comes next.
    pub(super) fn finish(self, task: Task, done: RwSignal<bool>, row: Row) {
        done.set(true);
        spawn_local(async move {
            let (id, title) = (task.id.clone(), task.details.title.clone());
            let (key, subjects) = (new_key(), vec![id.subject()]);
            let call = FinishTask { id: id.clone(), done: true, key: Some(key.clone()) };
            match self.outbox.send_saying(Kind::Finish, subjects, title, key, call).await {
                Ok(Some(_)) => {}
                // What waits ticks it from here on. What comes next is asked with what the line knows of its deal.
                Ok(None) => {
                    done.try_set(false);
                    if let Some(follow) = self.known(&task) {
                        self.follow.try_set(Some((id, follow)));
                    }
                    return;
                }
                // A colleague was first: it is done, and neither taken back nor followed up here.
                Err(Error(Cause::Since { by, .. })) => {
                    self.toasts.show(fill(self.texts.task().done_by, &[("by", &by)]));
                    return self.reload.soon();
                }
                Err(error) => {
                    done.try_set(false);
                    return self.toasts.show(error.say(self.texts));
                }
            }
            let undone = id.clone();
            let after = task.details.repeat.and_then(|repeat| repeat.next(self.today.get_untracked()));
            let said = after.map_or_else(
                || fill(self.texts.task().said_done, &[("title", &task.details.title)]),
                |after| self.say_next(after.on),
            );
            self.toasts.show_with_undo(said, move || self.reopen(undone.clone(), Some(done)));
            // What comes again has its next already.
            let deal = task.details.deal.filter(|_| self.asks && after.is_none());
            let follow = match deal {
                // Without an answer nothing is asked: the task is done.
                Some(deal) => follow_up(deal).await.ok().flatten(),
                None => None,
            };
            match follow {
                // Taken back meanwhile.
                Some(_) if done.try_get_untracked() == Some(false) => {}
                Some(follow) => drop(self.follow.try_set(Some((id, follow)))),
                None => hand_on(row),
            }
            self.reload.soon();
        });
    }

    /// The question for what comes next, as far as the task tells of its deal.
    fn known(self, task: &Task) -> Option<Follow> {
        let (deal, title) = (task.details.deal.clone()?, task.deal_title.clone()?);
        let after = task.details.repeat.and_then(|repeat| repeat.next(self.today.get_untracked()));
        let asked = self.asks && after.is_none();
        asked.then(|| Follow { deal, title, contact: task.details.contact.clone(), planned: None })
    }

    fn say_next(self, day: Day) -> String {
        let shown = day.show(self.today.get_untracked(), self.lang.french());
        fill(self.texts.week().done_next, &[("day", &shown)])
    }

    /// Opens the task again.
    pub(super) fn reopen(self, id: TaskId, done: Option<RwSignal<bool>>) {
        if let Some(done) = done {
            done.try_set(false);
        }
        self.follow.try_update(|follow| {
            if follow.as_ref().is_some_and(|(task, _)| *task == id) {
                *follow = None;
            }
        });
        let waiting = untrack(|| self.outbox.about(Kind::Finish, &id.subject()));
        spawn_local(async move {
            // Not sent yet: then there is nothing to take back but that.
            if let Some(entry) = waiting.into_iter().next() {
                self.outbox.discard(entry.key).await;
                return self.reload.soon();
            }
            match finish_task(id, false, None).await {
                Ok(task) => self.toasts.show(fill(self.texts.task().said_reopened, &[("title", &task.details.title)])),
                Err(error) => self.toasts.show(error.say(self.texts)),
            }
            self.reload.soon();
        });
    }

    /// Gives the task another day, and its line the focus there. One at a time: the next knows the day of this one.
    pub(super) fn carry(self, task: &Task, day: Day) {
        if self.carried.get_untracked().is_some() {
            return;
        }
        // Out of the week it is out of sight. Its neighbour does not get the focus: the same keys would move that one next.
        let shown = |monday: Day| (monday..monday.plus(7)).contains(&day);
        let stays = self.week.get_untracked().is_some_and(shown);
        if stays {
            self.carried.set(Some(task.id.clone()));
        } else {
            leave();
        }
        self.put_off(task, day, stays);
    }

    /// Gives the task another day.
    pub(super) fn postpone(self, task: &Task, day: Day) {
        self.put_off(task, day, false);
    }

    /// `carried`: its line takes the focus along, which may have happened before the answer is here.
    fn put_off(self, task: &Task, day: Day, carried: bool) {
        let mut wanted = task.details.clone();
        wanted.due_on = Some(day);
        let patch = Patch::between(task.version, &task.details, &wanted);
        let id = task.id.clone();
        let shown = day.show(self.today.get_untracked(), self.lang.french());
        let said = fill(self.texts.task().postponed, &[("day", &shown)]);
        let row = document().active_element().and_then(|held| held.closest("li").ok().flatten());
        let (subject, words) = (id.subject(), format!("{} – {said}", task.details.title));
        spawn_local(async move {
            let asked = match self.outbox.earlier(&subject, &patch.changes) {
                // Behind what waits.
                Some(_) => Err(Error(domain::Error::Offline)),
                None => edit_task(id.clone(), patch.clone()).await,
            };
            let Patch { version, changes } = patch;
            match asked {
                Ok(now) => {
                    self.offer(&now, said, &["due_on"]);
                    if !carried {
                        hand_on(row);
                    }
                }
                Err(Error(domain::Error::Offline))
                    if self
                        .outbox
                        .keep_edit(
                            subject,
                            changes,
                            |_| words,
                            |changes| EditTask { id, patch: Patch { version, changes } },
                        )
                        .await =>
                {
                    self.carried.try_set(None);
                }
                Err(error) => {
                    self.carried.try_set(None);
                    self.toasts.show(error.say(self.texts));
                }
            }
            self.reload.soon();
        });
    }

    /// Says that a task was made, which and for when, and offers to take that back.
    pub(super) fn offer_new(self, task: &Task) {
        let Details { title, due_on, due_at, .. } = &task.details;
        let when = due(due_on.as_ref(), due_at.as_deref(), self.today.get_untracked(), self.lang);
        let title = if when.is_empty() { title.clone() } else { format!("{title}, {when}") };
        self.offer(task, fill(self.texts.task().added, &[("title", &title)]), &[]);
    }

    /// Says what was done to a task, and offers to take it back.
    pub(super) fn offer(self, task: &Task, text: impl Into<String>, fields: &[&str]) {
        let after = values(&task.details, fields);
        self.back.with_value(|back| back.offer(task.id.subject(), text, after, move |_| self.reload.soon()));
    }
}
