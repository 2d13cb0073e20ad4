//! Removes what has expired. The expiry index is read from its beginning, so only what is due is ever touched, and in
//! small slices, so that no request waits long behind one.
//!
//! An index entry is a hint: the record itself says when it ends. An entry that came too early (the record lives on)
//! is moved; one whose record is gone is dropped.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::batch::{Batch, EXPIRY, Versioned, expiry_key};
use super::records::{
    AccessToken, AppUsage, AuthorizationCode, DecidedRequest, Family, OneTimeLink, PendingSignIn, Record, RecordKey,
    RefreshToken, SecretState, Session, UserEvent, decode,
};
use super::{Key, KeyRange, Store, StoreError};
use crate::clock::Timestamp;

/// How many index entries one commit handles.
const SLICE: usize = 16;

/// How long is rested after a slice, in times what it took: on two cores a request seldom meets one then.
const REST: u32 = 2;

/// How many records of each kind were removed.
pub type Counts = BTreeMap<&'static str, u64>;

impl Store {
    /// Removes everything that ended at or before `ended_by`; a record is judged by its own end, so an `ended_by` in
    /// the future still leaves what is good at `now`.
    pub async fn sweep(&self, now: Timestamp, ended_by: Timestamp) -> Result<Counts, StoreError> {
        let mut counts: Counts = SWEPT.iter().map(|kind| (kind.name, 0)).collect();
        let limit = ended_by.min(now);
        loop {
            let began = Instant::now();
            if !self.sweep_slice(limit, &mut counts).await? {
                break;
            }
            tokio::time::sleep((began.elapsed() * REST).max(Duration::from_millis(1))).await;
        }
        Ok(counts)
    }

    /// The moment since which the first entry of the expiry index waits, be it past or to come.
    pub fn oldest_due(&self) -> Result<Option<Timestamp>, StoreError> {
        let first = self.engine().scan(&KeyRange::prefix(&[EXPIRY]), 1, false)?;
        let time = first.first().and_then(|(key, _)| <[u8; 8]>::try_from(key.get(1..9)?).ok());
        Ok(time.map(|time| Timestamp::from_millis(u64::from_be_bytes(time))))
    }

    /// Handles the next few entries that are due; answers whether there may be more.
    async fn sweep_slice(&self, limit: Timestamp, counts: &mut Counts) -> Result<bool, StoreError> {
        let due = KeyRange { start: vec![EXPIRY], end: Some(expiry_key(limit.plus(Duration::from_millis(1)), &[])) };
        let entries: Vec<Key> = self.engine().scan(&due, SLICE, false)?.into_iter().map(|(key, _)| key).collect();
        if entries.is_empty() {
            return Ok(false);
        }
        let mut batch = Batch::default();
        let mut removed = Vec::new();
        for entry in &entries {
            removed.extend(self.plan(entry, limit, &mut batch)?);
        }
        match self.commit(batch).await {
            Ok(()) => removed.into_iter().for_each(|kind| *counts.entry(kind).or_default() += 1),
            Err(StoreError::Conflict) => self.sweep_singly(&entries, limit, counts).await?,
            Err(error) => return Err(error),
        }
        Ok(entries.len() == SLICE)
    }

