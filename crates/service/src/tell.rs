//! Telling people something, in the transaction of the act that it tells of.
//!
//! Owns: which words count, saying them in both languages, sealing them, and the ways that they go. Refuses: deciding who is told
//! (the use case does), and sending, which is [`crate::messages`]'.

use std::collections::BTreeMap;

use domain::access::{Act, Permit};
use domain::calendar::Instant;
use domain::id::{ApplicationId, Code, ContactId, PersonId, PostingId};
use domain::messages::{Channel, Filled, Kind, Template, Value, Values};
use domain::placeholder::Placeholder;
use serde::{Deserialize, Serialize};
use store::applications::ApplicationRow;
use store::messages::{About, NewMessage, Way};
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

/// The words that count for a kind: the posting's own where it has some that still fit, else the program's.
///
/// # Errors
/// The database's; [`Fault::Internal`] where the program's own words do not fit.
pub(crate) async fn template(
    look: &Snapshot,
    posting: Option<PostingId>,
    (kind, lang): (Kind, Lang),
) -> Result<Template, Fault> {
    if let Some(posting) = posting.filter(|_| kind.is_of_posting()) {
        let own = store::messages::template(look, (posting, kind, lang.code())).await?;
        if let Some((subject, body)) = own.and_then(|own| own.words) {
            match Template::parse(kind, &subject, &body) {
                Ok(own) => return Ok(own),
                Err(_) => tracing::warn!(
                    kind = kind.word(),
                    lang = lang.code(),
                    posting = posting.0,
                    "a posting's own words do not fit this version; the program's are used"
                ),
            }
        }
    }
    letters::template(kind, lang).ok_or_else(|| Fault::internal("words of a message that do not fit"))
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

/// Tells a candidate what an act did with the application.
///
/// # Errors
/// As [`Teller::tell`].
pub(crate) async fn candidate<A: Act>(
    op: &Op<'_>,
    permit: &Permit<A>,
    row: &ApplicationRow,
    (kind, values): (Kind, Values),
) -> Result<(), Fault> {
    let news = News {
        kind,
        to: &[row.candidate],
        posting: Some(row.posting),
        application: Some(row.id),
        values,
        once: None,
    };
    tell(op, permit, news).await
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
    let older: Vec<Kind> = Kind::ALL.iter().copied().filter(|older| newer.replaces(*older)).collect();
    Ok(store::messages::withdraw(op.tx(), permit, about, &older, op.now()).await?)
}

impl Teller<'_> {
    /// Puts a message into the account of each and on the ways that each chose. An older one about the same thing that says
    /// otherwise and was not told yet is taken back.
    ///
    /// # Errors
    /// The database's; [`Fault::Internal`] where a value is missing.
    pub(crate) async fn tell<A: Act>(self, permit: &Permit<A>, news: News<'_>) -> Result<(), Fault> {
        let about = news.application.map(About::Application).or_else(|| news.posting.map(About::Posting));
        let older: Vec<Kind> = Kind::ALL.iter().copied().filter(|old| news.kind.replaces(*old)).collect();
        if let Some(about) = about.filter(|_| !older.is_empty()) {
            store::messages::withdraw(self.tx, permit, about, &older, self.now).await?;
        }
        let said = self.said(&news).await?;
        let ways = match news.kind.matter() {
            Some(matter) => store::messages::ways(self.tx, news.to, matter).await?,
            None => Vec::new(),
        };
        for person in news.to {
            let own = ways.iter().filter(|way| way.0 == *person).map(|way| (way.1, way.2)).collect();
            self.put(permit, &news, (*person, own), &said).await?;
        }
        Ok(())
    }

    /// Sends a message to one address whatever the person chose, whether the address is proved or not: the code that proves it.
    ///
    /// # Errors
    /// As [`Teller::tell`].
    pub(crate) async fn tell_at<A: Act>(
        self,
        permit: &Permit<A>,
        news: News<'_>,
        way: (ContactId, Channel),
    ) -> Result<(), Fault> {
        let said = self.said(&news).await?;
        for person in news.to {
            self.put(permit, &news, (*person, vec![way]), &said).await?;
        }
        Ok(())
    }

    async fn said(self, news: &News<'_>) -> Result<String, Fault> {
        let mut said = BTreeMap::new();
        for lang in Lang::ALL {
            let template = template(self.tx, news.posting, (news.kind, lang)).await?;
            let filled = letters::say(&template, &news.values, (lang, &self.parts.letters.origin))
                .ok_or_else(|| Fault::internal("a message without a value that it names"))?;
            said.insert(lang.code().to_owned(), (filled.subject, filled.body));
        }
        serde_json::to_string(&Said(said)).map_err(Fault::internal)
    }

    async fn put<A: Act>(
        self,
        permit: &Permit<A>,
        news: &News<'_>,
        (person, ways): (PersonId, Vec<(ContactId, Channel)>),
        said: &str,
    ) -> Result<(), Fault> {
        let (random, keys) = (&self.parts.effects.random, &self.parts.keys);
        let code = random.code();
        let sealed = keys.seal(&place(code), said, random);
        let once = news.once.as_ref().map(|once| format!("{once}/{}", person.0));
        let offered = |way: &(ContactId, Channel)| self.parts.letters.channels.contains(&way.1);
        let ways = ways.into_iter().filter(offered);
        let ways: Vec<Way> =
            ways.map(|(contact, channel)| Way { contact, channel, code: random.code() }).collect();
        let new = NewMessage {
            code,
            person,
            posting: news.posting,
            application: news.application,
            kind: news.kind,
            sealed: &sealed,
            once: once.as_deref(),
            at: self.now,
            due: self.now.plus_seconds(news.kind.held_seconds()),
        };
        store::messages::queue(self.tx, permit, &new, &ways).await?;
        Ok(())
    }
}

/// The values of a message about an application: of which posting and position, its number, when, and the page that shows more,
/// below `my/applications/CODE`.
pub(crate) fn of_application(
    (posting, position): (&PostingRow, &PositionRow),
    code: Code,
    (at, page): (Instant, &str),
) -> Values {
    let terms = &position.terms;
    let named = format!("{} {} {}", terms.code.as_str(), terms.unit.as_str(), terms.title.as_str());
    let way = if page.is_empty() { String::new() } else { format!("/{page}") };
    Values::from([
        (Placeholder::Posting, Value::Text(posting.title.as_str().to_owned())),
        (Placeholder::Position, Value::Text(named)),
        (Placeholder::Number, Value::Text(code.to_string())),
        (Placeholder::Time, Value::At(at)),
        (Placeholder::Link, Value::Page(format!("my/applications/{code}{way}"))),
    ])
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
