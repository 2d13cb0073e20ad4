//! What stands behind a token: a consent, the client that it was given to and the account that gave it. Kept once for all
//! tokens of that client and account, beside what each token says of itself.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use quick_cache::sync::Cache;

use crate::clock::Timestamp;
use crate::scope::ScopeSet;
use crate::secret::TokenHash;
use crate::store::derived::{Derived, Reads};
use crate::store::figures::{AppCounts, Counted};
use crate::store::records::{Client, ClientNumber, Grant, Hold, User, UserId};
use crate::store::usage::Usage;
use crate::store::{Store, StoreError};

/// What an entry of an issued token takes in memory, its place in the table included.
const ISSUED_BYTES: usize = 100;
/// What a standing takes, about: a client and an account with the texts in them.
const STANDING_BYTES: usize = 1536;
/// How many lists of scopes are kept once for all tokens that have them.
const SCOPES: usize = 256;

/// The consent under which something was given. A consent that was withdrawn and given anew is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// Who gave it.
    pub user: UserId,
    /// To which client.
    pub client: ClientNumber,
    /// Tells it from an earlier one of the same two.
    pub grant_id: u64,
}

/// The client and the account that something was given to and by, while that stands: the consent was not withdrawn, nor
/// everything of the client revoked, the account exists, and neither is suspended.
#[derive(Debug)]
pub struct Standing {
    /// The consent.
    pub consent: Consent,
    /// The client.
    pub client: Client,
    /// The account.
    pub user: User,
    /// What may be done under it at most: what the person allows today, as far as the client has registered it.
    pub scope: Arc<ScopeSet>,
    /// What was noted today of its scopes: those that requests needed, and those that an API was told of.
    used: NotedToday,
    told: NotedToday,
    /// When a use of what was given was last noted, in milliseconds.
    noted: AtomicU64,
    /// The account as its API shows it to the client, once that was asked for.
    profile: OnceLock<Bytes>,
    /// Where what the client does is counted.
    counts: OnceLock<Arc<AppCounts>>,
}

impl Standing {
    /// The account as its API shows it to the client: what `write` made of it when it was first asked for.
    pub fn profile(&self, write: impl FnOnce(&User) -> Option<Vec<u8>>) -> Option<Bytes> {
        if let Some(profile) = self.profile.get() {
            return Some(profile.clone());
        }
        let profile = Bytes::from(write(&self.user)?);
        Some(self.profile.get_or_init(|| profile).clone())
    }

    /// Counts something that the client does.
    pub fn count(&self, usage: &Usage, what: Counted, now: Timestamp) {
        self.counts.get_or_init(|| usage.of_app(self.consent.client)).note(what, now);
    }

    /// Whether a use now is worth a note: one a second is, and no lock is needed to know that.
    pub fn is_worth_noting(&self, now: Timestamp) -> bool {
        let noted = self.noted.load(Ordering::Relaxed);
        let due = now.as_millis() >= noted.saturating_add(1000) || noted > now.as_millis();
        if due {
            self.noted.store(now.as_millis(), Ordering::Relaxed);
        }
        due
    }

    /// Whether it is worth a note that this scope was used: the first time on a day it is, and no lock is needed to know that.
    pub fn is_first_use_today(&self, scope: &str, now: Timestamp) -> bool {
        let place = self.scope.iter().position(|own| own == scope);
        place.is_some_and(|place| self.used.is_first(NotedToday::mark(place), now))
    }

    /// The same of an API being told that a token has these.
    pub fn is_first_told_today<'s>(&self, mut scopes: impl Iterator<Item = &'s str>, now: Timestamp) -> bool {
        let all = self.scope.iter().enumerate().try_fold(0, |marks, (place, _)| Some(marks | NotedToday::mark(place)?));
        if all.is_some_and(|all| self.told.has(all, now)) {
            return false;
        }
        let mark = |scope| self.scope.iter().position(|own| own == scope).and_then(NotedToday::mark);
        let marks = scopes.try_fold(0, |marks, scope| Some(marks | mark(scope)?));
        self.told.is_first(marks, now)
    }
}

/// Which scopes of a consent were noted on a day: the day above, and a mark for each of its first scopes below.
#[derive(Debug, Default)]
struct NotedToday(AtomicU64);

impl NotedToday {
    /// How many scopes have a mark. Those behind them are noted each time.
    const MARKS: usize = 48;

    fn mark(place: usize) -> Option<u64> {
        (place < Self::MARKS).then(|| 1 << place)
    }

    fn day(now: Timestamp) -> u64 {
        (now.as_seconds() / 86_400) << Self::MARKS
    }

    fn marks_of(noted: u64, now: Timestamp) -> u64 {
        let marks = noted & ((1 << Self::MARKS) - 1);
        if noted - marks == Self::day(now) { marks } else { 0 }
    }

