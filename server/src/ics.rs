//! Actions as an iCalendar file (RFC 5545). Events and not to-dos, because that is what telephones show and remind of.

use app::i18n::{Texts, fill};
use domain::calendar::Calendar;
use domain::task::Task;
use domain::time::Zone;
use domain::{Day, Instant};

/// How long an action with a time lasts.
const MINUTES: i64 = 30;
/// Octets of a line, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// Writes the file line by line.
struct Sheet(String);

impl Sheet {
    /// A line, folded where it is long: never inside a letter.
    fn line(&mut self, line: &str) {
        let mut room = LINE;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            self.0.push(letter);
            room -= letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value is text.
    fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }
}

/// Text as a value: RFC 5545, 3.3.11. Signs that are no text are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// `20261124`.
fn date(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// `20261124T133000Z`.
fn moment(at: Instant) -> String {
    let (day, time) = at.local(&Zone("UTC0".to_owned()));
    format!("{}T{:02}{:02}{:02}Z", date(day), time.hour(), time.minute(), time.second())
}

/// The file. `base` is the address of this server, for the ways back.
pub fn write(calendar: &Calendar, base: &str, t: &'static Texts) -> String {
    let mut sheet = Sheet(String::new());
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CRM Formation//Actions//FR", "CALSCALE:GREGORIAN"] {
        sheet.line(line);
    }
    sheet.line("METHOD:PUBLISH");
    sheet.text("X-WR-CALNAME", &fill(t.agenda().name, &[("organisation", &calendar.organisation)]));
    sheet.line("REFRESH-INTERVAL;VALUE=DURATION:PT30M");
    sheet.line("X-PUBLISHED-TTL:PT30M");
    for task in &calendar.tasks {
        event(&mut sheet, task, calendar, base, t);
    }
    sheet.line("END:VCALENDAR");
    sheet.0
}

fn event(sheet: &mut Sheet, task: &Task, calendar: &Calendar, base: &str, t: &'static Texts) {
    let details = &task.details;
    let Some(day) = details.due_on else { return };
    let changed = moment(task.changed_at.unwrap_or(task.created_at));
    sheet.line("BEGIN:VEVENT");
    sheet.line(&format!("UID:{}@crm-formation", task.id));
    sheet.line(&format!("DTSTAMP:{changed}"));
    sheet.line(&format!("LAST-MODIFIED:{changed}"));
    sheet.line(&format!("SEQUENCE:{}", task.version.saturating_sub(1)));
    let start = details.due_at.as_deref().and_then(|time| day.at(time, &calendar.zone).ok());
    // Nine in the morning of a whole day; a quarter of an hour before a time.
    let alarm = match start {
        Some(start) => {
            sheet.line(&format!("DTSTART:{}", moment(start)));
            sheet.line(&format!("DTEND:{}", moment(Instant(start.0 + MINUTES * 60_000))));
            "-PT15M"
        }
        None => {
            sheet.line(&format!("DTSTART;VALUE=DATE:{}", date(day)));
            sheet.line(&format!("DTEND;VALUE=DATE:{}", date(day.plus(1))));
            sheet.line("TRANSP:TRANSPARENT");
            "PT9H"
        }
    };
    sheet.text("SUMMARY", &details.title);
    let link = link(task, day, base);
    sheet.text("DESCRIPTION", &about(task, &link, t));
    sheet.line(&format!("URL:{link}"));
    sheet.line("BEGIN:VALARM");
    sheet.line("ACTION:DISPLAY");
    sheet.text("DESCRIPTION", &details.title);
    sheet.line(&format!("TRIGGER:{alarm}"));
    sheet.line("END:VALARM");
    sheet.line("END:VEVENT");
}

/// Where one goes on: the person, the deal, or the week.
fn link(task: &Task, day: Day, base: &str) -> String {
    let contact = task.contact_name.as_ref().and(task.details.contact.as_ref()).map(app::route::contact);
    let deal = || task.deal_title.as_ref().and(task.details.deal.as_ref()).map(app::route::deal);
    format!("{base}{}", contact.or_else(deal).unwrap_or_else(|| app::route::week(day)))
}

fn about(task: &Task, link: &str, t: &'static Texts) -> String {
    let a = t.agenda();
    let said = [
        (a.contact, task.contact_name.clone()),
        (a.phone, task.contact_phone.as_ref().map(domain::Phone::show)),
        (a.deal, task.deal_title.clone()),
    ];
    let mut lines: Vec<String> =
        said.into_iter().filter_map(|(label, value)| Some(fill(label, &[("value", &value?)]))).collect();
    lines.push(link.to_owned());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use app::i18n::Lang;

    use super::*;

    fn task(json: &str) -> Task {
        serde_json::from_str(json).unwrap()
    }

    fn calendar(tasks: Vec<Task>) -> String {
        let calendar = Calendar { organisation: "Horizon, Formation".to_owned(), zone: Zone::default(), tasks };
        write(&calendar, "https://crm.exemple.fr", Lang::Fr.texts())
    }

    #[test]
    fn a_time_is_an_instant_and_a_day_a_day() {
        let timed = task(
            r#"{"id":"t1","version":3,"created_at":0,"changed_at":1795527000000,"contact_name":"Ana Roy",
            "contact_phone":"+33612345678","details":{"title":"Appeler; vite","due_on":"2026-11-24","due_at":"14:30","contact":"c1"}}"#,
        );
        let day = task(r#"{"id":"t2","version":1,"created_at":0,"details":{"title":"Classer","due_on":"2026-12-31"}}"#);
        let text = calendar(vec![timed, day]);
        for line in [
            "X-WR-CALNAME:Actions – Horizon\\, Formation",
            "UID:t1@crm-formation",
            "DTSTAMP:20261124T133000Z",
            "SEQUENCE:2",
            "DTSTART:20261124T133000Z",
            "DTEND:20261124T140000Z",
            "SUMMARY:Appeler\\; vite",
            "URL:https://crm.exemple.fr/contacts/c1",
            "TRIGGER:-PT15M",
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "TRIGGER:PT9H",
            "URL:https://crm.exemple.fr/actions?vue=semaine&du=2026-12-31",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
        }
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains("Contact\u{a0}: Ana Roy\\nTéléphone\u{a0}: "), "{whole}");
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let title = "é€😀x".repeat(60);
        let json =
            serde_json::json!({"id":"t1","version":1,"created_at":0,"details":{"title":title,"due_on":"2026-11-24"}});
        let text = calendar(vec![task(&json.to_string())]);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:{title}\r\n")));
        assert!(text.split("\r\n").any(|line| line.len() > LINE - 4));
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        assert_eq!(escaped("a\\b,c;d\r\ne\u{7}\tf"), "a\\\\b\\,c\\;d\\nef");
    }
}
