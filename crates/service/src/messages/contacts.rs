//! Addresses besides the account: set, proved by a code, taken away; and what is also sent to them.

use domain::access::{Caller, EditContacts, Permit, Person, Scope};
use domain::digest::Digest;
use domain::event::{Event, Personal};
use domain::id::{Code, ContactId};
use domain::messages::{Address, Channel, Kind, Matter, Value, Values, proof};
use domain::placeholder::Placeholder;
use domain::reason::{FieldPath, MessagesWhy, TypedWhy};
use domain::view::messages::{Contact, Contacts};
use store::messages::{ContactRow, NewContact};
use subtle::ConstantTimeEq as _;
use text::Lang;

use super::inbox::{kinds, signed_in};
use crate::Service;
use crate::fault::Fault;
use crate::keys::Place;
use crate::op::Op;
use crate::tell::{News, Teller};

fn place(contact: Code) -> Place {
    Place::of("contact.address_sealed", contact)
}

/// An address, opened.
///
/// # Errors
/// [`Fault::Internal`] where it does not open.
pub(super) fn opened(service: &Service, contact: Code, sealed: &[u8]) -> Result<Address, Fault> {
    Ok(Address::stored(service.keys().opened(&place(contact), sealed)?))
}

/// The matters that the person's account is told of.
fn matters(person: &Person) -> Vec<Matter> {
    let told: Vec<Matter> = kinds(person).into_iter().filter_map(Kind::matter).collect();
    Matter::ALL.iter().copied().filter(|matter| told.contains(matter)).collect()
}

/// The channel that a form names.
fn named(word: &str) -> Result<Channel, Fault> {
    Channel::from_word(word).ok_or_else(|| TypedWhy::NotAChoice.at("channel").into())
}

/// The own addresses, and what is also sent to them.
///
/// # Errors
/// [`Fault::Denied`] for whoever is not signed in.
pub async fn contacts(service: &Service, caller: &Caller) -> Result<Contacts, Fault> {
    let person = signed_in(caller)?;
    service
        .read(caller, "contact.view", async |look| {
            let permit = look.permit::<EditContacts>(Scope::own(person.id, None))?;
            let mut held = Vec::new();
            for row in store::messages::contacts_of(look.snapshot(), &permit, person.id).await? {
                let waiting = store::messages::proof(look.snapshot(), &permit, row.id).await?;
                let usable = waiting.filter(|one| one.until > look.now() && one.tries < proof::TRIES);
                held.push(Contact {
                    channel: row.channel,
                    address: opened(service, row.code, &row.sealed)?.expose().to_owned(),
                    confirmed: row.confirmed,
                    bounced: row.bounced,
                    code_until: usable.map(|one| one.until),
                });
            }
            Ok(Contacts {
                offered: service.parts.letters.channels.clone(),
                held,
                matters: matters(person),
                off: store::messages::choices(look.snapshot(), &permit, person.id).await?,
            })
        })
        .await
}

/// Sets or replaces the address of a channel, and sends a code to it. Nothing else is sent there before the code came back.
///
/// # Errors
/// [`MessagesWhy::NotOffered`]; as [`Address::parse`] at `address`; [`MessagesWhy::TooManyCodes`].
pub async fn set(
    service: &Service,
    caller: &Caller,
    channel: &str,
    (address, lang): (&str, Lang),
) -> Result<(), Fault> {
    let person = signed_in(caller)?;
    let channel = named(channel)?;
    if !service.parts.letters.channels.contains(&channel) {
        return Err(MessagesWhy::NotOffered.reason().into());
    }
    let address = Address::parse(channel, address, &FieldPath::new("address"))?;
    service
        .write(caller, "account.contact", async |op| {
            let permit = op.permit::<EditContacts>(Scope::own(person.id, None))?;
            let before = held(op, &permit, person, channel).await?;
            let row = store::messages::contact(op.tx(), &permit, (person.id, channel)).await?;
            let code = row.map_or_else(|| op.code(), |(_, code)| code);
            let sealed = service.keys().seal(&place(code), address.expose(), &service.effects().random);
            let new = NewContact { code, channel, lang: lang.code(), sealed: &sealed, at: op.now() };
            let of = (person.id, row.map(|(id, _)| id));
            let id = store::messages::put_contact(op.tx(), &permit, of, new).await?;
            store::messages::withdraw_to(op.tx(), &permit, id, op.now()).await?;
            let old = before.map(|row| opened(service, row.code, &row.sealed)).transpose()?;
            let event = changed(service, op, person, (channel, old, Some(&address))).await?;
            op.record(&permit, &event).await?;
            prove(service, op, &permit, person, (id, code, channel)).await
        })
        .await
}

