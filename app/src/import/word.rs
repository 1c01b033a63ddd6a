//! What columns, separators and reasons are called.

use domain::import::{Column, Reason};

use crate::i18n::{Lang, Texts, fill, plural};

/// Every field a column can fill, in the order in which people look for them.
pub(super) const FIELDS: [Column; 17] = [
    Column::Ignored,
    Column::GivenName,
    Column::FamilyName,
    Column::FullName,
    Column::Email,
    Column::Phone,
    Column::Company,
    Column::JobTitle,
    Column::Status,
    Column::Source,
    Column::Tags,
    Column::DoNotContact,
    Column::DealTitle,
    Column::DealAmount,
    Column::DealStage,
    Column::DealClosing,
    Column::Owner,
];

/// What a field is called.
pub(super) fn field(column: Column, t: &'static Texts) -> &'static str {
    let t = t.import();
    match column {
        Column::Ignored => t.ignored,
        Column::GivenName => t.given_name,
        Column::FamilyName => t.family_name,
        Column::FullName => t.full_name,
        Column::Email => t.email,
        Column::Phone => t.phone,
        Column::Company => t.company,
        Column::JobTitle => t.job_title,
        Column::Status => t.status,
        Column::Source => t.source,
        Column::Tags => t.tags,
        Column::DoNotContact => t.do_not_contact,
        Column::DealTitle => t.deal_title,
        Column::DealAmount => t.deal_amount,
        Column::DealStage => t.deal_stage,
        Column::DealClosing => t.deal_closing,
        Column::Owner => t.owner,
    }
}

/// A field's value in a list of choices.
pub(super) fn key(column: Column) -> &'static str {
    match column {
        Column::Ignored => "ignored",
        Column::GivenName => "given_name",
        Column::FamilyName => "family_name",
        Column::FullName => "full_name",
        Column::Email => "email",
        Column::Phone => "phone",
        Column::Company => "company",
        Column::JobTitle => "job_title",
        Column::Status => "status",
        Column::Source => "source",
        Column::Tags => "tags",
        Column::DoNotContact => "do_not_contact",
        Column::DealTitle => "deal_title",
        Column::DealAmount => "deal_amount",
        Column::DealStage => "deal_stage",
        Column::DealClosing => "deal_closing",
        Column::Owner => "owner",
    }
}

/// The field of a value in a list of choices.
pub(super) fn column(key_text: &str) -> Column {
    FIELDS.into_iter().find(|column| key(*column) == key_text).unwrap_or_default()
}

/// Why a row was set aside, or what was left out of it.
pub(super) fn reason(reason: Reason, detail: &str, t: &'static Texts) -> String {
    let i = t.import();
    let why = match reason {
        Reason::Nobody => i.reason_nobody,
        Reason::BadEmail => i.reason_email,
        Reason::BadPhone => i.reason_phone,
        Reason::BadAmount => i.reason_amount,
        Reason::UnknownStage => i.reason_stage,
        Reason::UnknownStatus => i.reason_status,
        Reason::BadDay => i.reason_day,
        Reason::UnknownOwner => i.reason_owner,
        Reason::CutTitle => i.reason_title,
        Reason::TooLong => i.reason_long,
        Reason::Ambiguous => i.reason_ambiguous,
        Reason::TooManyCells => i.reason_cells,
    };
    if detail.is_empty() { why.to_owned() } else { format!("{why} ({detail})") }
}

/// The sign between cells, in a word.
pub(super) fn delimiter(sign: char, t: &'static Texts) -> String {
    let i = t.import();
    let word = match sign {
        ',' => i.comma,
        ';' => i.semicolon,
        '\t' => i.tab,
        '|' => i.bar,
        _ => return fill(i.delimiter, &[("sign", &sign.to_string())]),
    };
    fill(i.delimiter, &[("sign", word)])
}

/// A number in groups of three, as the language writes it.
pub(super) fn number(number: u32, lang: Lang) -> String {
    let digits = number.to_string();
    let gap = if lang.french() { '\u{202f}' } else { ',' };
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(gap);
        }
        out.push(digit);
    }
    out
}

/// « 1 200 lignes ».
pub(super) fn rows(count: u32, lang: Lang, t: &'static Texts) -> String {
    fill(plural(lang, count, t.import().row, t.import().rows), &[("rows", &number(count, lang))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_own_name_and_value() {
        for (at, one) in FIELDS.into_iter().enumerate() {
            assert_eq!(column(key(one)), one);
            for other in &FIELDS[at + 1..] {
                assert_ne!(field(one, Lang::Fr.texts()), field(*other, Lang::Fr.texts()));
            }
        }
        assert_eq!(column("nonsense"), Column::Ignored);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(0, Lang::Fr), "0");
        assert_eq!(number(999, Lang::Fr), "999");
        assert_eq!(number(10_000, Lang::Fr), "10\u{202f}000");
        assert_eq!(number(1_234_567, Lang::En), "1,234,567");
    }
}