    fn has(&self, marks: u64, now: Timestamp) -> bool {
        Self::marks_of(self.0.load(Ordering::Relaxed), now) & marks == marks
    }

    /// Whether one of these is not noted today; from now on all of them are.
    fn is_first(&self, marks: Option<u64>, now: Timestamp) -> bool {
        let Some(marks) = marks else { return true };
        if self.has(marks, now) {
            return false;
        }
        let add = |noted| Some(Self::day(now) | Self::marks_of(noted, now) | marks);
        let _before = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
        true
    }
}

/// What an access token says of itself, while it and its family are there. Whether what it was given under still stands is
/// asked apart, and whether it has expired is looked at each time.
#[derive(Debug, Clone)]
pub(super) struct Issued {
    pub(super) consent: Consent,
    pub(super) scope: Arc<ScopeSet>,
    pub(super) issued_at: Timestamp,
    pub(super) expires_at: Timestamp,
}

/// [`Issued`] as it is kept: half a million of them may be.
#[derive(Clone)]
struct Kept {
    consent: Consent,
    scope: Arc<ScopeSet>,
    expires_at: Timestamp,
    /// In seconds, as it is told (RFC 7662 §2.2); right until the year 2106.
    issued_at: u32,
}

impl From<&Issued> for Kept {
    fn from(issued: &Issued) -> Self {
        Self {
            consent: issued.consent,
            scope: Arc::clone(&issued.scope),
            expires_at: issued.expires_at,
            issued_at: u32::try_from(issued.issued_at.as_seconds()).unwrap_or(u32::MAX),
        }
    }
}

impl From<Kept> for Issued {
    fn from(kept: Kept) -> Self {
        let Kept { consent, scope, expires_at, issued_at } = kept;
        let issued_at = Timestamp::default().plus(Duration::from_secs(issued_at.into()));
        Self { consent, scope, issued_at, expires_at }
    }
}

/// The first half of a token's hash. No two tokens share it: it is as hard to find one that does as to guess a token of
/// 128 bits.
type Half = [u8; 16];

/// What is known of tokens, and of what stands behind them, as far as it was asked lately.
pub struct Known {
    /// From the token and its family.
    issued: Derived<Half, Kept, 2>,
    standings: Derived<(UserId, ClientNumber), Arc<Standing>>,
    scopes: Cache<Arc<ScopeSet>, Arc<ScopeSet>>,
    bytes: AtomicUsize,
}

impl Known {
    /// As much as goes into so many bytes: three quarters for tokens, the rest for what stands behind them.
    pub fn within(bytes: usize) -> Self {
        let (issued, standings) = places(bytes);
        Self {
            issued: Derived::new(issued),
            standings: Derived::new(standings),
            scopes: Cache::new(SCOPES),
            bytes: AtomicUsize::new(bytes),
        }
    }

    /// From now on as much as goes into so many bytes.
    pub fn resize(&self, bytes: usize) {
        let (issued, standings) = places(bytes);
        self.issued.resize(issued);
        self.standings.resize(standings);
        self.bytes.store(bytes, Ordering::Relaxed);
    }

    /// How many bytes it may take, and whether it takes nearly all of them in either part.
    pub fn fill(&self) -> (usize, bool) {
        let bytes = self.bytes.load(Ordering::Relaxed);
        let (issued, standings) = places(bytes);
        let nearly = |most: usize| most - most / 8;
        (bytes, self.issued.held() >= nearly(issued) || self.standings.held() >= nearly(standings))
    }

    /// How many tokens are known.
    pub fn tokens(&self) -> usize {
        self.issued.held()
    }

