//! Texts of the board pages.

super::texts! {
    /// Texts of the board pages.
    Board {
        title: "Board", "Board";
    }
}
