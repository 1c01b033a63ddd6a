//! The rows that were set aside, as a file to mend and bring again.

use domain::import::{Reason, RejectedRow};

use crate::sheet::Sheet;

/// What is wrong, in the words of the file.
#[must_use]
pub fn say(reason: Reason, detail: &str) -> String {
    let why = match reason {
        Reason::Nobody => "ni nom ni adresse e-mail",
        Reason::BadEmail => "adresse e-mail incorrecte",
        Reason::BadPhone => "numéro de téléphone incorrect",
        Reason::BadAmount => "contact importé, sans montant car montant incorrect",
        Reason::UnknownStage => "contact importé, opportunité en première étape car étape inconnue",
        Reason::UnknownStatus => "contact importé, sans statut car statut inconnu",
        Reason::TooLong => "texte trop long",
        Reason::Ambiguous => "plusieurs contacts ont cette adresse, ce numéro ou ce nom",
        Reason::BadDay => "contact importé, date de clôture non comprise",
        Reason::UnknownFunding => "contact importé, financement inconnu",
        Reason::UnknownOwner => "importé sous le nom de qui importe, responsable inconnu",
        Reason::CutTitle => "contact importé, titre de l’opportunité raccourci à 120 caractères",
        Reason::OpenQuote => "guillemet non fermé, plusieurs lignes lues comme une seule",
        Reason::TooManyCells => "plus de cellules que d’en-têtes",
    };
    if detail.is_empty() { why.to_owned() } else { format!("{why} ({detail})") }
}

/// The rows with the headings of their file, why they were set aside and what was left out, as French spreadsheets read it.
#[must_use]
pub fn file(headings: &[String], rejected: &[RejectedRow]) -> Vec<u8> {
    let width = rejected.iter().map(|row| row.cells.len()).fold(headings.len(), usize::max);
    let mut sheet = Sheet::new();
    let mut write = |cells: &[String], last: String| {
        let blank = std::iter::repeat_n("", width - cells.len());
        sheet.row(cells.iter().map(String::as_str).chain(blank).chain([last.as_str()]));
    };
    write(headings, "Raison".to_owned());
    for row in rejected {
        let also = row.also.iter().map(|(reason, detail)| say(*reason, detail));
        let why: Vec<String> = std::iter::once(say(row.reason, &row.detail)).chain(also).collect();
        write(&row.cells, format!("Ligne {}\u{a0}: {}", row.line, why.join("\u{202f}; ")));
    }
    sheet.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_written_for_a_spreadsheet_and_no_cell_is_a_formula() {
        let row = |line, reason, cells: &[&str]| RejectedRow {
            line,
            reason,
            detail: String::new(),
            also: Vec::new(),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        let rejected = [
            row(3, Reason::BadEmail, &["=HYPERLINK(\"x\")", "+33 6", "a;b"]),
            row(4, Reason::TooManyCells, &["A", "@b", "c", "-d", "\te"]),
        ];
        let headings = ["Nom", "Téléphone", "E-mail"].map(str::to_owned);
        let bytes = file(&headings, &rejected);
        let text = String::from_utf8(bytes.clone()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "\u{feff}Nom;Téléphone;E-mail;;;Raison");
        assert_eq!(lines[1], "\"'=HYPERLINK(\"\"x\"\")\";'+33 6;\"a;b\";;;Ligne 3\u{a0}: adresse e-mail incorrecte");
        assert!(lines[2].starts_with("A;'@b;c;'-d;'\te;Ligne 4"), "{}", lines[2]);
        let again = super::super::decode(bytes).unwrap();
        assert_eq!(again.rows[0].cells().take(2).collect::<Vec<_>>(), ["=HYPERLINK(\"x\")", "+33 6"]);
    }
}
