//! Telling people something, in the transaction of the act that it tells of.
//!
//! Owns: which words count, saying them in both languages, sealing them, and the ways that they go. Refuses: deciding who is told
//! (the use case does), and sending, which is [`crate::messages`]'.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::aggregate::Applications;
use domain::access::{Act, Permit, Reads};
use domain::calendar::Instant;
use domain::course::{DecisionKind, Waiting};
use domain::id::{ApplicationId, Code, ContactId, PersonId, PostingId};
use domain::lifecycle::ApplicationState;
use domain::messages::{Channel, Filled, Kind, Template, Value, Values};
use domain::placeholder::Placeholder;
use domain::view::messages::Preview;
use serde::{Deserialize, Serialize};
use store::applications::ApplicationRow;
use store::messages::{About, NewMessage, Replaced, TemplateRow, Way};
use store::postings::PostingRow;
use store::postings::positions::PositionRow;
use store::{Snapshot, Tx};
use text::Lang;
use text::messages::letters;

use crate::Parts;
use crate::fault::Fault;
use crate::keys::{Keys, Place};
use crate::op::Op;

/// Where messages lead, and which ways this installation has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters {
    /// The address people type, without a slash at its end: it stands ahead of every link.
    pub origin: String,
    /// The ways besides the account.
    pub channels: Vec<Channel>,
}

impl Letters {
    /// For this address, by mail alone.
    #[must_use]
    pub fn by_mail(origin: &str) -> Self {
        Self { origin: origin.to_owned(), channels: vec![Channel::Mail] }
    }
}

/// What is told, to whom.
pub(crate) struct News<'a> {
    /// What kind.
    pub kind: Kind,
    /// To whom.
    pub to: &'a [PersonId],
    /// In which posting.
    pub posting: Option<PostingId>,
    /// About which application.
    pub application: Option<ApplicationId>,
    /// What stands for the names in braces.
    pub values: Values,
    /// Each of them is told once for this key.
    pub once: Option<String>,
}

/// What one message says, in each language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Said(BTreeMap<String, (String, String)>);

impl Said {
    /// Subject and body in a language.
    ///
    /// # Errors
    /// [`Fault::Internal`] where the language was not known when it was told.
    pub(crate) fn in_lang(&self, lang: Lang) -> Result<Filled, Fault> {
        let (subject, body) =
            self.0.get(lang.code()).ok_or_else(|| Fault::internal("a message without this language"))?;
        Ok(Filled { subject: subject.clone(), body: body.clone() })
    }

    /// Opens what a message says.
    ///
    /// # Errors
    /// [`Fault::Internal`] where it does not open.
    pub(crate) fn open(keys: &Keys, message: Code, sealed: &[u8]) -> Result<Self, Fault> {
        serde_json::from_str(&keys.opened(&place(message), sealed)?).map_err(Fault::internal)
    }
}

fn place(message: Code) -> Place {
    Place::of("message.sealed", message)
}

/// The words that count for a kind in a language: the posting's own where it has some that still fit, else the program's.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the program's own words do not fit.
pub(crate) async fn template(
    look: &Snapshot,
    posting: Option<PostingId>,
    (kind, lang): (Kind, Lang),
) -> Result<Template, Fault> {
    words(&own(look, posting, kind).await?, (kind, lang))
}

/// A posting's own words of a kind, the newest of each language.
async fn own(look: &Snapshot, posting: Option<PostingId>, kind: Kind) -> Result<Vec<TemplateRow>, Fault> {
    let Some(posting) = posting.filter(|_| kind.is_of_posting()) else { return Ok(Vec::new()) };
    Ok(store::messages::templates(look, (posting, kind)).await?)
}

