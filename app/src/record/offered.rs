//! Words that a form offers, asked for when the form is shown.

use domain::vocabulary::List;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use leptos::task::spawn_local;

use crate::error::Error;

/// The words of a list that forms offer.
#[server(prefix = "/api", endpoint = "record/offered", input = Json)]
pub async fn offered_words(list: List) -> Result<Vec<String>, Error> {
    let (crm, actor) = crate::ssr::crm()?;
    let known = crate::ssr::answer(crm.vocabularies().show(&actor, list).await)?;
    Ok(known.details.offered().map(str::to_owned).collect())
}

/// The words of a list, empty until they are there. Call it while a component is set up.
pub(crate) fn offered(list: List) -> RwSignal<Vec<String>> {
    let words = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        spawn_local(async move {
            // Without them one writes one's own.
            if let Ok(known) = offered_words(list).await {
                words.try_set(known);
            }
        });
    });
    words
}

/// The words of a list for a text field that names `id`.
#[component]
pub(crate) fn Offered(list: List, id: &'static str) -> impl IntoView {
    let words = offered(list);
    view! {
        <datalist id=id>
            {move || words.get().into_iter().map(|word| view! { <option value=word></option> }).collect_view()}
        </datalist>
    }
}
