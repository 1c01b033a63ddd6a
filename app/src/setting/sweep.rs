//! One change walked over many records from the browser: step after step, each told to the page.

use domain::bulk::Done;
use domain::sweep::{Load, Step, TagUse, Work};
use domain::{BulkId, Cursor, UserId};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::Error;
use crate::i18n::{Lang, Texts, fill, plural};
use crate::ui::{Progress, Toasts};

/// The next few hundred records of a change.
#[server(prefix = "/api", endpoint = "setting/sweep", input = Json)]
pub async fn sweep(work: Work, whole: Option<BulkId>, at: Option<Cursor>) -> Result<Step, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.sweeps().step(&actor, &work, whole.as_ref(), at).await)
}

/// What a colleague has in hand.
#[server(prefix = "/api", endpoint = "setting/load", input = Json)]
pub async fn show_load(id: UserId) -> Result<Load, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.sweeps().load(&actor, &id).await)
}

/// The tags in use, counted.
#[server(prefix = "/api", endpoint = "setting/tags", input = Json)]
pub async fn list_tags() -> Result<Vec<TagUse>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    crate::ssr::answer(crm.sweeps().tags(&actor).await)
}

/// How far a change is: records done, of about so many. It is there from the second step on.
pub(super) type Reached = RwSignal<Option<(u32, u32)>>;

/// Walks a change to its end, also when its page is left meanwhile. Answers what was done, and why it ended early.
pub(super) async fn walk(work: Work, max: u32, reached: Reached) -> (Option<Done>, Option<Error>) {
    let (mut all, mut at) = (None::<Done>, None);
    loop {
        let whole = all.as_ref().map(|done| done.bulk.clone());
        match sweep(work.clone(), whole, at).await {
            Ok(step) => {
                let sum = match all {
                    Some(sum) => Done {
                        changed: sum.changed + step.done.changed,
                        unchanged: sum.unchanged + step.done.unchanged,
                        refused: sum.refused + step.done.refused,
                        ..sum
                    },
                    None => step.done,
                };
                at = step.next;
                reached.try_set(at.as_ref().map(|_| (sum.changed, max)));
                all = Some(sum);
                if at.is_none() {
                    return (all, None);
                }
            }
            Err(error) => {
                reached.try_set(None);
                return (all, Some(error));
            }
        }
    }
}

/// Takes a change back and says so.
pub(super) async fn take_back(t: &'static Texts, lang: Lang, toasts: Toasts, done: Done) {
    let d = t.desk();
    let (back, error) = walk(Work::Back(done.bulk), done.changed, RwSignal::new(None)).await;
    let text = match (back, error) {
        (_, Some(error)) => error.say(t),
        (Some(back), None) if back.refused > 0 => {
            let kept = fill(d.kept, &[("n", &back.refused.to_string())]);
            format!("{} · {kept}", counted(lang, back.changed, d.record_one, d.record_many))
        }
        _ => t.common().undone.to_owned(),
    };
    toasts.show(text);
}

/// « 1 234 contacts ».
pub(super) fn counted(lang: Lang, number: u32, one: &'static str, many: &'static str) -> String {
    let figure = domain::page::Count::exact(number).show(lang.french());
    fill(plural(lang, number, one, many), &[("n", &figure)])
}

/// How far a change is.
#[component]
pub(super) fn Reach(reached: Reached, label: &'static str) -> impl IntoView {
    let of = crate::i18n::texts_here().desk().of;
    let now = move || reached.get().unwrap_or_default();
    let figures = move || fill(of, &[("n", &now().0.to_string()), ("max", &now().1.to_string())]);
    view! {
        <Show when=move || reached.get().is_some()>
            <Progress
                label
                value=Signal::derive(move || Some(f64::from(now().0)))
                max=Signal::derive(move || f64::from(now().1.max(1)))
                figures=Signal::derive(figures)
            />
        </Show>
    }
}