/// The ways besides the account of each of these people, of those that this installation has.
async fn ways(
    parts: &Parts,
    look: &Snapshot,
    kind: Kind,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, Vec<(ContactId, Channel)>>, Fault> {
    let mut ways: BTreeMap<PersonId, Vec<(ContactId, Channel)>> = BTreeMap::new();
    let channels = &parts.letters.channels;
    let Some(matter) = kind.matter().filter(|_| !channels.is_empty()) else { return Ok(ways) };
    for (person, contact, channel) in store::messages::ways(look, people, matter).await? {
        if channels.contains(&channel) {
            ways.entry(person).or_default().push((contact, channel));
        }
    }
    Ok(ways)
}

fn words(own: &[TemplateRow], (kind, lang): (Kind, Lang)) -> Result<Template, Fault> {
    let own = own.iter().find(|own| own.lang == lang.code()).and_then(|own| own.words.as_ref());
    if let Some((subject, body)) = own {
        match Template::parse(kind, subject, body) {
            Ok(own) => return Ok(own),
            Err(_) => tracing::warn!(
                kind = kind.word(),
                lang = lang.code(),
                "a posting's own words do not fit this version; the program's are used"
            ),
        }
    }
    letters::template(kind, lang).ok_or_else(|| Fault::internal("words of a message that do not fit"))
}

/// A person with the ways besides the account.
type Addressed = (PersonId, Vec<(ContactId, Channel)>);

/// What is read once for all who are told of one kind of thing in one posting: its own words, and the ways of each person.
pub(crate) struct Mailing {
    own: Vec<TemplateRow>,
    ways: BTreeMap<PersonId, Vec<(ContactId, Channel)>>,
}

impl Mailing {
    /// Reads it for these people.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn of(
        parts: &Parts,
        look: &Snapshot,
        (posting, kind): (Option<PostingId>, Kind),
        people: &[PersonId],
    ) -> Result<Self, Fault> {
        // Each statement stands for itself, so that none need wait for another.
        let (own, ways) = tokio::try_join!(own(look, posting, kind), ways(parts, look, kind, people))?;
        Ok(Self { own, ways })
    }

    /// Makes ready what goes into the account of each and on the ways that each chose.
    ///
    /// # Errors
    /// [`Fault::Internal`] where a value is missing.
    pub(crate) fn ready(&self, parts: &Parts, news: News<'_>) -> Result<Ready, Fault> {
        let to = news.to.iter().map(|one| (*one, self.ways.get(one).cloned().unwrap_or_default())).collect();
        Ready::said(parts, &self.own, (news, to))
    }
}

/// What is told, ready for the transaction of the act: the words in every language, and the ways of each person.
pub(crate) struct Ready {
    kind: Kind,
    to: Vec<Addressed>,
    posting: Option<PostingId>,
    application: Option<ApplicationId>,
    once: Option<String>,
    said: String,
}

impl Ready {
    /// Makes ready what goes into the account of each and on the ways that each chose.
    ///
    /// # Errors
    /// The database's; [`Fault::Internal`] where a value is missing.
    pub(crate) async fn of(parts: &Parts, look: &Snapshot, news: News<'_>) -> Result<Self, Fault> {
        Mailing::of(parts, look, (news.posting, news.kind), news.to).await?.ready(parts, news)
    }

