//! Data for a demonstration: a believable training organisation, the same for the same seed and day.

mod budget;
mod course;
mod dice;
mod firms;
mod history;
mod names;
mod offers;
mod people;
mod rewind;
mod sales;
mod scribe;
mod talk;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashSet;

use domain::import::{Imports, Tally};
use domain::organisation::Organisations;
use domain::pipeline::Pipeline;
use domain::position::Position;
use domain::user::{NewUser, User, Users};
use domain::{Actor, Day, Email, Error, ImportId, Problem, Result, Right, Role, StageId, UserId};
use serde::Deserialize;

use crate::Store;
use crate::ask::ask;
use crate::deal::place_on_top;
use crate::write::write;
use dice::{Calendar, Dice};
use scribe::Scribe;

/// What to plant.
#[derive(Clone, Debug)]
pub struct DemoPlan {
    /// How many people.
    pub contacts: u32,
    /// How many companies.
    pub companies: u32,
    /// How many open deals; a quarter as many that ended come on top.
    pub deals: u32,
    /// How many events of the history. Each record has at least those that make it what it is.
    pub events: u32,
    /// The same seed gives the same data.
    pub seed: u64,
    /// The day the demonstration is held: everything happened before it.
    pub as_of: Day,
}

/// How much was planted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DemoPlanted {
    /// Colleagues who were missing.
    pub users: u32,
    /// Companies.
    pub companies: u32,
    /// People.
    pub contacts: u32,
    /// Deals, open and ended.
    pub deals: u32,
    /// Those of them that ended.
    pub ended: u32,
    /// Tasks, open and done.
    pub tasks: u32,
    /// Notes.
    pub notes: u32,
    /// Exchanges.
    pub exchanges: u32,
    /// Events of the history.
    pub events: u32,
}

/// A colleague who has people and deals.
struct Owner {
    id: UserId,
    name: String,
}

/// Colleagues for an organisation that has too few. They have no password: nobody can sign in as them.
const ADVISORS: [(&str, &str); 3] = [
    ("Claire Morel", "claire.morel@demo.exemple.fr"),
    ("Karim Benali", "karim.benali@demo.exemple.fr"),
    ("Sophie Lefèvre", "sophie.lefevre@demo.exemple.fr"),
];

/// What is there before.
struct Ground {
    owners: Vec<Owner>,
    calendar: Calendar,
    pipeline: Pipeline,
    stages: Vec<domain::pipeline::Stage>,
    tops: Vec<Position>,
    taken: HashSet<String>,
    /// The seed of this very run: a second one with the same plan adds other records.
    seed: u64,
}

#[derive(Deserialize)]
struct Folded {
    #[serde(default)]
    folded: String,
}

impl Store {
    /// Adds the data of a demonstration to what is there. `progress` hears what is being written, how much of it is,
    /// and how much there will be.
    ///
    /// # Errors
    /// `Forbidden`; `Invalid` when there are deals but no people. What was written before a failure stays.
    pub async fn plant_demo(
        &self,
        actor: &Actor,
        plan: &DemoPlan,
        progress: impl Fn(&str, u32, u32) + Send + Sync,
    ) -> Result<DemoPlanted> {
        actor.may(Right::Import)?;
        if plan.deals > 0 && plan.contacts == 0 {
            return Err(Error::invalid("contacts", Problem::Missing));
        }
        Organisations::ensure(self, actor).await?;
        let users = self.advisors(actor).await?;
        let file = format!("démonstration {} {}", plan.seed, plan.as_of);
        let ground = self.ground(actor, plan, &file).await?;
        let import = Imports::start(self, actor, &file, plan.contacts).await?;
        let outcome = self.plant(actor, plan, ground, &import, &progress).await;
        let planted = outcome.as_ref().copied().unwrap_or_default();
        let tally = Tally { created: planted.contacts, deals: planted.deals, ..Tally::default() };
        Imports::finish(self, actor, &import, tally, outcome.is_err()).await?;
        self.learn_tags().await?;
        outcome.map(|planted| DemoPlanted { users, ..planted })
    }

    /// Makes advisors when there are fewer than three.
    async fn advisors(&self, actor: &Actor) -> Result<u32> {
        let known: Vec<User> = Users::list(self, actor).await?;
        let mut advisors = known.iter().filter(|user| !user.disabled && user.role == Role::Advisor).count();
        let mut made = 0;
        for (name, email) in ADVISORS {
            let email = Email::parse(email)?;
            if advisors < ADVISORS.len() && !known.iter().any(|user| user.email == email) {
                Users::create(self, actor, NewUser { name: name.to_owned(), email, role: Role::Advisor }).await?;
                advisors += 1;
                made += 1;
            }
        }
        Ok(made)
    }

