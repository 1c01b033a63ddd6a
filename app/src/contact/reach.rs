//! Addresses and numbers on a contact's page: pressed to write or call, and changed where they stand.

use domain::contact::{Channel, Contact, Details};
use domain::{Email, Label, Phone, Result as Checked, Right};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::channels::refusal;
use super::words::label_name;
use crate::i18n::{Texts, fill, texts_here};
use crate::me::can;
use crate::record::{Entry, Save, Way, change};
use crate::ui::{Icon, Menu, MenuItem, Toasts};

/// Addresses, or numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Emails,
    Phones,
}

/// One of them, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    at: usize,
    /// As it is kept.
    key: String,
    /// As people read it.
    text: String,
    label: Option<Label>,
    main: bool,
    /// Whether it is closed to us.
    closed: bool,
}

impl Reach {
    fn shown(self, contact: &Contact) -> Vec<Shown> {
        let Details { emails, phones, labels, do_not_contact: stop, .. } = &contact.details;
        let pairs: Vec<(String, String)> = match self {
            Self::Emails => emails.iter().map(|one| (one.to_string(), one.to_string())).collect(),
            Self::Phones => phones.iter().map(|one| (one.as_str().to_owned(), one.show())).collect(),
        };
        let (several, closed) = (pairs.len() > 1, stop.as_ref().is_some_and(|stop| stop.closes(self.channel())));
        let shown = |(at, (key, text)): (usize, (String, String))| {
            let label = labels.get(&key).copied();
            Shown { at, key, text, label, main: several && at == 0, closed }
        };
        pairs.into_iter().enumerate().map(shown).collect()
    }

    /// The scheme of its links, which also names its parts on the page.
    const fn scheme(self) -> &'static str {
        match self {
            Self::Emails => "mailto",
            Self::Phones => "tel",
        }
    }

    /// Brings the focus to the acts on one of them, where what had it has gone; on none of them to the way to add one.
    fn focus(self, at: Option<usize>) {
        let scheme = self.scheme();
        request_animation_frame(move || {
            if document().active_element().is_some_and(|element| element.tag_name() != "BODY") {
                return;
            }
            let line = at.map(|at| format!("[popovertarget='{scheme}-{at}']"));
            let find = |selector: &str| document().query_selector(selector).ok().flatten();
            let found = line.and_then(|line| find(&line)).or_else(|| find(&format!("#add-{scheme}")));
            if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                let _ = found.focus();
            }
        });
    }

    const fn channel(self) -> Channel {
        match self {
            Self::Emails => Channel::Email,
            Self::Phones => Channel::Phone,
        }
    }

    /// Writes what was typed in the place of one, or behind the last; nothing typed takes it away.
    fn put(self, details: &mut Details, at: usize, typed: &str) -> Checked<()> {
        let typed = typed.trim();
        if typed.is_empty() {
            self.remove(details, at);
            return Ok(());
        }
        let (old, new) = match self {
            Self::Emails => {
                let email = Email::parse(typed)?;
                let new = email.to_string();
                (swap(&mut details.emails, at, email).map(String::from), new)
            }
            Self::Phones => {
                let phone = Phone::parse(typed)?;
                let new = phone.as_str().to_owned();
                (swap(&mut details.phones, at, phone).map(String::from), new)
            }
        };
        if let Some(label) = old.and_then(|old| details.labels.remove(&old)) {
            details.labels.insert(new, label);
        }
        Ok(())
    }

    fn remove(self, details: &mut Details, at: usize) {
        match self {
            Self::Emails if at < details.emails.len() => drop(details.emails.remove(at)),
            Self::Phones if at < details.phones.len() => drop(details.phones.remove(at)),
            _ => {}
        }
    }

    fn raise(self, details: &mut Details, at: usize) {
        match self {
            Self::Emails if at < details.emails.len() => details.emails[..=at].rotate_right(1),
            Self::Phones if at < details.phones.len() => details.phones[..=at].rotate_right(1),
            _ => {}
        }
    }
}

fn swap<T>(list: &mut Vec<T>, at: usize, new: T) -> Option<T> {
    match list.get_mut(at) {
        Some(slot) => Some(std::mem::replace(slot, new)),
        None => {
            list.push(new);
            None
        }
    }
}

/// Changes the contact at once, and says what stood in the way.
fn act(
    record: RwSignal<Contact>,
    toasts: Toasts,
    t: &'static Texts,
    alter: impl FnOnce(&mut Details) + Send + 'static,
    done: impl FnOnce() + 'static,
) {
    spawn_local(async move {
        let changed = change(record, move |details| {
            alter(details);
            *details = details.clone().tidied();
            Ok(())
        });
        match changed.await {
            Ok(()) => done(),
            Err(error) => toasts.show(error.say(t)),
        }
    });
}