    async fn to(
        parts: &Parts,
        look: &Snapshot,
        (news, to): (News<'_>, Vec<Addressed>),
    ) -> Result<Self, Fault> {
        let own = own(look, news.posting, news.kind).await?;
        Self::said(parts, &own, (news, to))
    }

    fn said(
        parts: &Parts,
        own: &[TemplateRow],
        (news, to): (News<'_>, Vec<Addressed>),
    ) -> Result<Self, Fault> {
        let mut said = BTreeMap::new();
        for lang in Lang::ALL {
            let template = words(own, (news.kind, lang))?;
            let filled = letters::say(&template, &news.values, (lang, &parts.letters.origin))
                .ok_or_else(|| Fault::internal("a message without a value that it names"))?;
            said.insert(lang.code().to_owned(), (filled.subject, filled.body));
        }
        let said = serde_json::to_string(&Said(said)).map_err(Fault::internal)?;
        let News { kind, posting, application, once, .. } = news;
        Ok(Self { kind, to, posting, application, once, said })
    }
}

impl Ready {
    /// What it is about.
    fn about(&self) -> Option<About> {
        self.application.map(About::Application).or_else(|| self.posting.map(About::Posting))
    }
}

/// A transaction under way in which somebody is told something.
#[derive(Clone, Copy)]
pub(crate) struct Teller<'a> {
    pub parts: &'a Parts,
    pub tx: &'a Tx,
    pub now: Instant,
}

/// Tells in the transaction of an act.
///
/// # Errors
/// As [`Teller::tell`].
pub(crate) async fn tell<A: Act>(op: &Op<'_>, permit: &Permit<A>, news: News<'_>) -> Result<(), Fault> {
    Teller { parts: op.parts(), tx: op.tx(), now: op.now() }.tell(permit, news).await
}

/// Tells those who may settle it, but whoever acts, that something in a posting waits for another person.
///
/// # Errors
/// As [`Teller::tell`].
pub(crate) async fn to_second<A: Act<By = PersonId>>(
    op: &Op<'_>,
    permit: &Permit<A>,
    posting: &PostingRow,
    what: Waiting,
) -> Result<(), Fault> {
    let to = seconds(op.tx(), posting, (what, &[permit.by()]), op.now()).await?;
    let values = of_posting(posting, (op.now(), what.page()));
    let (kind, posting) = (Kind::SecondWaits, Some(posting.id));
    tell(op, permit, News { kind, to: &to, posting, application: None, values, once: None }).await
}

/// Those who may settle what waits in a posting, but for `hands`, who had theirs in it.
///
/// # Errors
/// The database's.
pub(crate) async fn seconds(
    look: &Snapshot,
    posting: &PostingRow,
    (what, hands): (Waiting, &[PersonId]),
    now: Instant,
) -> Result<Vec<PersonId>, Fault> {
    let of = (posting.id, posting.authority.as_str());
    let mut to = BTreeSet::new();
    for role in what.settled_by() {
        to.extend(store::people::reaching(look, *role, of, now).await?);
    }
    Ok(to.into_iter().filter(|one| !hands.contains(one)).collect())
}

/// Tells a person that what follows the lists changed for them; how stands on their own page.
pub(crate) async fn place_changed<A: Act + Reads<Applications>>(
    op: &Op<'_>,
    permit: &Permit<A>,
    of: ApplicationId,
) -> Result<(), Fault> {
    let row = store::applications::these(op.tx(), permit, &[of]).await?.pop().ok_or(Fault::Missing)?;
    let place = store::postings::public::position_by_id(op.tx(), row.position).await?;
    let (posting, position) = place.ok_or(Fault::Missing)?;
    let values = of_application((&posting, &position), row.code, (op.now(), ""));
    tell(op, permit, to_candidate(&row, (Kind::PlaceChanged, values))).await
}

/// What a candidate is told of an act with the application.
pub(crate) fn to_candidate(row: &ApplicationRow, (kind, values): (Kind, Values)) -> News<'_> {
    News {
        kind,
        to: std::slice::from_ref(&row.candidate),
        posting: Some(row.posting),
        application: Some(row.id),
        values,
        once: None,
    }
}

/// Tells in the transaction of an act what was made ready before it.
///
/// # Errors
/// As [`Teller::put`].
pub(crate) async fn put<A: Act>(op: &Op<'_>, permit: &Permit<A>, ready: &Ready) -> Result<(), Fault> {
    Teller { parts: op.parts(), tx: op.tx(), now: op.now() }.put(permit, ready).await
}

/// Tells in the transaction of several acts of one kind what was made ready before it, each with the moment at which it entered.
///
/// # Errors
/// As [`Teller::put`].
pub(crate) async fn put_each<A: Act>(
    op: &Op<'_>,
    permit: &Permit<A>,
    all: &[(&Ready, Instant)],
) -> Result<(), Fault> {
    Teller { parts: op.parts(), tx: op.tx(), now: op.now() }.put_each(permit, all).await
}

/// Takes back what an act makes untrue and was not told yet; answers how many messages nobody will see.
///
/// # Errors
/// The database's.
pub(crate) async fn untell<A: Act>(
    op: &Op<'_>,
    permit: &Permit<A>,
    about: About,
    newer: Kind,
) -> Result<u64, Fault> {
    Ok(store::messages::withdraw(op.tx(), permit, &[about], &older(newer), op.now()).await?)
}

/// Kinds of which a message that was not told yet is not true any more.
fn older(newer: Kind) -> Vec<Kind> {
    Kind::ALL.iter().copied().filter(|older| newer.replaces(*older)).collect()
}

