//! Supplementary notices (补充公告): the only way in which the scheme of an approved posting changes.
//!
//! Owns: proposing one with a whole scheme file, putting it in force once another person approved it, and what the public
//! reads of it. Refuses: a file with faults, a scheme that is the present one, and one that positions do not know. What was
//! computed before keeps the digest of the scheme that it was computed by.

use domain::access::{ApproveRuling, Caller, Permit, ProposeRuling};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, PostingId};
use domain::lifecycle::Phase;
use domain::posting::{public_grounds, public_title};
use domain::reason::{ActsWhy, FieldPath, Reason, Refusals, RulingsWhy, SchemesWhy};
use domain::rulings::Proposal;
use domain::scheme::digest_of;
use domain::view::public::postings::SupplementaryNotice;
use store::Snapshot;
use store::postings::PostingRow;
use store::postings::revisions::NewRevision;
use store::rulings::{NewRuling, RulingRow, Said};
use store::schemes::NewScheme;

use crate::Service;
use crate::fault::Fault;
use crate::op::{Op, once};
use crate::ranking::Inputs;
use crate::rows::postings::{expect_may, hold};
use crate::rows::schemes::expect_names;
use crate::{scheme_file, tell};

/// From the approval until the last list: before, the draft itself is changed; after, everything is computed.
pub(super) const PHASES: [Phase; 5] =
    [Phase::Approved, Phase::Registering, Phase::Screening, Phase::Examining, Phase::Ranked];

/// A notice as typed, beside its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeForm {
    /// Its title.
    pub title: String,
    /// Why the scheme changes.
    pub reason: String,
}

impl NoticeForm {
    fn check(&self) -> Result<(String, String), Vec<Reason>> {
        let mut refusals = Refusals::default();
        let title = refusals.take(public_title(&self.title, &FieldPath::new("title")));
        let reason = refusals.take(public_grounds(&self.reason, &FieldPath::new("reason")));
        let both = title.zip(reason);
        refusals.settle(both.map(|(title, reason)| (title.as_str().to_owned(), reason.as_str().to_owned())))
    }
}

/// Refuses whoever may not propose a notice in this posting, before its file is read. Any phase will do: a form that is
/// sent twice is answered alike although the phase has turned.
///
/// # Errors
/// [`Fault::Missing`], [`Fault::Denied`].
pub async fn may_propose(service: &Service, caller: &Caller, posting: Code) -> Result<(), Fault> {
    expect_may::<ProposeRuling>(service, caller, posting, ("ruling.propose", Phase::ALL)).await
}

/// Proposes a supplementary notice with the scheme file that it brings; answers its code. The same form twice proposes
/// once.
///
/// # Errors
/// `Ok(Err(faults))` where the file is faulty, every fault at its line; faults of the form; [`ActsWhy::NothingToDo`]
/// where the scheme is the present one; [`RulingsWhy::ProposalWaits`]; [`domain::reason::PostingsWhy::WrongPhase`];
/// [`Fault::Missing`] for those outside the team.
pub async fn propose(
    service: &Service,
    caller: &Caller,
    posting: Code,
    key: Code,
    (form, name, bytes): (&NoticeForm, &str, &[u8]),
) -> Result<Result<Code, Vec<files::Fault>>, Fault> {
    let (title, reason) = form.check()?;
    let file = match scheme_file::read(name, bytes) {
        Ok(file) => file,
        Err(faults) => return Ok(Err(faults)),
    };
    let scheme = digest_of(file.scheme.as_ref(), &file.schemes);
    let toml =
        scheme_file::file_to_toml(&file).ok_or_else(|| Fault::internal("a scheme has no TOML form"))?;
    let (code, digest) = (posting.to_string(), scheme.to_string());
    let words = [code.as_str(), title.as_str(), reason.as_str(), digest.as_str()];
    let made = service
        .write(caller, "ruling.propose", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeRuling>(found.scope())?;
            let row = found.open(&permit)?;
            let by = permit.by();
            once(op, "notice.propose", key, &words, async |op, code| {
                row.phase.expect(&PHASES)?;
                let present =
                    store::schemes::newest(op.tx(), &permit).await?.ok_or(SchemesWhy::NoScheme.reason())?;
                if present.digest == scheme {
                    return Err(ActsWhy::NothingToDo.reason().into());
                }
                let positions = store::postings::positions::all(op.tx(), &permit).await?;
                expect_names(&toml, positions.iter())?;
                let proposal = Proposal::Notice {
                    title: title.clone(),
                    reason: reason.clone(),
                    body: toml.clone(),
                    scheme,
                    before: present.digest,
                    after: present.revision,
                };
                let subject = proposal.subject().unwrap_or_default();
                let rows = store::rulings::all(op.tx(), &permit).await?;
                if rows.iter().any(|row| row.waits() && row.subject == subject) {
                    return Err(RulingsWhy::ProposalWaits.reason().into());
                }
                let body = serde_json::to_string(&proposal).map_err(Fault::internal)?;
                let new = NewRuling {
                    code,
                    subject: &subject,
                    said: Said::Public(&body, ""),
                    digest: Digest::of(body.as_bytes()),
                    supersedes: None,
                    by,
                    at: op.now(),
                };
                store::rulings::propose(op.tx(), &permit, &new).await?;
                let event = |reason| Event::RulingProposed {
                    posting,
                    ruling: code,
                    subject,
                    content: Digest::of(body.as_bytes()),
                    supersedes: None,
                    reason: Some(reason),
                };
                op.record_because(&permit, &reason, event).await?;
                tell::to_second(op, &permit, &row, Waiting::Ruling).await
            })
            .await
        })
        .await?;
    Ok(Ok(made))
}

