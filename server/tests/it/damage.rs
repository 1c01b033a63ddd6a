//! A bit flips in a table file: the program says which, touches nothing, and does not start.

use crate::binary::{add, run};
use crate::site::PASSWORD;

#[test]
fn a_flipped_bit_is_named_with_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    assert_eq!(run(data, &add("ana@exemple.fr"), PASSWORD).code, 0);
    let tables = std::fs::read_dir(data.join("db")).unwrap().map(|entry| entry.unwrap().path());
    let table = tables
        .filter(|file| file.extension().is_some_and(|end| end == "sst"))
        .max_by_key(|file| std::fs::metadata(file).unwrap().len());
    let table = table.expect("a command leaves its rows in a table file");
    let mut bytes = std::fs::read(&table).unwrap();
    // One in each block: whichever is read first.
    for at in (1_000..bytes.len() - 1_000).step_by(1_000) {
        bytes[at] ^= 1;
    }
    std::fs::write(&table, &bytes).unwrap();
    for command in [&["check"][..], &["user", "list"], &["serve", "--listen", "127.0.0.1:0"]] {
        let ran = run(data, command, "");
        let said = format!("{} is damaged", table.display());
        assert!(ran.code == 1 && ran.err.contains(&said) && ran.err.contains("restore"), "{command:?}: {ran:?}");
        assert_eq!(std::fs::read(&table).unwrap(), bytes, "nothing is changed");
    }
}
