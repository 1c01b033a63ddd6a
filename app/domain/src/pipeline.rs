//! Pipelines and their stages, which the organisation shapes itself.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::error::Refusal;
use crate::text::{check_required, fold, tidy};
use crate::{Actor, Error, Patch, PipelineId, Problem, Result, StageId};

/// A step on the way to a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its id, kept when it is renamed.
    pub id: StageId,
    /// « Nom ».
    pub name: String,
    /// One of the eight hues of the design system, 0 to 7.
    pub hue: u8,
    /// How likely a deal that stands here is won, in percent.
    pub probability: u8,
    /// How many days a deal should stay at most; none for no target.
    #[serde(default)]
    pub target_days: Option<u16>,
    /// Hidden from the board; kept because deals and history name it.
    #[serde(default)]
    pub hidden: bool,
}

/// The fields of a pipeline that an administrator fills in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// « Nom ».
    pub name: String,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

/// A pipeline as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pipeline {
    /// Its id.
    pub id: PipelineId,
    /// What the administrator fills in.
    pub details: Details,
    /// Raised by each change.
    pub version: u32,
}

impl Details {
    /// # Errors
    /// `Invalid` on the first field that breaks a rule; `Refused` when no stage would be visible.
    pub fn check(&self) -> Result<()> {
        check_required("name", &self.name, 60)?;
        if self.stages.len() > 20 {
            return Err(Error::invalid("stages", Problem::TooLong));
        }
        for stage in &self.stages {
            check_required("stage_name", &stage.name, 40)?;
            if stage.hue > 7 {
                return Err(Error::invalid("hue", Problem::OutOfRange));
            }
            if stage.probability > 100 {
                return Err(Error::invalid("probability", Problem::OutOfRange));
            }
            if stage.target_days.is_some_and(|days| days == 0 || days > 999) {
                return Err(Error::invalid("target_days", Problem::OutOfRange));
            }
        }
        let mut names: Vec<String> = self.visible().map(|stage| fold(&stage.name)).collect();
        names.sort();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Error::Taken { field: "stage_name".to_owned() });
        }
        if self.visible().next().is_none() { Err(Error::refused(Refusal::LastStage)) } else { Ok(()) }
    }

    /// # Errors
    /// `Invalid` with `Fixed` when a stage would disappear: stages are hidden, not deleted.
    pub fn check_edit(&self, next: &Self) -> Result<()> {
        let kept = |stage: &Stage| next.stages.iter().any(|other| other.id == stage.id);
        if self.stages.iter().all(kept) { Ok(()) } else { Err(Error::invalid("stages", Problem::Fixed)) }
    }

    /// The stages the board shows.
    pub fn visible(&self) -> impl Iterator<Item = &Stage> {
        self.stages.iter().filter(|stage| !stage.hidden)
    }

    /// The stage with that id.
    #[must_use]
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    /// The visible stage with that name, accents and case apart.
    #[must_use]
    pub fn stage_named(&self, name: &str) -> Option<&Stage> {
        let wanted = fold(&tidy(name));
        self.visible().find(|stage| fold(&stage.name) == wanted)
    }

    /// The stages a new organisation starts with.
    #[cfg(feature = "native")]
    #[must_use]
    pub fn default_sales() -> Self {
        let stage = |(name, hue, probability, target): (&str, u8, u8, u16)| Stage {
            id: StageId::new(),
            name: name.to_owned(),
            hue,
            probability,
            target_days: Some(target),
            hidden: false,
        };
        let stages = [
            ("Découverte", 0, 10, 14),
            ("Intéressé", 1, 30, 14),
            ("À relancer", 2, 40, 7),
            ("En attente de financement", 3, 60, 45),
            ("Confirmé", 4, 90, 30),
        ];
        Self { name: "Ventes".to_owned(), stages: stages.into_iter().map(stage).collect() }
    }
}

/// What may be asked about pipelines.
#[async_trait]
pub trait Pipelines: Send + Sync {
    /// All pipelines with their stages; the first is the default one.
    ///
    /// # Errors
    /// `Forbidden`.
    async fn list(&self, actor: &Actor) -> Result<Vec<Pipeline>>;

    /// A new pipeline.
    ///
    /// # Errors
    /// `Invalid`, `Forbidden`.
    async fn create(&self, actor: &Actor, details: Details) -> Result<Pipeline>;

    /// Changed fields: the name, or the stages as a whole.
    ///
    /// # Errors
    /// `Changed`, `Invalid`, `Refused`, `NotFound`, `Forbidden`.
    async fn edit(&self, actor: &Actor, id: &PipelineId, patch: Patch) -> Result<Pipeline>;
}

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::*;

    #[test]
    fn stages_are_hidden_not_deleted() {
        let sales = Details::default_sales();
        assert_eq!(sales.check(), Ok(()));
        assert_eq!(sales.stage_named("interesse").map(|stage| stage.name.as_str()), Some("Intéressé"));
        let mut fewer = sales.clone();
        fewer.stages.pop();
        assert!(sales.check_edit(&fewer).is_err());
        let mut none = sales.clone();
        none.stages.iter_mut().for_each(|stage| stage.hidden = true);
        assert!(none.check().is_err());
    }
}
