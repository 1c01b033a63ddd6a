//! The board comes with the first load; other pages come in parts that the browser gets when one of their pages is near.

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::ChooseView;

use super::Unread;
use crate::i18n::texts_here;
use crate::{bin, company, contact, deal, home, import, notice, record, second, setting, sign_in, task};

/// Pages that travel together. A page of one links to the others of the same part more often than to the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What visitors see.
    Entry,
    /// Contacts, companies, deals, actions, and what was done to them.
    Records,
    /// The import and the settings.
    Desk,
}

impl Part {
    /// The part that holds the page at a path; none when the first load holds it.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        match path.trim_start_matches('/').split('/').next().unwrap_or_default() {
            "connexion" | "installation" | "lien" | "double-authentification" => Some(Self::Entry),
            "" | "opportunites" | "contacts" | "entreprises" | "actions" | "journal" | "corbeille"
            | "notifications" => Some(Self::Records),
            "import" | "reglages" => Some(Self::Desk),
            _ => None,
        }
    }

    /// The name under which the build lists its files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Records => "records",
            Self::Desk => "desk",
        }
    }

    /// Gets the part, unless it is there. A failure may be tried again.
    ///
    /// # Errors
    /// When the network does not bring it.
    pub async fn load(self) -> Result<(), SplitLoaderError> {
        match self {
            Self::Entry => load_entry().await,
            Self::Records => load_records().await,
            Self::Desk => load_desk().await,
        }
    }
}

/// A page of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    SignIn,
    SetUp,
    UseLink,
    Code,
    Second,
    Codes,
    DealList,
    DealShow,
    ContactList,
    ContactShow,
    CompanyList,
    CompanyShow,
    TaskList,
    Log,
    Bin,
    Home,
    Notices,
    ImportStart,
    ImportJob,
    Profile,
    Setting,
}

impl Page {
    async fn view(self) -> Result<AnyView, SplitLoaderError> {
        match self {
            Self::SignIn | Self::SetUp | Self::UseLink | Self::Code | Self::Second | Self::Codes => entry(self).await,
            Self::ImportStart | Self::ImportJob | Self::Profile | Self::Setting => desk(self).await,
            _ => records(self).await,
        }
    }
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        let _coming = Coming::begin();
        // Without network a part that was never loaded cannot be shown.
        self.view().await.unwrap_or_else(|_| {
            let c = texts_here().common();
            let text = c.not_loaded_text.to_owned();
            view! { <Unread icon="alert" title=c.not_loaded_title text act=c.retry away=true /> }.into_any()
        })
    }

    async fn preload(&self) {}
}

/// As long as this value lives the document is marked as one whose next page is on its way; the style sheet shows it
/// only if that lasts.
struct Coming;

impl Coming {
    const MARK: &'static str = "data-coming";

    fn begin() -> Self {
        Self::mark(|root| drop(root.set_attribute(Self::MARK, "")));
        Self
    }

    fn mark(then: impl FnOnce(web_sys::Element)) {
        if cfg!(feature = "hydrate")
            && let Some(root) = document().document_element()
        {
            then(root);
        }
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        Self::mark(|root| drop(root.remove_attribute(Self::MARK)));
    }
}

#[wasm_split(entry, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_entry))]
fn entry(page: Page) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Page::SetUp => sign_in::SetUp().into_any(),
        Page::UseLink => sign_in::UseLink().into_any(),
        Page::Code => second::AskCode().into_any(),
        Page::Second => second::SecondPage().into_any(),
        Page::Codes => second::CodesPage().into_any(),
        _ => sign_in::SignIn().into_any(),
    })
}

#[wasm_split(records, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_records))]
fn records(page: Page) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Page::DealList => deal::DealList().into_any(),
        Page::DealShow => deal::DealShow().into_any(),
        Page::ContactShow => contact::ContactShow().into_any(),
        Page::CompanyList => company::CompanyList().into_any(),
        Page::CompanyShow => company::CompanyShow().into_any(),
        Page::TaskList => task::TaskList().into_any(),
        Page::Log => record::LogPage().into_any(),
        Page::Bin => bin::BinPage().into_any(),
        Page::Home => home::HomePage().into_any(),
        Page::Notices => notice::NoticePage().into_any(),
        _ => contact::ContactList().into_any(),
    })
}

#[wasm_split(desk, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_desk))]
fn desk(page: Page) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Page::ImportStart => import::ImportStart().into_any(),
        Page::ImportJob => import::ImportJob().into_any(),
        Page::Setting => setting::SettingPage().into_any(),
        _ => setting::Profile().into_any(),
    })
}

#[cfg(test)]
mod tests {
    use super::Part;
    use crate::route;

    #[test]
    fn an_address_tells_its_part() {
        assert_eq!(Part::of(route::PIPELINE), None);
        assert_eq!(Part::of(route::SIGN_IN), Some(Part::Entry));
        for path in ["/lien/abc", route::CODE, route::SECOND, route::CODES] {
            assert_eq!(Part::of(path), Some(Part::Entry), "{path}");
        }
        let records = [
            route::DEALS,
            route::CONTACTS,
            route::COMPANIES,
            route::TASKS,
            route::LOG,
            route::BIN,
            route::NOTICES,
            route::HOME,
        ];
        for path in records.into_iter().chain(["/contacts/01ABC"]) {
            assert_eq!(Part::of(path), Some(Part::Records), "{path}");
        }
        for path in [route::IMPORT, route::SETTINGS, "/reglages/equipe"] {
            assert_eq!(Part::of(path), Some(Part::Desk), "{path}");
        }
    }
}
