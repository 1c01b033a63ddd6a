//! How somebody is called or written to, one press away.

use serde::{Deserialize, Serialize};

use super::{Channel, Details};
use crate::{Email, Phone};

/// The main address and number of a contact; none of a channel that they asked to be left in peace on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reachable {
    /// To write to.
    #[serde(default)]
    pub email: Option<Email>,
    /// To call.
    #[serde(default)]
    pub phone: Option<Phone>,
}

impl Details {
    /// How they are reached.
    #[must_use]
    pub fn reachable(&self) -> Reachable {
        let open = |channel| self.do_not_contact.as_ref().is_none_or(|stop| !stop.closes(channel));
        Reachable {
            email: self.emails.first().filter(|_| open(Channel::Email)).cloned(),
            phone: self.phones.first().filter(|_| open(Channel::Phone)).cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;
    use crate::contact::DoNotContact;

    #[test]
    fn who_asked_to_be_left_in_peace_is_not_one_press_away() {
        let (email, phone) = (Email::parse("a@b.fr").unwrap(), Phone::parse("0612345678").unwrap());
        let details = Details { emails: vec![email.clone()], phones: vec![phone.clone()], ..Details::default() };
        assert_eq!(details.reachable(), Reachable { email: Some(email.clone()), phone: Some(phone) });
        let stop = |channels| DoNotContact { at: Instant(1), by: String::new(), reason: String::new(), channels };
        let no_calls = Details { do_not_contact: Some(stop(vec![Channel::Phone])), ..details.clone() };
        assert_eq!(no_calls.reachable(), Reachable { email: Some(email), phone: None });
        let nothing = Details { do_not_contact: Some(stop(Vec::new())), ..details };
        assert_eq!(nothing.reachable(), Reachable::default());
    }
}
