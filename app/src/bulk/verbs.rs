//! What is done to all selected records at once, and how it is taken back.

use domain::bulk::{Done, Verb};
use domain::contact::Status;
use domain::{BulkId, UserId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::list::List;
use super::pick::Picks;
use super::tags::TagDialog;
use super::walk::{Ended, Reached, Walk, change, take_back};
use crate::contact::status_word;
use crate::i18n::{Lang, Texts, fill, lang, plural, texts_here};
use crate::record::api::Colleague;
use crate::ui::{Button, Dialog, Icon, Kind, Menu, MenuItem, Toasts, Variant};

/// What there is to say about what was done.
fn said(doer: Doer, act: &str, done: &Done) -> String {
    let (l, list) = (doer.t.list(), doer.list);
    let mut parts = vec![format!("{act}{}{}", l.colon, list.count(doer.t, doer.lang, done.changed))];
    for (number, text) in [(done.unchanged, l.were_so), (done.refused, l.refused), (done.left, list.words(doer.t).left)]
    {
        if number > 0 {
            parts.push(fill(text, &[("n", &number.to_string())]));
        }
    }
    parts.join(" · ")
}

fn undo(doer: Doer, bulk: BulkId, of: u32) {
    let Doer { t, lang, toasts, again, walk, list, .. } = doer;
    spawn_local(async move {
        match take_back(walk, list, bulk, of).await {
            Ok(Ended { done, error }) => {
                let told = |number: u32, text| (number > 0).then(|| fill(text, &[("n", &number.to_string())]));
                let words = list.words(t);
                let (kept, left) = (told(done.refused, words.kept), told(done.left, words.left));
                let done = format!("{}{}{}", t.common().undone, t.list().colon, list.count(t, lang, done.changed));
                let why = error.map(|error| error.say(t));
                toasts.show([Some(done), kept, left, why].into_iter().flatten().collect::<Vec<_>>().join(" · "));
            }
            Err(error) => toasts.show(error.say(t)),
        }
        again.try_run(());
    });
}

/// From so many contacts on a change is asked about before it is made; fewer are in sight.
const ASK_FROM: u32 = 20;

/// Carries out a verb on the selection.
#[derive(Clone, Copy)]
pub(super) struct Doer {
    t: &'static Texts,
    lang: Lang,
    toasts: Toasts,
    picks: Picks,
    pub(super) pending: RwSignal<bool>,
    /// Reads the list again.
    again: Callback<()>,
    list: List,
    walk: Walk,
    /// How many are selected.
    number: Memo<u32>,
    /// What is to be done to many, and what is said of it, until somebody says yes.
    asking: RwSignal<Option<(Verb, String)>>,
}

impl Doer {
    /// How many it would be done to, in words.
    pub(super) fn count(self) -> String {
        self.list.count(self.t, self.lang, self.number.get())
    }

    /// Says first to how many it would be done, where they are many.
    fn propose(self, verb: Verb, act: String) {
        if self.number.get_untracked() < ASK_FROM { self.run(verb, act) } else { self.asking.set(Some((verb, act))) }
    }

    /// `act` is what is said of it.
    pub(super) fn run(self, verb: Verb, act: String) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        let Self { t, toasts, picks, again, walk, list, .. } = self;
        spawn_local(async move {
            let ended = change(walk, list, picks, verb).await;
            self.pending.try_set(false);
            match ended {
                Ok(Ended { done, error }) => {
                    let mut text = said(self, &act, &done);
                    if let Some(error) = &error {
                        text = format!("{text} · {} · {}", error.say(t), t.list().still_selected);
                    }
                    // Of the part whose answer was lost nobody knows: taking the whole back reaches it, too.
                    if done.changed > 0 || error.is_some() {
                        let (bulk, of) = (done.bulk, done.changed);
                        toasts.show_with_undo(text, move || undo(self, bulk.clone(), of));
                    } else {
                        toasts.show(text);
                    }
                    again.try_run(());
                    // What was not reached stays selected: one tries again.
                    if error.is_some() {
                        return;
                    }
                    picks.clear();
                    focus_list();
                }
                Err(error) => {
                    toasts.show(error.on("selection", t).map_or_else(|| error.say(t), |_| t.list().too_many.to_owned()))
                }
            }
        });
    }
}

/// The bar goes, and the focus with it: back to the list.
fn focus_list() {
    use leptos::wasm_bindgen::JsCast;
    let list = document().query_selector("main .table-wrap, main").ok().flatten();
    if let Some(list) = list.and_then(|list| list.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = list.focus();
    }
}

