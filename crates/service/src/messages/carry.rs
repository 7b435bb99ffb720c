//! The outbox: what waits is taken in hand, carried, settled.
//!
//! A delivery is in hand (`sending`, with a lease) before anything is sent, and settled afterwards, each in a transaction of its own. A
//! process that dies between the two leaves the lease behind; once it has run out, the delivery is carried again under the same code. So
//! nothing is lost, and whoever carries must make a code that comes twice count once: the file transport writes under the code's
//! name; a mail server gets the same `Message-ID` again, which is all that SMTP offers.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

use domain::calendar::Instant;
use domain::id::Code;
use domain::messages::{Address, Channel, DeliveryFault, Kind, again_after};
use store::messages::{Parcel, Settled};
use text::Lang;

use super::contacts;
use crate::Service;
use crate::fault::Fault;
use crate::tell::Said;

/// Deliveries that are taken in hand at once.
const AT_ONCE: u64 = 8;
/// For how long, in seconds: longer than all of them may take.
const LEASE_SECONDS: i64 = 900;
/// How long the others of a channel wait where the other side cannot be reached, in seconds.
const DOWN_SECONDS: i64 = 60;

/// A message on its way to one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Names the delivery, the same at every try.
    pub code: Code,
    /// On which way.
    pub channel: Channel,
    /// To whom.
    pub address: Address,
    /// The language of subject and body.
    pub lang: Lang,
    /// One line.
    pub subject: String,
    /// Lines that end with LF.
    pub body: String,
    /// When it was told.
    pub told: Instant,
}

/// Why a letter was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The other side cannot be reached, or did not answer in time: nobody knows whether it took the letter.
    Down,
    /// The other side asks to come again later.
    Later,
    /// The other side refuses this letter for good.
    ForGood,
    /// Nobody has this address.
    NoSuchAddress,
    /// The letter cannot be put into the form that the way asks for.
    Unfit,
}

/// Carries letters to the outside world.
pub trait Carrier: Send + Sync {
    /// Hands a letter over, within a time of its own.
    fn carry<'a>(
        &'a self,
        letter: &'a Letter,
    ) -> Pin<Box<dyn Future<Output = Result<(), Refused>> + Send + 'a>>;
}

/// Carries what waits and is due; answers how many deliveries were settled. Several processes may do so side by side.
///
/// # Errors
/// The database's; a letter that does not go through is tried again later and fails nothing.
pub async fn round(service: &Service, worker: &str, carrier: &dyn Carrier) -> Result<usize, Fault> {
    let mut settled = 0_usize;
    loop {
        let until = service.now().plus_seconds(LEASE_SECONDS);
        let parcels = service.take_deliveries(worker, until, AT_ONCE).await?;
        if parcels.is_empty() {
            return Ok(settled);
        }
        let mut down = BTreeSet::new();
        for parcel in parcels {
            if down.contains(&parcel.channel) {
                let next = service.now().plus_seconds(DOWN_SECONDS);
                held(service.release_delivery(parcel.id, worker, next).await)?;
                continue;
            }
            let outcome = carried(service, &parcel, carrier).await?;
            if outcome == Err(Refused::Down) {
                down.insert(parcel.channel);
            }
            let became = became(outcome, &parcel, service.now());
            held(service.settle_delivery(parcel.id, worker, became).await)?;
            settled = settled.saturating_add(1);
        }
    }
}

/// A lease that ran out is somebody else's by now, who settles it.
fn held(settled: Result<(), Fault>) -> Result<(), Fault> {
    match settled {
        Err(Fault::Stale) => {
            tracing::warn!("a delivery took longer than its lease");
            Ok(())
        }
        settled => settled,
    }
}

fn became(outcome: Result<Option<()>, Refused>, parcel: &Parcel, now: Instant) -> Settled {
    let again = |fault| match again_after(parcel.tried) {
        Some(wait) => Settled::Again(fault, now.plus_seconds(wait)),
        None => Settled::Failed(fault),
    };
    match outcome {
        Ok(Some(())) => Settled::Sent,
        Ok(None) => Settled::Withdrawn,
        Err(Refused::Down) => again(DeliveryFault::Unreachable),
        Err(Refused::Later) => again(DeliveryFault::Later),
        Err(Refused::ForGood) => Settled::Failed(DeliveryFault::Refused),
        Err(Refused::NoSuchAddress) => Settled::Bounced,
        Err(Refused::Unfit) => Settled::Failed(DeliveryFault::Unfit),
    }
}

/// Carries one delivery; `None` where there is no address for it any more.
async fn carried(
    service: &Service,
    parcel: &Parcel,
    carrier: &dyn Carrier,
) -> Result<Result<Option<()>, Refused>, Fault> {
    let Some(sealed) =
        parcel.address_sealed.as_ref().filter(|_| parcel.confirmed || parcel.kind == Kind::Proof)
    else {
        return Ok(Ok(None));
    };
    let address = contacts::opened(service, parcel.contact, sealed)?;
    let lang = Lang::from_code(&parcel.lang).unwrap_or_default();
    let said = Said::open(service.keys(), parcel.message, &parcel.sealed)?.in_lang(lang)?;
    let letter = Letter {
        code: parcel.code,
        channel: parcel.channel,
        address,
        lang,
        subject: said.subject,
        body: said.body,
        told: parcel.told,
    };
    let outcome = carrier.carry(&letter).await;
    if let Err(refused) = outcome {
        tracing::warn!(?refused, delivery = %parcel.code, tried = parcel.tried, "a message was not taken");
    }
    Ok(outcome.map(Some))
}
