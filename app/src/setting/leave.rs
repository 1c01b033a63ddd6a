//! Handing over what a colleague has in hand, with or without disabling the account.

use domain::bulk::Done;
use domain::sweep::{Load, Work};
use domain::user::User;
use domain::{Problem, Right, UserId};
use leptos::prelude::*;

use super::api::govern;
use super::ask::{Ask, Wrong};
use super::sweep::{Reach, counted, walk};
use crate::error::Error;
use crate::i18n::{Lang, Texts, fill, lang, texts_here};
use crate::ui::{Button, Kind, SelectField, Variant};

const NOBODY: &str = "nobody";
const KEEP: &str = "keep";

/// « 12 contacts, 3 opportunités en cours et 1 action à faire ».
fn load_words(t: &'static Texts, lang: Lang, load: Load) -> String {
    let d = t.desk();
    let parts = [
        (load.contacts, d.contact_one, d.contact_many),
        (load.companies, d.company_one, d.company_many),
        (load.deals, d.open_deal_one, d.open_deal_many),
        (load.tasks, d.task_one, d.task_many),
    ];
    let mut parts: Vec<String> =
        parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| counted(lang, n, one, many)).collect();
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() { last } else { format!("{}{}{last}", parts.join(", "), d.and) }
}

/// What became of it: the account, what was handed over to whom, and why it ended early.
pub(super) struct Left {
    pub(super) user: User,
    pub(super) done: Option<Done>,
    pub(super) heir: Option<String>,
    pub(super) error: Option<Error>,
}

/// Asks to whom a colleague's records go.
#[component]
pub(super) fn LeaveForm(
    /// Who leaves, or has left.
    user: User,
    /// What is in hand.
    load: Load,
    /// Everybody.
    team: Vec<User>,
    /// Hears what was done.
    left: Callback<Left>,
    /// Closes the dialog.
    cancel: Callback<()>,
) -> impl IntoView {
    let (t, lang) = (texts_here(), lang());
    let d = t.desk();
    let disable = !user.disabled;
    let heirs: Vec<(UserId, String)> = team
        .into_iter()
        .filter(|other| other.id != user.id && !other.disabled && other.role.allows(Right::WriteRecords))
        .map(|other| (other.id, other.name))
        .collect();
    let mut options = vec![(String::new(), d.heir_choose.to_owned())];
    options.extend(heirs.iter().map(|(id, name)| (id.to_string(), name.clone())));
    options.push((NOBODY.to_owned(), d.heir_nobody.to_owned()));
    if disable {
        options.push((KEEP.to_owned(), d.heir_keep.to_owned()));
    }
    let (ask, chosen, reached) = (Ask::new(), RwSignal::new(String::new()), RwSignal::new(None));
    let leaving = StoredValue::new(user.clone());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = chosen.get_untracked();
        if wanted.is_empty() {
            ask.error.set(Some(Error(domain::Error::invalid("heir", Problem::Missing))));
            return;
        }
        let user = leaving.get_value();
        let to = heirs.iter().find(|(id, _)| id.as_str() == wanted).cloned();
        let work = (wanted != KEEP)
            .then(|| Work::HandOver { from: user.id.clone(), to: to.as_ref().map(|(id, _)| id.clone()) });
        let request = async move {
            let user = if disable { govern(user.id, user.role, true).await? } else { user };
            let (done, error) = match work {
                Some(work) => walk(work, load.all(), reached).await,
                None => (None, None),
            };
            Ok(Left { user, done, heir: to.map(|(_, name)| name), error })
        };
        ask.send(request, move |answer| left.run(answer));
    };
    let error = Signal::derive(move || {
        let unfit = |Error(cause): &Error| matches!(cause, domain::Error::Invalid { field, problem, .. } if field == "heir" && *problem != Problem::Missing);
        let unfit = ask.error.with(|error| error.as_ref().is_some_and(unfit));
        if unfit { Some(d.heir_wrong.to_owned()) } else { ask.on("heir").get() }
    });
    let stay = fill(d.tasks_stay, &[("name", &user.name)]);
    let in_hand = fill(d.in_hand, &[("name", &user.name), ("load", &load_words(t, lang, load))]);
    let stays =
        move || (load.tasks > 0 && chosen.get() == NOBODY).then(|| view! { <p class="field-help">{stay.clone()}</p> });
    view! {
        <form class="form" on:submit=send novalidate>
            <Wrong text=ask.above(&["heir"]) />
            <p>{in_hand}</p>
            <SelectField label=d.heir name="heir" value=chosen options error required=true />
            {stays}
            {disable.then(|| view! { <p class="muted">{d.leave_note}</p> })}
            <Reach reached label=d.handing />
            <div class="form-actions">
                <Button disabled=ask.busy on:click=move |_| cancel.run(())>{t.common().cancel}</Button>
                <Button
                    variant=if disable { Variant::DangerPrimary } else { Variant::Primary }
                    kind=Kind::Submit
                    pending=ask.busy
                >
                    {if disable { d.leave_act } else { d.hand_over_act }}
                </Button>
            </div>
        </form>
    }
}

/// What there is to say of it.
pub(super) fn said(t: &'static Texts, lang: Lang, left: &Left, disabled: bool) -> String {
    let d = t.desk();
    let mut parts = Vec::new();
    if disabled {
        parts.push(fill(t.setting().disabled_done, &[("name", &left.user.name)]));
    }
    if let Some(done) = left.done.as_ref().filter(|done| done.changed > 0) {
        let records = counted(lang, done.changed, d.item_one, d.item_many);
        parts.push(match (&left.error, &left.heir) {
            (Some(_), _) => fill(d.stopped, &[("records", &records)]),
            (None, Some(name)) => fill(d.handed_to, &[("records", &records), ("name", name)]),
            (None, None) => fill(d.handed_nobody, &[("records", &records)]),
        });
    }
    if let Some(error) = &left.error {
        parts.push(if error.on("heir", t).is_some() { d.heir_wrong.to_owned() } else { error.say(t) });
    }
    parts.join(" · ")
}
