//! A file of the database whose content is no longer what was written: RocksDB finds it by its checksum, here it is named.

use crate::OpenError;

/// The file that a message of RocksDB calls damaged; the whole message where it names none.
pub(crate) fn damaged(text: &str) -> Option<&str> {
    let (_, what) = text.split_once("Corruption: ")?;
    // « … in /data/db/000019.sst offset 721325 size 12896 »
    let named = what.rsplit_once(" in ").and_then(|(_, rest)| rest.split(" offset ").next());
    Some(named.filter(|file| file.ends_with(".sst")).unwrap_or(what))
}

/// Why the database does not open, out of what it says.
pub(crate) fn refused(text: String) -> OpenError {
    damaged(&text).map(|file| OpenError::Damaged(file.to_owned())).unwrap_or(OpenError::Database(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_named() {
        let said = "There was a problem with a transaction: Corruption: block checksum mismatch: stored(context removed) = 1, \
                    computed = 2, type = 4  in /srv/crm data/db/000019.sst offset 721325 size 12896, block_type = Data";
        assert_eq!(damaged(said), Some("/srv/crm data/db/000019.sst"));
        assert_eq!(damaged("Corruption: unknown WriteBatch tag"), Some("unknown WriteBatch tag"));
        assert_eq!(damaged("IO error: No space left on device"), None);
    }
}
