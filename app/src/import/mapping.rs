//! Matching the columns of a file by hand.

use domain::import::{Column, Mapping, Preview, Progress};
use leptos::prelude::*;

use super::api::{rehearse_import, start_import};
use super::rehearsal::Rehearsal;
use super::word::{FIELDS, column, delimiter, field, key, number, rows};
use crate::i18n::{fill, lang, texts_here};
use crate::route;
use crate::setting::{Ask, Wrong};
use crate::ui::{Button, Icon, Variant};

/// How many values of a column are shown.
const SAMPLES: usize = 3;

/// One column of the file: its heading, samples, and what it becomes.
#[component]
fn Line(
    /// Its place in the file.
    at: usize,
    heading: String,
    samples: Vec<String>,
    mapping: RwSignal<Mapping>,
) -> impl IntoView {
    let t = texts_here();
    let i = t.import();
    let heading =
        if heading.trim().is_empty() { fill(i.no_heading, &[("number", &(at + 1).to_string())]) } else { heading };
    let chosen = move || mapping.with(|mapping| mapping.0.get(at).copied().unwrap_or_default());
    let choose = move |event: leptos::ev::Event| {
        let wanted = column(&event_target_value(&event));
        mapping.update(|mapping| {
            if let Some(column) = mapping.0.get_mut(at) {
                *column = wanted;
            }
        });
    };
    let first = mapping.with_untracked(|mapping| mapping.0.get(at).copied().unwrap_or_default());
    let options = FIELDS.map(|one| view! { <option value=key(one) selected=one == first>{field(one, t)}</option> });
    let values = if samples.is_empty() {
        view! { <span class="muted">{i.no_sample}</span> }.into_any()
    } else {
        samples
            .into_iter()
            .map(|sample| view! { <span class="import-sample" dir="auto">{sample}</span> })
            .collect_view()
            .into_any()
    };
    let label = fill(i.becomes_label, &[("heading", &heading)]);
    view! {
        <tr class:import-off=move || chosen() == Column::Ignored>
            <th scope="row">{heading}</th>
            <td class="import-samples">{values}</td>
            <td class="import-becomes">
                <span class="field-select">
                    <select class="field-input" aria-label=label prop:value=move || key(chosen()) on:change=choose>{options.collect_view()}</select>
                    <Icon name="chevron-down" />
                </span>
            </td>
        </tr>
    }
}

/// The fields that only one column may fill and several do.
fn twice(mapping: &Mapping) -> Option<Column> {
    mapping.0.iter().enumerate().find_map(|(at, column)| {
        let again = !column.adds_up() && *column != Column::Ignored && mapping.0[at + 1..].contains(column);
        again.then_some(*column)
    })
}

/// The columns of the file, each with what it becomes, and the start.
#[component]
pub(super) fn Match(
    /// The import.
    job: String,
    /// The file as it was understood.
    preview: Preview,
    /// Hears that the import runs.
    started: Callback<Progress>,
) -> impl IntoView {
    let t = texts_here();
    let (i, lang) = (t.import(), lang());
    let Preview { file, headings, mapping, samples, rows: count, encoding, delimiter: sign } = preview;
    let mapping = RwSignal::new(mapping);
    let (ask, tried) = (Ask::new(), job.clone());
    let start = move |_| {
        if mapping.with_untracked(Mapping::names_somebody) {
            ask.send(start_import(job.clone(), mapping.get_untracked()), move |progress| started.run(progress));
        }
    };
    let (trial, rehearsed) = (Ask::new(), RwSignal::new(None::<(Mapping, Progress)>));
    let rehearse = move |_| {
        let asked = mapping.get_untracked();
        let answer = rehearse_import(tried.clone(), asked.clone());
        trial.send(answer, move |progress| rehearsed.set(Some((asked, progress))));
    };
    let lines = headings.into_iter().enumerate().map(|(at, heading)| {
        let of_column =
            samples.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let samples = of_column.take(SAMPLES).map(|cell| cell.chars().take(60).collect()).collect();
        view! { <Line at heading samples mapping /> }
    });
    let warning = move || {
        mapping.with(|mapping| {
            let twice = || twice(mapping).map(|column| fill(i.twice, &[("field", field(column, t))]));
            if mapping.names_somebody() { twice() } else { Some(i.nobody.to_owned()) }
        })
    };
    let start_text = if count == 1 { i.start_one.to_owned() } else { fill(i.start, &[("rows", &number(count, lang))]) };
    view! {
        <section class="setting-section" aria-labelledby="import-match">
            <h2 id="import-match">{i.match_title}</h2>
            <p class="import-facts muted">
                <b>{file}</b>
                <span>{rows(count, lang, t)}</span>
                <span>{encoding}</span>
                <span>{delimiter(sign, t)}</span>
            </p>
            <p class="muted">{i.match_text}</p>
            <Wrong text=ask.above(&[]) />
            <div class="table-wrap setting-table">
                <table class="table import-table">
                    <thead>
                        <tr>
                            <th scope="col">{i.heading}</th>
                            <th scope="col">{i.samples}</th>
                            <th scope="col">{i.becomes}</th>
                        </tr>
                    </thead>
                    <tbody>{lines.collect_view()}</tbody>
                </table>
            </div>
            <div role="status" class="wrong">
                {move || warning().map(|text| view! { <p class="notice notice-warning"><Icon name="alert" /><span>{text}</span></p> })}
            </div>
            <Wrong text=trial.above(&[]) />
            <Rehearsal done=rehearsed mapping />
            <div class="import-acts import-start">
                <Button
                    variant=Variant::Primary
                    icon="import"
                    disabled=Signal::derive(move || !mapping.with(Mapping::names_somebody))
                    pending=ask.busy
                    on:click=start
                >
                    {start_text}
                </Button>
                <Button
                    disabled=Signal::derive(move || !mapping.with(Mapping::names_somebody))
                    pending=trial.busy
                    on:click=rehearse
                >
                    {i.rehearse}
                </Button>
                <a class="button button-ghost" href=route::IMPORT>{i.other_file}</a>
            </div>
        </section>
    }
}
