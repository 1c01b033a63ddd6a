//! What is understood, phrase by phrase, and what is left alone.

use crate::text::tidy;
use proptest::prelude::*;

use super::{Moment, Quick, long, read};
use crate::Day;
use crate::task::{Details, Kind};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// Sunday 22 November 2026, ten o'clock.
fn sunday() -> Moment {
    Moment { day: day("2026-11-22"), minute: 600 }
}

/// `title | day | time` as understood on that Sunday.
fn say(quick: &Quick) -> String {
    let day = quick.due_on.map(|day| day.to_string()).unwrap_or_default();
    format!("{} | {day} | {}", quick.title, quick.due_at.clone().unwrap_or_default())
}

fn table(cases: &[(&str, &str)], english: bool) {
    for (text, wanted) in cases {
        assert_eq!(say(&read(text, sunday(), english)), *wanted, "{text}");
    }
}

#[test]
fn days_are_named_in_many_ways() {
    table(
        &[
            ("Appeler Mme Noir", "Appeler Mme Noir |  | "),
            ("appeler aujourd'hui", "Appeler | 2026-11-22 | "),
            ("appeler AUJOURD’HUI Paul", "Appeler Paul | 2026-11-22 | "),
            ("rappeler Paul demain", "Rappeler Paul | 2026-11-23 | "),
            ("après-demain écrire à Léa", "Écrire à Léa | 2026-11-24 | "),
            ("apres demain ecrire", "Ecrire | 2026-11-24 | "),
            ("appeler mardi", "Appeler | 2026-11-24 | "),
            ("appeler dimanche", "Appeler | 2026-11-22 | "),
            ("appeler dimanche prochain", "Appeler | 2026-11-29 | "),
            ("appeler mardi prochain", "Appeler | 2026-11-24 | "),
            ("appeler lundi en huit", "Appeler | 2026-11-30 | "),
            ("envoyer le devis avant vendredi", "Envoyer le devis | 2026-11-27 | "),
            ("envoyer le devis pour le 30", "Envoyer le devis | 2026-11-30 | "),
            ("convention d'ici jeudi", "Convention | 2026-11-26 | "),
            ("relancer dans 3 jours", "Relancer | 2026-11-25 | "),
            ("relancer d'ici 3 jours", "Relancer | 2026-11-25 | "),
            ("relancer dans une semaine", "Relancer | 2026-11-29 | "),
            ("relancer dans deux semaines", "Relancer | 2026-12-06 | "),
            ("relancer dans 2 semaines", "Relancer | 2026-12-06 | "),
            ("relancer dans un mois", "Relancer | 2026-12-22 | "),
            ("relancer la semaine prochaine", "Relancer | 2026-11-23 | "),
            ("relancer le mois prochain", "Relancer | 2026-12-01 | "),
            ("facture fin du mois", "Facture | 2026-11-30 | "),
            ("facture pour la fin du mois", "Facture | 2026-11-30 | "),
            ("relancer en fin de semaine", "Relancer | 2026-11-27 | "),
            ("appeler 24/11", "Appeler | 2026-11-24 | "),
            ("appeler le 24/11/2026 Paul", "Appeler Paul | 2026-11-24 | "),
            ("appeler 03/01/27", "Appeler | 2027-01-03 | "),
            ("appeler 2026-12-03", "Appeler | 2026-12-03 | "),
            ("appeler 21/11", "Appeler | 2027-11-21 | "),
            ("appeler 24 novembre", "Appeler | 2026-11-24 | "),
            ("appeler le 1er déc.", "Appeler | 2026-12-01 | "),
            ("appeler mardi 24 novembre 2026", "Appeler | 2026-11-24 | "),
            ("appeler mardi 24", "Appeler | 2026-11-24 | "),
            ("appeler le 24", "Appeler | 2026-11-24 | "),
            ("appeler le 21", "Appeler | 2026-12-21 | "),
        ],
        false,
    );
}

#[test]
fn times_go_with_their_day() {
    table(
        &[
            ("appeler mardi 14h", "Appeler | 2026-11-24 | 14:00"),
            ("appeler Mme Noir mardi 14h", "Appeler Mme Noir | 2026-11-24 | 14:00"),
            ("appeler mardi à 14h30", "Appeler | 2026-11-24 | 14:30"),
            ("appeler mardi, 14 h 30", "Appeler | 2026-11-24 | 14:30"),
            ("appeler mardi 9 h", "Appeler | 2026-11-24 | 09:00"),
            ("14:30 appeler Paul", "Appeler Paul | 2026-11-22 | 14:30"),
            ("appeler Paul 9h", "Appeler Paul | 2026-11-23 | 09:00"),
            ("appeler dimanche 9h", "Appeler | 2026-11-29 | 09:00"),
            ("appeler dimanche 11h", "Appeler | 2026-11-22 | 11:00"),
            ("appeler demain midi", "Appeler | 2026-11-23 | 12:00"),
            ("appeler demain matin", "Appeler | 2026-11-23 | 09:00"),
            ("appeler mardi après-midi Paul", "Appeler Paul | 2026-11-24 | 14:00"),
            ("appeler mardi apres midi", "Appeler | 2026-11-24 | 14:00"),
            ("appeler cet après-midi", "Appeler | 2026-11-22 | 14:00"),
            ("appeler ce matin", "Appeler | 2026-11-22 | "),
            ("rdv Paul jeudi de 14h à 16h", "Rdv Paul | 2026-11-26 | 14:00"),
            ("rdv Paul jeudi 14h-16h", "Rdv Paul | 2026-11-26 | 14:00"),
            ("le 24 novembre à 8 heures appeler", "Appeler | 2026-11-24 | 08:00"),
            ("rappeler dans 2 heures", "Rappeler | 2026-11-22 | 12:00"),
            ("demain 14h", "Demain 14h | 2026-11-23 | 14:00"),
        ],
        false,
    );
}