/// Sends a fresh code to an address that is not proved, or that came back.
///
/// # Errors
/// [`Fault::Missing`] where there is no address; [`MessagesWhy::TooManyCodes`].
pub async fn send_code(service: &Service, caller: &Caller, channel: &str) -> Result<(), Fault> {
    let person = signed_in(caller)?;
    let channel = named(channel)?;
    service
        .write(caller, "account.contact", async |op| {
            let permit = op.permit::<EditContacts>(Scope::own(person.id, None))?;
            let row = held(op, &permit, person, channel).await?.ok_or(Fault::Missing)?;
            store::messages::withdraw_to(op.tx(), &permit, row.id, op.now()).await?;
            let event = changed(service, op, person, (channel, None, None)).await?;
            op.record(&permit, &event).await?;
            prove(service, op, &permit, person, (row.id, row.code, channel)).await
        })
        .await
}

async fn held(
    op: &Op<'_>,
    permit: &Permit<EditContacts>,
    person: &Person,
    channel: Channel,
) -> Result<Option<ContactRow>, Fault> {
    let all = store::messages::contacts_of(op.tx(), permit, person.id).await?;
    Ok(all.into_iter().find(|row| row.channel == channel))
}

/// What the event says of an address: keyed digests, never the address.
async fn changed(
    service: &Service,
    op: &Op<'_>,
    person: &Person,
    (channel, before, after): (Channel, Option<Address>, Option<&Address>),
) -> Result<Event, Fault> {
    let digest =
        |address: &Address| Digest::from_bytes(service.keys().audit_digest(channel.word(), address.expose()));
    let (before, after) = (before.as_ref().map(digest), after.map(digest));
    let personal = Personal { field: channel.word().to_owned(), before, after };
    let personal = if before == after { Vec::new() } else { vec![personal] };
    Ok(Event::ContactChanged { account: account(op, person).await?, channel, personal })
}

async fn account(op: &Op<'_>, person: &Person) -> Result<Code, Fault> {
    let found = store::people::person(op.tx(), person.account, op.now()).await?;
    Ok(found.ok_or(Fault::Missing)?.0)
}

/// Draws a code, keeps its digest and puts it on its way.
async fn prove(
    service: &Service,
    op: &Op<'_>,
    permit: &Permit<EditContacts>,
    person: &Person,
    (contact, code, channel): (ContactId, Code, Channel),
) -> Result<(), Fault> {
    let since = op.now().plus_seconds(-86_400);
    let sent = store::messages::proofs_since(op.tx(), permit, (person.id, since)).await?;
    if sent >= u64::from(proof::A_DAY) {
        return Err(MessagesWhy::TooManyCodes.reason().into());
    }
    let drawn = proof::spelled(service.effects().random.below(1_000_000));
    let until = op.now().plus_seconds(proof::LIFE_SECONDS);
    let digest = digest_of(service, code, &drawn);
    store::messages::put_proof(op.tx(), permit, contact, &digest, until).await?;
    let values =
        Values::from([(Placeholder::Code, Value::Text(drawn)), (Placeholder::Until, Value::At(until))]);
    let news =
        News { kind: Kind::Proof, to: &[person.id], posting: None, application: None, values, once: None };
    let teller = Teller { parts: op.parts(), tx: op.tx(), now: op.now() };
    teller.tell_at(permit, news, (contact, channel)).await
}

fn digest_of(service: &Service, contact: Code, typed: &str) -> Vec<u8> {
    service.keys().blind("contact.proof", &format!("{contact}:{typed}")).to_vec()
}

/// What stands against a code that was typed.
struct Waiting {
    contact: ContactId,
    code: Code,
    proof: store::messages::ProofRow,
}