    /// Looks at what is there.
    async fn ground(&self, actor: &Actor, plan: &DemoPlan, file: &str) -> Result<Ground> {
        let mut users: Vec<User> = Users::list(self, actor).await?;
        users.retain(|user| !user.disabled && matches!(user.role, Role::Administrator | Role::Advisor));
        users.sort_by(|a, b| a.email.cmp(&b.email));
        let owners: Vec<Owner> = users.into_iter().map(|user| Owner { id: user.id, name: user.name }).collect();
        let organisation = Organisations::show(self, actor).await?.ok_or(Error::NotFound)?;
        let pipeline = self.all_pipelines().await?.into_iter().next().ok_or(Error::NotFound)?;
        let stages: Vec<_> = pipeline.details.visible().cloned().collect();
        if owners.is_empty() || stages.is_empty() {
            return Err(Error::NotFound);
        }
        let tops = write!(self, actor, tx => {
            let mut tops = Vec::with_capacity(stages.len());
            for stage in &stages {
                tops.push(place_on_top(&tx, &stage.id).await?);
            }
            Ok(tops)
        })?;
        let sql = "SELECT folded FROM company; SELECT file AS folded FROM import WHERE file = $file";
        let mut rows = self.read(ask(sql).bind("file", file)).await?;
        let taken = rows.all::<Folded>(0)?.into_iter().map(|row| row.folded).collect();
        let runs = rows.all::<Folded>(1)?.len() as u64;
        let day = plan.as_of.start(&organisation.zone).0.unsigned_abs();
        let seed = plan.seed ^ day.rotate_left(20) ^ runs.rotate_left(56);
        let calendar = Calendar::new(plan.as_of, organisation.zone);
        Ok(Ground { owners, calendar, pipeline, stages, tops, taken, seed })
    }

    async fn plant(
        &self,
        actor: &Actor,
        plan: &DemoPlan,
        mut ground: Ground,
        import: &ImportId,
        progress: &(impl Fn(&str, u32, u32) + Send + Sync),
    ) -> Result<DemoPlanted> {
        let (calendar, owners) = (&ground.calendar, &ground.owners);
        let stages: Vec<StageId> = ground.stages.iter().map(|stage| stage.id.clone()).collect();
        let (contacts, companies) = (plan.contacts as usize, plan.companies as usize);
        let mut dice = Dice::new(ground.seed, 1);
        let courses = course::courses(&mut dice, calendar, &ground.stages, contacts, plan.deals as usize);
        let seats = people::seats(&mut dice, calendar, contacts, companies, &courses, stages.len() - 1);
        let first = people::first_of(&seats, companies);
        let mut firms = firms::firms(&mut dice, calendar, &mut ground.taken, &first)?;
        let mut people = people::people(&mut dice, &seats, &firms, owners)?;
        let mut sales = sales::sales(&mut dice, calendar, courses, ground.tops, &people, owners)?;
        budget::share(&mut dice, plan.events as usize, &mut firms, &mut people, &mut sales);

        let mut scribe = Scribe::new(self, actor, import, owners, calendar, Dice::new(ground.seed, 2));
        for (at, firm) in (1..).zip(&firms) {
            history::company(&mut scribe, firm)?;
            scribe.turn().await?;
            progress("companies", at, plan.companies);
        }
        for (at, person) in (1..).zip(&people) {
            history::contact(&mut scribe, person, person.firm.map(|firm| &firms[firm]))?;
            scribe.turn().await?;
            progress("contacts", at, plan.contacts);
        }
        let all = u32::try_from(sales.len()).unwrap_or(u32::MAX);
        for (at, sale) in (1..).zip(&sales) {
            let person = &people[sale.course.contact];
            let firm = person.firm.filter(|_| sale.details.company.is_some()).map(|firm| &firms[firm]);
            let company = firm.map(|firm| firm.details.name.as_str()).unwrap_or_default();
            history::deal(&mut scribe, sale, person, company, &ground.pipeline, &stages)?;
            scribe.turn().await?;
            progress("deals", at, all);
        }
        scribe.flush().await?;
        write!(self, actor, tx => { crate::task::settle(&tx).await })?;
        Ok(scribe.planted)
    }
}
