//! Tags: short names that people give to contacts and deals.

use crate::text::{check_required, tidy};
use crate::{Error, Result};

/// Tags as they are kept: tidied, sorted, one of each however it is written.
#[must_use]
pub fn tidy_tags(tags: Vec<String>) -> Vec<String> {
    let mut tags: Vec<String> = tags.iter().map(|tag| tidy(tag)).filter(|tag| !tag.is_empty()).collect();
    tags.sort_by_key(|tag| crate::text::fold(tag));
    tags.dedup_by_key(|tag| crate::text::fold(tag));
    tags
}

/// # Errors
/// `Invalid` on `tags` when there are more than 30 or one is longer than 40 characters.
pub fn check_tags(tags: &[String]) -> Result<()> {
    if tags.len() > 30 {
        return Err(Error::too_long("tags", 30));
    }
    tags.iter().try_for_each(|tag| check_required("tags", tag, 40))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_one_of_each() {
        assert_eq!(tidy_tags(vec!["VIP".into(), " vip ".into(), "Écoles".into(), String::new()]), ["Écoles", "VIP"]);
    }
}