impl Teller<'_> {
    /// Makes a message ready and puts it.
    ///
    /// # Errors
    /// As [`Ready::of`].
    pub(crate) async fn tell<A: Act>(self, permit: &Permit<A>, news: News<'_>) -> Result<(), Fault> {
        let ready = Ready::of(self.parts, self.tx, news).await?;
        self.put(permit, &ready).await
    }

    /// Sends a message to one address whatever the person chose, whether the address is proved or not: the code that proves it.
    ///
    /// # Errors
    /// As [`Ready::of`].
    pub(crate) async fn tell_at<A: Act>(
        self,
        permit: &Permit<A>,
        news: News<'_>,
        way: (ContactId, Channel),
    ) -> Result<(), Fault> {
        let to = news.to.iter().map(|person| (*person, vec![way])).collect();
        let ready = Ready::to(self.parts, self.tx, (news, to)).await?;
        self.queue(permit, &ready).await
    }

    /// Puts what is ready into the account of each and on its ways. An older message about the same thing that says otherwise and
    /// was not told yet is taken back.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn put<A: Act>(self, permit: &Permit<A>, ready: &Ready) -> Result<(), Fault> {
        if let Some(about) = ready.about() {
            store::messages::withdraw(self.tx, permit, &[about], &older(ready.kind), self.now).await?;
        }
        self.queue(permit, ready).await
    }

    /// Puts what several acts of one kind tell, by few statements; each was made ready for one kind of message, and none of them is told
    /// once alone.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn put_each<A: Act>(
        self,
        permit: &Permit<A>,
        all: &[(&Ready, Instant)],
    ) -> Result<(), Fault> {
        let Some((first, _)) = all.first() else { return Ok(()) };
        let about: Vec<About> = all.iter().filter_map(|(ready, _)| ready.about()).collect();
        let replaced = Replaced { about: &about, kinds: &older(first.kind), at: self.now };
        let random = &self.parts.effects.random;
        let mut letters = Vec::new();
        for (ready, now) in all {
            for (person, ways) in &ready.to {
                let code = random.code();
                let sealed = self.parts.keys.seal(&place(code), &ready.said, random);
                letters.push((Self { now: *now, ..self }, *ready, *person, ways, code, sealed));
            }
        }
        let new = letters.iter().map(|(teller, ready, person, ways, code, sealed)| {
            (teller.letter(ready, *person, (*code, sealed), None), teller.ways(ways))
        });
        let new: Vec<_> = new.collect();
        Ok(store::messages::queue_each(self.tx, permit, replaced, &new).await?)
    }

    fn ways(self, ways: &[(ContactId, Channel)]) -> Vec<Way> {
        let random = &self.parts.effects.random;
        ways.iter().map(|way| Way { contact: way.0, channel: way.1, code: random.code() }).collect()
    }

    async fn queue<A: Act>(self, permit: &Permit<A>, ready: &Ready) -> Result<(), Fault> {
        let (random, keys) = (&self.parts.effects.random, &self.parts.keys);
        for (person, ways) in &ready.to {
            let code = random.code();
            let once = ready.once.as_ref().map(|once| format!("{once}/{}", person.0));
            let sealed = keys.seal(&place(code), &ready.said, random);
            let new = self.letter(ready, *person, (code, &sealed), once.as_deref());
            store::messages::queue(self.tx, permit, &new, &self.ways(ways)).await?;
        }
        Ok(())
    }

    fn letter<'n>(
        self,
        ready: &Ready,
        person: PersonId,
        (code, sealed): (Code, &'n [u8]),
        once: Option<&'n str>,
    ) -> NewMessage<'n> {
        NewMessage {
            code,
            person,
            posting: ready.posting,
            application: ready.application,
            kind: ready.kind,
            sealed,
            once,
            at: self.now,
            due: self.now.plus_seconds(ready.kind.held_seconds()),
        }
    }
}

/// The values of a message about an application: of which posting and position, its number, when, and the page that shows more,
/// below `my/applications/CODE`.
pub(crate) fn of_application(
    (posting, position): (&PostingRow, &PositionRow),
    code: Code,
    (at, page): (Instant, &str),
) -> Values {
    let way = if page.is_empty() { String::new() } else { format!("/{page}") };
    Values::from([
        (Placeholder::Posting, Value::Text(posting.title.as_str().to_owned())),
        (Placeholder::Position, Value::Text(called(position))),
        (Placeholder::Number, Value::Text(code.to_string())),
        (Placeholder::Time, Value::At(at)),
        (Placeholder::Link, Value::Page(format!("my/applications/{code}{way}"))),
    ])
}

/// A position as messages and own pages call it: its number, unit and title.
pub(crate) fn called(position: &PositionRow) -> String {
    let terms = &position.terms;
    format!("{} {} {}", terms.code.as_str(), terms.unit.as_str(), terms.title.as_str())
}