#[test]
fn what_only_looks_like_a_day_stays() {
    table(
        &[
            ("préparer la session du 24 novembre", "Préparer la session du 24 novembre |  | "),
            ("préparer la session du lundi pour vendredi", "Préparer la session du lundi | 2026-11-27 | "),
            ("relancer la facture du 12/10/2025", "Relancer la facture du 12/10/2025 |  | "),
            ("appeler le 12/10/2025", "Appeler le 12/10/2025 |  | "),
            ("vendre une formation de 14h", "Vendre une formation de 14h |  | "),
            ("proposer 14h de cours", "Proposer 14h de cours |  | "),
            ("devis 35h", "Devis 35h |  | "),
            ("appeler mardi 3 prospects", "Appeler 3 prospects | 2026-11-24 | "),
            ("appeler Jean-Marc Demain-Leroy", "Appeler Jean-Marc Demain-Leroy |  | "),
            ("confirmer l’atelier du matin", "Confirmer l’atelier du matin |  | "),
            ("appeler tomorrow", "Appeler tomorrow |  | "),
            ("1,5 h", "1,5 h |  | "),
            ("appeler le 31/02", "Appeler le 31/02 |  | "),
            ("", " |  | "),
        ],
        false,
    );
}

#[test]
fn english_is_understood_where_it_is_spoken() {
    table(
        &[
            ("call Ann tomorrow at 2pm", "Call Ann | 2026-11-23 | 14:00"),
            ("call Ann on Tuesday 2:30 pm", "Call Ann | 2026-11-24 | 14:30"),
            ("call Ann next Sunday", "Call Ann | 2026-11-29 | "),
            ("send the quote by November 24", "Send the quote | 2026-11-24 | "),
            ("send the quote on 24 Nov", "Send the quote | 2026-11-24 | "),
            ("meet Ann on the 24th at noon", "Meet Ann | 2026-11-24 | 12:00"),
            ("call in 3 days", "Call | 2026-11-25 | "),
            ("call in a week", "Call | 2026-11-29 | "),
            ("appeler mardi 14h", "Appeler | 2026-11-24 | 14:00"),
        ],
        true,
    );
}

#[test]
fn a_word_says_the_kind() {
    for (text, kind) in [
        ("appeler Paul", Some(Kind::Call)),
        ("RAPPELER Paul pour son financement", Some(Kind::Call)),
        ("mail à Paul", Some(Kind::Email)),
        ("e-mail à Paul", Some(Kind::Email)),
        ("Écrire à Paul", Some(Kind::Email)),
        ("envoyer le dossier", Some(Kind::Email)),
        ("rendez-vous avec Paul", Some(Kind::Meeting)),
        ("Paul rdv", Some(Kind::Meeting)),
        ("réunion d’équipe", Some(Kind::Meeting)),
        ("dossier OPCO Paul", Some(Kind::Funding)),
        ("CPF de Paul", Some(Kind::Funding)),
        ("préparer la salle", None),
        ("", None),
    ] {
        assert_eq!(read(text, sunday(), false).kind, kind, "{text}");
    }
}

#[test]
fn a_day_is_said_in_full() {
    let today = day("2026-11-22");
    assert_eq!(long(day("2026-11-24"), today, true), "mardi 24 novembre");
    assert_eq!(long(day("2026-12-01"), today, true), "mardi 1er décembre");
    assert_eq!(long(day("2027-01-04"), today, true), "lundi 4 janvier 2027");
    assert_eq!(long(day("2026-11-24"), today, false), "Tuesday 24 November");
}

/// Bits of what people type, in any order.
fn typed() -> impl Strategy<Value = String> {
    let bits = vec![
        "appeler", "le", "24", "31", "29", "2", "/", "-", ":", "h", "11", "2026", "février", "mardi", "prochain",
        "dans", "mois", "999", "jours", "à", "midi", "après", "demain", "du", "(", ")", ",", " ", " ", " ", "Ö", "é",
        "pm", "next", "1er", "en", "huit", "‑", "\u{301}", "🙂", "semaine",
    ];
    proptest::collection::vec(proptest::sample::select(bits), 0..10).prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn any_text_makes_an_action(
        text in prop_oneof![typed(), ".{0,40}"],
        ahead in 0..4000_i32,
        minute in 0..1440_u16,
        english: bool,
    ) {
        let now = Moment { day: day("2024-02-20").plus(ahead), minute };
        let quick = read(&text, now, english);
        prop_assert_eq!(quick.title.is_empty(), tidy(&text).is_empty());
        prop_assert!(quick.due_on.is_none_or(|day| day >= now.day));
        // What was understood passes the rules of actions.
        let title = "x".to_owned();
        let details = Details { title, due_on: quick.due_on, due_at: quick.due_at, ..Details::default() };
        prop_assert_eq!(details.check(), Ok(()));
    }
}

