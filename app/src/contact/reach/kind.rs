//! Addresses or numbers: how each is shown, written, taken away and put first.

use domain::contact::{Channel, Contact, Details};
use domain::{Email, Label, Phone, Result as Checked};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Addresses, or numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::contact) enum Reach {
    Emails,
    Phones,
}

/// One of them, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) at: usize,
    /// As it is kept.
    pub(super) key: String,
    /// As people read it.
    pub(super) text: String,
    pub(super) label: Option<Label>,
    pub(super) main: bool,
    /// Whether it is closed to us.
    pub(super) closed: bool,
}

impl Reach {
    pub(super) fn shown(self, contact: &Contact) -> Vec<Shown> {
        let Details { emails, phones, labels, do_not_contact: stop, .. } = &contact.details;
        let pairs: Vec<(String, String)> = match self {
            Self::Emails => emails.iter().map(|one| (one.to_string(), one.to_string())).collect(),
            Self::Phones => phones.iter().map(|one| (one.as_str().to_owned(), one.show())).collect(),
        };
        let (several, closed) = (pairs.len() > 1, stop.as_ref().is_some_and(|stop| stop.closes(self.channel())));
        let shown = |(at, (key, text)): (usize, (String, String))| {
            let label = labels.get(&key).copied();
            Shown { at, key, text, label, main: several && at == 0, closed }
        };
        pairs.into_iter().enumerate().map(shown).collect()
    }

    /// The scheme of its links, which also names its parts on the page.
    pub(super) const fn scheme(self) -> &'static str {
        match self {
            Self::Emails => "mailto",
            Self::Phones => "tel",
        }
    }

    /// Brings the focus to the acts on one of them, where what had it has gone; on none of them to the way to add one.
    pub(super) fn focus(self, at: Option<usize>) {
        let scheme = self.scheme();
        request_animation_frame(move || {
            if document().active_element().is_some_and(|element| element.tag_name() != "BODY") {
                return;
            }
            let line = at.map(|at| format!("[popovertarget='{scheme}-{at}']"));
            let find = |selector: &str| document().query_selector(selector).ok().flatten();
            let found = line.and_then(|line| find(&line)).or_else(|| find(&format!("#add-{scheme}")));
            if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                let _ = found.focus();
            }
        });
    }

    pub(super) const fn channel(self) -> Channel {
        match self {
            Self::Emails => Channel::Email,
            Self::Phones => Channel::Phone,
        }
    }

    /// Writes what was typed in the place of one, or behind the last; nothing typed takes it away.
    pub(super) fn put(self, details: &mut Details, at: usize, typed: &str) -> Checked<()> {
        let typed = typed.trim();
        if typed.is_empty() {
            self.remove(details, at);
            return Ok(());
        }
        let (old, new) = match self {
            Self::Emails => {
                let email = Email::parse(typed)?;
                let new = email.to_string();
                (swap(&mut details.emails, at, email).map(String::from), new)
            }
            Self::Phones => {
                let phone = Phone::parse(typed)?;
                let new = phone.as_str().to_owned();
                (swap(&mut details.phones, at, phone).map(String::from), new)
            }
        };
        if let Some(label) = old.and_then(|old| details.labels.remove(&old)) {
            details.labels.insert(new, label);
        }
        Ok(())
    }

    pub(super) fn remove(self, details: &mut Details, at: usize) {
        match self {
            Self::Emails if at < details.emails.len() => drop(details.emails.remove(at)),
            Self::Phones if at < details.phones.len() => drop(details.phones.remove(at)),
            _ => {}
        }
    }

    pub(super) fn raise(self, details: &mut Details, at: usize) {
        match self {
            Self::Emails if at < details.emails.len() => details.emails[..=at].rotate_right(1),
            Self::Phones if at < details.phones.len() => details.phones[..=at].rotate_right(1),
            _ => {}
        }
    }
}

fn swap<T>(list: &mut Vec<T>, at: usize, new: T) -> Option<T> {
    match list.get_mut(at) {
        Some(slot) => Some(std::mem::replace(slot, new)),
        None => {
            list.push(new);
            None
        }
    }
}