/// What the message about a merged position says besides: where to, and until when that position can be chosen.
pub(crate) fn of_merge(into: &PositionRow, until: Instant) -> Values {
    Values::from([(Placeholder::Into, Value::Text(called(into))), (Placeholder::Until, Value::At(until))])
}

/// What one person would read of a message about an application, in the words that count now; `more` is what its kind says besides.
pub(crate) async fn example(
    (parts, look, now): (&Parts, &Snapshot, Instant),
    (posting, position, code): (&PostingRow, &PositionRow, Code),
    (kind, lang): (Kind, Lang),
    more: Values,
) -> Result<Option<Preview>, Fault> {
    let template = template(look, Some(posting.id), (kind, lang)).await?;
    let mut values = of_application((posting, position), code, (now, ""));
    values.extend(more);
    let said = letters::say(&template, &values, (lang, parts.letters.origin.as_str()));
    Ok(said.map(|said| Preview { application: Some(code), subject: said.subject, body: said.body }))
}

/// Whose application a decision on the course touches: one that waits, stands, or is being filled.
const TOUCHED: [ApplicationState; 3] =
    [ApplicationState::Draft, ApplicationState::Submitted, ApplicationState::Passed];

/// Whose application a decision of this kind touches: that of a screening that is opened again, whoever was judged.
pub(crate) const fn touched(kind: DecisionKind) -> &'static [ApplicationState] {
    match kind {
        DecisionKind::Suspend | DecisionKind::Resume | DecisionKind::Cancel => &TOUCHED,
        DecisionKind::ReopenScreening => &[ApplicationState::Passed, ApplicationState::Refused],
    }
}

/// The message that tells of a decision on the course.
pub(crate) const fn of_decision(kind: DecisionKind) -> Kind {
    match kind {
        DecisionKind::Suspend => Kind::Suspended,
        DecisionKind::Resume => Kind::Resumed,
        DecisionKind::Cancel => Kind::Cancelled,
        DecisionKind::ReopenScreening => Kind::ScreeningReopened,
    }
}

/// The values of the message that a list is public. It leads to the own page, which says what the list means for its reader.
pub(crate) fn of_list(
    posting: &PostingRow,
    (stage, name): (&str, Option<&str>),
    application: Code,
    at: Instant,
) -> Values {
    Values::from([
        (Placeholder::Posting, Value::Text(posting.title.as_str().to_owned())),
        (Placeholder::List, Value::List(stage.to_owned(), name.map(str::to_owned))),
        (Placeholder::Number, Value::Text(application.to_string())),
        (Placeholder::Time, Value::At(at)),
        (Placeholder::Link, Value::Page(format!("my/applications/{application}"))),
    ])
}

/// The key under which an application is told of a list once, by the act that releases it or by the job behind it.
pub(crate) fn once_of_list(list: Code, application: Code) -> String {
    format!("list/{list}/{application}")
}

/// The values of a message about a posting to its staff; `page` stands below `desk/postings/CODE`.
pub(crate) fn of_posting(posting: &PostingRow, (at, page): (Instant, &str)) -> Values {
    let way = if page.is_empty() { String::new() } else { format!("/{page}") };
    Values::from([
        (Placeholder::Posting, Value::Text(posting.title.as_str().to_owned())),
        (Placeholder::Time, Value::At(at)),
        (Placeholder::Link, Value::Page(format!("desk/postings/{}{way}", posting.code))),
    ])
}

/// The values of a message about an account.
pub(crate) fn of_account(sign_in: &str, at: Instant) -> Values {
    Values::from([
        (Placeholder::Account, Value::Text(sign_in.to_owned())),
        (Placeholder::Time, Value::At(at)),
        (Placeholder::Link, Value::Page("account".to_owned())),
    ])
}

/// What the message says besides where a selecting authority replaced the password.
pub(crate) fn of_office(authority: &str) -> Values {
    Values::from([(Placeholder::Office, Value::Text(authority.to_owned()))])
}

/// Tells a person what happened to an own account.
///
/// # Errors
/// As [`Teller::tell`].
pub(crate) async fn about_account<A: Act>(
    op: &Op<'_>,
    permit: &Permit<A>,
    person: PersonId,
    (kind, values): (Kind, Values),
) -> Result<(), Fault> {
    tell(op, permit, News { kind, to: &[person], posting: None, application: None, values, once: None }).await
}