#[test]
fn what_comes_again_is_understood() {
    let say = |text: &str, english: bool| {
        let quick = read(text, sunday(), english);
        let every = quick.repeat.map(|repeat| repeat.rule().key()).unwrap_or_default();
        assert_eq!(quick.repeat.map(|repeat| repeat.on), quick.repeat.and(quick.due_on), "{text}");
        format!("{} | {every}", say(&quick))
    };
    for (text, wanted) in [
        ("point d’équipe tous les lundis 9h", "Point d’équipe | 2026-11-23 | 09:00 | week"),
        ("Appeler Paul chaque mardi", "Appeler Paul | 2026-11-24 |  | week"),
        ("tous les dimanches 9h relire", "Relire | 2026-11-29 | 09:00 | week"),
        ("émargement tous les jours à 8h30", "Émargement | 2026-11-23 | 08:30 | day"),
        ("émargement tous les jours à 17h", "Émargement | 2026-11-22 | 17:00 | day"),
        ("relever les présences chaque jour ouvré", "Relever les présences | 2026-11-23 |  | workday"),
        ("facturer tous les mois le 5", "Facturer | 2026-12-05 |  | month"),
        ("bilan toutes les deux semaines mardi 14h", "Bilan | 2026-11-24 | 14:00 | fortnight"),
        ("BPF chaque année 31/05", "BPF | 2027-05-31 |  | year"),
        ("relancer chaque trimestre", "Relancer | 2026-11-22 |  | quarter"),
        ("relancer tous les 2 jours", "Relancer | 2026-11-22 |  | 2 day"),
        ("point toutes les 2 semaines", "Point | 2026-11-22 |  | fortnight"),
        ("point toutes les trois semaines le 24", "Point | 2026-11-24 |  | 3 week"),
        ("relancer tous les 3 mois", "Relancer | 2026-11-22 |  | quarter"),
        ("relancer tous les six mois", "Relancer | 2026-11-22 |  | 6 month"),
        ("relancer un lundi sur deux 9h", "Relancer | 2026-11-23 | 09:00 | fortnight"),
        ("relancer un jour sur deux", "Relancer | 2026-11-22 |  | 2 day"),
        ("chaque lundi", "Chaque lundi | 2026-11-23 |  | week"),
        ("le 31 de chaque mois facture", "Facture | 2026-11-30 |  | month"),
        ("facture le premier de chaque mois 10h", "Facture | 2026-12-01 | 10:00 | month"),
        ("facture le 1er de chaque mois", "Facture | 2026-12-01 |  | month"),
        ("facture pour le 5 de tous les mois", "Facture | 2026-12-05 |  | month"),
        ("tous les 22 du mois 9h facture", "Facture | 2026-12-22 | 09:00 | month"),
        ("facturer fin de chaque mois", "Facturer | 2026-11-30 |  | month"),
        ("bilan tous les trois mois le 31", "Bilan | 2026-11-30 |  | quarter"),
        // What there is no rule for stays as it was written.
        ("point le premier lundi de chaque mois", "Point le premier lundi de chaque mois |  |  | "),
        ("point tous les lundis et jeudis", "Point tous les lundis et jeudis |  |  | "),
        ("payer la facture du 5 du mois", "Payer la facture du 5 du mois |  |  | "),
        ("appeler tous les 3 prospects", "Appeler tous les 3 prospects |  |  | "),
        ("appeler tous les stagiaires", "Appeler tous les stagiaires |  |  | "),
    ] {
        assert_eq!(say(text, false), wanted, "{text}");
    }
    assert_eq!(say("team meeting every Monday 9am", true), "Team meeting | 2026-11-23 | 09:00 | week");
    assert_eq!(say("invoice every month", true), "Invoice | 2026-11-22 |  | month");
    assert_eq!(say("call every 2 days", true), "Call | 2026-11-22 |  | 2 day");
    assert_eq!(say("call each Monday", true), "Call | 2026-11-23 |  | week");
    assert_eq!(say("invoice on the 31st of every month", true), "Invoice | 2026-11-30 |  | month");
}

#[test]
fn the_day_of_the_month_that_is_meant_is_kept() {
    let rule = |text: &str| read(text, sunday(), false).repeat.map(|repeat| (repeat.on.to_string(), repeat.day));
    assert_eq!(rule("le 31 de chaque mois facture"), Some(("2026-11-30".into(), 31)));
    assert_eq!(rule("facture le 5 de chaque mois"), Some(("2026-12-05".into(), 5)));
    assert_eq!(rule("facture chaque mois 24/11"), Some(("2026-11-24".into(), 24)));
}
