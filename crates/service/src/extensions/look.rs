//! The extensions of a posting, as the desk reads them.

use domain::access::{ActName, Caller, ViewExtensions, may};
use domain::id::{ApplicationId, Code};
use domain::lifecycle::Phase;
use domain::view::desk::extensions::{ExtensionEntry, ExtensionsPage};
use store::Scoped as _;

use crate::Service;
use crate::fault::Fault;
use crate::rows::extensions as said;
use crate::rows::officers::names;
use crate::rows::postings::{find, head};

/// The extensions of a posting, newest first, with what the caller may do.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn page(service: &Service, caller: &Caller, posting: Code) -> Result<ExtensionsPage, Fault> {
    service
        .read(caller, "extension.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewExtensions>(scope.clone())?;
            let row = found.open(&permit)?;
            let all = store::applications::extensions(look.snapshot(), &permit).await?;
            let by = all
                .iter()
                .flat_map(|one| [Some(one.proposed.0), one.decided.map(|one| one.0)])
                .flatten()
                .collect();
            let names = names(look.snapshot(), by).await?;
            let name = |id| names.get(&id).cloned().unwrap_or_default();
            let ids: Vec<ApplicationId> = all.iter().map(|one| one.application).collect();
            let applications = store::applications::heads(look.snapshot(), &permit, &ids).await?;
            let positions = store::postings::positions::all(look.snapshot(), &permit).await?;
            let deciding = matches!(row.phase, Phase::Approved | Phase::Registering | Phase::Screening);
            let decides = may(look.caller(), ActName::GrantExtension, &scope);
            let mut entries = Vec::with_capacity(all.len());
            for one in all {
                let of = applications.get(&one.application).ok_or(Fault::Missing)?;
                let position = positions.iter().find(|position| position.id == of.position);
                let words = said::open(&service.parts, &one)?;
                let own = may(look.caller(), ActName::GrantExtension, &one.scope());
                entries.push(ExtensionEntry {
                    code: one.code,
                    application: of.code,
                    position: position.map(|one| one.terms.code.as_str().to_owned()).unwrap_or_default(),
                    state: of.state,
                    until: one.until,
                    over: one.until <= look.now(),
                    reason: words.reason,
                    evidence: words.evidence,
                    proposed: (name(one.proposed.0), one.proposed.1),
                    decided: one.decided.map(|(by, at)| (name(by), at)),
                    refused_because: words.refused,
                    may_decide: decides && own && one.decided.is_none(),
                });
            }
            Ok(ExtensionsPage {
                posting: head(&row),
                may_propose: deciding && may(look.caller(), ActName::ProposeExtension, &scope),
                entries,
            })
        })
        .await
}
