//! The hashing pool: argon2id on a bounded number of threads.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::id::Code;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zeroize::Zeroizing;

use super::rule::Password;
use crate::effects::Random;
use crate::keys::{Keys, keyed};

/// What one hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

/// A cost below the accepted floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("argon2id needs at least {} KiB and {} passes", Cost::FLOOR.memory_kib, Cost::FLOOR.passes)]
pub struct CostError;

impl Cost {
    /// The floor of the OWASP Password Storage Cheat Sheet for argon2id with two passes: 19 MiB.
    pub const FLOOR: Self = Self { memory_kib: 19_456, passes: 2 };
    /// Cheap enough for tests; not accepted from a configuration.
    pub const FOR_TESTS: Self = Self { memory_kib: 64, passes: 1 };

    /// A cost for a running service.
    ///
    /// # Errors
    /// [`CostError`] below [`Cost::FLOOR`] or beyond 4 GiB or 64 passes.
    pub fn new(memory_kib: u32, passes: u32) -> Result<Self, CostError> {
        let accepted = (Self::FLOOR.memory_kib..=4 * 1024 * 1024).contains(&memory_kib)
            && (Self::FLOOR.passes..=64).contains(&passes);
        if accepted { Ok(Self { memory_kib, passes }) } else { Err(CostError) }
    }

    fn params(self) -> Params {
        Params::new(self.memory_kib, self.passes, 1, Some(32)).expect("checked against argon2's own limits")
    }
}

/// How many hashes run at once and how many may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolSize {
    /// Hashes at once; memory is this times [`Cost`].
    pub threads: u32,
    /// Callers that may wait for a thread.
    pub queue: u32,
}

/// Too many are waiting for the hashing pool: try again in a moment (503).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many people are signing in at this moment")]
pub struct Overloaded;

/// What is stored for a password: a PHC string, worthless without the pepper. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier(String);

impl Verifier {
    /// As read from the database; a string that is no verifier never matches.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// For the database.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier(***)")
    }
}

/// Whether a password was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was. `needs_rehash`: stored at another cost than today's; hash it again now that it is known.
    Right {
        /// Whether the verifier should be rewritten.
        needs_rehash: bool,
    },
    /// It was not, or there is no such account.
    Wrong,
}

/// Hashes and verifies on a bounded pool; clones share it.
#[derive(Clone)]
pub struct Hasher(Arc<Pool>);

struct Pool {
    pepper: Zeroizing<[u8; 32]>,
    cost: Cost,
    threads: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    /// How many of those who wait or are served come from each source.
    sources: Mutex<HashMap<String, usize>>,
    per_source: usize,
    /// Verified in place of an account that does not exist, so that the answer takes the same time.
    dummy: Verifier,
}

impl Hasher {
    /// A pool of at least one thread. Works out one hash, for accounts that do not exist.
    pub fn new(keys: &Keys, cost: Cost, size: PoolSize, random: &Random) -> Self {
        let threads = size.threads.max(1);
        let capacity =
            |permits: u32| Arc::new(Semaphore::new(usize::try_from(permits).unwrap_or(usize::MAX >> 3)));
        let mut pool = Pool {
            pepper: Zeroizing::new(*keys.pepper()),
            cost,
            threads: capacity(threads),
            waiting: capacity(threads.saturating_add(size.queue)),
            sources: Mutex::default(),
            per_source: per_source(threads.saturating_add(size.queue)),
            dummy: Verifier(String::new()),
        };
        pool.dummy = pool.hash(&random.bytes::<32>(), "", &random.bytes());
        Self(Arc::new(pool))
    }

    /// Takes one of the places that a source (the network of a client) may fill: no single one fills the queue. The place is
    /// held while its hash waits and runs, and given back when dropped.
    ///
    /// # Errors
    /// [`Overloaded`] when the source fills all of its places.
    pub fn place(&self, source: &str) -> Result<Place, Overloaded> {
        let mut sources = self.0.sources.lock().unwrap_or_else(PoisonError::into_inner);
        let count = sources.entry(source.to_owned()).or_default();
        if *count >= self.0.per_source {
            return Err(Overloaded);
        }
        *count = count.saturating_add(1);
        drop(sources);
        Ok(Place { pool: self.0.clone(), source: source.to_owned() })
    }

    /// Makes the verifier of a new password.
    ///
    /// # Errors
    /// [`Overloaded`] when too many are waiting.
    pub async fn hash(
        &self,
        password: Password,
        owner: Code,
        random: &Random,
    ) -> Result<Verifier, Overloaded> {
        let salt: [u8; 16] = random.bytes();
        self.run(move |pool| pool.hash(password.bytes(), owner.as_str(), &salt)).await
    }