    /// What a token says of itself.
    pub(super) fn issued(
        &self,
        store: &Store,
        TokenHash(token): &TokenHash,
        work_out: impl FnOnce(&Reads<'_>) -> Result<Option<Issued>, StoreError>,
    ) -> Result<Option<Issued>, StoreError> {
        let half: Half = std::array::from_fn(|byte| token[byte]);
        let kept = self.issued.get(store, &half, |reads| Ok(work_out(reads)?.as_ref().map(Kept::from)))?;
        Ok(kept.map(Issued::from))
    }

    /// What was given under a consent, if that still stands.
    pub(super) fn standing(&self, store: &Store, consent: Consent) -> Result<Option<Arc<Standing>>, StoreError> {
        let key = (consent.user, consent.client);
        let standing = self.standings.get(store, &key, |reads| {
            let standing = standing(reads, key, |scope| self.shared(scope))?;
            Ok(standing.map(Arc::new))
        })?;
        Ok(standing.filter(|standing| standing.consent == consent))
    }

    /// The one list that stands for all that are the same.
    pub(super) fn shared(&self, scope: ScopeSet) -> Arc<ScopeSet> {
        if let Some(shared) = self.scopes.get(&scope) {
            return shared;
        }
        let scope = Arc::new(scope);
        self.scopes.insert(Arc::clone(&scope), Arc::clone(&scope));
        scope
    }

    /// How often what a token says of itself was known, and how often it had to be read.
    pub fn how_often(&self) -> (u64, u64) {
        self.issued.how_often()
    }
}

/// How many tokens, and how many of what stands behind them, go into so many bytes.
fn places(bytes: usize) -> (usize, usize) {
    (bytes / 4 * 3 / ISSUED_BYTES, bytes / 4 / STANDING_BYTES)
}

fn standing(
    reads: &Reads<'_>,
    (user, client): (UserId, ClientNumber),
    shared: impl FnOnce(ScopeSet) -> Arc<ScopeSet>,
) -> Result<Option<Standing>, StoreError> {
    let Some(Grant { grant_id, client_epoch, scope, .. }) = reads.get(&(user, client))? else { return Ok(None) };
    let consent = Consent { user, client, grant_id };
    let held = reads.get::<Hold>(&client)?.is_some_and(|hold| hold.suspended_at.is_some());
    let client = reads.get::<Client>(&client)?.filter(|client| client.epoch == client_epoch && !held);
    let user = reads.get::<User>(&user)?.filter(|user| !user.suspended);
    let (noted, profile, counts) = (AtomicU64::new(0), OnceLock::new(), OnceLock::new());
    Ok(client.zip(user).map(|(client, user)| {
        let scope = shared(scope.within(&client.scope));
        let (used, told) = (NotedToday::default(), NotedToday::default());
        Standing { consent, client, user, scope, used, told, noted, profile, counts }
    }))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::store::Batch;
    use crate::store::meddling::Meddling;
    use crate::store::records::Counter;

    /// Of so many bytes, with as many tokens as go in.
    pub(crate) fn full(bytes: usize) -> Known {
        let (store, _) = Meddling::store();
        let mut batch = Batch::default();
        batch.put(&"n".to_owned(), &Counter { next: 1 }).unwrap();
        store.engine().commit(batch).wait().unwrap();
        let known = Known::within(bytes);
        for number in 0..2 * places(bytes).0 {
            let token = TokenHash::of(&number.to_be_bytes());
            let issued = known.issued(&store, &token, |reads| {
                reads.get::<Counter>(&"n".to_owned())?;
                Ok(Some(Issued {
                    consent: Consent { user: UserId(1), client: ClientNumber(1), grant_id: 1 },
                    scope: known.shared(ScopeSet::parse("a b")),
                    issued_at: Timestamp::MAX,
                    expires_at: Timestamp::MAX,
                }))
            });
            assert!(issued.unwrap().is_some());
        }
        known
    }

    #[test]
    fn what_a_token_says_of_itself_takes_the_room_that_is_counted_for_it() {
        // What finds the entries doubles now and then, so that they take most just after that and least just before it.
        let mut shares = [3 << 20, 4 << 20, 6 << 20].map(|bytes| {
            let known = full(bytes);
            let entries = known.tokens();
            assert!(entries > places(bytes).0 / 10 * 9 && known.fill() == (bytes, true), "{entries}");
            known.issued.bytes() as f64 / (ISSUED_BYTES * entries) as f64
        });
        shares.sort_by(f64::total_cmp);
        assert!(shares[0] > 0.9 && shares[2] <= 1.0, "{shares:?}");
    }

    #[test]
    fn a_scope_is_noted_once_a_day_and_one_without_a_mark_each_time() {
        let noted = NotedToday::default();
        let at = |day: u64| Timestamp::from_millis((20_000 + day) * 86_400_000 + 7);
        let first = |place, day| noted.is_first(NotedToday::mark(place), at(day));
        assert_eq!(
            [first(0, 0), first(0, 0), first(3, 0), first(3, 0), first(47, 0), first(47, 0)],
            [true, false].repeat(3)[..]
        );
        assert_eq!([first(48, 0), first(48, 0)], [true, true]);
        assert_eq!([first(3, 1), first(3, 1), first(0, 1)], [true, false, true]);
        assert!(noted.has(0b1001, at(1)) && !noted.has(0b1011, at(1)) && !noted.has(1, at(2)));
    }

    #[test]
    fn lists_of_scopes_that_are_the_same_are_one() {
        let known = Known::within(1 << 20);
        let [one, same, other] = ["a b", "a b", "b a"].map(|text| known.shared(ScopeSet::parse(text)));
        assert!(Arc::ptr_eq(&one, &same) && !Arc::ptr_eq(&one, &other));
    }
}
