//! What became of a file.

use domain::Right;
use domain::import::{Progress, RejectedRow, State, Tally};
use leptos::prelude::*;

use super::word::{number, reason};
use crate::i18n::{fill, lang, plural, texts_here};
use crate::me::can;
use crate::route;
use crate::ui::Icon;

/// How many rejected rows the page shows.
const SHOWN: usize = 20;

/// What the rows became so far.
#[component]
pub(super) fn Figures(
    /// The counts.
    #[prop(into)]
    tally: Signal<Tally>,
) -> impl IntoView {
    let (t, lang) = (texts_here().import(), lang());
    let figure = |name: &'static str, count: fn(&Tally) -> u32| {
        view! { <div class="import-figure"><dt>{name}</dt><dd class="num">{move || number(tally.with(count), lang)}</dd></div> }
    };
    view! {
        <dl class="import-figures">
            {figure(t.created, |tally| tally.created)}
            {figure(t.updated, |tally| tally.updated)}
            {figure(t.unchanged, |tally| tally.unchanged)}
            {figure(t.rejected, |tally| tally.rejected)}
            {figure(t.remarks, |tally| tally.remarks)}
            {figure(t.deals, |tally| tally.deals)}
        </dl>
    }
}

/// The result of an import.
#[component]
pub(super) fn Outcome(
    /// The import.
    job: String,
    /// Where it ended.
    progress: Progress,
) -> impl IntoView {
    let (t, lang) = (texts_here().import(), lang());
    let Progress { state, tally, rejected, millis, .. } = progress;
    let (title, note) = match state {
        State::Stopped => (t.stopped, Some(("notice notice-warning", t.stopped_text))),
        State::Failed => (t.failed, Some(("notice notice-danger", t.failed_text))),
        _ => (t.done, None),
    };
    let tenths = millis.div_ceil(100);
    let sign = if lang.french() { ',' } else { '.' };
    let seconds = format!("{}{sign}{}", tenths / 10, tenths % 10);
    let text = plural(lang, tally.rows(), t.done_in_one, t.done_in);
    let done_in = fill(text, &[("rows", &number(tally.rows(), lang)), ("seconds", &seconds)]);
    let count = tally.rejected + tally.remarks;
    let aside = (count > 0).then(|| view! { <Rejected job count remarks={tally.remarks > 0} rejected /> });
    view! {
        <section class="setting-section" aria-labelledby="import-outcome">
            <h2 id="import-outcome">{title}</h2>
            <p class="muted" role="status">{done_in}</p>
            {note.map(|(class, text)| view! { <p class=class role="status"><Icon name="alert" /><span>{text}</span></p> })}
            <Figures tally=Signal::stored(tally) />
            <div class="import-acts">
                <a class="button button-primary" href=route::CONTACTS>{t.see_contacts}</a>
                {(tally.deals > 0 && can(Right::ReadDeals)).then(|| view! { <a class="button" href=route::PIPELINE>{t.see_pipeline}</a> })}
                <a class="button button-ghost" href=route::IMPORT>{t.another}</a>
            </div>
        </section>
        {aside}
    }
}

/// The first rows that were set aside or written with a remark, and the file of all of them.
#[component]
fn Rejected(job: String, count: u32, remarks: bool, rejected: Vec<RejectedRow>) -> impl IntoView {
    let (t, lang) = (texts_here().import(), lang());
    let shown = rejected.len().min(SHOWN);
    let all = usize::try_from(count).is_ok_and(|count| count <= shown);
    let first = number(u32::try_from(shown).unwrap_or(0), lang);
    let note = if all { t.rejected_all.to_owned() } else { fill(t.rejected_first, &[("count", &first)]) };
    view! {
        <section class="setting-section" aria-labelledby="import-rejected">
            <h2 id="import-rejected">{if remarks { t.remarks_title } else { t.rejected_title }}</h2>
            <p class="muted">{note}</p>
            {remarks.then(|| view! { <p class="muted">{t.remarks_text}</p> })}
            // Not a page of the application: the browser takes it as a file.
            <div class="import-acts">
                <a class="button" href=format!("/import/{job}/rejets") rel="external" download="">
                    <Icon name="download" />
                    {t.download}
                </a>
            </div>
            <RejectedTable rejected labelled="import-rejected" />
        </section>
    }
}

/// The first of these rows, each with its reasons.
#[component]
pub(super) fn RejectedTable(
    /// The rows.
    rejected: Vec<RejectedRow>,
    /// The id of the heading above.
    labelled: &'static str,
) -> impl IntoView {
    let texts = texts_here();
    let t = texts.import();
    let rows = rejected.into_iter().take(SHOWN).map(|row| {
        let cells: Vec<String> = row.cells.into_iter().filter(|cell| !cell.trim().is_empty()).collect();
        let cells: String = cells.join(" · ").chars().take(160).collect();
        let also = row.also.iter().map(|(also, detail)| reason(*also, detail, texts));
        let why: Vec<String> = std::iter::once(reason(row.reason, &row.detail, texts)).chain(also).collect();
        view! {
            <tr>
                <td class="num import-line">{row.line}</td>
                <td>{why.join(" · ")}</td>
                <td class="muted" dir="auto">{cells}</td>
            </tr>
        }
    });
    view! {
        <div class="table-wrap setting-table" tabindex="0" role="region" aria-labelledby=labelled>
            <table class="table import-rejected">
                <thead>
                    <tr><th scope="col">{t.line}</th><th scope="col">{t.reason}</th><th scope="col">{t.content}</th></tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
