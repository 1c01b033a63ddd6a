//! The title of a page whose words change.

use leptos::prelude::*;
use leptos_meta::Title;

/// A title that follows what it is made of. On the server it is read while the page is written: asked for afterwards, as
/// the library does, what it is made of may be gone already when a page is ready at once.
#[component]
pub fn PageTitle<F>(
    /// The words.
    text: F,
) -> impl IntoView
where
    F: Fn() -> String + Send + Sync + 'static,
{
    #[cfg(feature = "ssr")]
    let title = move || {
        let text = text();
        view! { <Title text /> }
    };
    #[cfg(not(feature = "ssr"))]
    let title = {
        Effect::new(|_| super::arrive::arrive());
        view! { <Title text /> }
    };
    title
}