    /// Checks what somebody typed against the verifier of an account and the account's code. `stored` is `None` for an account that does not exist or cannot sign in: that takes
    /// as long as a wrong password and is answered alike.
    ///
    /// # Errors
    /// [`Overloaded`] when too many are waiting.
    pub async fn verify(
        &self,
        stored: Option<(Verifier, Code)>,
        attempt: Option<Password>,
    ) -> Result<Verdict, Overloaded> {
        self.run(move |pool| pool.verify(stored.as_ref(), attempt.as_ref())).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Pool) -> T + Send + 'static,
    ) -> Result<T, Overloaded> {
        let place = self.0.waiting.clone().try_acquire_owned().map_err(|_| Overloaded)?;
        let thread = self.0.threads.clone().acquire_owned().await.map_err(|_| Overloaded)?;
        let pool = self.0.clone();
        // The permits travel with the work: a caller who goes away does not make room while the hash still runs.
        let held: (OwnedSemaphorePermit, OwnedSemaphorePermit) = (place, thread);
        tokio::task::spawn_blocking(move || {
            let done = work(&pool);
            drop(held);
            done
        })
        .await
        .map_err(|_| Overloaded)
    }
}

/// Places of one source: a quarter of all, and at least two.
fn per_source(all: u32) -> usize {
    usize::try_from(all.div_ceil(4).max(2)).unwrap_or(usize::MAX)
}

/// A place in the queue of hashes.
pub struct Place {
    pool: Arc<Pool>,
    source: String,
}

impl Place {
    /// Holds the place for a hash, which goes on although its caller may go away.
    ///
    /// # Errors
    /// [`Overloaded`] when too many are waiting.
    pub async fn hold<T: Send + 'static>(
        self,
        hash: impl Future<Output = Result<T, Overloaded>> + Send + 'static,
    ) -> Result<T, Overloaded> {
        let held = tokio::spawn(async move {
            let done = hash.await;
            drop(self);
            done
        });
        held.await.map_err(|_| Overloaded)?
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut sources = self.pool.sources.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = sources.get_mut(&self.source) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                sources.remove(&self.source);
            }
        }
    }
}

impl Pool {
    /// The pepper of one account: the installation's pepper bound to the account's code, so that a verifier that was copied
    /// to another row opens nothing.
    fn pepper(&self, owner: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(keyed(&self.pepper, "account", owner.as_bytes()))
    }