/// The bar over the list, while something is selected.
#[component]
pub(crate) fn Verbs(
    picks: Picks,
    list: List,
    /// How many the filter finds, and whether there are more.
    found: Signal<domain::page::Count>,
    colleagues: Signal<Vec<Colleague>>,
    /// The tags in use; `near` asks for them.
    tags: Signal<Vec<String>>,
    near: Callback<()>,
    again: Callback<()>,
) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let (c, l) = (t.contact(), t.list());
    let pending = RwSignal::new(false);
    let walk = Walk::new();
    let number = Memo::new(move |_| picks.number(found.get().rows));
    let asking = RwSignal::new(None);
    let doer = Doer { t, lang, toasts: Toasts::here(), picks, pending, again, list, walk, number, asking };
    let tagging = RwSignal::new(false);
    let title = move || {
        let words = list.words(t);
        fill(plural(lang, number.get(), words.selected_one, words.selected), &[("people", &doer.count())])
    };
    let owners = move || {
        let item = |owner: Option<UserId>, name: String| {
            let act = fill(l.owner_set, &[("name", &name)]);
            MenuItem::new(name, move || doer.propose(Verb::Owner(owner.clone()), act.clone()))
        };
        let offered = colleagues.get().into_iter().filter(|colleague| colleague.offered);
        let named = offered.map(|colleague| item(Some(colleague.id), colleague.name));
        named.chain([item(None, c.nobody.to_owned())]).collect::<Vec<_>>()
    };
    let statuses = move || {
        Status::ALL
            .map(|status| {
                let act = fill(l.status_set, &[("name", status_word(t, status))]);
                MenuItem::new(status_word(t, status), move || doer.propose(Verb::Status(status), act.clone()))
            })
            .to_vec()
    };
    let archived = move || list.archived();
    let archive = move |_| {
        let back = archived();
        doer.propose(Verb::Archive(!back), (if back { l.restored } else { l.archived_many }).to_owned());
    };
    let bar = move || {
        view! {
            <section class="verbs" aria-label=l.selection aria-busy=move || pending.get().to_string()>
                <span class="verbs-count" role="status">
                    <b class="num">{title}</b>
                </span>
                {move || {
                    let count = found.get();
                    let offered = picks.of_page().0 && !picks.everything() && count.rows > number.get();
                    offered.then(|| {
                        let all = fill(l.pick_all, &[("n", &count.show(lang.french()))]);
                        view! { <Button variant=Variant::Ghost on:click=move |_| picks.pick_everything()>{all}</Button> }
                    })
                }}
                <span class="verbs-acts">
                    <Button variant=Variant::Ghost icon="tag" disabled=pending on:click=move |_| {
                        near.run(());
                        tagging.set(true);
                    }>{c.tag}</Button>
                    <Menu id="bulk-owner" label=l.owner_of text=t.common().owner class="button button-ghost" titled=true items=Signal::derive(owners) icon="chevron-down" />
                    {list.of_contacts().then(|| view! {
                        <Menu id="bulk-status" label=l.status_of text=c.status class="button button-ghost" titled=true items=Signal::derive(statuses) icon="chevron-down" />
                        <Button variant=Variant::Ghost icon="archive" disabled=pending on:click=archive>
                            {move || if archived() { c.restore } else { c.archive }}
                        </Button>
                    })}
                </span>
                <button type="button" class="button button-ghost button-icon" aria-label=l.let_go title=l.let_go on:click=move |_| {
                    picks.clear();
                    focus_list();
                }><Icon name="x" /></button>
            </section>
        }
    };
    view! {
        <Show when=move || number.get() != 0 && !walk.long.get()>{bar}</Show>
        <Show when=move || walk.long.get()>
            <section class="verbs verbs-walk" aria-label=l.working><Reached walk /></section>
        </Show>
        <TagDialog open=tagging doer known=tags />
        <AskFirst doer />
    }
}

/// « Responsable « Claire » : 312 contacts »: what would be done to how many.
#[component]
fn AskFirst(doer: Doer) -> impl IntoView {
    let Doer { t, asking, .. } = doer;
    let (l, open) = (t.list(), RwSignal::new(false));
    Effect::new(move |_| open.set(asking.with(Option::is_some)));
    // However it was closed.
    Effect::new(move |was: Option<bool>| {
        let now = open.get();
        if was == Some(true) && !now {
            asking.set(None);
        }
        now
    });
    let title = Signal::derive(move || {
        let act = asking.with(|asked| asked.as_ref().map(|(_, act)| act.clone())).unwrap_or_default();
        format!("{act}{}{}", l.colon, doer.count())
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some((verb, act)) = asking.get_untracked() {
            open.set(false);
            doer.run(verb, act);
        }
    };
    view! {
        <Dialog open title>
            <form class="form" on:submit=send>
                <p class="muted">{l.ask_help}</p>
                <div class="form-actions">
                    <Button on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                    <Button variant=Variant::Primary kind=Kind::Submit>{move || fill(l.ask_yes, &[("people", &doer.count())])}</Button>
                </div>
            </form>
        </Dialog>
    }
}
