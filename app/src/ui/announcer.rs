//! What is said aloud to those who do not see the screen change.

use leptos::prelude::*;

/// Speaks at once, over whatever is being read. Take it with [`Announcer::here`] while a component is set up.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<(u32, String)>);

impl Announcer {
    /// Makes the voice and provides it to everything below.
    pub fn provide() -> Self {
        let announcer = Self(RwSignal::new((0, String::new())));
        provide_context(announcer);
        announcer
    }

    /// The voice the shell provided, else one that nobody hears.
    #[must_use]
    pub fn here() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Says the text, also when it is the same as before.
    pub fn announce(self, text: impl Into<String>) {
        self.0.update(|(turn, said)| {
            *turn = turn.wrapping_add(1);
            *said = text.into();
        });
    }
}

/// The hidden region that screen readers follow: once, at the end of the page.
#[component]
pub fn AnnouncerRegion() -> impl IntoView {
    let Announcer(said) = Announcer::here();
    // A space without width makes a repeated sentence new.
    let text = move || said.with(|(turn, text)| if turn % 2 == 0 { text.clone() } else { format!("{text}\u{200b}") });
    view! { <div class="spoken" role="alert" aria-live="assertive" aria-atomic="true">{text}</div> }
}
