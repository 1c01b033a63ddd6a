//! Zones by their names in the IANA database, each with its rule: those where French is taught and trained in. A test of
//! the server compares each rule with the database itself. Morocco, whose rule follows the moon, cannot be written so.

use crate::time::Zone;

/// The zone of an organisation that names none.
pub const HOME: &str = "Europe/Paris";

/// Names and rules, France first.
pub const ZONES: [(&str, &str); 27] = [
    (HOME, "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("America/Cayenne", "<-03>3"),
    ("America/Guadeloupe", "AST4"),
    ("America/Marigot", "AST4"),
    ("America/Martinique", "AST4"),
    ("America/Miquelon", "<-03>3<-02>,M3.2.0,M11.1.0"),
    ("America/St_Barthelemy", "AST4"),
    ("Indian/Mayotte", "EAT-3"),
    ("Indian/Reunion", "<+04>-4"),
    ("Pacific/Noumea", "<+11>-11"),
    ("Pacific/Tahiti", "<-10>10"),
    ("Pacific/Wallis", "<+12>-12"),
    ("Africa/Abidjan", "GMT0"),
    ("Africa/Algiers", "CET-1"),
    ("Africa/Dakar", "GMT0"),
    ("Africa/Tunis", "CET-1"),
    ("America/Toronto", "EST5EDT,M3.2.0,M11.1.0"),
    ("Europe/Brussels", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Lisbon", "WET0WEST,M3.5.0/1,M10.5.0"),
    ("Europe/London", "GMT0BST,M3.5.0/1,M10.5.0"),
    ("Europe/Luxembourg", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Madrid", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Monaco", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Rome", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Europe/Zurich", "CET-1CEST,M3.5.0,M10.5.0/3"),
    ("Indian/Mauritius", "<+04>-4"),
    ("UTC", "UTC0"),
];

/// The rule of a named zone.
#[must_use]
pub fn zone_named(name: &str) -> Option<Zone> {
    ZONES.iter().find(|(known, _)| *known == name).map(|(_, rule)| Zone((*rule).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_zone_is_the_one_that_is_meant_without_a_name() {
        assert_eq!(zone_named(HOME), Some(Zone::default()));
        assert_eq!(zone_named("Europe/Nowhere"), None);
    }
}
