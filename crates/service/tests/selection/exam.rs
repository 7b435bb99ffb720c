//! A posting in its examination: a scheme, positions, and people with tickets, without the way there.

use domain::access::{Caller, Role, Scope};
use domain::course::Waiting;
use domain::id::{AccountId, ApplicationId, Code, PersonId};
use domain::lifecycle::{ApplicationState, Phase};
use domain::posting::PositionTerms;
use domain::view::desk::ranking::RankingPage;
use service::imports::{self, Upload};
use service::{Fault, lists, postings, ranking, schemes, supervision};
use store::applications::Content;
use store::bulk;
use store::postings::{Approval, Mark};
use text::Lang;

use crate::stage::{NAME, OPENS, Stage, account, caller, load, position, sealed};

pub struct Exam {
    pub stage: Stage,
    pub posting: Code,
    pub screener: Caller,
    pub clerk: Caller,
    pub approver: Caller,
    pub publisher: Caller,
}

impl Exam {
    /// `scheme` is a scheme file as JSON; positions are code and plan; people are position and ticket number.
    pub async fn set(scheme: &str, positions: &[(&str, u32)], people: &[(&str, &str)]) -> Self {
        Box::pin(Self::on(Stage::set().await, scheme, positions, people)).await
    }

    /// The same on a stage of the test's own.
    pub async fn on(stage: Stage, scheme: &str, positions: &[(&str, u32)], people: &[(&str, &str)]) -> Self {
        let plain = positions.iter().map(|(code, plan)| PositionTerms { plan: *plan, ..position(code) });
        Box::pin(Self::with(stage, scheme, plain.collect(), people)).await
    }

    /// The same with positions as they are given, of which each may name a scheme.
    pub async fn with(
        stage: Stage,
        scheme: &str,
        positions: Vec<PositionTerms>,
        people: &[(&str, &str)],
    ) -> Self {
        let (posting, screener) = stage.draft().await;
        let id = screener.person().expect("a person").postings[0].1;
        let permit = load(Scope::posting(id, &[]));
        let table: Vec<(Code, PositionTerms)> =
            positions.into_iter().map(|terms| (stage.effects.random.code(), terms)).collect();
        let tx = stage.store.write("exam").await.expect("a turn");
        let mut staff = Vec::new();
        for (name, role) in [("zhou", Role::Clerk), ("chen", Role::Approver), ("gao", Role::Publisher)] {
            staff.push(account(&tx, stage.effects.random.code(), name, role).await);
        }
        store::postings::positions::replace(&tx, &permit, 1, &table).await.expect("positions");
        crate::stage::keep(tx).await;
        let file = ("scheme.json", scheme.as_bytes());
        let saved = schemes::save_file(&stage.service, &screener, posting, 0, file).await.expect("a draft");
        let faults = saved.err().unwrap_or_default();
        let faults: Vec<String> = faults.iter().map(|fault| fault.sentence(Lang::En)).collect();
        assert!(faults.is_empty(), "{faults:?}");
        let version = postings::view(&stage.service, &screener, posting).await.expect("a posting").version;
        let mut approver = caller(staff[1], Role::Approver, &[]);
        if let domain::access::Who::Person(person) = &mut approver.who {
            person.name = "chen".to_owned();
        }
        let exam = Self {
            clerk: caller(staff[0], Role::Clerk, &[id]),
            publisher: caller(staff[2], Role::Publisher, &[id]),
            approver,
            stage,
            posting,
            screener,
        };
        exam.examine(version, people).await;
        exam
    }

