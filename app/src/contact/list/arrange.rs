//! Which columns are shown, and in what order: both in the address.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::address::Look;
use super::column::Column;
use crate::i18n::{fill, texts_here};
use crate::record::turn;
use crate::ui::Icon;

/// The look that an address asks for.
pub(super) fn look(query: &leptos_router::params::ParamsMap) -> Look {
    Look::of(&query.get_all("colonnes").unwrap_or_default(), query.get_str("densite"))
}

/// Another order in which these columns are shown: the rest stay where they stand between them.
fn arranged(order: &[Column], shown: &[Column]) -> Vec<Column> {
    let mut now = shown.iter().copied();
    let mut all: Vec<Column> = order
        .iter()
        .map(|column| if shown.contains(column) { now.next().unwrap_or(*column) } else { *column })
        .collect();
    all.extend(now);
    all
}

/// These columns with one of them a place earlier or later.
fn moved(shown: &[Column], column: Column, later: bool) -> Vec<Column> {
    let mut shown = shown.to_vec();
    if let Some(at) = shown.iter().position(|known| *known == column) {
        let to = if later { at + 1 } else { at.wrapping_sub(1) };
        if to < shown.len() {
            shown.swap(at, to);
        }
    }
    shown
}

/// All columns, those that are shown in their order.
#[component]
pub(super) fn Columns() -> impl IntoView {
    let l = texts_here().list();
    let query = use_query_map();
    let shown = Memo::new(move |_| query.with(|query| look(query).shown()));
    // A column that is let go keeps its place in this list.
    let order = Memo::new(move |before: Option<&Vec<Column>>| {
        arranged(before.map_or(&Column::ALL[..], Vec::as_slice), &shown.get())
    });
    view! {
        <fieldset class="bar-columns">
            <legend>{l.columns}</legend>
            <For each=move || order.get() key=|column| column.key() let:column>
                <ColumnLine column shown order />
            </For>
        </fieldset>
    }
}

#[component]
fn ColumnLine(column: Column, shown: Memo<Vec<Column>>, order: Memo<Vec<Column>>) -> impl IntoView {
    let t = texts_here();
    let (l, name) = (t.list(), column.name(t));
    let (query, turn) = (use_query_map(), turn(true));
    let write = move |columns: Vec<Column>| {
        let keys: Vec<&str> = columns.into_iter().map(Column::key).collect();
        turn("colonnes", &keys.join(","));
    };
    let on = move || shown.with(|shown| shown.contains(&column));
    let change = {
        let write = write.clone();
        move |_| {
            let now = shown.get_untracked();
            let wanted = |other: &Column| (*other == column) != now.contains(other);
            write(order.get_untracked().into_iter().filter(wanted).collect());
        }
    };
    let step = move |later: bool, icon: &'static str, text: &'static str| {
        let (write, label) = (write.clone(), fill(text, &[("name", name)]));
        let id = format!("colonne-{}-{}", column.key(), if later { "bas" } else { "haut" });
        let end = move || {
            shown.with(|shown| if later { shown.last() == Some(&column) } else { shown.first() == Some(&column) })
        };
        let press = {
            let id = id.clone();
            move |_| {
                if !end() {
                    write(moved(&shown.get_untracked(), column, later));
                    hold(id.clone());
                }
            }
        };
        view! {
            <button type="button" id=id class="button button-ghost button-icon button-small" aria-label=label.clone() title=label aria-disabled=move || end().to_string() on:click=press>
                <Icon name=icon />
            </button>
        }
    };
    view! {
        <div class="bar-column">
            <label class="check">
                <input
                    class="check-box"
                    type="checkbox"
                    name="colonnes"
                    autocomplete="off"
                    value=column.key()
                    checked=query.with_untracked(|query| look(query).columns.is_some_and(|chosen| chosen.contains(&column)))
                    prop:checked=on
                    on:change=change
                />
                <span>{name}</span>
            </label>
            {move || on().then(|| view! {
                <span class="bar-column-steps">
                    {step(false, "chevron-up", l.column_earlier)}
                    {step(true, "chevron-down", l.column_later)}
                </span>
            })}
        </div>
    }
}

/// A line that moves loses the focus: back to its button.
fn hold(id: String) {
    use leptos::wasm_bindgen::JsCast;
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id);
        if let Some(button) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = button.focus();
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_moves_among_those_that_are_shown_and_the_others_keep_their_place() {
        let shown = [Column::Company, Column::Email, Column::Owner];
        let later = moved(&shown, Column::Company, true);
        assert_eq!(later, [Column::Email, Column::Company, Column::Owner]);
        assert_eq!(moved(&shown, Column::Company, false), shown);
        assert_eq!(moved(&shown, Column::Owner, true), shown);
        let all = arranged(&Column::ALL, &later);
        assert_eq!(all.len(), Column::ALL.len());
        assert_eq!(all.first(), Some(&Column::Email));
        assert_eq!(all.get(1), Some(&Column::Job), "what is not shown stays between them");
    }
}
