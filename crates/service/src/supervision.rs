//! What supervisors read and sign (监督签名): panels of examiners, the interview's plan, draws of lots, the totals that stand, and published lists, each under the digest shown.
//!
//! Owns: what there is to sign, and signing. Refuses: another digest than the one that stands. Nothing waits for such a signature, and
//! none is taken back; what changes afterwards has another digest and no signature yet.

use domain::access::aggregate::{Postings, Rankings, Supervisions};
use domain::access::{Act, ActName, Caller, Permit, Reads, Scope, SignSupervision, ViewRanking, may};
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::event::Event;
use domain::id::{Code, PersonId};
use domain::interview_plan::PlanState;
use domain::reason::ActsWhy;
use domain::rulings::{Proposal, TieOrder};
use domain::supervision::Supervised;
use domain::view::desk::rulings::ListWord;
use domain::view::desk::supervision::{SupervisedLine, SupervisionPage};
use store::Snapshot;
use store::lists::PublishedList;
use store::postings::PostingRow;

use crate::Service;
use crate::fault::Fault;
use crate::keys::Keys;
use crate::rows::postings::{find, head, hold};
use crate::rows::rankings::{sees_people, standing};
use crate::rows::rulings::{self, proposal};
use crate::rows::schemes::{list_word, newest};
use crate::rows::{officers, panels};

/// Something that supervisors sign.
struct Thing {
    what: Supervised,
    of: Code,
    digest: Digest,
    by: Vec<PersonId>,
    at: Instant,
    position: Option<String>,
    list: Option<(String, u32)>,
}

impl Thing {
    fn new((what, of, digest): (Supervised, Code, Digest), by: Vec<PersonId>, at: Instant) -> Self {
        Self { what, of, digest, by, at, position: None, list: None }
    }

    /// What a signature on it names.
    const fn signed(&self) -> (Supervised, Code, Digest) {
        (self.what, self.of, self.digest)
    }
}

/// Everything that there is to sign in a posting; `permit_for` asks for the same act on the ranking that stands.
async fn things<A>(
    keys: &Keys,
    snapshot: &Snapshot,
    permit: &Permit<A>,
    row: &PostingRow,
    permit_for: impl FnOnce(Scope) -> Result<Permit<A>, Fault>,
) -> Result<Vec<Thing>, Fault>
where
    A: Act + Reads<Supervisions> + Reads<Rankings> + Reads<Postings>,
{
    let mut all = Vec::new();
    if let Some((kept, _)) = panels::of(snapshot, permit).await? {
        let recorded = (Supervised::Panels, kept.code, panels::digest(&kept));
        all.push(Thing::new(recorded, vec![kept.by], kept.at));
    }
    let plans = store::postings::interview_plans::all(snapshot, permit).await?;
    let approved = plans.iter().find(|one| one.state == PlanState::Approved);
    if let Some((one, decided)) = approved.and_then(|one| Some((one, one.decided?))) {
        let by = one.hands().into_iter().chain([decided.0]).collect();
        all.push(Thing::new((Supervised::InterviewPlan, one.code, one.digest), by, decided.1));
    }
    let rows = rulings::all(keys, snapshot, permit).await?;
    for ruling in store::rulings::standing(&rows) {
        let (Proposal::Tie { question, by: TieOrder::Lots(_), .. }, Some(verdict)) =
            (proposal(ruling)?, &ruling.verdict)
        else {
            continue;
        };
        let draw = (Supervised::Draw, ruling.code, ruling.digest);
        let by = vec![ruling.proposed_by, verdict.by];
        let position = question.rsplit_once('/').map(|(position, _)| position.to_owned());
        all.push(Thing { position, ..Thing::new(draw, by, verdict.at) });
    }
    if let Some((_, ranking)) = standing(snapshot, row.id, permit_for).await? {
        let totals = (Supervised::Totals, ranking.code, ranking.digests.result);
        all.push(Thing::new(totals, ranking.computed_by.into_iter().collect(), ranking.computed_at));
    }
    let lists = store::lists::of_posting(snapshot, row.id).await?;
    let newest = |one: &&PublishedList| {
        !lists.iter().any(|other| other.stage == one.stage && other.version > one.version)
    };
    all.extend(lists.iter().filter(newest).map(|one| {
        let by = vec![one.first_signer, one.second_signer];
        let list = Thing::new((Supervised::List, one.code, one.digest), by, one.published_at);
        Thing { list: Some((one.stage.clone(), one.version)), ..list }
    }));
    Ok(all)
}