    async fn examine(&self, version: i64, people: &[(&str, &str)]) {
        let Self { stage, .. } = self;
        let id = self.screener.person().expect("a person").postings[0].1;
        let permit = load(Scope::posting(id, &[]));
        let tx = stage.store.write("exam").await.expect("a turn");
        let by = self.screener.id().expect("a person");
        let approval = Approval {
            by: self.approver.id().expect("a person"),
            at: OPENS,
            digest: domain::digest::Digest::of(b"exam"),
        };
        let steps = [
            (Phase::Draft, Phase::Submitted, Mark::Submitted(by, OPENS)),
            (Phase::Submitted, Phase::Approved, Mark::Approved(approval)),
            (Phase::Approved, Phase::Registering, Mark::Plain),
            (Phase::Registering, Phase::Screening, Mark::Plain),
            (Phase::Screening, Phase::Examining, Mark::Plain),
        ];
        for (version, (from, to, mark)) in (version..).zip(steps) {
            store::postings::turn(&tx, &permit, version, (from, to), mark).await.expect("a phase");
        }
        let places = store::postings::positions::all(&tx, &permit).await.expect("positions");
        let free = bulk::first_free(&tx, &permit).await.expect("keys");
        for (at, (place, ticket)) in (0_i64..).zip(people) {
            let person = bulk::Candidate {
                person: PersonId(free.person.0 + at),
                account: AccountId(free.account.0 + at),
                code: stage.effects.random.code(),
                sign_in: domain::typed::SignInName::stored(format!("sitter{at}")),
                at: OPENS,
            };
            let code = stage.effects.random.code();
            let application = bulk::Application {
                id: ApplicationId(free.application.0 + at),
                code,
                posting: id,
                position: places.iter().find(|one| one.terms.code.as_str() == *place).expect("a position").id,
                candidate: person.person,
                state: ApplicationState::Passed,
                content: Content {
                    name_sealed: Some(sealed("application.name_sealed", code, NAME)),
                    identity_sealed: Some(sealed("application.identity_sealed", code, "")),
                    identity_index: Some(at.to_be_bytes().to_vec()),
                    phone_index: None,
                    person_index: None,
                    phone_sealed: Some(sealed("application.phone_sealed", code, "")),
                    unit_sealed: Some(sealed("application.unit_sealed", code, "unit")),
                    answers_sealed: Some(sealed("application.answers_sealed", code, "{}")),
                },
                ticket: Some((*ticket).to_owned()),
                at: OPENS,
            };
            bulk::candidates(&tx, &permit, &[person]).await.expect("an account");
            bulk::applications(&tx, &permit, vec![application]).await.expect("an application");
        }
        crate::stage::keep(tx).await;
    }

    /// The code of the application with that ticket number, by which addresses name the person.
    pub async fn code(&self, ticket: &str) -> Code {
        crate::departures::candidate(self, ticket).await.1
    }

    /// The screener signs first what the list says now.
    pub async fn sign_first(&self, stage: &str) {
        self.sign_first_as(&self.screener, stage).await.expect("signed first");
    }

    /// The same by somebody, as the page shows it to them.
    pub async fn sign_first_as(&self, who: &Caller, stage: &str) -> Result<(), Fault> {
        let service = &self.stage.service;
        let said = lists::proof(service, who, self.posting, stage).await?.digest.to_string();
        lists::sign_first(service, who, self.posting, stage, &said).await
    }

    /// A supervisor of the posting.
    pub fn supervisor(&self) -> Caller {
        let id = self.stage.supervisor.id().expect("a person");
        let postings = &self.screener.person().expect("a person").postings;
        caller(id, Role::Supervisor, &postings.iter().map(|one| one.1).collect::<Vec<_>>())
    }

    /// The supervisor signs everything that there is to sign.
    pub async fn supervise(&self) {
        let (service, who) = (&self.stage.service, self.supervisor());
        let page = supervision::view(service, &who, self.posting).await.expect("a page");
        for one in page.lines {
            let of = (one.what, one.of);
            supervision::sign(service, &who, self.posting, of, &one.digest.to_string())
                .await
                .expect("signed");
        }
    }

    /// What waits for somebody at the start of the desk.
    pub async fn waits(&self, who: &Caller) -> Vec<(Waiting, u32)> {
        let desk = postings::list(&self.stage.service, who).await.expect("a desk");
        desk.tasks.into_iter().map(|task| (task.what, task.count)).collect()
    }

    /// A dry run and its confirmation; answers how many rows were written.
    pub async fn import(&self, name: &str, text: &str) -> u32 {
        let import = self.dry_run(name, text).await;
        let service = &self.stage.service;
        let shown = Box::pin(imports::preview(service, &self.clerk, self.posting, import, (Lang::En, 1)))
            .await
            .expect("a preview");
        assert!(shown.faults.is_empty(), "{:?}", shown.faults);
        Box::pin(imports::confirm_marks(service, &self.clerk, self.posting, import)).await.expect("written")
    }

    pub async fn dry_run(&self, name: &str, text: &str) -> Code {
        let upload = Upload { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
        Box::pin(imports::stage_marks(&self.stage.service, &self.clerk, self.posting, upload))
            .await
            .expect("a dry run")
    }

    pub async fn compute(&self) {
        Box::pin(ranking::compute(&self.stage.service, &self.screener, self.posting))
            .await
            .expect("a ranking");
    }

    pub async fn ranking(&self, position: &str) -> RankingPage {
        // Whoever may set a line sees nobody before it stands; the publisher may not.
        ranking::view(&self.stage.service, &self.publisher, self.posting, position).await.expect("a ranking")
    }

    /// `ticket:seat` on a list, by ticket number.
    pub async fn seats(&self, position: &str, list: &str) -> String {
        let page = self.ranking(position).await;
        let mut seats: Vec<String> = page
            .lines
            .iter()
            .map(|line| {
                let seat = line.seats.iter().find(|seat| seat.0 == list).map(|seat| seat.1.as_str());
                format!("{}:{}", line.ticket, seat.unwrap_or_default())
            })
            .collect();
        seats.sort();
        seats.join(" ")
    }
}
