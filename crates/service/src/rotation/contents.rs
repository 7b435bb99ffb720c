//! The last stop of the walk: contents of files, sealed anew one at a time outside of any transaction, then written down for their rows.
//!
//! Cut off in between, the store holds what the newest generation sealed and the row names an older one: the next walk finds it again.

use domain::access::{Caller, Scope, TurnKeys};
use domain::digest::Digest;
use domain::event::Event;
use store::contents::CONTENTS;

use super::{Cursor, note};
use crate::Service;
use crate::contents;
use crate::fault::Fault;
use crate::keys::Generation;
use crate::rows::uploads::anew;

/// Seals the contents of the next file anew, or ends the walk.
pub(super) async fn act(service: &Service, newest: Generation, at: Cursor) -> Result<(), Fault> {
    let caller = Caller::system("keys.reseal");
    let wanted = (newest.number(), at.after);
    let next = service
        .read(&caller, "keys.resealing", async |look| {
            let permit = look.permit::<TurnKeys>(Scope::system())?;
            Ok(store::contents::older(look.snapshot(), &permit, wanted).await?)
        })
        .await?;
    let fresh = match next {
        Some((_, digest)) => sealed(service, digest).await,
        None => false,
    };
    service
        .write(&caller, "keys.turn", async |op| {
            let permit = op.permit::<TurnKeys>(Scope::system())?;
            let Some((key, digest)) = next else {
                note(op.tx(), newest, at.next()).await?;
                op.repeat();
                return Ok(());
            };
            note(op.tx(), newest, Cursor { after: key, ..at }).await?;
            if !fresh {
                op.repeat();
                return Ok(());
            }
            let generation = newest.number();
            let of = (digest, generation);
            let count = store::contents::sealed(op.tx(), &permit, of).await?;
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            op.record(&permit, &Event::KeysResealed { generation, column: CONTENTS.to_owned(), count }).await
        })
        .await
}

/// Whether the contents lie in the store as the newest generation seals them. What is missing or does not open is told and stays.
async fn sealed(service: &Service, digest: Digest) -> bool {
    let (own, now) = (service.clone(), service.now());
    let done = contents::on(service.contents(), move |store| {
        let old = store.get(digest)?;
        match anew(own.keys(), digest, &old, &own.effects().random) {
            Some(fresh) => store.replace(digest, &fresh, now),
            None => Err(std::io::Error::other("they do not open")),
        }
    });
    match done.await {
        Ok(()) => true,
        Err(error) => {
            tracing::error!(%error, %digest, "contents of a file cannot be sealed anew");
            false
        }
    }
}
