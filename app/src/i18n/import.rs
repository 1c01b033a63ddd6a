//! Texts of the import pages.

super::texts! {
    /// Texts of the import pages.
    Import {
        title: "Import", "Import";
    }
}
