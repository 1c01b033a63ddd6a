//! Texts of the task pages.

super::texts! {
    /// Texts of the task pages.
    Task {
        title: "Task", "Task";
    }
}
