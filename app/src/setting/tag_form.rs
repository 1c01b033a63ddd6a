//! Another name for a tag, or the tag it becomes one with.

use domain::sweep::TagUse;
use domain::tag::tag_key;
use domain::text::{check_required, tidy};
use leptos::prelude::*;

use super::ask::Ask;
use super::sweep::{Reach, Reached};
use crate::error::Error;
use crate::i18n::{fill, texts_here};
use crate::ui::{Button, Kind, SelectField, TextField, Variant};

/// What is to be done to a tag everywhere: another name, or none.
#[derive(Clone)]
pub(super) struct Act {
    pub(super) tag: TagUse,
    pub(super) to: Option<String>,
}

/// The form.
#[component]
pub(super) fn TagForm(
    tag: TagUse,
    /// Whether another tag is chosen instead of a name written.
    merge: bool,
    /// All tags.
    names: Vec<String>,
    /// It is under way.
    busy: RwSignal<bool>,
    reached: Reached,
    /// Hears what is to be done.
    act: Callback<Act>,
    /// Closes the dialog.
    cancel: Callback<()>,
) -> impl IntoView {
    let t = texts_here();
    let d = t.desk();
    let others: Vec<String> = names.into_iter().filter(|name| tag_key(name) != tag_key(&tag.name)).collect();
    let first = if merge { others.first().cloned().unwrap_or_default() } else { tag.name.clone() };
    let (name, ask) = (RwSignal::new(first), Ask::new());
    let (was, known, kept) = (tag.name.clone(), others.clone(), others.clone());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let to = tidy(&name.get_untracked());
        // Written as it is elsewhere: what is found by a tag is found by its spelling.
        let to = kept.iter().find(|name| tag_key(name) == tag_key(&to)).cloned().unwrap_or(to);
        if let Err(cause) = check_required("tags", &to, 40) {
            ask.error.set(Some(Error(cause)));
        } else if to == was {
            cancel.run(());
        } else {
            ask.error.set(None);
            act.run(Act { tag: tag.clone(), to: Some(to) });
        }
    };
    let same = move || {
        let typed = tag_key(&name.get());
        known.iter().find(|name| tag_key(name) == typed).map(|name| fill(d.tag_known, &[("tag", name)]))
    };
    let field = if merge {
        let options: Vec<_> = others.into_iter().map(|name| (name.clone(), name)).collect();
        view! { <SelectField label=d.tag_into name="tag-into" value=name options /> }.into_any()
    } else {
        view! {
            <TextField label=d.tag_name name="tag-name" value=name required=true autocomplete="off" error=ask.on("tags") />
            <p class="field-help" role="status">{same}</p>
        }
        .into_any()
    };
    view! {
        <form class="form" on:submit=send novalidate>
            {field}
            <Reach reached label=d.tag_working />
            <div class="form-actions">
                <Button disabled=busy on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button variant=Variant::Primary kind=Kind::Submit pending=busy>
                    {if merge { d.tag_merge_act } else { d.tag_rename }}
                </Button>
            </div>
        </form>
    }
}