/// Proves an address by the code that was sent to it.
///
/// # Errors
/// [`MessagesWhy::NoCode`] where none can be used; [`MessagesWhy::WrongCode`], counted.
pub async fn confirm(service: &Service, caller: &Caller, channel: &str, typed: &str) -> Result<(), Fault> {
    let person = signed_in(caller)?;
    let channel = named(channel)?;
    let none = || Fault::from(MessagesWhy::NoCode.at("code"));
    let waiting = service
        .read(caller, "contact.proof", async |look| {
            let permit = look.permit::<EditContacts>(Scope::own(person.id, None))?;
            let all = store::messages::contacts_of(look.snapshot(), &permit, person.id).await?;
            let row = all.into_iter().find(|row| row.channel == channel).ok_or(Fault::Missing)?;
            let found = store::messages::proof(look.snapshot(), &permit, row.id).await?;
            let proof = found.filter(|one| one.until > look.now()).ok_or_else(none)?;
            Ok(Waiting { contact: row.id, code: row.code, proof })
        })
        .await?;
    let counted = service.count_proof(waiting.contact, &waiting.proof.digest, proof::TRIES).await?;
    if !counted {
        return Err(none());
    }
    let digest = proof::typed(typed).map(|typed| digest_of(service, waiting.code, &typed));
    let right = digest.is_some_and(|digest| digest.ct_eq(&waiting.proof.digest).into());
    if !right {
        let tried = waiting.proof.tries.saturating_add(1);
        return Err(MessagesWhy::WrongCode { left: proof::TRIES.saturating_sub(tried) }.at("code").into());
    }
    service
        .write(caller, "account.contact", async |op| {
            let permit = op.permit::<EditContacts>(Scope::own(person.id, None))?;
            store::messages::confirm(op.tx(), &permit, waiting.contact, &waiting.proof, op.now()).await?;
            let account = account(op, person).await?;
            op.record(&permit, &Event::ContactConfirmed { account, channel }).await
        })
        .await
}

/// Takes an address away: it is deleted, and what waits for it is sent no more.
///
/// # Errors
/// [`Fault::Missing`] where there is none.
pub async fn remove(service: &Service, caller: &Caller, channel: &str) -> Result<(), Fault> {
    let person = signed_in(caller)?;
    let channel = named(channel)?;
    service
        .write(caller, "account.contact", async |op| {
            let permit = op.permit::<EditContacts>(Scope::own(person.id, None))?;
            let row = held(op, &permit, person, channel).await?.ok_or(Fault::Missing)?;
            let before = opened(service, row.code, &row.sealed)?;
            store::messages::withdraw_to(op.tx(), &permit, row.id, op.now()).await?;
            store::messages::take_contact(op.tx(), &permit, row.id).await?;
            let event = changed(service, op, person, (channel, Some(before), None)).await?;
            op.record(&permit, &event).await
        })
        .await
}

/// Chooses what is also sent to the addresses: `on` names matter and channel, `application.mail`. What is not named is sent there
/// no more; every message still stands in the account.
///
/// # Errors
/// [`TypedWhy::NotAChoice`] for a name that is none.
pub async fn choose(service: &Service, caller: &Caller, on: &[String]) -> Result<(), Fault> {
    let person = signed_in(caller)?;
    let pairs: Vec<(Matter, Channel)> = matters(person)
        .into_iter()
        .flat_map(|matter| service.parts.letters.channels.iter().map(move |channel| (matter, *channel)))
        .collect();
    let name = |(matter, channel): &(Matter, Channel)| format!("{}.{}", matter.word(), channel.word());
    if on.iter().any(|word| !pairs.iter().any(|pair| name(pair) == *word)) {
        return Err(TypedWhy::NotAChoice.at("on").into());
    }
    let off: Vec<_> = pairs.into_iter().filter(|pair| !on.contains(&name(pair))).collect();
    service
        .write(caller, "account.contact", async |op| {
            let permit = op.permit::<EditContacts>(Scope::own(person.id, None))?;
            store::messages::choose(op.tx(), &permit, person.id, &off).await?;
            let account = account(op, person).await?;
            let off = off.iter().map(name).collect();
            op.record(&permit, &Event::ChannelsChosen { account, off }).await
        })
        .await
}