/// What supervisors read and sign in a posting, with who did.
///
/// # Errors
/// [`Fault::Missing`] for those outside the team; [`Fault::Denied`] for other roles.
pub async fn view(service: &Service, caller: &Caller, posting: Code) -> Result<SupervisionPage, Fault> {
    service
        .read(caller, "supervision.view", async |look| {
            let found = find(look.snapshot(), posting).await?;
            let scope = found.scope();
            let permit = look.permit::<ViewRanking>(scope.clone())?;
            let row = found.open(&permit)?;
            let mut all =
                things(service.keys(), look.snapshot(), &permit, &row, |scope| look.permit(scope)).await?;
            if !sees_people(look, row.id).await? {
                // The marks of few people can be guessed against the digest of their totals.
                all.retain(|one| one.what != Supervised::Totals);
            }
            let signed = store::supervisions::all(look.snapshot(), &permit).await?;
            let hands = all.iter().flat_map(|one| one.by.iter().copied());
            let people = hands.chain(signed.iter().map(|one| one.by)).collect();
            let names = officers::names(look.snapshot(), people).await?;
            let name = |of: &PersonId| names.get(of).cloned().unwrap_or_default();
            let file = newest(look.snapshot(), &permit).await?;
            let word = |key: &str| match &file {
                Some(file) => list_word(file, key),
                None => ListWord { key: key.to_owned(), name: None },
            };
            let signs = may(look.caller(), ActName::SignSupervision, &scope);
            let line = |one: Thing| {
                let own = signed.iter().filter(|row| row.is_on(one.signed()));
                let mine = own.clone().any(|row| look.caller().id() == Some(row.by));
                SupervisedLine {
                    may_sign: signs && !mine,
                    signed: own.map(|row| (name(&row.by), row.at)).collect(),
                    by: one.by.iter().map(name).collect(),
                    list: one.list.map(|(key, version)| (word(&key), version)),
                    what: one.what,
                    of: one.of,
                    position: one.position,
                    digest: one.digest,
                    at: one.at,
                }
            };
            Ok(SupervisionPage { posting: head(&row), lines: all.into_iter().map(line).collect() })
        })
        .await
}

/// Signs what was read under the digest that was shown. Doing it twice does it once.
///
/// # Errors
/// [`Fault::Missing`] for what is not there to be signed; [`ActsWhy::DigestChanged`] where it is no longer what was shown;
/// [`Fault::Denied`] for others than supervisors.
pub async fn sign(
    service: &Service,
    caller: &Caller,
    posting: Code,
    (what, of): (Supervised, Code),
    shown: &str,
) -> Result<(), Fault> {
    service
        .write(caller, "supervision.sign", async |op| {
            let found = hold(op.tx(), posting).await?;
            let permit = op.permit::<SignSupervision>(found.scope())?;
            let row = found.open(&permit)?;
            let on_ranking = store::rankings::standing(op.tx(), row.id).await?.map(|one| one.scope());
            let on_ranking = on_ranking.map(|scope| op.permit::<SignSupervision>(scope)).transpose()?;
            let keys = &op.parts().keys;
            let all = things(keys, op.tx(), &permit, &row, |_| on_ranking.ok_or(Fault::Missing)).await?;
            let one = all.into_iter().find(|one| one.what == what && one.of == of).ok_or(Fault::Missing)?;
            if shown.parse() != Ok(one.digest) {
                return Err(ActsWhy::DigestChanged.reason().into());
            }
            let signed = store::supervisions::all(op.tx(), &permit).await?;
            if signed.iter().any(|row| row.is_on(one.signed()) && row.by == permit.by()) {
                op.repeat();
                return Ok(());
            }
            store::supervisions::sign(op.tx(), &permit, one.signed(), op.now()).await?;
            let digest = Some(one.digest);
            op.record(&permit, &Event::SupervisorSigned { posting, what, of, digest }).await
        })
        .await
}
