//! The tags: where they are, and renaming, merging and removing them everywhere.

use domain::sweep::{TagUse, Work};
use domain::tag::tag_key;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ask::{Ask, Wrong};
use super::sweep::{Reach, counted, list_tags, take_back, walk};
use super::tag_form::{Act, TagForm};
use crate::frame::failed;
use crate::i18n::{fill, lang, texts_here};
use crate::route;
use crate::ui::{Dialog, Empty, Menu, MenuItem, Tag, Toasts};

/// All tags.
#[component]
pub(super) fn Tags() -> impl IntoView {
    let tags = Resource::new_blocking(|| (), |()| list_tags());
    let again = Callback::new(move |()| tags.refetch());
    view! {
        <Transition>
            {move || {
                tags.get().map(|tags| match tags {
                    Ok(tags) => view! { <List tags again /> }.into_any(),
                    Err(error) => failed(&error),
                })
            }}
        </Transition>
    }
}

/// What a row asks for.
#[derive(Clone, Copy, PartialEq)]
enum Wish {
    Rename,
    Merge,
    Remove,
}

#[component]
fn List(
    tags: Vec<TagUse>,
    /// Reads them again.
    again: Callback<()>,
) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let d = t.desk();
    if tags.is_empty() {
        return view! { <Empty icon="tag" title=d.no_tags text=d.no_tags_text.to_owned() /> }.into_any();
    }
    let (ask, toasts, reached) = (Ask::new(), Toasts::here(), RwSignal::new(None));
    let names = StoredValue::new(tags.iter().map(|tag| tag.name.clone()).collect::<Vec<_>>());
    // Which one, and whether it is merged.
    let (open, edited) = (RwSignal::new(false), RwSignal::new(None::<(TagUse, bool)>));
    let act = Callback::new(move |Act { tag, to }: Act| {
        let (was, known) = (
            tag.name.clone(),
            names.with_value(|names| {
                to.as_ref().is_some_and(|to| {
                    names.iter().any(|name| tag_key(name) == tag_key(to) && tag_key(name) != tag_key(&tag.name))
                })
            }),
        );
        let work = Work::Tag { from: was.clone(), to: to.clone() };
        let request = async move { Ok(walk(work, tag.all(), reached).await) };
        ask.send(request, move |(done, error)| {
            let said = match (&to, known) {
                (Some(to), true) => fill(d.tag_merged, &[("tag", &was), ("to", to)]),
                (Some(to), false) => fill(d.tag_renamed, &[("tag", &was), ("to", to)]),
                (None, _) => fill(d.tag_removed, &[("tag", &was)]),
            };
            let records = |n| counted(lang, n, d.record_one, d.record_many);
            let changed = done.as_ref().map_or(0, |done| done.changed);
            let text = match &error {
                Some(error) if changed > 0 => {
                    format!("{} · {}", fill(d.stopped, &[("records", &records(changed))]), error.say(t))
                }
                Some(error) => error.say(t),
                None => format!("{said} · {}", records(changed)),
            };
            match done.filter(|_| changed > 0) {
                Some(done) => toasts.show_with_undo(text, move || {
                    let done = done.clone();
                    spawn_local(async move {
                        take_back(t, lang, toasts, done).await;
                        again.try_run(());
                    });
                }),
                None => toasts.show(text),
            }
            open.try_set(false);
            again.try_run(());
        });
    });
    let rows = tags.into_iter().enumerate().map(|(at, tag)| {
        let id = format!("tag-{at}");
        let wish = {
            let tag = tag.clone();
            move |wish: Wish| match wish {
                Wish::Remove => act.run(Act { tag: tag.clone(), to: None }),
                Wish::Rename | Wish::Merge => {
                    edited.set(Some((tag.clone(), wish == Wish::Merge)));
                    open.set(true);
                }
            }
        };
        view! { <Row id tag wish=Callback::new(wish) alone=names.with_value(Vec::len) == 1 /> }
    });
    let title = move || {
        let text =
            edited.get().map(|(tag, merge)| (if merge { d.tag_merge_title } else { d.tag_rename_title }, tag.name));
        text.map(|(text, tag)| fill(text, &[("tag", &tag)])).unwrap_or_default()
    };
    view! {
        <Wrong text=ask.above(&[]) />
        <Show when=move || !open.get()><Reach reached label=d.tag_working /></Show>
        <ul class="setting-list setting-tags">{rows.collect_view()}</ul>
        <Dialog open title=Signal::derive(title) light=false>
            {move || edited.get().map(|(tag, merge)| {
                let cancel = Callback::new(move |()| open.set(false));
                view! { <TagForm tag merge names=names.get_value() busy=ask.busy reached act cancel /> }
            })}
        </Dialog>
    }
    .into_any()
}

#[component]
fn Row(
    id: String,
    tag: TagUse,
    wish: Callback<Wish>,
    /// There is no other one to merge it into.
    alone: bool,
) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let d = t.desk();
    let TagUse { name, contacts, companies, deals } = tag;
    let mut items = vec![MenuItem::new(d.tag_rename, move || wish.run(Wish::Rename)).icon("edit")];
    if !alone {
        items.push(MenuItem::new(d.tag_merge, move || wish.run(Wish::Merge)).icon("link"));
    }
    items.push(MenuItem::new(d.tag_remove, move || wish.run(Wish::Remove)).icon("x").danger());
    let listed = |list: &str| format!("{list}?etiquette={}", leptos_router::location::Url::escape(&name));
    let people = (contacts > 0).then(|| {
        view! { <a class="link" href=listed(route::CONTACTS)>{counted(lang, contacts, d.contact_one, d.contact_many)}</a> }
    });
    let firms = (companies > 0).then(|| {
        view! {
            {people.is_some().then_some(" · ")}
            <a class="link" href=listed(route::COMPANIES)>{counted(lang, companies, d.company_one, d.company_many)}</a>
        }
    });
    let deals = (deals > 0).then(|| {
        view! { <span>{(people.is_some() || firms.is_some()).then_some(" · ")}{counted(lang, deals, d.deal_one, d.deal_many)}</span> }
    });
    let label = fill(d.tag_menu, &[("tag", &name)]);
    view! {
        <li class="setting-row">
            <span class="setting-row-text">
                <span class="setting-row-name"><Tag text=name /></span>
                <span class="muted setting-row-sub num">{people}{firms}{deals}</span>
            </span>
            <Menu id label items=Signal::stored(items) end=true />
        </li>
    }
}
