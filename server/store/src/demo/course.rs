//! How deals go through the pipeline: when they began, which stages they passed, how they ended.

use domain::Instant;
use domain::pipeline::Stage;

use super::dice::{Calendar, Dice};
use super::offers::REASONS;

/// How a deal ended.
#[derive(Clone, Copy)]
pub(super) enum End {
    Open,
    Won(Instant),
    Lost(Instant, &'static str),
}

/// A deal's way through the stages.
pub(super) struct Course {
    /// Whose deal it is, by place in the list of people.
    pub(super) contact: usize,
    /// The stages it stood in, in the pipeline's order.
    pub(super) path: Vec<usize>,
    /// When it came into each of them; the first is when it was created.
    pub(super) arrivals: Vec<Instant>,
    pub(super) end: End,
}

impl Course {
    pub(super) fn created(&self) -> Instant {
        self.arrivals[0]
    }

    pub(super) fn stage(&self) -> usize {
        self.path[self.path.len() - 1]
    }

    /// When it ended; `still` for one that has not.
    pub(super) fn until(&self, still: Instant) -> Instant {
        match self.end {
            End::Open => still,
            End::Won(at) | End::Lost(at, _) => at,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.end, End::Open)
    }
}

/// The shares of the stages, in percent. A pipeline with more stages shares the rest.
const SHARES: [u32; 5] = [35, 25, 20, 12, 8];
/// In which stage deals are lost.
const LOSSES: [u32; 5] = [25, 30, 25, 15, 5];

fn shares(stages: usize, of: [u32; 5]) -> Vec<u32> {
    (0..stages).map(|at| of.get(at).copied().unwrap_or(5)).collect()
}

/// How many days a deal may stand in a stage.
fn target(stage: &Stage) -> i64 {
    i64::from(stage.target_days.unwrap_or(30)).clamp(2, 45)
}

/// All deals: the open ones of the plan, and a quarter as many that ended.
pub(super) fn courses(
    dice: &mut Dice,
    calendar: &Calendar,
    stages: &[Stage],
    contacts: usize,
    open: usize,
) -> Vec<Course> {
    let shares_open = shares(stages.len(), SHARES);
    let shares_lost = shares(stages.len(), LOSSES);
    let total = shares_open.iter().sum::<u32>() as usize;
    let mut courses = Vec::with_capacity(open + open.div_ceil(4));
    for at in 0..open {
        // Exact shares rather than thrown ones: small boards have a card in each column too.
        let mut left = at * total / open;
        let stage = shares_open.iter().position(|share| {
            let here = left < *share as usize;
            left = left.saturating_sub(*share as usize);
            here
        });
        let stage = stage.unwrap_or(0);
        let target = target(&stages[stage]);
        let days = if dice.chance(28) { dice.between(target + 2, target * 2 + 5) } else { dice.between(1, target) };
        courses.push(course(dice, calendar, stages, contacts, stage, days, End::Open));
    }
    for _ in 0..open.div_ceil(4) {
        let days = dice.between(3, 380);
        let at = calendar.working(dice, days);
        let (stage, end) = if dice.chance(62) {
            (stages.len() - 1, End::Won(at))
        } else {
            (dice.weighted(&shares_lost), End::Lost(at, REASONS[dice.below(REASONS.len())]))
        };
        let stay = dice.between(1, target(&stages[stage]).min(30));
        courses.push(course(dice, calendar, stages, contacts, stage, days + stay, end));
    }
    courses
}

/// A way that led to a stage so many days ago.
fn course(
    dice: &mut Dice,
    calendar: &Calendar,
    stages: &[Stage],
    contacts: usize,
    stage: usize,
    days: i64,
    end: End,
) -> Course {
    let first = if stage > 0 && dice.chance(20) { 1 } else { 0 };
    let path: Vec<usize> = (first..=stage).collect();
    let mut arrivals = Vec::with_capacity(path.len());
    let mut days = days;
    let latest = match end {
        End::Open => calendar.end(),
        End::Won(at) | End::Lost(at, _) => at,
    };
    let mut next = latest;
    for stage in path.iter().rev() {
        let at = calendar.working(dice, days);
        next = Instant(at.0.min(next.0 - 3_600_000));
        arrivals.push(next);
        days += dice.between(1, (target(&stages[stage.saturating_sub(1)]) * 5 / 4).min(30));
    }
    arrivals.reverse();
    Course { contact: dice.below(contacts), path, arrivals, end }
}
