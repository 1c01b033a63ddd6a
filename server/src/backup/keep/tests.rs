//! When a backup is due, which files are ours, and what happens when it comes to nothing.

use domain::contact::Contacts;
use domain::event::Events;

use super::*;

async fn keeper(data: &Path, keep: u32) -> Arc<Keeper> {
    let store = Arc::new(Store::open("", data).await.unwrap());
    store.ensure(&Actor::operator()).await.unwrap();
    let options = crate::config::Options { data: Some(data.to_owned()), ..Default::default() };
    let config = Config { backup_keep: keep, backup_hour: Some(2), ..Config::read(&options).unwrap() };
    Arc::new(Keeper::new(store, &config))
}

async fn show(keeper: &Arc<Keeper>) -> Backups {
    Desk(Arc::clone(keeper)).show(&Actor::operator()).await.unwrap()
}

#[test]
fn the_hour_is_that_of_the_organisation() {
    let zone = Zone::default();
    let at = |text: &str| Instant(text.parse::<jiff::Timestamp>().unwrap().as_millisecond());
    // Paris is an hour ahead in winter, two in summer.
    for (now, since) in [
        ("2026-11-22T10:20:30.5Z", "2026-11-22T01:00:00Z"),
        ("2026-11-22T00:59:59Z", "2026-11-21T01:00:00Z"),
        ("2026-11-22T01:00:00Z", "2026-11-22T01:00:00Z"),
        ("2026-07-01T00:30:00Z", "2026-07-01T00:00:00Z"),
    ] {
        assert_eq!(due_since(at(now), 2, &zone), at(since), "{now}");
    }
}

#[test]
fn only_names_of_our_own_are_known() {
    for name in ["sauvegarde-20261122-020000.crm", "sauvegarde-20261122-143000-main.crm"] {
        assert!(own(name), "{name}");
    }
    for name in [
        "sauvegarde-20261122-020000.crm.part",
        "sauvegarde-2026112-0200000.crm",
        "sauvegarde-avant.crm",
        "sauvegarde-20261122-020000.zip",
        "../sauvegarde-20261122-020000.crm",
        "sauvegarde-../../etc/passwd.crm",
        "lettre.crm",
        "",
    ] {
        assert!(!own(name), "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_is_made_when_it_is_due_and_the_oldest_go() {
    let data = tempfile::tempdir().unwrap();
    let keeper = keeper(data.path(), 2).await;
    assert!(!keeper.due().await, "a database of today has nothing to make good");
    let folder = data.path().join("backups");
    std::fs::create_dir(&folder).unwrap();
    let old = |name: &str, days: u64| {
        let file = std::fs::File::create(folder.join(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(days * 86_400)).unwrap();
    };
    for (name, days) in [
        ("sauvegarde-20261001-020000.crm", 50),
        ("sauvegarde-20261002-020000.crm", 49),
        ("sauvegarde-20261003-020000-main.crm", 48),
        ("sauvegarde-20261004-020000.crm.part", 47),
        ("lettre.crm", 60),
    ] {
        old(name, days);
    }
    // As old as the files.
    let mut older = Arc::into_inner(keeper).unwrap();
    older.born = Instant(0);
    let keeper = Arc::new(older);
    assert!(keeper.due().await);
    keeper.once(&Actor::operator(), false).await;
    assert!(!keeper.due().await);
    let shown = show(&keeper).await;
    assert_eq!((shown.failed, shown.running, shown.kept.len()), (None, None, 3), "{:?}", shown.kept);
    let left: Vec<String> =
        std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.file_name().into_string().unwrap()).collect();
    for name in ["lettre.crm", "sauvegarde-20261002-020000.crm", "sauvegarde-20261003-020000-main.crm"] {
        assert!(left.iter().any(|left| left == name), "{name} stays: {left:?}");
    }
    assert_eq!(left.len(), 4, "{left:?}");
    assert!(Archive::open(&folder.join(&shown.kept[0].name)).unwrap().verify(|_| {}).is_ok());
    let log = keeper.store.log(&Actor::operator(), &Default::default(), None).await.unwrap().rows;
    assert_eq!(log[0].kind, Kind::BackupMade);
    keeper.store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_comes_to_nothing_is_shown_and_takes_nothing_away() {
    let data = tempfile::tempdir().unwrap();
    // A file where the folder should be.
    std::fs::write(data.path().join("backups"), "untouched").unwrap();
    let keeper = keeper(data.path(), 1).await;
    keeper.once(&Actor::operator(), true).await;
    let shown = show(&keeper).await;
    assert!(shown.failed.is_some_and(|failed| failed.why.contains("cannot be written")), "{:?}", shown.kept);
    assert!(!keeper.due().await, "not at once again");
    let log = keeper.store.log(&Actor::operator(), &Default::default(), None).await.unwrap().rows;
    assert_eq!(log[0].kind, Kind::BackupFailed);
    assert_eq!(std::fs::read_to_string(data.path().join("backups")).unwrap(), "untouched");
    // Work goes on.
    let person = domain::contact::Details { family_name: "Roy".into(), ..Default::default() };
    Contacts::create(&*keeper.store, &Actor::operator(), person).await.unwrap();
    keeper.store.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn elsewhere_it_is_refused() {
    let store = Arc::new(Store::in_memory().await.unwrap());
    let config = Config { database: "mem://".into(), ..Config::read(&Default::default()).unwrap() };
    let keeper = Arc::new(Keeper::new(store, &config));
    assert_eq!(Keeper::begin(&keeper, &Actor::operator()), Err(Error::refused(Refusal::Elsewhere)));
    assert_eq!(Keeper::begin(&keeper, &Actor::visitor()), Err(Error::Unauthorized));
    assert_eq!(show(&keeper).await.folder, None);
}
