//! « Déplacer vers… »: one menu for all cards, beside the button that opened it.

use domain::deal::Closing;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::keys::{focus_button, focus_soon};
use super::state::State;
use crate::i18n::texts_here;
use crate::ui::{Icon, hue_class, menu_keys};

/// The menu of the card whose button was pressed.
#[component]
pub fn MoveMenu(state: State) -> impl IntoView {
    let t = texts_here();
    let list = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let open = state.menu.get();
        let Some(list) = list.get() else { return };
        match open {
            Some(deal) => {
                let button = document().query_selector(&format!(".card[data-id=\"{deal}\"] .card-menu")).ok().flatten();
                let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else { return };
                request_animation_frame(move || {
                    let _ = list.show_popover();
                    menu_keys::place_at(&button, &list);
                    menu_keys::focus_first(&list);
                });
            }
            None => {
                let _ = list.hide_popover();
            }
        }
    });
    let toggled = move |_| {
        // Closed by Escape or a press beside it.
        if let Some(list) = list.get_untracked()
            && !menu_keys::is_open(&list)
            && let Some(deal) = state.menu.get_untracked()
        {
            state.menu.set(None);
            focus_button(&deal);
        }
    };
    let choose = move |to: usize| {
        if let Some(deal) = state.menu.get_untracked() {
            if state.find(&deal).is_none_or(|(column, _)| column == to) {
                return;
            }
            state.menu.set(None);
            state.relocate(&deal, to, 0, true);
            focus_soon(deal);
        }
    };
    let close = move |closing: Closing| {
        if let Some(deal) = state.menu.get_untracked() {
            state.menu.set(None);
            let neighbour = state.neighbour(&deal);
            state.end(&deal, closing);
            if let Some(neighbour) = neighbour {
                focus_soon(neighbour);
            }
        }
    };
    let peek = move || {
        if let Some(deal) = state.menu.get_untracked() {
            state.menu.set(None);
            state.peek.run(deal.to_string());
        }
    };
    view! {
        <div
            node_ref=list
            class="menu"
            popover="auto"
            role="menu"
            aria-label=t.board().move_to
            tabindex="-1"
            on:toggle=toggled
            on:keydown=move |event| {
                if let Some(list) = list.get_untracked() {
                    menu_keys::press(&list, &event);
                }
            }
        >
            <Show when=move || state.menu.with(Option::is_some)>
                {move || {
                    let here = state.menu.with(|deal| deal.as_ref().and_then(|deal| state.find(deal))).map(|(column, _)| column);
                    let columns = state.columns.get_value().into_iter().enumerate();
                    columns.map(|(at, column)| view! {
                        <button
                            type="button"
                            class="menu-item"
                            role="menuitem"
                            tabindex="-1"
                            aria-disabled=(here == Some(at)).then_some("true")
                            on:click=move |_| choose(at)
                        >
                            <span class=format!("dot {}", hue_class(column.stage.with_value(|stage| stage.hue))) aria-hidden="true"></span>
                            <span class="cut">{column.name()}</span>
                        </button>
                    }).collect_view()
                }}
                <div class="menu-line" role="separator"></div>
                <button type="button" class="menu-item" role="menuitem" tabindex="-1" on:click=move |_| peek()>
                    <Icon name="edit" />
                    <span class="cut">{t.list().peek}</span>
                    <kbd aria-hidden="true">"E"</kbd>
                </button>
                <button type="button" class="menu-item" role="menuitem" tabindex="-1" on:click=move |_| close(Closing::Won)>
                    <Icon name="trophy" />
                    <span class="cut">{t.board().won}</span>
                </button>
                <button type="button" class="menu-item menu-item-danger" role="menuitem" tabindex="-1" on:click=move |_| close(Closing::Lost)>
                    <Icon name="ban" />
                    <span class="cut">{t.board().lost}</span>
                </button>
            </Show>
        </div>
    }
}
