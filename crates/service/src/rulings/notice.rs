//! Supplementary notices (补充公告): the only way in which the scheme of an approved posting changes.
//!
//! Owns: proposing one with a whole scheme file or with the draft of the scheme's editor, putting it in force once another person approved it, and what the public
//! reads of it. Refuses: a file with faults, a scheme that is the present one, and one that positions do not know. What was
//! computed before keeps the digest of the scheme that it was computed by.

use domain::access::{ActName, ApproveRuling, Caller, Permit, ProposeRuling, ViewRanking, may};
use domain::course::Waiting;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, PostingId};
use domain::lifecycle::Phase;
use domain::lists::{expect_fit, misfit_in_head};
use domain::posting::{public_grounds, public_title};
use domain::reason::{ActsWhy, FieldPath, Reason, Refusals, RulingsWhy, SchemesWhy};
use domain::revision::schemes_apart;
use domain::rulings::Proposal;
use domain::scheme::digest_of;
use domain::view::desk::rulings::DraftedNotice;
use domain::view::public::postings::SupplementaryNotice;
use store::Snapshot;
use store::postings::PostingRow;
use store::postings::revisions::NewRevision;
use store::rulings::{NewRuling, RulingRow, Said};
use store::scheme_drafts::NewDraft;
use store::schemes::NewScheme;

use crate::Service;
use crate::fault::Fault;
use crate::op::{Op, once};
use crate::ranking::{Inputs, load};
use crate::rows::postings::{expect_may, find, head, hold};
use crate::rows::rankings::{sees_people, sets_no_line};
use crate::rows::schemes::{by_name, drafted, expect_names, list_names, saved, to_file};
use crate::scheme_file::SchemeFile;
use crate::{scheme_file, tell};

pub(super) use crate::rows::rulings::NOTICE_PHASES as PHASES;

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
    let brought = Brought::of(&file)?;
    let (code, digest) = (posting.to_string(), brought.scheme.to_string());
    let words = [code.as_str(), title.as_str(), reason.as_str(), digest.as_str()];
    let made = service
        .write(caller, "ruling.propose", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeRuling>(found.scope())?;
            let row = found.open(&permit)?;
            once(op, "notice.propose", key, &words, async |op, code| {
                put_forward(op, &permit, (&row, code), (&title, &reason), &brought).await
            })
            .await
        })
        .await?;
    Ok(Ok(made))
}

/// Proposes a supplementary notice with the scheme that was drafted in the editor, on the draft that the page showed; answers its code.
/// The draft stays until a notice with it is approved. The same form twice proposes once.
///
/// # Errors
/// Faults of the form; [`SchemesWhy::Faulty`] and [`SchemesWhy::NoScheme`] where the draft cannot be used; [`Fault::Stale`] where it
/// changed, or where another scheme came in force since it was begun; otherwise as [`propose`].
pub async fn propose_drafted(
    service: &Service,
    caller: &Caller,
    (posting, key): (Code, Code),
    (version, based_on): (i64, u32),
    form: &NoticeForm,
) -> Result<Code, Fault> {
    let (title, reason) = form.check()?;
    let (code, seen) = (posting.to_string(), format!("{version}/{based_on}"));
    let words = [code.as_str(), title.as_str(), reason.as_str(), seen.as_str()];
    service
        .write(caller, "ruling.propose", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<ProposeRuling>(found.scope())?;
            let row = found.open(&permit)?;
            once(op, "notice.propose_drafted", key, &words, async |op, code| {
                let drafted = drafted(op.tx(), &permit).await?.ok_or(ActsWhy::NothingToDo.reason())?;
                let present = store::schemes::newest(op.tx(), &permit).await?;
                let follows = present.is_some_and(|present| present.revision == based_on);
                if (drafted.version, drafted.based_on) != (version, based_on) || !follows {
                    return Err(Fault::Stale);
                }
                let brought = Brought::of(&to_file(&drafted.draft)?)?;
                put_forward(op, &permit, (&row, code), (&title, &reason), &brought).await
            })
            .await
        })
        .await
}

/// The schemes that a notice brings.
struct Brought {
    toml: String,
    scheme: Digest,
}

impl Brought {
    fn of(file: &SchemeFile) -> Result<Self, Fault> {
        let scheme = digest_of(file.scheme.as_ref(), &file.schemes);
        let toml =
            scheme_file::file_to_toml(file).ok_or_else(|| Fault::internal("a scheme has no TOML form"))?;
        Ok(Self { toml, scheme })
    }
}