    fn argon2<'a>(&self, pepper: &'a [u8; 32]) -> Argon2<'a> {
        Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, self.cost.params())
            .expect("the pepper has 32 bytes")
    }

    fn hash(&self, password: &[u8], owner: &str, salt: &[u8; 16]) -> Verifier {
        let pepper = self.pepper(owner);
        let hash: PasswordHash = self
            .argon2(&pepper)
            .hash_password_with_salt(password, salt)
            .expect("length and cost are within argon2's limits");
        Verifier(hash.to_string())
    }

    fn verify(&self, stored: Option<&(Verifier, Code)>, attempt: Option<&Password>) -> Verdict {
        let matches = |verifier: &Verifier, owner: &str, password: &[u8]| {
            let pepper = self.pepper(owner);
            PasswordHash::new(verifier.as_str())
                .is_ok_and(|hash| self.argon2(&pepper).verify_password(password, &hash).is_ok())
        };
        let (verifier, owner) =
            stored.map_or((&self.dummy, ""), |(verifier, owner)| (verifier, owner.as_str()));
        let right = matches(verifier, owner, attempt.map_or(b"".as_slice(), Password::bytes));
        match stored {
            Some((verifier, _)) if right && attempt.is_some() => {
                Verdict::Right { needs_rehash: !self.is_current(verifier) }
            }
            Some(_) | None => Verdict::Wrong,
        }
    }

    fn is_current(&self, verifier: &Verifier) -> bool {
        PasswordHash::new(verifier.as_str()).ok().and_then(|hash| Params::try_from(&hash).ok()).is_some_and(
            |params| {
                params.m_cost() == self.cost.memory_kib
                    && params.t_cost() == self.cost.passes
                    && params.p_cost() == 1
            },
        )
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hasher").field("cost", &self.0.cost).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use domain::id::Code;

    use super::{Cost, Hasher, Overloaded, PoolSize, Verdict, Verifier};
    use crate::effects::Random;
    use crate::keys::Keys;
    use crate::password::Password;

    const ONE: PoolSize = PoolSize { threads: 1, queue: 4 };
    const DEARER: Cost = Cost { memory_kib: 128, passes: 1 };

    fn hasher(master: u8, cost: Cost, size: PoolSize) -> Hasher {
        Hasher::new(&Keys::from_master(&[master; 32]), cost, size, &Random::seeded(9))
    }

    fn typed(text: &str) -> Option<Password> {
        Password::attempt(text)
    }

    fn owner(bits: u64) -> Code {
        Code::from_bits(bits)
    }

    async fn verifier(hasher: &Hasher, text: &str) -> Verifier {
        hasher.hash(Password::attempt(text).unwrap(), owner(1), &Random::system()).await.unwrap()
    }

    #[tokio::test]
    async fn the_right_password_matches_and_every_other_does_not() {
        let hasher = hasher(1, Cost::FOR_TESTS, ONE);
        let stored = verifier(&hasher, "steady horses run").await;
        assert!(stored.as_str().starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{}", stored.as_str());
        let right =
            hasher.verify(Some((stored.clone(), owner(1))), typed("steady horses run")).await.unwrap();
        assert_eq!(right, Verdict::Right { needs_rehash: false });
        for wrong in ["steady horses ran", "Steady horses run", "steady horses run ", "short"] {
            assert_eq!(
                hasher.verify(Some((stored.clone(), owner(1))), typed(wrong)).await.unwrap(),
                Verdict::Wrong
            );
        }
        let unknown = hasher.verify(None, typed("steady horses run")).await.unwrap();
        assert_eq!(unknown, Verdict::Wrong);
        let garbled =
            hasher.verify(Some((Verifier::stored("x"), owner(1))), typed("steady horses run")).await.unwrap();
        assert_eq!(garbled, Verdict::Wrong);
    }

    #[tokio::test]
    async fn a_verifier_copied_to_another_account_opens_nothing() {
        let hasher = hasher(1, Cost::FOR_TESTS, ONE);
        let stored = verifier(&hasher, "steady horses run").await;
        let copied = Some((stored.clone(), owner(2)));
        assert_eq!(hasher.verify(copied, typed("steady horses run")).await.unwrap(), Verdict::Wrong);
        let own = Some((stored, owner(1)));
        assert_ne!(hasher.verify(own, typed("steady horses run")).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn a_password_of_128_characters_is_not_cut() {
        let hasher = hasher(1, Cost::FOR_TESTS, ONE);
        let long: String = ('a'..='z').chain('0'..='9').cycle().step_by(7).take(128).collect();
        let stored = verifier(&hasher, &long).await;
        assert_eq!(
            hasher.verify(Some((stored.clone(), owner(1))), typed(&long[..127])).await.unwrap(),
            Verdict::Wrong
        );
        assert_ne!(hasher.verify(Some((stored, owner(1))), typed(&long)).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn with_the_database_alone_no_password_can_be_verified() {
        let stored = verifier(&hasher(1, Cost::FOR_TESTS, ONE), "steady horses run").await;
        let other_pepper = hasher(2, Cost::FOR_TESTS, ONE);
        assert_eq!(
            other_pepper.verify(Some((stored, owner(1))), typed("steady horses run")).await.unwrap(),
            Verdict::Wrong
        );
    }

    #[tokio::test]
    async fn a_raised_cost_asks_for_a_new_hash_and_still_knows_the_old_one() {
        let stored = verifier(&hasher(1, Cost::FOR_TESTS, ONE), "steady horses run").await;
        let verdict = hasher(1, DEARER, ONE)
            .verify(Some((stored, owner(1))), typed("steady horses run"))
            .await
            .unwrap();
        assert_eq!(verdict, Verdict::Right { needs_rehash: true });
    }

    #[tokio::test]
    async fn who_finds_the_queue_full_is_told_so_at_once_and_later_is_served() {
        let hasher = hasher(1, Cost::FOR_TESTS, PoolSize { threads: 1, queue: 1 });
        let (one, two) = (hasher.0.waiting.clone(), hasher.0.waiting.clone());
        let held = (one.try_acquire_owned().unwrap(), two.try_acquire_owned().unwrap());
        assert_eq!(hasher.verify(None, None).await, Err(Overloaded));
        drop(held);
        assert_eq!(hasher.verify(None, None).await, Ok(Verdict::Wrong));
    }

    #[tokio::test]
    async fn no_single_source_fills_the_queue() {
        let hasher = hasher(1, Cost::FOR_TESTS, PoolSize { threads: 1, queue: 15 });
        let held: Vec<_> = (0..4).map(|_| hasher.place("203.0.113.9").unwrap()).collect();
        assert!(hasher.place("203.0.113.9").is_err(), "a quarter of sixteen");
        assert!(hasher.place("203.0.113.10").is_ok());
        drop(held);
        assert!(hasher.place("203.0.113.9").is_ok());
        assert_eq!(hasher.0.sources.lock().unwrap().len(), 0, "who holds none is forgotten");
    }

    #[test]
    fn a_cost_below_the_floor_is_no_cost() {
        assert!(Cost::new(19_456, 2).is_ok());
        assert!(Cost::new(19_455, 2).is_err());
        assert!(Cost::new(19_456, 1).is_err());
        assert!(Cost::new(u32::MAX, 2).is_err());
    }
}
