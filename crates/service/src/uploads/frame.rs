//! Another frame of the same picture: the photo is cut anew, the picture stays.

use domain::access::{Caller, EditApplication};
use domain::id::Code;
use domain::reason::UploadsWhy;
use domain::uploads::{Cut, Kind, Purpose};
use store::applications::UploadRow;

use super::bring::{Ready, expect_room, put, replaced};
use super::expect_admitted;
use crate::Service;
use crate::fault::Fault;
use crate::rows::applications::{find, hold};
use crate::rows::conditions::public_of;
use crate::rows::uploads::{contents_of, keep, shown};

/// Cuts the photo of an application anew. `of` names the picture that a frame was laid over by hand.
///
/// # Errors
/// [`UploadsWhy::NoPhoto`] where there is no picture; [`UploadsWhy::Frame`] where the frame does not lie inside of it; [`Fault::Missing`] for
/// another's application; [`Fault::Stale`] where another picture took its place meanwhile; the refusals of state and window.
pub async fn frame(
    service: &Service,
    caller: &Caller,
    code: Code,
    (cut, of): (Cut, Option<Code>),
) -> Result<(), Fault> {
    let (picture, name, size) = service
        .read(caller, "application.may_attach", async |look| {
            let found = find(look.snapshot(), code).await?;
            let permit = look.permit::<EditApplication>(found.scope())?;
            let row = found.open(&permit)?;
            expect_admitted(look.snapshot(), &permit, &row, Purpose::Photo, look.now()).await?;
            let all = store::applications::uploads(look.snapshot(), &permit, row.id).await?;
            let whole = standing(&all).ok_or_else(|| Fault::from(UploadsWhy::NoPhoto.at("photo")))?;
            if of.is_some_and(|of| of != whole.code) {
                return Err(Fault::Stale);
            }
            let size = public_of(look.snapshot(), row.posting).await?.photo_size;
            Ok((whole.clone(), shown(service, whole)?.name, size))
        })
        .await?;
    let whole = contents_of(service, picture.digest).await?;
    let cut = tokio::task::spawn_blocking(move || files::uploads::photo(&whole, cut, size)).await;
    let cut = cut.map_err(Fault::internal)?.map_err(|why| Fault::from(why.at("photo")))?;
    let ready = Ready { purpose: Purpose::Photo, kind: Kind::Jpeg, kept: keep(service, cut).await? };
    service
        .write(caller, "application.attach", async |op| {
            let found = hold(op.tx(), code).await?;
            let permit = op.permit::<EditApplication>(found.scope())?;
            let row = found.open(&permit)?;
            expect_admitted(op.tx(), &permit, &row, Purpose::Photo, op.now()).await?;
            let all = store::applications::uploads(op.tx(), &permit, row.id).await?;
            if standing(&all).map(|whole| whole.id) != Some(picture.id) {
                return Err(Fault::Stale);
            }
            let old = replaced(&all, Purpose::Photo, None)?;
            if old.is_some_and(|old| old.digest == ready.kept.digest) {
                op.repeat();
                return Ok(());
            }
            expect_room(&all, 1)?;
            put(op, &permit, &row, (ready, &name), old).await.map(drop)
        })
        .await
}

/// The picture that photos are cut from now.
fn standing(all: &[UploadRow]) -> Option<&UploadRow> {
    all.iter().rev().find(|file| file.ended_at.is_none() && file.purpose == Purpose::PhotoWhole)
}