/// A notice still follows the scheme that it was written against, and positions know what it names.
pub(super) fn check(inputs: &Inputs, (body, scheme): (&str, Digest), after: u32) -> Result<(), Fault> {
    if inputs.scheme.revision != after {
        return Err(ActsWhy::DigestChanged.reason().into());
    }
    expect_names(body, inputs.positions.iter())?;
    let file = crate::rows::schemes::saved(body)?;
    if digest_of(file.scheme.as_ref(), &file.schemes) == scheme {
        Ok(())
    } else {
        Err(Fault::internal("a proposed scheme reads back with another digest"))
    }
}

/// Puts an approved notice in force: its scheme is the next one, frozen at once, and the posting has a further revision.
pub(super) async fn enact(
    op: &mut Op<'_>,
    permit: &Permit<ApproveRuling>,
    (row, proposed): (&PostingRow, &RulingRow),
    (body, scheme, after): (&str, Digest, u32),
) -> Result<(), Fault> {
    let posting = row.code;
    let by = permit.by();
    let new = NewScheme { after, body, digest: scheme, by, at: op.now() };
    let id = store::schemes::insert(op.tx(), permit, &new).await?;
    store::schemes::freeze(op.tx(), permit, id, op.now()).await?;
    let event = Event::SchemeSaved { posting, revision: after.saturating_add(1), digest: scheme };
    op.record(permit, &event).await?;
    let telephones = store::postings::telephones::of(op.tx(), permit).await?;
    let terms = row.terms(telephones).ok_or_else(|| Fault::internal("an approved posting has no window"))?;
    let positions = store::postings::positions::all(op.tx(), permit).await?;
    let (conditions, _) = crate::rows::conditions::of(op.tx(), permit).await?;
    let files = crate::rows::notice_files::standing(op.tx(), permit).await?;
    let said = (terms, crate::rows::timetables::of(op.tx(), permit).await?);
    let contents = crate::rows::revisions::contents(said, (&positions, files), &conditions, body)?;
    let follows = store::postings::revisions::in_force(op.tx(), row.id).await?;
    let reason = match crate::rows::rulings::proposal(proposed)? {
        Proposal::Notice { reason, .. } => reason,
        _ => String::new(),
    };
    let (revision, no) = (op.code(), follows.saturating_add(1));
    let new = NewRevision {
        code: revision,
        follows,
        reason: &reason,
        contents: &contents,
        by: proposed.proposed_by,
        at: proposed.proposed_at,
    };
    store::postings::revisions::keep(op.tx(), permit, &new, (no, by, op.now())).await?;
    op.record(permit, &Event::RevisionApproved { posting, revision, no, digest: contents.digest() }).await
}

/// The approved notices of a public posting, oldest first.
///
/// # Errors
/// The database's.
pub(crate) async fn public(
    snapshot: &Snapshot,
    posting: PostingId,
) -> Result<Vec<SupplementaryNotice>, Fault> {
    let mut notices = Vec::new();
    for (body, at) in store::rulings::public_notices(snapshot, posting).await? {
        if let Proposal::Notice { title, reason, scheme, before, .. } =
            serde_json::from_str(&body).map_err(Fault::internal)?
        {
            notices.push(SupplementaryNotice { title, reason, at, before, scheme });
        }
    }
    Ok(notices)
}
