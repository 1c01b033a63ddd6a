//! Files as other tools write them.

use domain::import::{Column, MOST_ROWS, Mapping};
use domain::{Error, Problem};
use encoding_rs::WINDOWS_1252;
use proptest::prelude::*;

use super::{Table, decode};

fn cells(table: &Table, row: usize) -> Vec<&str> {
    table.rows[row].cells().collect()
}

fn problem(bytes: &[u8]) -> Problem {
    match decode(bytes) {
        Err(Error::Invalid { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_english_export_with_commas_is_read() {
    let text = "\"Record ID\",\"First Name\",\"Last Name\",Email,\"Phone Number\",\"Lifecycle Stage\",\"Associated Company\"\n\
                101,Ana,Petit,ana@exemple.fr,+33612345678,customer,\"Horizon; fils, SAS\"\n\
                102,Léo,\"O\"\"Neil\",leo@exemple.fr,,lead,\n";
    let table = decode(text.as_bytes()).unwrap();
    assert_eq!((table.delimiter, table.encoding), (',', "UTF-8"));
    assert_eq!(cells(&table, 0)[6], "Horizon; fils, SAS");
    assert_eq!(cells(&table, 1), ["102", "Léo", "O\"Neil", "leo@exemple.fr", "", "lead"]);
    let mapping = Mapping::guess(&table.headings);
    assert_eq!(mapping.0[1..5], [Column::GivenName, Column::FamilyName, Column::Email, Column::Phone]);
    assert_eq!(mapping.0[5..], [Column::Status, Column::Company]);
}

#[test]
fn a_french_spreadsheet_in_windows_1252_is_read() {
    let text = "Prénom;Nom;Téléphone;Montant (€);Étape\r\nÉlodie;Lefèvre;06 12 34 56 78;1 200,50;Intéressé\r\n;;;;\r\nCœur;Ÿves;;;\r\n";
    let (bytes, _, _) = WINDOWS_1252.encode(text);
    let table = decode(bytes.into_owned()).unwrap();
    assert_eq!((table.delimiter, table.encoding), (';', "Windows-1252"));
    assert_eq!(table.headings, ["Prénom", "Nom", "Téléphone", "Montant (€)", "Étape"]);
    assert_eq!(cells(&table, 0)[3], "1 200,50");
    // The empty row is no row, and the one after it keeps its number.
    assert_eq!((table.rows.len(), table.rows[1].number), (2, 4));
    assert_eq!(cells(&table, 1), ["Cœur", "Ÿves"]);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let text =
        "\u{feff}Nom;Note;Email\n\n\nPetit;\"deux\n\nlignes; et \"\"guillemets\"\"\";a@x.fr\nDurand;;b@x.fr\n;;\nRoy\n";
    let table = decode(text.as_bytes()).unwrap();
    assert_eq!(cells(&table, 0)[1], "deux\n\nlignes; et \"guillemets\"");
    assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [4, 5, 7]);
}

#[test]
fn ragged_rows_are_kept_as_they_are() {
    let table = decode(b"Nom,Email\nA\nB,b@x.fr,trop\nC,c@x.fr\n").unwrap();
    assert_eq!(cells(&table, 0), ["A"]);
    assert_eq!(cells(&table, 1), ["B", "b@x.fr", "trop"]);
}

#[test]
fn utf_16_with_tabs_is_read_in_both_orders() {
    let text = "Nom\tPrénom\tE-mail\r\nLefèvre\tÉlodie\te@x.fr\r\n";
    for big in [false, true] {
        let mut bytes = if big { vec![0xFE, 0xFF] } else { vec![0xFF, 0xFE] };
        bytes.extend(text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }));
        let table = decode(bytes).unwrap();
        assert_eq!((table.delimiter, table.encoding), ('\t', "UTF-16"));
        assert_eq!(cells(&table, 0), ["Lefèvre", "Élodie", "e@x.fr"]);
    }
}

#[test]
fn a_declared_delimiter_wins() {
    for first in ["sep=;", "\"sep=;\"", "SEP=;;;"] {
        let table = decode(format!("{first}\r\nNom;Email\r\nPetit, Ana;a@x.fr\r\n").as_bytes()).unwrap();
        assert_eq!((table.delimiter, table.headings.len()), (';', 2), "{first}");
        assert_eq!((cells(&table, 0)[0], table.rows[0].number), ("Petit, Ana", 2));
    }
}

#[test]
fn doubled_headings_and_empty_columns_do_no_harm() {
    let table = decode(b"Nom;Nom;Email;;;\nA;B;a@x.fr;;;\n").unwrap();
    assert_eq!(table.headings, ["Nom", "Nom", "Email"]);
    assert_eq!(Mapping::guess(&table.headings).0, [Column::FamilyName, Column::Ignored, Column::Email]);
    let kept = decode(b"Nom;Email;;\nA;a@x.fr;;x\n").unwrap();
    assert_eq!(kept.headings, ["Nom", "Email", "", ""]);
}

#[test]
fn a_title_above_the_headings_is_stepped_over() {
    let table =
        decode("Export du 12/03/2026;;\nService commercial;;\n\nPrénom;Nom;Email\nAna;Petit;a@x.fr\n".as_bytes())
            .unwrap();
    assert_eq!(table.headings, ["Prénom", "Nom", "Email"]);
    assert_eq!((table.rows.len(), table.rows[0].number), (1, 5));
}

#[test]
fn one_column_and_old_line_ends_are_read() {
    let table = decode("Email\ra@x.fr\rb@x.fr\r".as_bytes()).unwrap();
    assert_eq!((table.headings.len(), table.rows.len(), table.rows[1].number), (1, 2, 3));
    let names = decode("Nom complet\n\"Martin; Jeanne\"\nDurand, Luc\n".as_bytes()).unwrap();
    assert_eq!(names.headings.len(), 1);
}

#[test]
fn what_is_no_table_is_refused() {
    for empty in [&b""[..], b"\xEF\xBB\xBF", b" \r\n\r\n", b"Nom;Email\n", b"Nom;Email\n;\n", b"sep=;\n"] {
        assert_eq!(problem(empty), Problem::Missing, "{empty:?}");
    }
    for foreign in [
        &b"PK\x03\x04\x14\0\x06\0[Content_Types].xml"[..],
        b"Nom;Em\0ail\nA;B\n",
        b"%PDF-1.7\nNom;x\n",
        b"<html><table>\n",
    ] {
        assert_eq!(problem(foreign), Problem::Malformed, "{foreign:?}");
    }
    let long = format!("Nom;Email\n{};a@x.fr\n", "x".repeat(10_001));
    let wide = format!("Nom{}\nA{}\n", ";x".repeat(200), ";y".repeat(200));
    let tall = format!("Nom\n{}", "A\n".repeat(MOST_ROWS + 1));
    for much in [long, wide, tall] {
        assert_eq!(problem(much.as_bytes()), Problem::TooLong);
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = decode(bytes);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "(sep=.\n)?[a-zé;,\t|\"'= \r\n]{0,200}") {
        if let Ok(table) = decode(text.as_bytes()) {
            prop_assert!(table.rows.iter().all(|row| row.number >= 2 && row.cells().count() > 0));
        }
    }
}
