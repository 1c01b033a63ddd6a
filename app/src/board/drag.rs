//! A card on its way: where it comes from, where it would go, and what is seen of it.

use domain::DealId;
use domain::deal::Closing;
use leptos::html::Div;
use leptos::prelude::*;

use super::card::{lines, signs};
use super::state::State;
use crate::i18n::texts_here;
use crate::me::{now, today};
use crate::ui::Icon;

/// Where a card would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place in a column; `at` counts without the card itself.
    Place {
        /// The column.
        column: usize,
        /// The place.
        at: usize,
    },
    /// The top of a column, through the strip of stages.
    Stage(usize),
    /// Sold.
    Won,
    /// Not sold.
    Lost,
}

/// A card in the hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drag {
    /// The card.
    pub deal: DealId,
    /// The column it comes from.
    pub from: usize,
    /// Its place there.
    pub was: usize,
    /// Where it would go; none for nowhere.
    pub target: Option<Target>,
    /// Lifted with the keyboard, not with a pointer.
    pub keyboard: bool,
}

impl Drag {
    /// Where the gap opens in a column: a place in the list as it is drawn, the card itself still in it.
    pub fn gap(&self, of: usize) -> Option<usize> {
        match self.target {
            Some(Target::Place { column, at }) if column == of => {
                let same = column == self.from;
                (!(same && at == self.was)).then_some(if same && at > self.was { at + 1 } else { at })
            }
            Some(Target::Stage(column)) if column == of && column != self.from => Some(0),
            _ => None,
        }
    }
}

/// Ends the drag with what was aimed at.
pub fn drop(state: State) {
    let Some(drag) = state.drag.get_untracked() else { return };
    state.drag.set(None);
    match drag.target {
        Some(Target::Place { column, at }) => state.relocate(&drag.deal, column, at, true),
        Some(Target::Stage(column)) if column != drag.from => state.relocate(&drag.deal, column, 0, true),
        Some(Target::Won) => state.end(&drag.deal, Closing::Won),
        Some(Target::Lost) => state.end(&drag.deal, Closing::Lost),
        _ => {}
    }
    state.settle();
}

/// Ends the drag without a change.
pub fn cancel(state: State) {
    state.drag.set(None);
    state.settle();
}

/// Places that end a deal; they appear while a card is in the hand.
#[component]
pub fn Dropzones(state: State) -> impl IntoView {
    let t = texts_here();
    let over = move |target: Target| {
        move || state.drag.with(|drag| drag.as_ref().is_some_and(|drag| drag.target == Some(target.clone())))
    };
    view! {
        <div class="dropzones" aria-hidden="true">
            <div class="dropzone dropzone-won" class:dropzone-over=over(Target::Won) data-drop="won"><Icon name="trophy" />{t.board().won}</div>
            <div class="dropzone dropzone-lost" class:dropzone-over=over(Target::Lost) data-drop="lost"><Icon name="ban" />{t.board().lost}</div>
        </div>
    }
}

/// The card under the pointer.
#[component]
pub fn Lifted(state: State) -> impl IntoView {
    let (now, today) = (now(), today());
    let lifted = Memo::new(move |_| {
        state.drag.with(|drag| drag.as_ref().filter(|drag| !drag.keyboard).map(|drag| drag.deal.clone()))
    });
    let node = NodeRef::<Div>::new();
    Effect::new(move |_| {
        lifted.track();
        if let Some(node) = node.get() {
            super::gesture::follow(&node);
        }
    });
    move || {
        let deal = lifted.get()?;
        let card = state.card(&deal)?;
        let (column, _) = state.find(&deal)?;
        let stage = state.column(column)?.stage.get_value();
        let signs = signs(&card, &stage, now.get_untracked(), today.get_untracked());
        Some(view! {
            <div
                class="card card-lifted"
                class:card-late=signs.late
                class:card-bare=signs.bare
                class:card-over=signs.over
                node_ref=node
                aria-hidden="true"
            >
                {lines(&card, &stage, None)}
            </div>
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drag(column: usize, at: usize) -> Drag {
        let target = Some(Target::Place { column, at });
        Drag { deal: "a".parse().unwrap(), from: 0, was: 2, target, keyboard: false }
    }

    #[test]
    fn the_gap_counts_with_the_card_itself() {
        assert_eq!(drag(0, 2).gap(0), None);
        assert_eq!(drag(0, 1).gap(0), Some(1));
        assert_eq!(drag(0, 3).gap(0), Some(4));
        assert_eq!(drag(1, 3).gap(1), Some(3));
        assert_eq!(drag(1, 3).gap(0), None);
    }
}
