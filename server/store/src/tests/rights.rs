//! The table of permissions, walked over every method of every port.

use domain::board::{BoardQuery, ColumnQuery, RefreshQuery};
use domain::bulk::{Selection, Verb};
use domain::deal::{Closing, NewDeal};
use domain::event::Turn;
use domain::user::{LinkPurpose, NewUser};
use domain::vocabulary::List;
use domain::{Actor, Crm, Error, ExchangeId, NoteId, Patch, Result, Role, TaskId};

use super::permissions::TABLE;
use super::{World, deal_details, email, person, store};
use domain::import::Tally;

/// Asks for something that is not there: what matters is whether it is refused for the person.
async fn call(w: &World, method: &str, who: &Actor) -> Result<()> {
    let (contacts, companies, deals) = (w.store.contacts(), w.store.companies(), w.store.deals());
    let (pipelines, tasks, users) = (w.store.pipelines(), w.store.tasks(), w.store.users());
    let (gone, user) = (|| "gone".parse().unwrap(), "gone".parse().unwrap());
    let these = || Selection::These(vec![gone()]);
    let firms = || Selection::These(vec!["gone".parse().unwrap()]);
    let company = domain::company::Details { name: "Acme".to_owned(), ..Default::default() };
    let task = domain::task::Details { title: "Call".to_owned(), ..Default::default() };
    let new = NewUser { name: "Ana".to_owned(), email: email("ana@organisme.fr"), role: Role::Reader };
    let (pipeline, filter) = (w.pipeline.id.clone(), domain::deal::Filter::default());
    let column = ColumnQuery { pipeline: pipeline.clone(), stage: w.stage(0), filter: filter.clone(), after: None };
    let refresh = RefreshQuery { pipeline, filter: filter.clone(), deals: Vec::new() };
    let deal = NewDeal { details: deal_details("Bilan", &"gone".parse().unwrap()), stage: None };
    match method {
        "contacts.list" => contacts.list(who, &domain::contact::Filter::default(), None).await.map(drop),
        "contacts.show" => contacts.show(who, &gone()).await.map(drop),
        "contacts.create" => contacts.create(who, person("Ana", "Roy")).await.map(drop),
        "contacts.edit" => contacts.edit(who, &gone(), Patch::default()).await.map(drop),
        "contacts.archive" => contacts.archive(who, &gone(), true).await.map(drop),
        "contacts.choices" => contacts.choices(who, "a").await.map(drop),
        "contacts.terms" => contacts.terms(who).await.map(drop),
        "contacts.selected" => contacts.selected(who, &these()).await.map(drop),
        "contacts.bulk" => contacts.bulk(who, &these(), &Verb::Archive(true), None).await.map(drop),
        "contacts.take_back" => contacts.take_back(who, &"gone".parse().unwrap(), None, None).await.map(drop),
        "contacts.export" => contacts.export(who, &Default::default(), &mut drop).await.map(drop),
        "contacts.alike" => contacts.alike(who, &Default::default()).await.map(drop),
        "companies.list" => companies.list(who, &Default::default(), None).await.map(drop),
        "companies.export" => companies.export(who, &Default::default(), &mut drop).await.map(drop),
        "companies.show" => companies.show(who, &"gone".parse().unwrap()).await.map(drop),
        "companies.create" => companies.create(who, company).await.map(drop),
        "companies.edit" => companies.edit(who, &"gone".parse().unwrap(), Patch::default()).await.map(drop),
        "companies.selected" => companies.selected(who, &firms()).await.map(drop),
        "companies.bulk" => companies.bulk(who, &firms(), &Verb::Owner(None), None).await.map(drop),
        "companies.choices" => companies.choices(who, "a").await.map(drop),
        "deals.board" => deals.board(who, &BoardQuery::default()).await.map(drop),
        "deals.column" => deals.column(who, &column).await.map(drop),
        "deals.refresh" => deals.refresh(who, &refresh).await.map(drop),
        "deals.list" => deals.list(who, &filter, None).await.map(drop),
        "deals.sum" => deals.sum(who, &filter).await.map(drop),
        "deals.show" => deals.show(who, &"gone".parse().unwrap()).await.map(drop),
        "deals.create" => deals.create(who, deal).await.map(drop),
        "deals.edit" => deals.edit(who, &"gone".parse().unwrap(), Patch::default()).await.map(drop),
        "deals.relocate" => deals.relocate(who, super::deals::to(w, &"gone".parse().unwrap(), 0, None)).await.map(drop),
        "deals.close" => deals.close(who, &"gone".parse().unwrap(), Closing::Won, String::new()).await.map(drop),
        "deals.reopen" => deals.reopen(who, &"gone".parse().unwrap()).await.map(drop),
        "pipelines.list" => pipelines.list(who).await.map(drop),
        "pipelines.create" => pipelines.create(who, w.pipeline.details.clone()).await.map(drop),
        "pipelines.edit" => pipelines.edit(who, &"gone".parse().unwrap(), Patch::default()).await.map(drop),
        "tasks.list" => tasks.list(who, &domain::task::Filter::default(), None).await.map(drop),
        "tasks.done" => tasks.done(who, None, domain::Instant(0)).await.map(drop),
        "tasks.week" => {
            let day = domain::Day::parse("2026-11-23").unwrap();
            tasks.week(who, None, day, day).await.map(drop)
        }
        "tasks.create" => tasks.create(who, task).await.map(drop),
        "tasks.create_once" => tasks.create_once(who, TaskId::new(), task).await.map(drop),
        "tasks.edit" => tasks.edit(who, &"gone".parse().unwrap(), Patch::default()).await.map(drop),
        "tasks.finish_once" => tasks.finish_once(who, &"gone".parse().unwrap(), TaskId::new().as_str()).await.map(drop),
        "tasks.finish" => tasks.finish(who, &"gone".parse().unwrap(), true).await.map(drop),
        "bin.delete" => w.store.bin().delete(who, &domain::note::Subject::Contact(gone())).await.map(drop),
        "bin.find" => w.store.bin().find(who, &domain::note::Subject::Contact(gone())).await.map(drop),
        "bin.list" => w.store.bin().list(who, None).await.map(drop),
        "bin.restore" => w.store.bin().restore(who, &"gone".parse().unwrap()).await.map(drop),
        "bin.erase" => w.store.bin().erase(who, &"gone".parse().unwrap()).await,
        "events.log" => w.store.events().log(who, &Default::default(), None).await.map(drop),
        "users.list" => users.list(who).await.map(drop),
        "users.own" => users.own(who).await.map(drop),
        "users.create" => users.create(who, new).await.map(drop),
        "users.govern" => users.govern(who, &user, Role::Reader, true).await.map(drop),
        "users.rename" => users.rename(who, "Ana".to_owned()).await.map(drop),
        "users.set_password" => users.set_password(who, &user, "hash".to_owned(), None).await,
        "users.make_link" => users.make_link(who, LinkPurpose::Reset, Some(&user)).await.map(drop),
        "sessions.list" => w.store.sessions().list(who, None).await.map(drop),
        "sessions.end" => w.store.sessions().end(who, &"gone".parse().unwrap()).await,
        "calendars.own" => w.store.calendars().own(who).await.map(drop),
        "calendars.renew" => w.store.calendars().renew(who).await.map(drop),
        "calendars.remove" => w.store.calendars().remove(who).await,
        "organisation.ensure" => w.store.organisation().ensure(who).await,
        "organisation.edit" => w.store.organisation().edit(who, Patch::default()).await.map(drop),
        "organisation.set_logo" => w.store.organisation().set_logo(who, None).await.map(drop),
        "organisation.logo" => w.store.organisation().logo(who).await.map(drop),
        "imports" => imports(w, who).await,
        "events.sizes" => w.store.events().sizes(who, &Default::default()).await.map(drop),
        "events.undone" => w.store.events().undone(who, &["gone".parse().unwrap()]).await.map(drop),
        "undos.undo" => w.store.undos().undo(who, &domain::undo::Which::Event("gone".parse().unwrap())).await.map(drop),
        "events.turns" => w.store.events().turns(who, "contact:gone", Turn::Status).await.map(drop),
        other if other.starts_with("sweeps.") => sweeps(w, other, who).await,
        "vocabularies.show" => w.store.vocabularies().show(who, List::Sources).await.map(drop),
        "vocabularies.edit" => w.store.vocabularies().edit(who, List::Sources, Patch::default()).await.map(drop),
        "exports.begin" => w.store.exports().begin(who).await,
        "exports.block" => w.store.exports().block(who, domain::export::Table::Events, None).await.map(drop),
        "homes.day" => w.store.homes().day(who, &super::home::ask(true)).await.map(drop),
        other if other.starts_with("seconds.") => seconds(w, other, who).await,
        other if other.starts_with("notices.") => notices(w, other, who).await,
        other if other.starts_with("views.") => views(w, other, who).await,
        "finder.names" => w.store.finder().names(who, &Default::default()).await.map(drop),
        "finder.find" => w.store.finder().find(who, "ana").await.map(drop),
        other if other.starts_with("notes.") || other.starts_with("exchanges.") => words(w, other, who).await,
        other => {
            let table = other.strip_prefix("events.of ").unwrap();
            w.store.events().of(who, &format!("{table}:gone"), &Default::default(), None).await.map(drop)
        }
    }
}

