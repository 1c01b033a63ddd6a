//! Words and drawings for exchanges.

use domain::exchange::{Channel, Direction, Outcome};

use crate::i18n::Texts;

/// What a channel is called.
pub(crate) fn channel_name(t: &'static Texts, channel: Channel) -> &'static str {
    match channel {
        Channel::Call => t.note().call,
        Channel::Email => t.note().email,
        Channel::Meeting => t.note().meeting,
        Channel::Enrolment => t.note().enrolment,
    }
}

/// The drawing of a channel.
pub(crate) fn channel_icon(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "phone",
        Channel::Email => "mail",
        Channel::Meeting => "users",
        Channel::Enrolment => "check",
    }
}

/// What an outcome is called.
pub(crate) fn outcome_name(t: &'static Texts, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reached => t.note().reached,
        Outcome::NoAnswer => t.note().no_answer,
        Outcome::MessageLeft => t.note().message_left,
        Outcome::CallBack => t.note().call_back,
    }
}

/// What a direction is called.
pub(crate) fn direction_name(t: &'static Texts, direction: Direction) -> &'static str {
    match direction {
        Direction::In => t.note().incoming,
        Direction::Out => t.note().outgoing,
    }
}

/// What somebody did, as history says it.
pub(crate) fn act(t: &'static Texts, channel: Channel, direction: Direction) -> &'static str {
    match (channel, direction) {
        (Channel::Call, Direction::Out) => t.note().call_out,
        (Channel::Call, Direction::In) => t.note().call_in,
        (Channel::Email, Direction::Out) => t.note().email_out,
        (Channel::Email, Direction::In) => t.note().email_in,
        (Channel::Meeting, _) => t.note().met,
        (Channel::Enrolment, _) => t.note().enrolled,
    }
}