/// Writes the proposal of a notice.
async fn put_forward(
    op: &mut Op<'_>,
    permit: &Permit<ProposeRuling>,
    (row, code): (&PostingRow, Code),
    (title, reason): (&str, &str),
    brought: &Brought,
) -> Result<(), Fault> {
    row.phase.expect(&PHASES)?;
    let present = store::schemes::newest(op.tx(), permit).await?.ok_or(SchemesWhy::NoScheme.reason())?;
    if present.digest == brought.scheme {
        return Err(ActsWhy::NothingToDo.reason().into());
    }
    let positions = store::postings::positions::all(op.tx(), permit).await?;
    expect_names(&brought.toml, positions.iter())?;
    // What lists are called stands in the head of each: asked here too, so that none turns out to be unpublishable at the end.
    let names = list_names(&brought.toml)?;
    let misfits: Vec<_> = names.iter().filter_map(|name| misfit_in_head("name", name)).collect();
    expect_fit(&misfits)?;
    let proposal = Proposal::Notice {
        title: title.to_owned(),
        reason: reason.to_owned(),
        body: brought.toml.clone(),
        scheme: brought.scheme,
        before: present.digest,
        after: present.revision,
    };
    let subject = proposal.subject().unwrap_or_default();
    let rows = store::rulings::all(op.tx(), permit).await?;
    if rows.iter().any(|row| row.waits() && row.subject == subject) {
        return Err(RulingsWhy::ProposalWaits.reason().into());
    }
    let body = serde_json::to_string(&proposal).map_err(Fault::internal)?;
    let (by, at) = (permit.by(), op.now());
    let digest = Digest::of(body.as_bytes());
    let said = Said::Public(&body, "");
    let new = NewRuling { code, subject: &subject, said, digest, supersedes: None, by, at };
    store::rulings::propose(op.tx(), permit, &new).await?;
    let event = |reason| Event::RulingProposed {
        posting: row.code,
        ruling: code,
        subject,
        content: digest,
        supersedes: None,
        reason: Some(reason),
    };
    op.record_because(permit, reason, event).await?;
    tell::to_second(op, permit, row, Waiting::Ruling).await
}

/// The draft of the scheme as a notice would bring it: what it changes, and who would move by it.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn drafted_page(service: &Service, caller: &Caller, posting: Code) -> Result<DraftedNotice, Fault> {
    let (mut page, ground) = service
        .read(caller, "ruling.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewRanking>(scope.clone())?;
            let row = found.open(&permit)?;
            let present = store::schemes::newest(look.snapshot(), &permit).await?;
            let drafted = drafted(look.snapshot(), &permit).await?;
            let mut page = DraftedNotice {
                posting: head(&row),
                version: drafted.as_ref().map_or(0, |one| one.version),
                based_on: drafted.as_ref().map_or(0, |one| one.based_on),
                follows: false,
                faults: 0,
                changes: Vec::new(),
                moves: None,
                may_propose: PHASES.contains(&row.phase)
                    && may(look.caller(), ActName::ProposeRuling, &scope),
            };
            let (Some(drafted), Some(present)) = (drafted, present) else { return Ok((page, None)) };
            page.follows = present.revision == drafted.based_on;
            let faults = drafted.draft.faults().iter().filter(|found| !found.warning).count();
            page.faults = u32::try_from(faults).unwrap_or(u32::MAX);
            let Ok(file) = to_file(&drafted.draft) else { return Ok((page, None)) };
            page.changes = schemes_apart(&by_name(&saved(&present.body)?), &by_name(&file));
            if page.changes.is_empty() || ![Phase::Examining, Phase::Ranked].contains(&row.phase) {
                return Ok((page, None));
            }
            if !sees_people(look, row.id).await? {
                return Ok((page, None));
            }
            let lists = store::lists::of_posting(look.snapshot(), row.id).await?;
            let public: Vec<String> = lists.into_iter().map(|one| one.stage).collect();
            let inputs = load(service.keys(), look.snapshot(), &permit).await?;
            Ok((page, Some((inputs, file, public, sets_no_line(look, row.id)))))
        })
        .await?;
    if let Some((inputs, file, public, sets_none)) = ground {
        let weigh = move || {
            let seen = sets_none || !inputs.has_open_line();
            seen.then(|| super::moves::by_schemes(&inputs, &file, &public)).flatten()
        };
        page.moves = tokio::task::spawn_blocking(weigh).await.map_err(Fault::internal)?;
    }
    Ok(page)
}

/// Ends the draft that a notice brought in force.
async fn end_draft(
    op: &mut Op<'_>,
    permit: &Permit<ApproveRuling>,
    (posting, scheme): (Code, Digest),
) -> Result<(), Fault> {
    let Some(drafted) = drafted(op.tx(), permit).await? else { return Ok(()) };
    let Ok(file) = to_file(&drafted.draft) else { return Ok(()) };
    if digest_of(file.scheme.as_ref(), &file.schemes) != scheme {
        return Ok(());
    }
    let new = NewDraft { body: None, based_on: drafted.based_on, by: permit.by(), at: op.now() };
    let version = store::scheme_drafts::put(op.tx(), permit, drafted.version, &new).await?;
    op.record(permit, &Event::SchemeDraftChanged { posting, version, at: String::new() }).await
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
    end_draft(op, permit, (posting, scheme)).await?;
    let telephones = store::postings::telephones::of(op.tx(), permit).await?;
    let following = store::postings::followings::of(op.tx(), permit).await?;
    let terms = row.terms(telephones, following);
    let terms = terms.ok_or_else(|| Fault::internal("an approved posting has no window"))?;
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
