//! The private address that calendars read.

use domain::calendar::Calendars;
use domain::task::{Details, Tasks};
use domain::user::Users;
use domain::{Actor, Role};

use crate::site::{Site, actor};

#[test]
fn a_calendar_is_read_without_a_session_and_only_by_its_address() {
    let site = Site::new();
    let user = site.user("ana@exemple.fr", Role::Trainer);
    let ana = actor(&user);
    let today = domain::Instant(jiff::Timestamp::now().as_millisecond());
    let day = today.day(&domain::time::Zone::default());
    let plan = |title: &str| {
        let details = Details { title: title.to_owned(), due_on: Some(day), ..Details::default() };
        site.block(Tasks::create(&*site.store, &ana, details)).unwrap()
    };
    plan("Préparer la salle");
    let secret = site.block(site.store.renew(&ana)).unwrap();
    let mut phone = site.client();
    let path = format!("/agenda/{secret}.ics");
    let answer = phone.ask("GET", &path, &[], b"");
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert_eq!((answer.header("cache-control"), answer.header("set-cookie")), ("private, no-cache", ""));
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    let text = answer.text();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.contains("SUMMARY:Préparer la salle\r\n"), "{text}");

    let mark = answer.header("etag").to_owned();
    for known in [mark.clone(), format!("W/{mark}"), format!("\"other\", {mark}")] {
        let same = phone.ask("GET", &path, &[("if-none-match", &known)], b"");
        assert_eq!((same.status, same.body.len(), same.header("etag")), (304, 0, mark.as_str()));
    }
    plan("Relire");
    assert_eq!(phone.ask("GET", &path, &[("if-none-match", &mark)], b"").status, 200);
    assert!(phone.get(&format!("{path}?langue=en")).text().contains("X-WR-CALNAME:Tasks – "));

    for wrong in ["/agenda/x.ics".to_owned(), format!("/agenda/{secret}"), format!("/agenda/{}.ics", user.id)] {
        assert_eq!(phone.get(&wrong).status, 404, "{wrong}");
    }
    let other = site.block(site.store.renew(&ana)).unwrap();
    assert_eq!(phone.get(&path).status, 404, "the one before opens nothing");
    let path = format!("/agenda/{other}.ics");
    assert_eq!(phone.get(&path).status, 200);
    site.block(site.store.govern(&Actor::operator(), &user.id, Role::Trainer, true)).unwrap();
    assert_eq!(phone.get(&path).status, 404);
}
