//! Texts of the contact pages.

super::texts! {
    /// Texts of the contact pages.
    Contact {
        title: "Contact", "Contact";
    }
}
