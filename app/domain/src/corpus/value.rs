//! Single values: what is accepted is accepted again as it is kept and as it is shown, and stays the same.

use super::feed::text;
use crate::position::Position;
use crate::second::{recovery, totp};
use crate::time::{Instant, Zone};
use crate::user::check_password;
use crate::{
    ContactId, Day, Email, Money, Naf, Nda, Phone, Result, Siren, Siret, Website, is_ulid, note, organisation, view,
};

/// Reads a text, and what it is shown as; answers how long that is.
fn again<T: PartialEq + std::fmt::Debug>(
    bytes: &[u8],
    parse: impl Fn(&str) -> Result<T>,
    shown: impl Fn(&T) -> Vec<String>,
) -> usize {
    let Ok(value) = parse(&text(bytes)) else { return 0 };
    let mut size = 0;
    for shown in shown(&value) {
        assert_eq!(parse(&shown).as_ref(), Ok(&value), "{shown:?}");
        assert!(!shown.chars().any(char::is_control), "{shown:?}");
        size += shown.len();
    }
    size
}

pub(super) fn email(bytes: &[u8]) -> usize {
    again(bytes, Email::parse, |email| vec![email.to_string()])
}

pub(super) fn phone(bytes: &[u8]) -> usize {
    again(bytes, Phone::parse, |phone| vec![phone.as_str().to_owned(), phone.show()])
}

pub(super) fn siret(bytes: &[u8]) -> usize {
    again(bytes, Siret::parse, |siret| vec![siret.as_str().to_owned(), siret.show()])
        + again(bytes, Siren::parse, |siren| vec![siren.as_str().to_owned(), siren.show()])
}

pub(super) fn nda(bytes: &[u8]) -> usize {
    again(bytes, Nda::parse, |nda| vec![nda.as_str().to_owned(), nda.show()])
}

pub(super) fn naf(bytes: &[u8]) -> usize {
    again(bytes, Naf::parse, |naf| vec![naf.as_str().to_owned()])
}

pub(super) fn website(bytes: &[u8]) -> usize {
    again(bytes, Website::parse, |site| {
        assert!(site.as_str().starts_with("https://") || site.as_str().starts_with("http://"));
        vec![site.as_str().to_owned()]
    })
}

pub(super) fn money(bytes: &[u8]) -> usize {
    again(bytes, Money::parse, |money| {
        assert!((Money::default()..=Money::MAX).contains(money));
        vec![money.show(true), money.show(false)]
    })
}

/// A day, and a time of day behind it.
pub(super) fn day(bytes: &[u8]) -> usize {
    let source = text(bytes);
    let (first, time) = source.split_once(' ').unwrap_or((&source, "14:30"));
    if let Ok(day) = Day::parse(first)
        && let Ok(at) = day.at(time, &Zone::default())
    {
        assert!(time.bytes().all(|b| b.is_ascii_digit() || b":.".contains(&b)), "{time:?}");
        assert_eq!(at.day(&Zone::default()), day, "{source:?}");
    }
    again(first.as_bytes(), Day::parse, |day| {
        let (year, month, of) = day.parts();
        vec![day.to_string(), format!("{of}/{month}/{year}")]
    })
}

/// The rule of a zone: whatever it is, moments have a day.
pub(super) fn zone(bytes: &[u8]) -> usize {
    let zone = Zone(text(bytes));
    for at in [0, 1_763_816_700_000, 4_102_444_800_000, -2_208_988_800_000] {
        let (day, _) = Instant(at).local(&zone);
        let start = day.start(&zone);
        assert!(start.0.abs_diff(at) < 8 * 86_400_000, "{zone:?}");
    }
    zone.0.len()
}

/// Keys of records, and places on the board.
pub(super) fn id(bytes: &[u8]) -> usize {
    let source = text(bytes);
    if let Ok(id) = source.parse::<ContactId>() {
        assert!(id.as_str().len() <= 64 && id.as_str() == source);
        let subject: note::Subject = id.subject().try_into().unwrap();
        assert_eq!(subject, note::Subject::Contact(id));
    }
    assert!(!is_ulid(&source) || source.parse::<ContactId>().is_ok());
    if let Ok(subject) = note::Subject::try_from(source.clone()) {
        assert_eq!(subject.to_string(), source);
    }
    Position::try_from(source).map_or(0, |place| place.as_str().len())
}

/// A picture: told by its first bytes, and nothing that a browser would read as a page.
pub(super) fn logo(bytes: &[u8]) -> usize {
    if let Ok(kind) = organisation::check_logo(bytes) {
        assert!(bytes.len() <= organisation::LOGO_MOST && kind.mime().starts_with("image/"));
        assert!(!bytes.trim_ascii_start().starts_with(b"<"));
    }
    0
}

pub(super) fn password(bytes: &[u8]) -> usize {
    let password = text(bytes);
    let taken = check_password(&password).is_ok();
    assert!(!taken || (12..=200).contains(&password.chars().count()));
    0
}

/// A code on paper: what is read is the form that is hashed.
pub(super) fn recovery(bytes: &[u8]) -> usize {
    recovery::read(&text(bytes)).map_or(0, |code| {
        assert_eq!(recovery::read(&code).as_ref(), Some(&code));
        code.len()
    })
}

/// A code of an application: one holds only if the application shows it within a step, and never twice.
pub(super) fn totp(bytes: &[u8]) -> usize {
    let (secret, now) = (totp::encode(b"12345678901234567890"), Instant(1_763_816_700_000));
    let typed = text(bytes);
    if let Some(step) = totp::proved(&secret, &typed, now, None) {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let near = [-30_000, 0, 30_000].map(|off| totp::shown(&secret, Instant(now.0 + off)).unwrap());
        assert!(near.contains(&digits), "{typed:?}");
        assert_eq!(totp::proved(&secret, &typed, now, Some(step)), None);
    }
    // A secret that is none proves nothing.
    let _ = totp::proved(&typed, "123456", now, None);
    0
}

/// The query of a saved view in which a tag gets another name: the old one is gone from it.
pub(super) fn view(bytes: &[u8]) -> usize {
    let before = view::Details { name: "x".to_owned(), query: text(bytes), shared: false };
    let Some(after) = before.retagged("VIP", "Clé & cœur") else { return 0 };
    assert_eq!(after.retagged("VIP", "x"), None, "{after:?}");
    assert_eq!(after.query.split('&').count(), before.query.split('&').count());
    after.query.len()
}
