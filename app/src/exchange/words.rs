//! Words and drawings for exchanges, and the moment that a day and a time name.

use domain::exchange::{Channel, Direction, Outcome};
use domain::time::Zone;
use domain::{Day, Error, Instant, Problem};

use crate::i18n::Texts;

/// What a channel is called.
pub(crate) fn channel_name(t: &'static Texts, channel: Channel) -> &'static str {
    match channel {
        Channel::Call => t.note.call,
        Channel::Email => t.note.email,
        Channel::Meeting => t.note.meeting,
        Channel::Enrolment => t.note.enrolment,
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
        Outcome::Reached => t.note.reached,
        Outcome::NoAnswer => t.note.no_answer,
        Outcome::MessageLeft => t.note.message_left,
        Outcome::CallBack => t.note.call_back,
    }
}

/// What a direction is called.
pub(crate) fn direction_name(t: &'static Texts, direction: Direction) -> &'static str {
    match direction {
        Direction::In => t.note.incoming,
        Direction::Out => t.note.outgoing,
    }
}

/// What somebody did, as history says it.
pub(crate) fn act(t: &'static Texts, channel: Channel, direction: Direction) -> &'static str {
    match (channel, direction) {
        (Channel::Call, Direction::Out) => t.note.call_out,
        (Channel::Call, Direction::In) => t.note.call_in,
        (Channel::Email, Direction::Out) => t.note.email_out,
        (Channel::Email, Direction::In) => t.note.email_in,
        (Channel::Meeting, _) => t.note.met,
        (Channel::Enrolment, _) => t.note.enrolled,
    }
}

/// The moment of a time of day, `14:30`.
pub(super) fn moment(day: Day, time: &str, zone: &Zone) -> domain::Result<Instant> {
    let bad = || Error::invalid("at", Problem::Malformed);
    let (hours, minutes) = time.split_once(':').ok_or_else(bad)?;
    let part = |text: &str, below: i64| text.parse::<i64>().ok().filter(|n| (0..below).contains(n)).ok_or_else(bad);
    let wanted = part(hours, 24)? * 60 + part(minutes.get(..2).unwrap_or(minutes), 60)?;
    let at = Instant(day.start(zone).0 + wanted * 60_000);
    let (_, shown) = at.local(zone);
    // On the day the clocks change, midnight is an hour nearer or further.
    let off = wanted - (i64::from(shown.hour()) * 60 + i64::from(shown.minute()));
    Ok(if off.abs() <= 120 { Instant(at.0 + off * 60_000) } else { at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_that_of_the_organisation() {
        let zone = Zone::default();
        // 25 October 2026: Paris leaves summer time in the night.
        for (day, time) in
            [("2026-11-24", "14:30"), ("2026-10-25", "09:15"), ("2026-03-29", "23:59"), ("2026-07-01", "00:00")]
        {
            let day = Day::parse(day).unwrap();
            let (shown, clock) = moment(day, time, &zone).unwrap().local(&zone);
            assert_eq!((shown, format!("{:02}:{:02}", clock.hour(), clock.minute())), (day, time.to_owned()));
        }
        assert!(moment(Day::parse("2026-11-24").unwrap(), "25:00", &zone).is_err());
    }
}