/// All addresses, or all numbers.
#[component]
pub(super) fn ReachFact(record: RwSignal<Contact>, reach: Reach) -> impl IntoView {
    let t = texts_here();
    let (writes, editing) = (can(Right::WriteRecords), RwSignal::new(None::<usize>));
    let (label, add) = match reach {
        Reach::Emails => (t.common().email, t.form().add_email),
        Reach::Phones => (t.contact().phone, t.form().add_phone),
    };
    let shown = Memo::new(move |_| record.with(|contact| reach.shown(contact)));
    let entry = move |at: usize| {
        let present =
            Signal::derive(move || shown.with(|all| all.get(at).map(|one| one.text.clone()).unwrap_or_default()));
        let save = Save::new(move |typed: String| {
            change(record, move |details| {
                reach.put(details, at, &typed)?;
                *details = details.clone().tidied();
                Ok(())
            })
        });
        let done = Callback::new(move |refocus: bool| {
            editing.try_set(None);
            if refocus {
                reach.focus(Some(at));
            }
        });
        let way = Way::Text(if reach == Reach::Emails { "email" } else { "tel" });
        view! { <Entry label present way save done /> }
    };
    let line = move |one: Shown| {
        let at = one.at;
        let body = move || match editing.get() == Some(at) {
            true => entry(at).into_any(),
            false => view! { <Line record reach one=one.clone() editing writes /> }.into_any(),
        };
        view! { <li class="reach-line">{body}</li> }
    };
    let list = move || {
        let all = shown.get();
        let (count, none) = (all.len(), all.is_empty());
        view! {
            {(!none).then(|| view! { <ul class="reach-list">{all.into_iter().map(line).collect_view()}</ul> })}
            {(none && !writes).then(|| view! { <div class="value value-empty">"–"</div> })}
            {move || writes.then(|| match editing.get() == Some(count) {
                true => entry(count).into_any(),
                false => view! {
                    <button type="button" id=format!("add-{}", reach.scheme()) class="value value-empty reach-add" on:click=move |_| editing.set(Some(count))>
                        {if none { t.common().add } else { add }}
                        {none.then(|| view! { <span class="spoken">", "{label}</span> })}
                    </button>
                }
                .into_any(),
            })}
        }
    };
    view! { <div class="fact"><dt>{label}</dt><dd>{list}</dd></div> }
}

#[component]
fn Line(
    record: RwSignal<Contact>,
    reach: Reach,
    one: Shown,
    editing: RwSignal<Option<usize>>,
    writes: bool,
) -> impl IntoView {
    let (t, toasts) = (texts_here(), Toasts::here());
    let f = t.form();
    let Shown { at, key, text, label, main, closed } = one;
    let (main_word, raise_word) = match reach {
        Reach::Emails => (f.main, f.make_main),
        Reach::Phones => (f.main_phone, f.make_main_phone),
    };
    let scheme = reach.scheme();
    let link = match closed {
        // Not one press away for somebody who asked to be left in peace.
        true => view! {
            <span class="reach-closed"><Icon name="ban" /><span class="spoken">{refusal(t, reach.channel())}": "</span>{text.clone()}</span>
        }
        .into_any(),
        false => view! { <a class="fact-link" href=format!("{scheme}:{key}")>{text.clone()}</a> }.into_any(),
    };
    let words: Vec<&str> =
        label.map(|label| label_name(t, label)).into_iter().chain(main.then_some(main_word)).collect();
    let name = fill(f.reach_acts, &[("value", &text)]);
    let items = move || {
        let mut items = vec![MenuItem::new(t.common().edit, move || editing.set(Some(at))).icon("edit")];
        if at > 0 {
            let raise =
                move || act(record, toasts, t, move |details| reach.raise(details, at), move || reach.focus(Some(0)));
            items.push(MenuItem::new(raise_word, raise).icon("chevron-up"));
        }
        let labels: &[Label] = if reach == Reach::Emails { &Label::OF_EMAILS } else { &Label::OF_PHONES };
        for choice in labels.iter().copied().map(Some).chain([None]) {
            let word = choice.map_or(f.no_label, |choice| label_name(t, choice));
            let key = key.clone();
            let set = move || {
                let key = key.clone();
                let alter = move |details: &mut Details| match choice {
                    Some(choice) => drop(details.labels.insert(key, choice)),
                    None => drop(details.labels.remove(&key)),
                };
                act(record, toasts, t, alter, move || reach.focus(Some(at)));
            };
            items.push(MenuItem::new(word, set).checked(choice == label));
        }
        let text = text.clone();
        let remove = move || {
            let said = fill(f.removed, &[("value", &text)]);
            let Some(before) = record.try_with_untracked(|contact| contact.details.clone()) else { return };
            let undo = move || {
                let before = before.clone();
                let put = move |details: &mut Details| {
                    (details.emails, details.phones, details.labels) = (before.emails, before.phones, before.labels);
                };
                act(record, toasts, t, put, || {});
            };
            act(
                record,
                toasts,
                t,
                move |details| reach.remove(details, at),
                move || {
                    reach.focus(None);
                    toasts.show_with_undo(said, undo);
                },
            );
        };
        items.push(MenuItem::new(f.remove, remove).icon("trash").danger());
        items
    };
    let id = format!("{scheme}-{at}");
    view! {
        <span class="reach-value">
            {link}
            {(!words.is_empty()).then(|| view! { <span class="reach-label">{words.join(", ")}</span> })}
        </span>
        {writes.then(|| {
            view! {
                <Menu
                    id
                    label=name
                    class="button button-ghost button-icon button-small reach-menu"
                    end=true
                    items=Signal::derive(items)
                />
            }
        })}
    }
}
