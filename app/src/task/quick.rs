//! Quick entry: « appeler Mme Noir mardi 14h » in one line, and what was understood of it under the line.

use domain::task::quick::{Moment, Quick, long, read};
use domain::task::{Details, Kind};
use domain::time::Zone;
use domain::{Instant, UserId};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::acts::{Acts, create};
use super::draft::Draft;
use super::whom::{Named, Whom};
use super::words::{kind_name, rule_name};
use crate::contact::choice::spoken;
use crate::error::Error;
use crate::i18n::{Lang, Texts, fill, lang, texts_here};
use crate::me::{now, zone};
use crate::outbox::{Key, Outbox};
use crate::route;
use crate::ui::{Button, Icon, Kind as Sends, Variant};

/// Reads what is typed, at the moment it is typed.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    now: Signal<Instant>,
    zone: StoredValue<Zone>,
    lang: Lang,
    texts: &'static Texts,
}

impl Reader {
    /// The reader of this page. Take it while a component is set up.
    pub(super) fn here() -> Self {
        Self { now: now(), zone: StoredValue::new(zone()), lang: lang(), texts: texts_here() }
    }

    /// The page's texts.
    pub(super) fn texts(self) -> &'static Texts {
        self.texts
    }

    fn moment(self) -> Moment {
        self.zone.with_value(|zone| Moment::of(self.now.get_untracked(), zone))
    }

    /// What a line means.
    pub(super) fn read(self, text: &str) -> Quick {
        read(text, self.moment(), !self.lang.french())
    }

    /// The action that a line means.
    pub(super) fn details(self, text: &str) -> Details {
        let Quick { title, kind, due_on, due_at, repeat, .. } = self.read(text);
        Details { title, kind: kind.unwrap_or(Kind::Other), due_on, due_at, repeat, ..Details::default() }
    }

    /// `Appel · mardi 24 novembre, 14:00`; nothing when the line says neither kind nor day.
    pub(super) fn say(self, quick: &Quick) -> Option<String> {
        let kind = quick.kind.map(|kind| kind_name(self.texts, kind).to_owned());
        let when = quick.due_on.map(|day| {
            let today = self.moment().day;
            let day = if day == today {
                self.texts.task().today.to_lowercase()
            } else {
                long(day, today, self.lang.french())
            };
            quick.due_at.as_ref().map_or(day.clone(), |time| format!("{day}, {time}"))
        });
        let again = quick.repeat.map(|repeat| rule_name(self.texts, repeat.rule()));
        let said: Vec<String> = kind.into_iter().chain(when).chain(again).collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }
}

/// What was understood of a line, said as it changes.
#[component]
pub(super) fn Understood(
    /// The line.
    text: RwSignal<String>,
    /// Who reads it.
    reader: Reader,
    /// Whether it is read at all.
    read: RwSignal<bool>,
) -> impl IntoView {
    let quick = Memo::new(move |_| read.get().then(|| text.with(|text| reader.read(text))));
    let said = move || quick.with(|quick| quick.as_ref().and_then(|quick| reader.say(quick)));
    let odd = move || {
        let odd = quick.with(|quick| quick.as_ref().and_then(|quick| quick.odd.clone()))?;
        Some(fill(reader.texts.task().quick_odd, &[("odd", &odd)]))
    };
    view! {
        <p class="understood" role="status">
            {move || said().map(|said| view! { <Icon name="check" /><span>{said}</span> })}
            {move || odd().map(|odd| view! { <span class="understood-odd"><Icon name="alert" />{odd}</span> })}
        </p>
    }
}

/// The line above « Mes actions ». Before the page is awake it opens the dialog through the address.
#[component]
pub(super) fn QuickEntry(
    /// What the page does with tasks.
    acts: Acts,
    /// Whose they are: the colleague, and the name unless it is the reader.
    #[prop(into)]
    owner: Signal<(Option<UserId>, Option<String>)>,
    /// What the dialog begins with.
    draft: Draft,
    /// Opens the dialog.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (t, reader) = (texts_here(), Reader::here());
    let k = t.task();
    let (text, always) = (RwSignal::new(String::new()), RwSignal::new(true));
    let (pending, error) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let (outbox, key) = (Outbox::here(), Key::new());
    let node = NodeRef::<Input>::new();
    // What was typed before the page woke up.
    Effect::new(move |_| {
        if let Some(input) = node.get() {
            text.set(input.value());
        }
    });
    let whom = Whom::of(text, reader);
    let empty = move || text.with(|text| text.trim().is_empty());
    let refill = move |value: String| {
        if let Some(Some(input)) = node.try_get_untracked() {
            input.set_value(&value);
        }
        text.try_set(value);
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if pending.get_untracked() || empty() {
            return;
        }
        let (assignee, contact) = (owner.get_untracked().0, whom.id());
        let details = Details { assignee, contact, ..reader.details(&text.get_untracked()) };
        pending.set(true);
        error.set(None);
        spawn_local(async move {
            let made = async {
                details.check()?;
                create(details, "", (outbox, key)).await
            };
            match made.await {
                Ok(made) => {
                    refill(String::new());
                    whom.forget();
                    // Kept for later: the server, which cannot be reached, has nothing new to be read.
                    if let Some(made) = made {
                        acts.offer_new(&made);
                        acts.reload.soon();
                    }
                }
                Err(problem) => drop(error.try_set(Some(problem))),
            }
            pending.try_set(false);
        });
    };
    let specify = move |_| {
        draft.title.set(text.get_untracked());
        if let Some(choice) = untrack(|| whom.choice()) {
            draft.contact.1.set(choice.id.parse().ok());
            draft.contact.0.set(spoken(&choice));
        }
        refill(String::new());
        open.set(true);
    };
    let for_whom = move || owner.with(|(_, name)| name.as_ref().map(|name| fill(k.for_somebody, &[("name", name)])));
    view! {
        <form class="adder" method="get" action=route::TASKS role="group" aria-label=k.quick on:submit=send>
            // A colleague's page stays that colleague's.
            {move || owner.with(|(id, _)| id.as_ref().map(|id| view! { <input type="hidden" name="qui" value=id.to_string() /> }))}
            <div class="adder-line">
                <label class="adder-field">
                    <Icon name="plus" />
                    <span class="spoken">{k.quick}</span>
                    <input
                        node_ref=node
                        class="field-input"
                        name="nouveau"
                        autocomplete="off"
                        enterkeyhint="done"
                        placeholder=k.quick_hint
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        aria-describedby="quick-problem"
                        on:input=move |event| {
                            text.set(event_target_value(&event));
                            error.set(None);
                        }
                    />
                </label>
                // Without scripts the server makes it at once; it comes first, so Enter means it.
                <noscript><button class="button" type="submit" formmethod="post">{t.common().add}</button></noscript>
                <Button variant=Variant::Plain kind=Sends::Submit class="needs-script" pending>{t.common().add}</Button>
            </div>
            <div class="adder-foot">
                <Understood text reader read=always />
                <Named whom reader />
                {move || (!empty()).then(|| view! {
                    <span class="muted">{for_whom}</span>
                    <button type="button" class="link-button" on:click=specify>{k.specify}</button>
                })}
            </div>
            <p class="field-error" id="quick-problem" role="alert">{move || error.with(|e| e.as_ref().map(|e| e.say(t)))}</p>
        </form>
    }
}