    /// The slow way for a slice in which something changed meanwhile: what conflicts again waits for the next sweep.
    async fn sweep_singly(&self, entries: &[Key], limit: Timestamp, counts: &mut Counts) -> Result<(), StoreError> {
        for entry in entries {
            let mut batch = Batch::default();
            let removed = self.plan(entry, limit, &mut batch)?;
            match self.commit(batch).await {
                Ok(()) => removed.into_iter().for_each(|kind| *counts.entry(kind).or_default() += 1),
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Adds to `batch` what the index entry asks for; answers the kind of the record that this removes.
    fn plan(&self, entry: &[u8], limit: Timestamp, batch: &mut Batch) -> Result<Option<&'static str>, StoreError> {
        batch.write(entry.to_vec(), None);
        let Some((kind, natural)) = entry.get(9..).and_then(<[u8]>::split_first) else { return Ok(None) };
        match SWEPT.iter().find(|swept| swept.kind == *kind) {
            Some(swept) => (swept.plan)(self, natural, limit, batch),
            None => Ok(None),
        }
    }
}

/// Adds to a batch the removal of the record at a natural key, if it has ended; answers its kind's name then.
type Plan = fn(&Store, &[u8], Timestamp, &mut Batch) -> Result<Option<&'static str>, StoreError>;

/// A kind of record that ends by itself.
struct Swept {
    kind: u8,
    name: &'static str,
    plan: Plan,
}

const fn swept<R: Record>() -> Swept {
    Swept { kind: R::KIND, name: R::NAME, plan: plan_record::<R> }
}

static SWEPT: &[Swept] = &[
    swept::<AccessToken>(),
    swept::<RefreshToken>(),
    swept::<Family>(),
    swept::<AuthorizationCode>(),
    swept::<Session>(),
    swept::<OneTimeLink>(),
    swept::<PendingSignIn>(),
    swept::<DecidedRequest>(),
    swept::<UserEvent>(),
    swept::<SecretState>(),
    swept::<AppUsage>(),
];

/// Whether records of the kind with this byte end by themselves.
pub(super) fn is_swept(kind: u8) -> bool {
    SWEPT.iter().any(|swept| swept.kind == kind)
}

fn plan_record<R: Record>(
    store: &Store,
    natural: &[u8],
    limit: Timestamp,
    batch: &mut Batch,
) -> Result<Option<&'static str>, StoreError> {
    let Some(key) = R::Key::from_bytes(natural) else { return Ok(None) };
    let raw_key = [&[R::KIND], natural].concat();
    let mut raw = None;
    store.engine().get(&raw_key, &mut |value| raw = Some(value.to_vec()))?;
    let Some(raw) = raw else { return Ok(None) };
    let record = match decode::<R>(&raw) {
        Ok(record) => record,
        Err(reason) => {
            tracing::error!(kind = R::NAME, reason, "an expired record cannot be read; it is left where it is");
            return Ok(None);
        }
    };
    match record.sweep_at() {
        Some(end) if end <= limit => {
            batch.remove(&Versioned::new(key, record, raw));
            Ok(Some(R::NAME))
        }
        Some(later) => {
            batch.write(expiry_key(later, &raw_key), Some(Vec::new()));
            Ok(None)
        }
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::super::meddling::Meddling;
    use super::super::records::FamilyId;
    use super::*;
    use crate::secret::TokenHash;

    fn at(millis: u64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    fn token(n: u64) -> TokenHash {
        TokenHash::of(&n.to_be_bytes())
    }

    fn access(expires_at: Timestamp) -> AccessToken {
        let family = FamilyId([0; 16]);
        AccessToken { family, generation: 0, narrowed_scope: None, issued_at: at(0), expires_at }
    }

    fn sweep(store: &Store, now: u64) -> Counts {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(store.sweep(at(now), at(now))).unwrap()
    }

    fn entries(store: &Store) -> usize {
        store.engine().scan(&KeyRange::prefix(&[EXPIRY]), usize::MAX, false).unwrap().len()
    }

    #[test]
    fn what_is_prolonged_while_it_is_swept_stays_and_the_rest_goes() {
        let (store, engine) = Meddling::store();
        let mut batch = Batch::default();
        (0..3).for_each(|n| batch.create(&token(n), &access(at(100))).unwrap());
        store.engine().commit(batch).wait().unwrap();
        let old = store.get_versioned::<AccessToken>(&token(1)).unwrap().unwrap();
        let mut prolonged = Batch::default();
        prolonged.replace(&old, &access(at(900))).unwrap();
        engine.before_the_next_commit(prolonged);
        assert_eq!(sweep(&store, 100)["access_token"], 2);
        assert_eq!(store.get::<AccessToken>(&token(1)).unwrap(), Some(access(at(900))));
        assert_eq!((sweep(&store, 899)["access_token"], entries(&store)), (0, 1), "it still has its entry");
        assert_eq!((sweep(&store, 900)["access_token"], entries(&store)), (1, 0));
    }

    #[test]
    fn what_ends_earlier_is_swept_earlier_and_leaves_no_entry_in_the_end() {
        let (store, _) = Meddling::store();
        let mut batch = Batch::default();
        batch.create(&token(1), &access(at(900))).unwrap();
        store.engine().commit(batch).wait().unwrap();
        let old = store.get_versioned::<AccessToken>(&token(1)).unwrap().unwrap();
        let mut batch = Batch::default();
        batch.replace(&old, &access(at(300))).unwrap();
        store.engine().commit(batch).wait().unwrap();
        assert_eq!(sweep(&store, 299)["access_token"], 0);
        assert_eq!((sweep(&store, 300)["access_token"], entries(&store)), (1, 1));
        assert_eq!((sweep(&store, 900)["access_token"], entries(&store)), (0, 0), "the old entry goes when it is due");
    }

    #[test]
    fn an_entry_that_leads_to_nothing_readable_is_dropped_and_stops_nothing() {
        let (store, _) = Meddling::store();
        let mut batch = Batch::default();
        let broken = [&[AccessToken::KIND][..], &token(7).to_bytes()].concat();
        batch.write(broken.clone(), Some(vec![0xff]));
        batch.write(expiry_key(at(1), &broken), Some(Vec::new()));
        batch.write(expiry_key(at(1), b"?unknown kind"), Some(Vec::new()));
        batch.write(expiry_key(at(1), b"A short"), Some(Vec::new()));
        batch.write(vec![EXPIRY, 0], Some(Vec::new()));
        batch.create(&token(1), &access(at(2))).unwrap();
        store.engine().commit(batch).wait().unwrap();
        assert_eq!((sweep(&store, 10)["access_token"], entries(&store)), (1, 0));
        assert!(store.get::<AccessToken>(&token(7)).is_err(), "the broken record is left for somebody to look at");
    }
}
