//! A button and the list of acts it opens, in the browser's own popover.

use leptos::{ev, html, prelude::*};

use super::{Icon, menu_keys};

/// One act of a menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// What it is called.
    pub label: String,
    /// Drawing before the words.
    pub icon: Option<&'static str>,
    /// A dot of this hue before the words.
    pub hue: Option<u8>,
    /// One of several of which one is on: is it this one.
    pub checked: Option<bool>,
    /// Takes something away.
    pub danger: bool,
    /// Cannot be chosen now.
    pub disabled: bool,
    /// What it does.
    pub on_select: Callback<()>,
}

impl MenuItem {
    /// An act with nothing but its words.
    pub fn new(label: impl Into<String>, on_select: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            label: label.into(),
            icon: None,
            hue: None,
            checked: None,
            danger: false,
            disabled: false,
            on_select: Callback::new(move |()| on_select()),
        }
    }

    /// With a drawing.
    #[must_use]
    pub const fn icon(mut self, name: &'static str) -> Self {
        self.icon = Some(name);
        self
    }

    /// With a dot of a hue.
    #[must_use]
    pub const fn hue(mut self, hue: u8) -> Self {
        self.hue = Some(hue);
        self
    }

    /// As one of several of which one is on.
    #[must_use]
    pub const fn checked(mut self, on: bool) -> Self {
        self.checked = Some(on);
        self
    }

    /// As an act that takes something away.
    #[must_use]
    pub const fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Not to be chosen now.
    #[must_use]
    pub const fn disabled(mut self, off: bool) -> Self {
        self.disabled = off;
        self
    }

    /// `owner` is the menu's: what an act makes must outlive the list, which goes when it closes.
    fn view(self, owner: Option<Owner>) -> impl IntoView {
        let class = if self.danger { "menu-item menu-item-danger" } else { "menu-item" };
        let role = if self.checked.is_some() { "menuitemradio" } else { "menuitem" };
        let (select, disabled) = (self.on_select, self.disabled);
        view! {
            <button
                type="button"
                class=class
                role=role
                tabindex="-1"
                aria-checked=self.checked.map(|on| on.to_string())
                aria-disabled=disabled.then_some("true")
                on:click=move |event| {
                    if disabled {
                        event.stop_propagation();
                    } else if let Some(owner) = &owner {
                        owner.with(|| select.run(()));
                    } else {
                        select.run(());
                    }
                }
            >
                {self.hue.map(|hue| view! { <span class=format!("dot hue-{}", hue % 8) aria-hidden="true"></span> })}
                {self.icon.map(|name| view! { <Icon name /> })}
                <span class="cut">{self.label}</span>
                {(self.checked == Some(true)).then(|| view! { <Icon name="check" /> })}
            </button>
        }
    }
}

/// A button that opens a menu. The list is written only while it is open.
/// Escape, a press beside it or Tab close it, and the focus comes back to the button.
#[component]
pub fn Menu(
    /// Id of the list, unique on the page.
    #[prop(into)]
    id: String,
    /// Name of the button when it shows only a drawing, and of the list.
    #[prop(into)]
    label: String,
    /// The acts.
    #[prop(optional, into)]
    items: Signal<Vec<MenuItem>>,
    /// Drawing on the button.
    #[prop(default = "more")]
    icon: &'static str,
    /// Words on the button; its drawing then follows them.
    #[prop(optional, into)]
    text: MaybeProp<String>,
    /// Classes of the button.
    #[prop(default = "button button-ghost button-icon")]
    class: &'static str,
    /// Opens towards the start of the line: for buttons at the end.
    #[prop(optional)]
    end: bool,
    /// Shows the label as a heading above the acts.
    #[prop(optional)]
    titled: bool,
    /// Links after the acts, each with class `menu-item`, role `menuitem` and tabindex -1.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let (button, list) = (NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let open = RwSignal::new(false);
    let owner = StoredValue::new(Owner::current());
    let toggled = move |_| {
        let (Some(button), Some(list)) = (button.get_untracked(), list.get_untracked()) else { return };
        if menu_keys::is_open(&list) {
            menu_keys::place(&button, &list, end);
            menu_keys::focus_first(&list);
        } else {
            // Only now: were the acts gone while it closes, the browser could not give the focus back.
            open.set(false);
        }
    };
    let pressed = move |event: ev::KeyboardEvent| {
        if event.key() == "ArrowDown"
            && let Some(button) = button.get_untracked()
        {
            event.prevent_default();
            event.stop_propagation();
            button.click();
        }
    };
    let chosen = move |_| {
        // Bubbles up from an item once it has acted.
        if let Some(list) = list.get_untracked() {
            let _ = list.hide_popover();
        }
    };
    let (name, heading) = (label.clone(), titled.then(|| label.clone()));
    view! {
        <button
            node_ref=button
            type="button"
            class=class
            popovertarget=id.clone()
            aria-haspopup="menu"
            aria-expanded=move || open.get().to_string()
            aria-label=move || text.get().is_none().then(|| label.clone())
            on:keydown=pressed
        >
            {move || text.get().map(|text| view! { <span class="cut">{text}</span> })}
            <Icon name=icon />
        </button>
        <div
            node_ref=list
            id=id
            class=if end { "menu menu-end" } else { "menu" }
            popover="auto"
            role="menu"
            aria-label=name
            tabindex="-1"
            on:beforetoggle=move |event| {
                if menu_keys::opens(&event) {
                    open.set(true);
                }
            }
            on:toggle=toggled
            on:keydown=move |event| {
                if let Some(list) = list.get_untracked() {
                    menu_keys::press(&list, &event);
                }
            }
            on:click=chosen
        >
            <Show when=move || open.get()>
                {heading.clone().map(|heading| view! { <div class="menu-title" aria-hidden="true">{heading}</div> })}
                {move || items.get().into_iter().map(|item| item.view(owner.get_value())).collect_view()}
                {children.clone().map(|children| children())}
            </Show>
        </div>
    }
}
