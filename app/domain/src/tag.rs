//! Tags: short names that people give to contacts, companies and deals.

use crate::text::{check_required, fold, tidy};
use crate::{Error, Result};

/// What all spellings of one tag have in common: its folded letters; of a tag without any, its signs.
#[must_use]
pub fn tag_key(tag: &str) -> String {
    let folded = fold(tag);
    if folded.is_empty() { tidy(tag) } else { folded }
}

/// Tags as they are kept: tidied, sorted, one of each however it is written.
#[must_use]
pub fn tidy_tags(tags: Vec<String>) -> Vec<String> {
    let mut tags: Vec<String> = tags.iter().map(|tag| tidy(tag)).filter(|tag| !tag.is_empty()).collect();
    tags.sort_by_key(|tag| tag_key(tag));
    tags.dedup_by_key(|tag| tag_key(tag));
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

    #[test]
    fn signs_without_a_letter_are_tags_of_their_own() {
        assert_eq!(tidy_tags(vec!["★".into(), "🔥".into(), " ★ ".into()]), ["★", "🔥"]);
    }
}
