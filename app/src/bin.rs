//! The bin: what was deleted, to be brought back, or erased by an administrator.

use domain::bin::Binned;
use domain::note::Subject;
use domain::{BinId, Cursor, Page, Right};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::error::Error;
use crate::frame::{NotAllowed, unlisted};
use crate::i18n::{fill, lang, plural, texts_here};
use crate::me::{can, now, today, zone};
use crate::record::{Pager, Reload, after};
use crate::route;
use crate::ui::{Button, Dialog, Empty, Icon, Skeleton, Toasts, Variant};

/// Moves a record into the bin.
#[server(prefix = "/api", endpoint = "bin/delete", input = Json)]
pub async fn delete_record(subject: Subject) -> Result<Binned, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.bin().delete(&actor, &subject).await)
}

/// A page of the bin, newest first.
#[server(prefix = "/api", endpoint = "bin/list", input = Json)]
pub async fn list_bin(after: Option<Cursor>) -> Result<Page<Binned>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.bin().list(&actor, after).await)
}

/// Where a record lies in the bin, if it does.
#[server(prefix = "/api", endpoint = "bin/find", input = Json)]
pub async fn find_binned(subject: Subject) -> Result<Option<Binned>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.bin().find(&actor, &subject).await)
}

/// Brings a record back.
#[server(prefix = "/api", endpoint = "bin/restore", input = Json)]
pub async fn restore_record(id: BinId) -> Result<Binned, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.bin().restore(&actor, &id).await)
}

/// Erases a record for good.
#[server(prefix = "/api", endpoint = "bin/erase", input = Json)]
pub async fn erase_record(id: BinId) -> Result<(), Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.bin().erase(&actor, &id).await)
}

fn address(subject: &Subject) -> String {
    match subject {
        Subject::Contact(id) => route::contact(id),
        Subject::Company(id) => route::company(id),
        Subject::Deal(id) => route::deal(id),
    }
}

/// Deletes the record whose page this is, leads to the list, and offers to take it back. Made while the page is set up,
/// where router and messages are at hand.
pub(crate) fn remover(subject: impl Fn() -> Subject + Send + Sync + 'static, list: &'static str) -> Callback<()> {
    let (t, toasts, navigate) = (texts_here(), Toasts::here(), use_navigate());
    Callback::new(move |()| {
        let (subject, navigate) = (subject(), navigate.clone());
        spawn_local(async move {
            match delete_record(subject).await {
                Ok(binned) => {
                    navigate(list, NavigateOptions::default());
                    let text = fill(t.log().binned, &[("name", &binned.name)]);
                    let back = move || {
                        let (id, page, navigate) = (binned.id.clone(), address(&binned.subject), navigate.clone());
                        spawn_local(async move {
                            match restore_record(id).await {
                                Ok(_) => navigate(&page, NavigateOptions::default()),
                                Err(error) => toasts.show(error.say(t)),
                            }
                        });
                    };
                    toasts.show_with_undo(text, back);
                }
                Err(error) => toasts.show(error.say(t)),
            }
        });
    })
}

/// The bin.
#[component]
pub fn BinPage() -> impl IntoView {
    if can(Right::WriteRecords) { view! { <Shown /> }.into_any() } else { view! { <NotAllowed /> }.into_any() }
}

#[component]
fn Shown() -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let l = t.log();
    let query = use_query_map();
    let found = Resource::new_blocking(move || query.with(after), list_bin);
    // Whatever is deleted or restored changes it.
    let reload = Reload::on(|_| true, move || found.refetch());
    let (open, asking) = (RwSignal::new(false), RwSignal::new(None::<Binned>));
    let ask = Callback::new(move |binned: Binned| {
        asking.set(Some(binned));
        open.set(true);
    });
    let figures = move || {
        let count = found.get()?.ok()?.count;
        if count.rows == 0 {
            return None;
        }
        let noun = plural(lang, count.rows, l.in_bin_one, l.in_bin);
        Some(view! { <span><b class="num">{count.show(lang.french())}</b>" "{noun}</span> })
    };
    let body = move || {
        found.get().map(|found| match found {
            Ok(page) if page.rows.is_empty() => {
                view! { <Empty icon="trash" title=l.bin_empty text=l.bin_empty_text.to_owned() /> }.into_any()
            }
            Ok(page) => {
                let (shown, count, next) = (page.rows.len(), page.count, page.next);
                let rows = page.rows.into_iter().map(|binned| view! { <Row binned reload ask /> });
                view! {
                    <div class="page-body">
                        <p class="muted">{l.bin_note}</p>
                        <ul class="setting-list">{rows.collect_view()}</ul>
                    </div>
                    <Pager shown count next />
                }
                .into_any()
            }
            Err(error) => unlisted(&error),
        })
    };
    view! {
        <Title text=l.bin />
        <main class="page" id="contenu" tabindex="-1">
            <header class="page-head">
                <h1 class="page-title">{l.bin}</h1>
                <p class="page-figures"><Transition>{figures}</Transition></p>
            </header>
            <Transition fallback=|| view! { <Skeleton lines=6 /> }>{body}</Transition>
            {can(Right::DeleteForGood).then(|| view! { <EraseDialog open asking reload /> })}
        </main>
    }
}

