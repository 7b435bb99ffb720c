//! What supervisors read and sign.

use domain::supervision::Supervised;
use domain::view::desk::supervision::SupervisionPage;
use leptos::prelude::*;
use leptos::server;

use super::ApiError;
use super::gate;

/// What there is to sign in a posting, with who did.
#[server(endpoint = "supervision/view", input = server_fn::codec::GetUrl)]
pub async fn supervision_view(posting: String) -> Result<SupervisionPage, ApiError> {
    let posting = gate::code(&posting)?;
    gate::pass(async |service, caller| service::supervision::view(service, caller, posting).await).await
}

/// Signs what was read under the digest shown.
#[server(endpoint = "supervision/sign")]
pub async fn supervision_sign(
    lang: String,
    posting: String,
    what: Supervised,
    thing: String,
    digest: String,
) -> Result<(), ApiError> {
    let (posting, thing) = (gate::code(&posting)?, gate::code(&thing)?);
    gate::act((&lang, posting, "supervision"), async |service, caller| {
        service::supervision::sign(service, caller, posting, (what, thing), &digest).await
    })
    .await
}
