//! The demonstration (`linxuan demo`): selections at every stage, made of printed scores and generated people.
//!
//! Owns: what is built on an empty database, and the fact that says that this command built it. Refuses: a database that
//! holds anything else; results of its own (every rank, list and seal comes from the use cases that make the real ones); and
//! passwords for generated people: only the printed sign-ins have one.

mod anhui;
mod cast;
mod conclude;
mod conditions;
mod eventful;
mod generated;
mod inspect;
mod load;
mod people;
mod plan;
mod run;
mod source;
mod stage;
mod ties;
mod zhengzhou;

use domain::access::Role;
use domain::number::Score;
use store::StoreError;
use store::meta;

use crate::Service;
use crate::fault::Fault;
use crate::maintenance::Maintenance;

use cast::Cast;
use load::Loading;
use plan::{DAY, Texts};
use run::Run;
use stage::Stage;

/// What to build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Applications of one generated posting, instead of the demonstration's six postings; 1 to 1,000,000.
    pub size: Option<u64>,
    /// Another seed gives other people and other interview marks; without one everybody sees the same.
    pub seed: Option<u64>,
}

/// Most applications of a generated posting.
pub const LARGEST: u64 = 1_000_000;
/// The seed of the demonstration that everybody sees.
const SEED: u64 = 2024;

/// How far the building is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The sign-ins are open.
    SignIns,
    /// A posting is begun.
    Posting {
        /// Its title.
        title: String,
    },
    /// Applications are in.
    People {
        /// How many.
        done: u64,
        /// Of how many.
        of: u64,
    },
    /// Screening ended: those who passed have their ticket numbers.
    Screened,
    /// A ranking was computed.
    Ranked,
    /// A list was signed and published.
    Published {
        /// Its key.
        stage: String,
    },
    /// The events were sealed.
    Sealed,
}

/// A printed sign-in.
#[derive(Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Role.
    pub role: Role,
    /// Sign-in name.
    pub name: String,
    /// Password.
    pub password: String,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignIn({}, ***)", self.name)
    }
}

/// What a database holds, as far as the demonstration cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing: the demonstration may be built.
    Nothing,
    /// A demonstration: it may be reset.
    Demonstration,
    /// A demonstration in which people opened accounts of their own, so many of them: what they did there is not thrown away.
    Used(u64),
    /// Anything else: it is left alone.
    Other,
}

/// Why the demonstration was not built.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The database is not empty.
    #[error("the database is not empty")]
    NotEmpty,
    /// The size is outside 1 to [`LARGEST`].
    #[error("the size must be from 1 to {LARGEST}")]
    Size,
    /// A file of the program is broken.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// A use case refused a step; the database is half built and should be reset.
    #[error("a step was refused: {0:?}")]
    Fault(Fault),
}

impl From<Fault> for DemoError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<StoreError> for DemoError {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

/// A file of the program is not as it should be; cannot happen in a program that passed its tests.
#[derive(Debug, thiserror::Error)]
#[error("the demonstration's own files are broken: {0}")]
pub struct Broken(String);

/// What the database holds. The command resets only a [`Holds::Demonstration`].
///
/// # Errors
/// [`DemoError::Fault`] where the database does not answer.
pub async fn holds(service: &Service) -> Result<Holds, DemoError> {
    let look = service.store().snapshot("demonstration.holds").await?;
    let made_by = meta::get(&look, meta::MADE_BY).await?;
    let accounts = store::people::count(&look).await?;
    let own = cast::names();
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let others = store::people::count_of_others(&look, &own).await?;
    look.close().await?;
    Ok(match (made_by.as_deref(), accounts) {
        (Some(MADE_BY), _) if others > 0 => Holds::Used(others),
        (Some(MADE_BY), _) => Holds::Demonstration,
        (_, 0) => Holds::Nothing,
        _ => Holds::Other,
    })
}

/// The value of [`meta::MADE_BY`] in a database that this command made.
pub(crate) const MADE_BY: &str = "demonstration";

/// The sign-ins of this installation's demonstration. They follow from its key, so they can be printed at any time and are
/// stored nowhere.
#[must_use]
pub fn sign_ins(service: &Service) -> Vec<SignIn> {
    cast::sign_ins(service.keys())
}

/// Builds the demonstration on an empty database, telling `progress` how far it is.
///
/// # Errors
/// [`DemoError::NotEmpty`] and [`DemoError::Size`] before anything is written; [`DemoError::Fault`] where a step failed.
pub async fn build(
    service: &Service,
    options: &Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Vec<SignIn>, DemoError> {
    if options.size.is_some_and(|size| !(1..=LARGEST).contains(&size)) {
        return Err(DemoError::Size);
    }
    if holds(service).await? != Holds::Nothing {
        return Err(DemoError::NotEmpty);
    }
    // First of all, so that a build that was cut off can be reset.
    service.maintain(Maintenance::DemonstrationBegun { by: MADE_BY }).await?;
    let (now, seed, texts) = (service.now(), options.seed.unwrap_or(SEED), Texts::read()?);
    let stage = Stage::set(service, now.plus_seconds(-90 * DAY), service.effects().random.clone());
    let cast = Cast::open(stage.now(), seed).await?;
    progress(Progress::SignIns);
    let mut run = Run { stage: &stage, cast, progress };
    if let Some(size) = options.size {
        run.posting(generated::sized(seed, size, now, &texts)?).await?;
    } else {
        run.posting(zhengzhou::plan(seed, 0, now, &texts)?).await?;
        run.posting(anhui::plan(seed, 10_000, now, &texts)?).await?;
        run.posting(eventful::plan(seed, 30_000, now, &texts)?).await?;
        run.posting(eventful::below(seed, 40_000, now, &texts)?).await?;
        run.posting(generated::open(seed, 20_000, now, &texts)?).await?;
        run.posting(generated::awaiting(seed, now, &texts)?).await?;
    }
    crate::runner::seal(service).await?;
    progress(Progress::Sealed);
    Ok(sign_ins(service))
}

/// A score of so many hundredths.
fn score(hundredths: i64) -> Score {
    Score::from_millionths(hundredths * 10_000)
}

/// Hundredths of a score that has two places at most.
fn hundredths(score: Score) -> i64 {
    score.millionths() / 10_000
}

#[cfg(test)]
mod tests;
