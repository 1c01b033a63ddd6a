//! Opportunities: what somebody may buy, how far it is, and what comes next.

mod funding;
mod port;

pub use funding::Funding;
pub use port::Deals;

use serde::{Deserialize, Serialize};

use crate::position::Position;
use crate::tag::{check_tags, tidy_tags};
use crate::text::{check_line, check_required, tidy};
use crate::{
    CompanyId, ContactId, Day, DealId, Error, Instant, Money, PipelineId, Problem, Result, StageId, TaskId, UserId,
};

/// The fields of a deal that people fill in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// « Titre ».
    pub title: String,
    /// The main contact.
    pub contact: ContactId,
    /// Other people concerned.
    #[serde(default)]
    pub other_contacts: Vec<ContactId>,
    /// The company, when one buys.
    #[serde(default)]
    pub company: Option<CompanyId>,
    /// « Montant ».
    #[serde(default)]
    pub amount: Option<Money>,
    /// « Responsable ».
    #[serde(default)]
    pub owner: Option<UserId>,
    /// « Formation souhaitée ».
    #[serde(default)]
    pub training: String,
    /// « Financement ».
    #[serde(default)]
    pub funding: Option<Funding>,
    /// « Clôture prévue ».
    #[serde(default)]
    pub closing_on: Option<Day>,
    /// Tags by name, sorted.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl Details {
    /// The same fields as they are kept.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.title = tidy(&self.title);
        self.training = tidy(&self.training);
        self.tags = tidy_tags(self.tags);
        let main = self.contact.clone();
        let mut met = std::collections::HashSet::from([main]);
        self.other_contacts.retain(|other| met.insert(other.clone()));
        self
    }

    /// Everything that breaks a rule, in the order of the form.
    #[must_use]
    pub fn faults(&self) -> Vec<Error> {
        let amount = self.amount.is_none_or(|amount| (Money::default()..=Money::MAX).contains(&amount));
        let checks = [
            check_required("title", &self.title, 120),
            if amount { Ok(()) } else { Err(Error::invalid("amount", Problem::OutOfRange)) },
            check_line("training", &self.training, 200),
            if self.other_contacts.len() > 20 { Err(Error::too_long("other_contacts", 20)) } else { Ok(()) },
            check_tags(&self.tags),
        ];
        checks.into_iter().filter_map(Result::err).collect()
    }

    /// # Errors
    /// `Invalid` on the first field that breaks a rule.
    pub fn check(&self) -> Result<()> {
        self.faults().into_iter().next().map_or(Ok(()), Err)
    }
}

/// How a deal ended, or that it has not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", try_from = "Flat")]
pub enum Outcome {
    /// Still on the board.
    #[default]
    Open,
    /// Sold.
    Won {
        /// When.
        at: Instant,
    },
    /// Not sold.
    Lost {
        /// When.
        at: Instant,
        /// Why, in the person's words; may be empty.
        reason: String,
    },
}

/// An outcome as it is read: see [`crate::error`].
#[derive(Deserialize)]
struct Flat {
    state: State,
    at: Option<Instant>,
    reason: Option<String>,
}

impl TryFrom<Flat> for Outcome {
    type Error = &'static str;

    fn try_from(read: Flat) -> Result<Self, &'static str> {
        match (read.state, read.at, read.reason) {
            (State::Open, ..) => Ok(Self::Open),
            (State::Won, Some(at), _) => Ok(Self::Won { at }),
            (State::Lost, Some(at), Some(reason)) => Ok(Self::Lost { at, reason }),
            _ => Err("an end without its moment or its reason"),
        }
    }
}

impl Outcome {
    /// Whether the deal stands on the board.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

/// The next action of a deal, as a card shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// The task.
    pub task: TaskId,
    /// What.
    pub title: String,
    /// When; none when no date was set.
    #[serde(default)]
    pub due_on: Option<Day>,
    /// At what time, `14:30`.
    #[serde(default)]
    pub due_at: Option<String>,
}

/// A deal as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deal {
    /// Its id.
    pub id: DealId,
    /// What people fill in.
    pub details: Details,
    /// The pipeline it runs through.
    pub pipeline: PipelineId,
    /// The stage it stands in.
    pub stage: StageId,
    /// Its place in the stage's column.
    pub position: Position,
    /// In this stage since.
    pub stage_since: Instant,
    /// How it ended, or that it has not.
    #[serde(default)]
    pub outcome: Outcome,
    /// The next action.
    #[serde(default)]
    pub next: Option<Next>,
    /// Raised by each change.
    pub version: u32,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A new deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDeal {
    /// What people fill in.
    pub details: Details,
    /// The stage it starts in; the first of the default pipeline when none is named.
    pub stage: Option<StageId>,
}

/// A move on the board: where the card shall stand. The same call for mouse, finger, keyboard and menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relocation {
    /// The deal that moves.
    pub deal: DealId,
    /// The stage it shall stand in.
    pub stage: StageId,
    /// The card it shall stand after; none for the top of the column.
    pub after: Option<DealId>,
    /// The stage it must still stand in, for a move that takes another one back; anywhere when none is named.
    #[serde(default)]
    pub from: Option<StageId>,
    /// The open page that asks, so that the stream of changes does not answer it. May be empty.
    #[serde(default)]
    pub origin: String,
}

/// How a deal shall end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Closing {
    /// Sold.
    Won,
    /// Not sold.
    Lost,
}

/// Where deals stand that a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Neither won nor lost yet.
    Open,
    /// Sold.
    Won,
    /// Not sold.
    Lost,
}

/// Which deals a board or a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Words that must all begin a word of the title, contact or company.
    #[serde(default)]
    pub text: String,
    /// Only this owner.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Only with this tag.
    #[serde(default)]
    pub tag: Option<String>,
    /// From this amount on.
    #[serde(default)]
    pub amount_from: Option<Money>,
    /// Up to this amount.
    #[serde(default)]
    pub amount_to: Option<Money>,
    /// Expected to close from this day on.
    #[serde(default)]
    pub closing_from: Option<Day>,
    /// Expected to close up to this day.
    #[serde(default)]
    pub closing_to: Option<Day>,
    /// Only in this state. A board shows open deals whatever stands here.
    #[serde(default)]
    pub state: Option<State>,
    /// Only of this contact.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Only with this contact among the other people concerned.
    #[serde(default)]
    pub concerned: Option<ContactId>,
    /// Only of this company.
    #[serde(default)]
    pub company: Option<CompanyId>,
    /// What only lists narrow by. It travels beside the filter, so that the board need not know of it.
    #[serde(skip)]
    pub narrow: Narrow,
}

/// What only lists of deals narrow by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Narrow {
    /// Only those that wait: past the target of their stage, or without a next action.
    #[serde(default)]
    pub waiting: bool,
    /// Only those that ended from this moment on.
    #[serde(default)]
    pub ended_from: Option<Instant>,
    /// Only those that were created from this moment on.
    #[serde(default)]
    pub created_from: Option<Instant>,
}

impl Filter {
    /// Whether everything is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
