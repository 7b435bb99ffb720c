//! Slowing down guesses at the doors that strangers use, signing in and opening an account, and of officers at identity numbers.
//!
//! A try is counted before anything is looked up or hashed, so that many at once count too, and one that was right is taken
//! back. Counted are the pair of name and network, the network, and the name; a network from which the name signed in
//! within a month answers for its own pair only, so that nobody can keep an owner out by guessing from elsewhere. Known and
//! unknown names cost the same statements. Counters and networks stand in the database as keyed digests and have a term.
//!
//! Owns: how much is free and how long one waits. Refuses: deciding who somebody is.

use std::net::{IpAddr, Ipv6Addr};

use domain::access::Origin;
use domain::calendar::Instant;
use domain::digest::Digest;
use domain::id::AccountId;
use domain::reason::PeopleWhy;
use domain::typed::SignInName;
use store::Tx;

use crate::Service;
use crate::fault::Fault;

/// Tries that cost nothing in a window, by what they are counted under.
const FREE_PER_PAIR: u32 = 5;
const FREE_PER_NETWORK: u32 = 40;
const FREE_PER_NAME: u32 = 100;
const FREE_OBJECTIONS: u32 = 10;
const FREE_RECOVERIES: u32 = 20;
/// Tries are counted in windows of a quarter of an hour.
const WINDOW_MS: i64 = 15 * 60 * 1000;
/// Longest wait that tries can bring, in seconds.
const LONGEST_WAIT: i64 = 60;
/// How long a network is known for a name after a success, in seconds.
const KNOWN: i64 = 30 * 86_400;

/// A try that was counted.
pub(crate) struct Try {
    pair: String,
    network: String,
    name: String,
    known: String,
}

/// Counts a try to sign in as `name`.
///
/// # Errors
/// [`PeopleWhy::TooManyTries`] where one has to wait; [`Fault::Busy`] or [`Fault::Internal`].
pub(crate) async fn signing_in(service: &Service, name: &SignInName, origin: &Origin) -> Result<Try, Fault> {
    let (network, now) = (network(origin), service.now());
    let pair = format!("{network} {}", name.as_str());
    let counted = Try {
        pair: key(service, "throttle.pair", &pair),
        network: key(service, "throttle.network", &network),
        name: key(service, "throttle.name", name.as_str()),
        known: key(service, "throttle.known", &pair),
    };
    let tx = service.store().write("throttle.sign_in").await?;
    let known = store::throttle::read(&tx, &counted.known).await?.and_then(|row| row.blocked_until);
    let is_known = known.is_some_and(|until| until > now);
    let [pair, network, name] = counted.keys();
    let own = count(&tx, pair, now).await?;
    let others = [count(&tx, network, now).await?, count(&tx, name, now).await?];
    let longest = others.into_iter().filter(|_| !is_known).fold(own, i64::max);
    if longest > 0 {
        tx.rollback().await?;
        return Err(too_many(longest));
    }
    tx.commit().await?;
    Ok(counted)
}

/// Counts a try to open an account, whatever comes of it.
///
/// # Errors
/// [`PeopleWhy::TooManyTries`] where one has to wait; [`Fault::Busy`] or [`Fault::Internal`].
pub(crate) async fn registering(service: &Service, origin: &Origin) -> Result<(), Fault> {
    counted(service, ("throttle.register", FREE_PER_NETWORK), origin).await
}

/// Counts an objection, a report, an enquiry or a request, whatever comes of it.
///
/// # Errors
/// [`PeopleWhy::TooManyTries`] where one has to wait; [`Fault::Busy`] or [`Fault::Internal`].
pub(crate) async fn objecting(service: &Service, origin: &Origin) -> Result<(), Fault> {
    counted(service, ("throttle.objection", FREE_OBJECTIONS), origin).await
}

/// Counts a look at one by its number and code.
///
/// # Errors
/// As [`objecting`].
pub(crate) async fn following(service: &Service, origin: &Origin) -> Result<(), Fault> {
    counted(service, ("throttle.follow", FREE_PER_NETWORK), origin).await
}

/// Counts an officer's look for an account by an identity number, whatever comes of it: numbers are not tried one after another.
///
/// # Errors
/// As [`objecting`].
pub(crate) async fn recovering(service: &Service, officer: AccountId) -> Result<(), Fault> {
    counted_of(service, ("throttle.recover", FREE_RECOVERIES), &format!("account {}", officer.0)).await
}

