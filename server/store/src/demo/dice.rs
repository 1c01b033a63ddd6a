//! Chance that falls the same way for the same seed, on every machine and in every version of the program.

use domain::Instant;
use domain::time::{Day, Zone};

/// A day in milliseconds.
pub(super) const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;
/// How far back the history goes: eighteen months.
pub(super) const PAST: i64 = 548;

/// The generator splitmix64 (S. Vigna, public domain): a handful of lines that no library's next version changes.
pub(super) struct Dice(u64);

impl Dice {
    /// A stream of its own for a seed and a purpose.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        let mut dice = Self(seed ^ purpose.wrapping_mul(0xA24B_AED4_963E_E407));
        dice.next();
        dice
    }

    /// Sixty-four bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A place in a list of that length; 0 when it is empty.
    pub(super) fn below(&mut self, length: usize) -> usize {
        (self.next() % (length.max(1) as u64)) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % ((high - low).max(0) as u64 + 1)) as i64
    }

    /// True so many times in a hundred.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// One of a list that is not empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// A place in a list of weights, the heavier the likelier.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u32 = weights.iter().sum();
        let mut left = self.between(0, i64::from(total) - 1);
        for (at, weight) in weights.iter().enumerate() {
            left -= i64::from(*weight);
            if left < 0 {
                return at;
            }
        }
        0
    }

    /// A place in a list of that length where the first ones come up more often: some records live more than others.
    pub(super) fn leaning(&mut self, length: usize) -> usize {
        let (a, b) = (self.below(length), self.below(length));
        a * (b + 1) / length.max(1)
    }

    /// A ULID of that moment: the ids of the demonstration sort by time like all others.
    pub(super) fn id(&mut self, at: Instant) -> String {
        let random = (u128::from(self.next()) << 64) | u128::from(self.next());
        ulid::Ulid::from_parts(at.0.max(0).unsigned_abs(), random).to_string()
    }
}

/// The days around which the demonstration plays.
pub(super) struct Calendar {
    pub(super) today: Day,
    pub(super) zone: Zone,
    midnight: i64,
}

impl Calendar {
    pub(super) fn new(today: Day, zone: Zone) -> Self {
        let midnight = today.start(&zone).0;
        Self { today, zone, midnight }
    }

    /// The evening before the day: nothing happened later.
    pub(super) fn end(&self) -> Instant {
        Instant(self.midnight - 4 * HOUR)
    }

    /// A moment in working hours so many days before the day (at least one). What falls on a weekend falls on one of the
    /// three days before it.
    pub(super) fn working(&self, dice: &mut Dice, days_ago: i64) -> Instant {
        let mut day = self.midnight - days_ago.max(1) * DAY;
        if weekday(day) > 4 {
            day -= (weekday(day) - 4 + dice.between(0, 2)) * DAY;
        }
        Instant(day + dice.between(8 * HOUR, 18 * HOUR) / 1_000 * 1_000)
    }

    /// A moment between two others, in working hours when there is the time.
    pub(super) fn within(&self, dice: &mut Dice, from: Instant, to: Instant) -> Instant {
        for _ in 0..8 {
            let about = dice.between(from.0, to.0);
            let at = self.working(dice, (self.midnight - about).div_euclid(DAY) + 1);
            if (from..=to).contains(&at) {
                return at;
            }
        }
        Instant(dice.between(from.0, to.0))
    }

    /// The same day, or when it is a weekend the nearest working day further from the day of the demonstration.
    pub(super) fn workday(&self, day: Day) -> Day {
        let number = weekday(day.start(&self.zone).0);
        match number {
            5.. if day > self.today => day.plus(7 - number as i32),
            5.. if day < self.today => day.plus(4 - number as i32),
            _ => day,
        }
    }

    /// Several moments in order, no two the same.
    pub(super) fn moments(&self, dice: &mut Dice, count: usize, from: Instant, to: Instant) -> Vec<Instant> {
        let mut moments: Vec<Instant> = (0..count).map(|_| self.within(dice, from, to)).collect();
        moments.sort();
        apart(from, &mut moments, |at| at);
        moments
    }
}

/// The day of the week of a midnight, from Monday, 0. The first of January 1970 was a Thursday.
fn weekday(midnight: i64) -> i64 {
    ((midnight + DAY / 2).div_euclid(DAY) + 3).rem_euclid(7)
}

/// Sets moments that are in order at least a second apart, and after `from`.
pub(super) fn apart<T>(from: Instant, list: &mut [T], at: impl Fn(&mut T) -> &mut Instant) {
    let mut last = from;
    for item in list {
        let at = at(item);
        at.0 = at.0.max(last.0 + 1_000);
        last = *at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way() {
        // The reference values of splitmix64 for the seed 1234567.
        let mut dice = Dice(1_234_567);
        assert_eq!([dice.next(), dice.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
        let id = Dice::new(1, 2).id(Instant(1_700_000_000_000));
        assert_eq!(id, Dice::new(1, 2).id(Instant(1_700_000_000_000)));
        assert!(id < Dice::new(1, 2).id(Instant(1_700_000_000_001)));
        assert!((0..1_000).all(|_| dice.leaning(7) < 7 && dice.weighted(&[1, 0, 3]) != 1));
    }

    #[test]
    fn people_work_on_weekdays() {
        let calendar = Calendar::new(Day::parse("2026-11-24").unwrap(), Zone::default());
        let mut dice = Dice::new(1, 1);
        for ago in 1..200 {
            let shown = calendar.working(&mut dice, ago).show(&calendar.zone, calendar.today, true);
            assert!(!shown.starts_with("sam.") && !shown.starts_with("dim."), "{shown}");
            let due = calendar.workday(calendar.today.plus(100 - ago as i32)).show(calendar.today, true);
            assert!(!due.starts_with("sam.") && !due.starts_with("dim."), "{due}");
        }
        let moments = calendar.moments(&mut dice, 50, Instant(calendar.end().0 - 40 * DAY), calendar.end());
        assert!(moments.is_sorted_by(|a, b| a < b));
    }
}
