//! Housekeeping of messages: the outbox's leases, what the clock tells, what a person has read, and tries of a code.

use domain::access::{Caller, Permit, Scope, SendMessages, ask};
use domain::calendar::Instant;
use domain::id::{ContactId, DeliveryId, MessageId};
use store::messages::{Parcel, Settled};

use crate::Service;
use crate::fault::Fault;
use crate::tell::{News, Teller};

pub(super) fn permit(scope: Scope) -> Result<Permit<SendMessages>, Fault> {
    ask(&Caller::system("message.send"), scope).map_err(Fault::Denied)
}

impl Service {
    /// Tells what the clock says is due. Nobody's selection changes by it, so that there is no event. Tables `message`,
    /// `message_delivery`.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`]; then none of them is told.
    pub(crate) async fn tell_due(&self, scope: Scope, all: Vec<News<'_>>) -> Result<(), Fault> {
        let permit = permit(scope)?;
        let tx = self.store().write("message.tell").await?;
        let teller = Teller { parts: &self.parts, tx: &tx, now: self.now() };
        for news in all {
            teller.tell(&permit, news).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Takes deliveries in hand. Committed before anything is sent. Table `message_delivery`.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub(crate) async fn take_deliveries(
        &self,
        worker: &str,
        until: Instant,
        limit: u64,
    ) -> Result<Vec<Parcel>, Fault> {
        let permit = permit(Scope::system())?;
        let tx = self.store().write("message.claim").await?;
        let parcels = store::messages::claim(&tx, &permit, worker, (self.now(), until), limit).await?;
        tx.commit().await?;
        Ok(parcels)
    }

    /// Settles a delivery. Table `message_delivery`.
    ///
    /// # Errors
    /// [`Fault::Stale`] where another process took it meanwhile.
    pub(crate) async fn settle_delivery(
        &self,
        delivery: DeliveryId,
        worker: &str,
        settled: Settled,
    ) -> Result<(), Fault> {
        let permit = permit(Scope::system())?;
        let tx = self.store().write("message.settle").await?;
        store::messages::settle(&tx, &permit, delivery, worker, (settled, self.now())).await?;
        Ok(tx.commit().await?)
    }

    /// Gives a delivery back that was not tried. Table `message_delivery`.
    ///
    /// # Errors
    /// As [`Service::settle_delivery`].
    pub(crate) async fn release_delivery(
        &self,
        delivery: DeliveryId,
        worker: &str,
        next: Instant,
    ) -> Result<(), Fault> {
        let permit = permit(Scope::system())?;
        let tx = self.store().write("message.release").await?;
        store::messages::release(&tx, &permit, delivery, worker, next).await?;
        Ok(tx.commit().await?)
    }

    /// Notes that a person opened a message. Table `message`.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub(crate) async fn note_read(&self, message: MessageId) -> Result<(), Fault> {
        let tx = self.store().write("message.read").await?;
        store::messages::mark_read(&tx, message, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Counts a try of a code before it is looked at, so that tries side by side count too; answers whether it may be looked at.
    /// Table `contact_proof`.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub(crate) async fn count_proof(
        &self,
        contact: ContactId,
        digest: &[u8],
        limit: u32,
    ) -> Result<bool, Fault> {
        let tx = self.store().write("message.proof").await?;
        let counted = store::messages::try_proof(&tx, contact, digest, limit).await?;
        tx.commit().await?;
        Ok(counted)
    }
}
