//! What the palette offers: recent records, records that were found, pages, and acts.

use domain::contact::Choice;
use domain::find::Finds;
use domain::text::fold;
use domain::{ContactId, DealId, Right};

use super::recent::{Kind, Recent};
use crate::i18n::palette::Palette as Words;
use crate::i18n::{Texts, fill};
use crate::me::Me;
use crate::route;

/// What choosing it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Leads to an address.
    Open(String),
    /// Changes the theme.
    Wear(&'static str),
    /// Shows the shortcuts.
    Shortcuts,
    /// Signs out.
    SignOut,
}

/// What stands before its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// The letters of a person.
    Person,
    /// The letters of a company.
    Company,
    /// A drawing.
    Icon(&'static str),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) face: Face,
    pub(super) name: String,
    pub(super) hint: String,
    /// Its shortcut: letters after each other.
    pub(super) keys: &'static [&'static str],
    pub(super) act: Act,
}

/// Lines under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) name: &'static str,
    pub(super) entries: Vec<Entry>,
}

/// What entries are made with.
pub(super) struct Maker<'a> {
    pub(super) t: &'static Texts,
    pub(super) w: &'static Words,
    pub(super) me: &'a Me,
}

/// An entry known by name, and the other words it is found by.
type Known = (Entry, &'static str);

fn of_record(kind: Kind, id: &str, name: String, hint: String) -> Option<Entry> {
    let (face, address) = match kind {
        Kind::Contact => (Face::Person, route::contact(&id.parse::<ContactId>().ok()?)),
        Kind::Company => (Face::Company, route::company(&id.parse().ok()?)),
        Kind::Deal => (Face::Icon("flag"), route::deal(&id.parse::<DealId>().ok()?)),
    };
    Some(Entry { face, name, hint, keys: &[], act: Act::Open(address) })
}

/// Whether every word begins a word of the text.
fn matches(words: &str, text: &str) -> bool {
    let text = fold(text);
    words.split(' ').all(|word| text.split(' ').any(|one| one.starts_with(word)))
}

/// How near a name is to what was typed: it begins so, it has the words, or only something beside it has them.
fn nearness(words: &str, name: &str) -> usize {
    match matches(words, name) {
        _ if fold(name).starts_with(words) => 0,
        true => 1,
        false => 2,
    }
}

impl Maker<'_> {
    fn pages(&self) -> Vec<Known> {
        let (c, l, w) = (self.t.common(), self.t.log(), self.w);
        let page = |right, keys, icon, name: &str, address: &str, also| {
            let act = Act::Open(address.to_owned());
            let entry = Entry { face: Face::Icon(icon), name: name.to_owned(), hint: String::new(), keys, act };
            self.me.can(right).then_some((entry, also))
        };
        let all = [
            page(Right::ReadContacts, &["G", "H"], "home", c.home, route::HOME, w.also_home),
            page(Right::ReadContacts, &["G", "N"], "bell", c.notices, route::NOTICES, w.also_notices),
            page(Right::ReadContacts, &["G", "A"], "task", c.tasks, route::TASKS, w.also_tasks),
            page(Right::ReadContacts, &[], "calendar", w.week, route::WEEK, w.also_week),
            page(Right::ReadDeals, &["G", "P"], "board", c.pipeline, route::PIPELINE, w.also_pipeline),
            page(Right::ReadDeals, &["G", "O"], "list", w.deals, route::DEALS, w.also_deals),
            page(Right::ReadContacts, &["G", "C"], "contact", c.contacts, route::CONTACTS, w.also_contacts),
            page(Right::ReadContacts, &["G", "E"], "company", c.companies, route::COMPANIES, w.also_companies),
            page(Right::WriteRecords, &[], "trash", l.bin, route::BIN, l.also_bin),
            page(Right::ReadLog, &[], "history", l.log, route::LOG, l.also_log),
            page(Right::ReadContacts, &["G", "R"], "settings", c.settings, route::SETTINGS, w.also_settings),
        ];
        all.into_iter().flatten().collect()
    }

    /// What may be created; with a text it is what the new record begins with.
    fn creations(&self, text: &str) -> Vec<Known> {
        let w = self.w;
        let create = |right, plain: &str, named: &str, list: &str| {
            let name = if text.is_empty() { plain.to_owned() } else { fill(named, &[("text", text)]) };
            let act = Act::Open(route::create(list, text));
            let entry = Entry { face: Face::Icon("plus"), name, hint: String::new(), keys: &[], act };
            self.me.can(right).then_some((entry, w.also_create))
        };
        let all = [
            create(Right::WriteRecords, w.new_contact, w.contact_named, route::CONTACTS),
            create(Right::WriteRecords, w.new_deal, w.deal_named, route::PIPELINE),
            create(Right::WriteRecords, w.new_company, w.company_named, route::COMPANIES),
            create(Right::WriteNotes, w.new_task, w.task_named, route::TASKS),
        ];
        all.into_iter().flatten().collect()
    }

    fn archived(&self, text: &str) -> Entry {
        let act = Act::Open(route::archived(text));
        let name = fill(self.w.archived_named, &[("text", text)]);
        Entry { face: Face::Icon("archive"), name, hint: String::new(), keys: &[], act }
    }

    fn acts(&self) -> Vec<Known> {
        let w = self.w;
        let act = |icon, name: &str, act, keys, also| {
            (Entry { face: Face::Icon(icon), name: name.to_owned(), hint: String::new(), keys, act }, also)
        };
        let import = act("import", w.import, Act::Open(route::IMPORT.to_owned()), &[][..], w.also_import);
        let mut all: Vec<Known> = self.me.can(Right::Import).then_some(import).into_iter().collect();
        all.push(act("sun", w.theme_light, Act::Wear("light"), &[], w.also_theme));
        all.push(act("moon", w.theme_dark, Act::Wear("dark"), &[], w.also_theme));
        all.push(act("laptop", w.theme_system, Act::Wear("system"), &[], w.also_theme));
        all.push(act("info", w.keys, Act::Shortcuts, &["?"], w.also_keys));
        all.push(act("logout", self.t.common().sign_out, Act::SignOut, &[], w.also_sign_out));
        all
    }

    fn recents(&self, words: &str, recents: &[Recent], most: usize) -> Vec<Entry> {
        let seen = |one: &&Recent| one.kind != Kind::Deal || self.me.can(Right::ReadDeals);
        let named = |one: &&Recent| words.is_empty() || matches(words, &format!("{} {}", one.name, one.hint));
        let entry = |one: &Recent| of_record(one.kind, &one.id, one.name.clone(), one.hint.clone());
        recents.iter().filter(seen).filter(named).filter_map(entry).take(most).collect()
    }

    /// Everything that answers a text, in groups; empty groups are left out.
    pub(super) fn groups(&self, text: &str, finds: &Finds, recents: &[Recent]) -> Vec<Group> {
        let (t, w, words) = (self.t, self.w, fold(text));
        let plain = |known: Vec<Known>| known.into_iter().map(|(entry, _)| entry).collect::<Vec<_>>();
        let mut groups: Vec<(&'static str, Vec<Entry>)> = Vec::new();
        if words.is_empty() {
            groups.push((w.recent, self.recents("", recents, 5)));
            groups.push((w.go, plain(self.pages())));
            groups.push((w.create, plain(self.creations(""))));
            groups.push((w.display, plain(self.acts())));
        } else {
            let recent = self.recents(&words, recents, 3);
            let found = |kind, choices: &[Choice]| {
                let entries =
                    choices.iter().filter_map(|one| of_record(kind, &one.id, one.name.clone(), one.hint.clone()));
                entries.filter(|entry| recent.iter().all(|known| known.act != entry.act)).collect::<Vec<_>>()
            };
            let mut records = [
                (t.common().contacts, found(Kind::Contact, &finds.contacts)),
                (t.common().companies, found(Kind::Company, &finds.companies)),
                (w.deals, found(Kind::Deal, &finds.deals)),
            ];
            // A company called so stands before the people who work there.
            records.sort_by_key(|(_, entries)| entries.first().map_or(2, |first| nearness(&words, &first.name)));
            let asked = |known: &Known| matches(&words, &format!("{} {}", known.0.name, known.1));
            let only = |known: Vec<Known>| plain(known.into_iter().filter(asked).collect());
            let mut creations = only(self.creations(""));
            // Words that name no act name what is to be created.
            if creations.is_empty() {
                creations = plain(self.creations(text.trim()));
                // Nobody twice because nobody looked there.
                if finds.contacts.is_empty() && self.me.can(Right::WriteRecords) {
                    creations.push(self.archived(text.trim()));
                }
            }
            groups.push((w.recent, recent));
            groups.extend(records);
            groups.push((w.go, only(self.pages())));
            groups.push((w.display, only(self.acts())));
            groups.push((w.create, creations));
        }
        groups.retain(|(_, entries)| !entries.is_empty());
        groups.into_iter().map(|(name, entries)| Group { name, entries }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use domain::Role;

    fn named(role: Role, text: &str, finds: &Finds, recents: &[Recent]) -> Vec<(&'static str, Vec<String>)> {
        let me = Me {
            id: "ana".parse().unwrap(),
            name: "Ana".to_owned(),
            role,
            organisation: String::new(),
            logo: None,
            zone: domain::time::Zone::default(),
        };
        let maker = Maker { t: Lang::En.texts(), w: Lang::En.texts().palette(), me: &me };
        let groups = maker.groups(text, finds, recents);
        groups.into_iter().map(|group| (group.name, group.entries.into_iter().map(|one| one.name).collect())).collect()
    }

    fn choice(id: &str, name: &str) -> Choice {
        Choice { id: id.to_owned(), name: name.to_owned(), hint: String::new() }
    }

    #[test]
    fn each_role_is_offered_what_it_may_do() {
        let all = |role| named(role, "", &Finds::default(), &[]);
        let names = |role| all(role).into_iter().flat_map(|(_, names)| names).collect::<Vec<_>>();
        for act in ["Create a contact", "Import contacts"] {
            assert!(names(Role::Advisor).iter().any(|name| name == act), "{act}");
            assert!(!names(Role::Reader).iter().any(|name| name == act), "{act}");
        }
        let trainer = names(Role::Trainer);
        assert!(trainer.contains(&"New task".to_owned()) && !trainer.contains(&"Pipeline".to_owned()));
        assert!(names(Role::Reader).contains(&"Deals".to_owned()));
        assert!(names(Role::Trainer).contains(&"Week".to_owned()));
    }

    #[test]
    fn what_was_opened_last_comes_first_and_once() {
        let recent =
            |kind, id: &str, name: &str| Recent { kind, id: id.to_owned(), name: name.to_owned(), hint: String::new() };
        let recents = [recent(Kind::Contact, "b", "Luc Roy"), recent(Kind::Deal, "d", "Roy in English")];
        let finds = Finds { contacts: vec![choice("a", "Ana Roy"), choice("b", "Luc Roy")], ..Finds::default() };
        let groups = named(Role::Trainer, "roy", &finds, &recents);
        assert_eq!(groups[0], ("Recent", vec!["Luc Roy".to_owned()]));
        assert_eq!(groups[1], ("Contacts", vec!["Ana Roy".to_owned()]));
    }

    #[test]
    fn a_company_stands_before_its_people() {
        let finds =
            Finds { contacts: vec![choice("a", "Ana Roy")], companies: vec![choice("c", "Colas")], ..Finds::default() };
        let first = |text| named(Role::Reader, text, &finds, &[])[0].0;
        assert_eq!((first("colas"), first("roy")), ("Companies", "Contacts"));
    }

    #[test]
    fn a_name_can_be_created_and_an_act_be_named() {
        let create = |text| named(Role::Advisor, text, &Finds::default(), &[]).pop().unwrap();
        assert_eq!(create("Inès Fabre").1[0], "Create the contact “Inès Fabre”");
        assert_eq!(create("crea cont").1, ["Create a contact"]);
        assert_eq!(create("new deal").1, ["Create a deal"]);
        assert!(named(Role::Reader, "zzz", &Finds::default(), &[]).is_empty());
    }
}