/// What is written beside records.
async fn words(w: &World, method: &str, who: &Actor) -> Result<()> {
    let (notes, exchanges) = (w.store.notes(), w.store.exchanges());
    let on = |table: &str| domain::note::Subject::try_from(format!("{table}:gone")).unwrap();
    let text = domain::note::Details { text: "Note".to_owned(), pinned: false };
    let call = serde_json::from_str(r#"{"contact":"gone"}"#).unwrap();
    match method {
        "notes.list contact" => notes.list(who, &on("contact"), None).await.map(drop),
        "notes.list deal" => notes.list(who, &on("deal"), None).await.map(drop),
        "notes.add contact" => notes.add(who, &on("contact"), text).await.map(drop),
        "notes.add_once deal" => notes.add_once(who, NoteId::new(), &on("deal"), text).await.map(drop),
        "notes.add deal" => notes.add(who, &on("deal"), text).await.map(drop),
        "notes.edit" => notes.edit(who, &"gone".parse().unwrap(), Patch::default()).await.map(drop),
        "notes.remove" => notes.remove(who, &"gone".parse().unwrap(), true).await.map(drop),
        "exchanges.show" => exchanges.show(who, &"gone".parse().unwrap()).await.map(drop),
        "exchanges.log" => exchanges.log(who, call).await.map(drop),
        "exchanges.log_once" => exchanges.log_once(who, ExchangeId::new(), call).await.map(drop),
        "exchanges.edit" => exchanges.edit(who, &"gone".parse().unwrap(), Patch::default()).await.map(drop),
        _ => exchanges.remove(who, &"gone".parse().unwrap(), true).await.map(drop),
    }
}

/// Changes of many records.
async fn sweeps(w: &World, method: &str, who: &Actor) -> Result<()> {
    use domain::sweep::Work;
    let sweeps = w.store.sweeps();
    let gone = || "gone".parse().unwrap();
    match method {
        "sweeps.step" => sweeps.step(who, &Work::HandOver { from: gone(), to: None }, None, None).await.map(drop),
        "sweeps.step tag" => {
            sweeps.step(who, &Work::Tag { from: "a".to_owned(), to: None }, None, None).await.map(drop)
        }
        "sweeps.step back" => sweeps.step(who, &Work::Back("gone".parse().unwrap()), None, None).await.map(drop),
        "sweeps.load" => sweeps.load(who, &gone()).await.map(drop),
        _ => sweeps.tags(who).await.map(drop),
    }
}

/// Saved views: anybody's own, for everybody by those who may change many records.
async fn views(w: &World, method: &str, who: &Actor) -> Result<()> {
    let views = w.store.views();
    let named = |shared| domain::view::Details {
        name: format!("Clients {shared} {:?}", who.user),
        query: String::new(),
        shared,
    };
    match method {
        "views.list" => views.list(who).await.map(drop),
        "views.save" => views.save(who, named(false)).await.map(drop),
        "views.save shared" => views.save(who, named(true)).await.map(drop),
        "views.edit" => views.edit(who, &"gone".parse().unwrap(), Patch::default()).await.map(drop),
        _ => views.remove(who, &"gone".parse().unwrap(), true).await.map(drop),
    }
}

/// Notices: anybody's own.
async fn notices(w: &World, method: &str, who: &Actor) -> Result<()> {
    let (notices, today) = (w.store.notices(), domain::Day::parse("2026-11-22").unwrap());
    match method {
        "notices.list" => notices.list(who, None).await.map(drop),
        "notices.late" => notices.late(who, today).await.map(drop),
        "notices.unread" => notices.unread(who, today).await.map(drop),
        "notices.read" => notices.read(who, &domain::notice::Which::Everything(today)).await.map(drop),
        _ => notices.unmark(who, &Default::default()).await,
    }
}

/// Second factors: one's own, and anybody's to be taken away.
async fn seconds(w: &World, method: &str, who: &Actor) -> Result<()> {
    let seconds = w.store.seconds();
    match method {
        "seconds.own" => seconds.own(who).await.map(drop),
        "seconds.begin" => seconds.begin(who).await.map(drop),
        "seconds.confirm" => seconds.confirm(who, "000000", None).await,
        "seconds.renew" => seconds.renew(who, Vec::new()).await,
        "seconds.remove" => seconds.remove(who).await,
        "seconds.reset" => seconds.reset(who, &"gone".parse().unwrap()).await.map(drop),
        "seconds.prove" => seconds.prove(who, "000000").await,
        "seconds.hashes" => seconds.hashes(who).await.map(drop),
        _ => seconds.spend(who, "hash").await.map(drop),
    }
}

/// The three methods of an import answer alike.
async fn imports(w: &World, who: &Actor) -> Result<()> {
    let gone = "gone".parse().unwrap();
    let refusals = [
        w.store.imports().start(who, "file.csv", 1).await.map(drop),
        w.store.imports().write(who, &gone, Vec::new()).await.map(drop),
        w.store.imports().rehearse(who, Vec::new()).await.map(drop),
        w.store.imports().finish(who, &gone, Tally::default(), true).await,
    ];
    let refused = |answer: &Result<()>| matches!(answer, Err(Error::Forbidden | Error::Unauthorized));
    assert!(refusals.iter().all(refused) || !refusals.iter().any(refused), "{refusals:?}");
    refusals.into_iter().next().unwrap()
}

#[tokio::test]
async fn each_role_may_what_the_table_says() {
    let w = store().await;
    let actors = [("a", &w.administrator), ("v", &w.advisor), ("t", &w.trainer), ("r", &w.reader)];
    for (method, allowed) in TABLE {
        assert_eq!(call(&w, method, &w.visitor).await, Err(Error::Unauthorized), "{method}, a visitor");
        for (sign, actor) in actors {
            let answer = call(&w, method, actor).await;
            let refused = matches!(answer, Err(Error::Forbidden | Error::Unauthorized));
            assert_eq!(!refused, allowed.contains(sign), "{method}, {}: {answer:?}", actor.name);
            assert_ne!(answer, Err(Error::Internal), "{method}");
        }
    }
}
