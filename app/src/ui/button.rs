//! What is pressed.

use leptos::prelude::*;

use super::Icon;

/// How loud a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// Framed: the usual one.
    #[default]
    Plain,
    /// The one main act of a screen.
    Primary,
    /// Without a frame: for rows of tools.
    Ghost,
    /// Takes something away.
    Danger,
    /// Takes something away and is the main act of its dialog.
    DangerPrimary,
}

impl Variant {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Primary => " button-primary",
            Self::Ghost => " button-ghost",
            Self::Danger => " button-danger",
            Self::DangerPrimary => " button-danger button-primary",
        }
    }
}

/// What a button does in a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Nothing by itself.
    #[default]
    Button,
    /// Sends the form around it.
    Submit,
}

/// A button. Listen with `on:click`; further attributes go through `attr:`.
#[component]
pub fn Button(
    /// How loud it is.
    #[prop(optional)]
    variant: Variant,
    /// Whether it sends its form.
    #[prop(optional)]
    kind: Kind,
    /// Drawing before the words.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Name of a button that shows only its drawing; also its tooltip.
    #[prop(optional, into)]
    label: Option<String>,
    /// 24 pixels high instead of 32.
    #[prop(optional)]
    small: bool,
    /// As wide as the room it is in.
    #[prop(optional)]
    wide: bool,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Was pressed and waits for the answer.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// The words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let mut classes = format!("button{}", variant.class());
    for (on, name) in
        [(label.is_some(), "button-icon"), (small, "button-small"), (wide, "button-wide"), (!class.is_empty(), class)]
    {
        if on {
            classes.push(' ');
            classes.push_str(name);
        }
    }
    let kind = match kind {
        Kind::Button => "button",
        Kind::Submit => "submit",
    };
    view! {
        <button
            type=kind
            class=classes
            aria-label=label.clone()
            title=label
            disabled=move || disabled.get() || pending.get()
            aria-busy=move || pending.get().then_some("true")
        >
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|children| view! { <span>{children()}</span> })}
        </button>
    }
}

/// Words that become one where there is no room: what is read aloud is always the whole.
#[component]
pub fn Brief(
    /// All of them: the name.
    full: &'static str,
    /// One of them.
    short: &'static str,
) -> impl IntoView {
    view! {
        <span class="brief-full">{full}</span>
        <span class="brief-short" aria-hidden="true">{short}</span>
    }
}
