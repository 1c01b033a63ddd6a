//! The list of shortcuts, by the place where they work.

use domain::Right;
use leptos::prelude::*;

use super::{Over, Palette};
use crate::i18n::texts_here;
use crate::me::can;
use crate::ui::Dialog;

/// Keys pressed one after the other, or together when joined by `+`; and what they do.
type Shortcut = (Vec<&'static str>, &'static str);

/// The dialog.
#[component]
pub(super) fn Shortcuts(palette: Palette) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(palette.open.get() == Some(Over::Shortcuts)));
    Effect::new(move |was: Option<bool>| {
        let now = open.get();
        if was == Some(true) && !now && palette.open.get_untracked() == Some(Over::Shortcuts) {
            palette.close();
        }
        now
    });
    view! { <Dialog open wide=true title=texts_here().palette().keys><List /></Dialog> }
}

#[component]
fn List() -> impl IntoView {
    let (w, c) = (texts_here().palette(), texts_here().common());
    let (deals, writes, notes) = (can(Right::ReadDeals), can(Right::WriteRecords), can(Right::WriteNotes));
    let when = |shown: bool, keys: &[&'static str], does: &'static str| shown.then(|| (keys.to_vec(), does));
    let groups: [(bool, &str, Vec<Option<Shortcut>>); 5] = [
        (
            true,
            w.everywhere,
            vec![
                when(true, &[w.key_ctrl, "+", "K"], w.open_palette),
                when(notes, &[w.key_ctrl, "+", "Z"], w.take_back),
                when(true, &["?"], w.open_keys),
                when(true, &[w.key_escape], w.close_dialog),
            ],
        ),
        (
            true,
            w.go,
            vec![
                when(true, &["G", w.then, "H"], c.home),
                when(true, &["G", w.then, "N"], c.notices),
                when(true, &["G", w.then, "A"], c.tasks),
                when(deals, &["G", w.then, "P"], c.pipeline),
                when(deals, &["G", w.then, "O"], w.deals),
                when(true, &["G", w.then, "C"], c.contacts),
                when(true, &["G", w.then, "E"], c.companies),
                when(true, &["G", w.then, "R"], c.settings),
            ],
        ),
        (
            true,
            w.in_lists,
            vec![
                when(true, &["J"], w.next_row),
                when(true, &["K"], w.last_row),
                when(true, &[w.key_enter], w.open_row),
                when(true, &[w.key_space], w.peek_row),
                when(can(Right::Import), &["X"], w.pick_row),
                when(writes || notes, &["C"], w.create_here),
                when(notes, &["Alt", "+", "←", w.or, "→"], w.other_day),
            ],
        ),
        (
            deals,
            w.on_board,
            vec![
                when(true, &["←", "↑", "↓", "→"], w.walk_cards),
                when(true, &[w.key_enter], w.open_card),
                when(writes, &["E"], w.edit_card),
                when(writes, &[w.key_space], w.lift),
                when(writes, &["←", "↑", "↓", "→"], w.carry),
                when(writes, &[w.key_escape], w.put_back),
                when(writes, &["C"], w.create_deal),
            ],
        ),
        (
            true,
            w.in_palette,
            vec![
                when(true, &["↑", "↓"], w.browse_results),
                when(true, &[w.key_home, w.or, w.key_end], w.first_last),
                when(true, &[w.key_ctrl, "+", w.key_enter], w.open_new_tab),
            ],
        ),
    ];
    let groups = groups.into_iter().filter(|(shown, ..)| *shown).map(|(_, name, shortcuts)| {
        let rows = shortcuts.into_iter().flatten().map(|(keys, does)| {
            let keys = keys.into_iter().map(|key| match key {
                "+" => view! { <span class="keys-join">"+"</span> }.into_any(),
                word if word == w.then || word == w.or => view! { <span class="keys-join">{word}</span> }.into_any(),
                key => view! { <kbd>{key}</kbd> }.into_any(),
            });
            view! { <div class="keys-row"><dt>{does}</dt><dd>{keys.collect_view()}</dd></div> }
        });
        view! { <section class="keys-group"><h3 class="keys-title">{name}</h3><dl>{rows.collect_view()}</dl></section> }
    });
    // Nothing in it takes the focus: itself does, so that the keyboard scrolls it.
    view! { <div class="keys" tabindex="0" role="group" aria-label=w.keys>{groups.collect_view()}</div> }
}