async fn counted(service: &Service, kind: (&str, u32), origin: &Origin) -> Result<(), Fault> {
    counted_of(service, kind, &network(origin)).await
}

async fn counted_of(service: &Service, (kind, free): (&str, u32), whose: &str) -> Result<(), Fault> {
    let (key, now) = (key(service, kind, whose), service.now());
    let tx = service.store().write("throttle.stranger").await?;
    let left = count(&tx, (&key, free), now).await?;
    if left > 0 {
        tx.rollback().await?;
        return Err(too_many(left));
    }
    Ok(tx.commit().await?)
}

impl Try {
    fn keys(&self) -> [(&str, u32); 3] {
        [
            (self.pair.as_str(), FREE_PER_PAIR),
            (self.network.as_str(), FREE_PER_NETWORK),
            (self.name.as_str(), FREE_PER_NAME),
        ]
    }

    /// The try was right: it is taken back, and the network is known for the name.
    ///
    /// # Errors
    /// [`Fault::Busy`] or [`Fault::Internal`].
    pub(crate) async fn succeeded(self, service: &Service) -> Result<(), Fault> {
        let now = service.now();
        let tx = service.store().write("throttle.succeeded").await?;
        store::throttle::clear(&tx, &self.pair).await?;
        store::throttle::forgive(&tx, &self.network, FREE_PER_NETWORK).await?;
        store::throttle::forgive(&tx, &self.name, FREE_PER_NAME).await?;
        store::throttle::remember(&tx, &self.known, now, now.plus_seconds(KNOWN)).await?;
        Ok(tx.commit().await?)
    }
}

fn too_many(seconds: i64) -> Fault {
    PeopleWhy::TooManyTries { seconds: u32::try_from(seconds).unwrap_or(u32::MAX) }.reason().into()
}

fn key(service: &Service, kind: &str, value: &str) -> String {
    Digest::from_bytes(service.keys().blind(kind, value)).to_string()
}

/// Counts a try under a key, of which `free` cost nothing, and answers the seconds that tries before it still make one wait: the
/// caller then rolls back. It counts before it looks: on PostgreSQL two tries at once would both see that nobody waits, and
/// the count alone makes the second one wait for the first.
async fn count(tx: &Tx, (key, free): (&str, u32), now: Instant) -> Result<i64, Fault> {
    let counter = store::throttle::count(tx, key, now, WINDOW_MS).await?;
    let left = left(counter.blocked_until, now);
    let wait = wait_after(counter.failures, free);
    if wait > 0 {
        store::throttle::block(tx, key, now.plus_seconds(wait)).await?;
    }
    Ok(left)
}

/// Seconds until a wait ends. One longer than the longest was written while the clock was wrong, and counts for nothing.
fn left(until: Option<Instant>, now: Instant) -> i64 {
    let left = until.map_or(0, |until| until.0.saturating_sub(now.0).saturating_add(999).div_euclid(1000));
    if left > LONGEST_WAIT { 0 } else { left.max(0) }
}

/// Seconds to wait after `tries`, of which `free` cost nothing: 1, 2, 4 … at most [`LONGEST_WAIT`].
fn wait_after(tries: i64, free: u32) -> i64 {
    let over = tries.saturating_sub(i64::from(free));
    match u32::try_from(over.max(0)).unwrap_or(u32::MAX) {
        0 => 0,
        n => 1_i64.checked_shl(n.saturating_sub(1).min(16)).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT),
    }
}

/// The network of a client: its IPv4 address, or the 64 bits of its IPv6 network, whose other 64 are its owner's to choose.
/// Empty for the system itself.
pub(crate) fn network(origin: &Origin) -> String {
    match origin.address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX)).to_string(),
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => origin.address.clone(),
    }
}

#[cfg(test)]
mod tests {
    use domain::access::Origin;

    use super::{network, wait_after};

    #[test]
    fn waiting_doubles_and_never_exceeds_a_minute() {
        let waits: Vec<i64> = (3..14).map(|tries| wait_after(tries, 5)).collect();
        assert_eq!(waits, [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(wait_after(i64::MAX, 0), 60);
    }

    #[test]
    fn an_ipv6_network_is_one_source_and_an_ipv4_address_in_ipv6_clothes_is_itself() {
        let of = |address: &str| network(&Origin { address: address.to_owned(), ..Origin::default() });
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:2"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:203.0.113.9"), of("203.0.113.9"));
    }
}