#[component]
fn Row(binned: Binned, reload: Reload, ask: Callback<Binned>) -> impl IntoView {
    let (t, french, zone) = (texts_here(), lang().french(), zone());
    let l = t.log();
    let (today, now, toasts, pending) = (today(), now(), Toasts::here(), RwSignal::new(false));
    let icon = match binned.subject {
        Subject::Contact(_) => "contact",
        Subject::Company(_) => "company",
        Subject::Deal(_) => "flag",
    };
    let others = match binned.others {
        0 => None,
        1 => Some(l.with_one.to_owned()),
        n => Some(fill(l.with_others, &[("n", &n.to_string())])),
    };
    let (by, at, until) = (binned.by.name.clone(), binned.at, binned.until());
    let said = move || {
        let days = now.get().days_until(until).max(0) + 1;
        let at = at.show(&zone, today.get(), french);
        fill(l.deleted_by, &[("by", &by), ("at", &at), ("n", &days.to_string())])
    };
    let (id, name) = (binned.id.clone(), binned.name.clone());
    let restore = move |_| {
        let (id, name) = (id.clone(), name.clone());
        pending.set(true);
        spawn_local(async move {
            match restore_record(id).await {
                Ok(binned) => {
                    let again = move || {
                        let subject = binned.subject.clone();
                        spawn_local(async move {
                            if let Err(error) = delete_record(subject).await {
                                toasts.show(error.say(t));
                            }
                            reload.soon();
                        });
                    };
                    toasts.show_with_undo(fill(t.log().back, &[("name", &name)]), again);
                }
                Err(error) => toasts.show(error.say(t)),
            }
            pending.try_set(false);
            reload.soon();
        });
    };
    let (restore_label, erase_label) =
        (fill(l.restore_label, &[("name", &binned.name)]), fill(l.erase_label, &[("name", &binned.name)]));
    let erases = can(Right::DeleteForGood);
    let kept = binned.clone();
    view! {
        <li class="setting-row bin-row">
            <Icon name=icon />
            <span class="setting-row-text">
                <span class="setting-row-name">{binned.name}{others.map(|text| view! { " "<span class="muted">{text}</span> })}</span>
                <span class="muted setting-row-sub">{said}</span>
            </span>
            <Button pending attr:aria-label=restore_label on:click=restore>{l.restore}</Button>
            {erases.then(|| view! {
                <Button variant=Variant::Danger attr:aria-label=erase_label on:click=move |_| ask.run(kept.clone())>{l.erase}</Button>
            })}
        </li>
    }
}

/// Asks once more: this cannot be taken back.
#[component]
fn EraseDialog(open: RwSignal<bool>, asking: RwSignal<Option<Binned>>, reload: Reload) -> impl IntoView {
    let t = texts_here();
    let (toasts, pending) = (Toasts::here(), RwSignal::new(false));
    let erase = move |_| {
        let Some(binned) = asking.get_untracked() else { return };
        pending.set(true);
        spawn_local(async move {
            let subject = binned.subject.to_string();
            match erase_record(binned.id).await {
                Ok(()) => {
                    crate::palette::forget(subject.rsplit(':').next().unwrap_or_default());
                    toasts.show(t.log().gone);
                }
                Err(error) => toasts.show(error.say(t)),
            }
            pending.try_set(false);
            open.try_set(false);
            reload.soon();
        });
    };
    let text = move || asking.with(|one| one.as_ref().map(|one| fill(t.log().erase_text, &[("name", &one.name)])));
    view! {
        <Dialog open title=t.log().erase_title>
            <p>{text}</p>
            <div class="form-actions">
                <Button variant=Variant::Ghost on:click=move |_| open.set(false)>{t.common().cancel}</Button>
                <Button variant=Variant::DangerPrimary pending on:click=erase>{t.log().erase_now}</Button>
            </div>
        </Dialog>
    }
}
