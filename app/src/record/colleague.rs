//! Colleagues as pages show and offer them.

use domain::UserId;

use super::api::Colleague;

/// The colleagues of the organisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Colleagues(pub(crate) Vec<Colleague>);

impl Colleagues {
    /// A colleague's name.
    pub(crate) fn name(&self, id: Option<&UserId>) -> Option<String> {
        self.0.iter().find(|colleague| Some(&colleague.id) == id).map(|colleague| colleague.name.clone())
    }
}

/// The colleagues to choose from, after a first choice of nobody. Who has left is offered only where it is the value.
pub(crate) fn choices(none: &str, colleagues: &[Colleague], present: Option<&UserId>) -> Vec<(String, String)> {
    let offered = colleagues.iter().filter(|colleague| colleague.offered || Some(&colleague.id) == present);
    let named = offered.map(|colleague| (colleague.id.to_string(), colleague.name.clone()));
    std::iter::once((String::new(), none.to_owned())).chain(named).collect()
}
