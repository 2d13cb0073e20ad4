//! What can be saved of a store that the engine cannot open or read: the last way out, where there is no backup.
//!
//! sled rebuilds what it knows from its log when its snapshot is gone, and stops where the log is torn. What it shows then
//! may be an older truth, in which a token is good that was revoked since. So only what people would have to make anew is
//! brought over into a fresh store: settings, accounts, apps, resource servers; and what keeps somebody out, second factors
//! and suspensions, even where it cannot be read: a repair must let nobody in. Nothing that a browser or an app could
//! hold comes with it. The damaged store is kept beside, untouched: what is read is a copy.
//!
//! Nobody else can open the data directory meanwhile, and the fresh store takes the damaged one's place when it is whole
//! ([`super::sled`]): a crash leaves the one or the other.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::records::{Client, Counter, Hold, Instance, Record, ResourceServer, SecondFactor, User};
use super::transfer::{self, Counts};
use super::{Batch, Key, KeyRange, Store, StoreError, Value, sled};
use crate::clock::Timestamp;
use crate::config::Storage;

/// What the older truth may be about, for whoever has to look afterwards.
pub const OLDER_TRUTH: &str = "what is in it may be older than the last changes. A password, a second factor, a role or a \
     suspension may be the one before, and a recovery code that was used may be good again; a client secret or a resource server's that was replaced may be good again; an app or an account \
     that was deleted may be back, and a redirect URI that was removed";

/// The kinds that are brought over: what keeps somebody out before whom it keeps out.
const LASTING: [u8; 7] =
    [Instance::KIND, Counter::KIND, SecondFactor::KIND, User::KIND, Hold::KIND, Client::KIND, ResourceServer::KIND];
/// Those of them that come over as they are where they cannot be read.
const KEEPING_OUT: [u8; 2] = [SecondFactor::KIND, Hold::KIND];
const SLICE: usize = 256;

/// Which store was there when it was found damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    device: u64,
    inode: u64,
}

impl Seen {
    /// The store that is in `data_dir` now; `None` where none is.
    pub fn in_dir(data_dir: &Path) -> Option<Self> {
        let found = fs::metadata(data_dir.join("store")).ok()?;
        Some(Self { device: found.dev(), inode: found.ino() })
    }
}

/// What was saved.
pub struct Salvaged {
    /// Where the damaged store is now.
    pub damaged: PathBuf,
    /// How many records of each kind were brought over.
    pub records: Counts,
    /// How many could not be read, and for how many kinds the reading broke off.
    pub unreadable: u64,
}

/// Puts the damaged store in `data_dir` aside, and a fresh one with what can be read of it in its place. `None` where the
/// store that is there is not the one that was found damaged: another repair was faster, and what it saved is not to be put
/// aside, too. Blocks.
///
/// # Errors
/// A data directory that another process uses, a store of which not one account can be read, and a disk that fails: then
/// the damaged store is where it was.
pub fn salvage(
    storage: &Storage,
    data_dir: &Path,
    seen: Option<Seen>,
    now: Timestamp,
) -> Result<Option<Salvaged>, StoreError> {
    let _held = sled::hold(data_dir)?;
    if Seen::in_dir(data_dir) != seen {
        return Ok(None);
    }
    let work = sled::part(data_dir);
    let saved = salvage_by(storage, data_dir, &work, now);
    // Of no use to anybody, whatever came of it.
    let _gone = fs::remove_dir_all(&work);
    saved.map(Some)
}

fn salvage_by(storage: &Storage, data_dir: &Path, work: &Path, now: Timestamp) -> Result<Salvaged, StoreError> {
    // Data directories of their own.
    let (copy, fresh) = (work.join("damaged"), work.join("fresh"));
    let current = data_dir.join("store");
    let source = opened(storage, &current, &copy)?;
    let found = |kind| source.engine().scan(&KeyRange::prefix(&[kind]), 1, false).is_ok_and(|pairs| !pairs.is_empty());
    if !found(User::KIND) {
        let place = current.display().to_string();
        return Err(StoreError::Damaged { place, reason: "not one account in it can be read".to_owned() });
    }
    let bringing = Bringing { target: Store::open(storage, &fresh)?, counts: Counts::new(), unreadable: 0 };
    let (records, unreadable) = bringing.all_from(&source)?;
    let damaged = data_dir.join(format!("store.damaged-{}", now.for_files()));
    sled::put_in_place(data_dir, &fresh.join("store"), &damaged)?;
    Ok(Salvaged { damaged, records, unreadable })
}

/// A copy of the damaged store, opened: with everything that sled has made from its log where that works, as what cannot
/// be read then is a page or two; otherwise with the log alone.
fn opened(storage: &Storage, damaged: &Path, copy: &Path) -> Result<Store, StoreError> {
    let copied = |made_from_the_log| {
        copy_store(damaged, &copy.join("store"), made_from_the_log).map_err(|error| at(copy, &error))
    };
    copied(true)?;
    match Store::open_unjudged(storage, copy) {
        Err(StoreError::Damaged { .. }) => {}
        opened => return opened,
    }
    fs::remove_dir_all(copy).map_err(|error| at(copy, &error))?;
    copied(false)?;
    Store::open_unjudged(storage, copy)
}

/// Copies the log with its large records, and what was made from it if asked to: sled makes that anew. How it is to be read
/// comes with it where that is whole. Never what was noted of it beside: how far it must go, and how much is in it.
fn copy_store(from: &Path, to: &Path, made_from_the_log: bool) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_made = match name.to_str() {
            Some("conf") => !sled::are_segments_told(from),
            other => other.is_some_and(|name| name.starts_with("snap.")),
        };
        if entry.file_type()?.is_dir() {
            copy_store(&entry.path(), &to.join(name), made_from_the_log)?;
        } else if !["mark", "tally"].iter().any(|told| name == *told) && (made_from_the_log || !is_made) {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

/// What is brought over.
struct Bringing {
    /// Where to. Closed and let go of with this.
    target: Store,
    counts: Counts,
    unreadable: u64,
}

impl Bringing {
    fn all_from(mut self, source: &Store) -> Result<(Counts, u64), StoreError> {
        for kind in LASTING {
            // Where the tree is torn, what is behind that is read from the other end.
            if let Some(rest) = self.range(source, KeyRange::prefix(&[kind]), false)? {
                self.unreadable += 1;
                self.range(source, rest, true)?;
            }
        }
        self.target.engine().close()?;
        Ok((self.counts, self.unreadable))
    }

    /// As far as it can be read. Answers the rest where something cannot.
    fn range(&mut self, source: &Store, mut range: KeyRange, backwards: bool) -> Result<Option<KeyRange>, StoreError> {
        let mut limit = SLICE;
        loop {
            match source.engine().scan(&range, limit, backwards) {
                // Up to the damage, one by one.
                Err(_) if limit > 1 => limit = 1,
                Err(_) => return Ok(Some(range)),
                Ok(pairs) => {
                    let Some((last, _)) = pairs.last() else { return Ok(None) };
                    range = if backwards { range.before(last) } else { range.after(last) };
                    self.write(&pairs)?;
                }
            }
        }
    }

    /// Writes the records of a slice that can be read.
    fn write(&mut self, pairs: &[(Key, Value)]) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for (key, value) in pairs {
            match transfer::put_stored(&mut batch, key, value) {
                Some(kind) => *self.counts.entry(kind).or_default() += 1,
                None => {
                    self.unreadable += 1;
                    if key.first().is_some_and(|kind| KEEPING_OUT.contains(kind)) {
                        batch.write(key.clone(), Some(value.clone()));
                    }
                }
            }
        }
        self.target.engine().commit(batch).wait()
    }
}

fn at(path: &Path, error: &io::Error) -> StoreError {
    StoreError::Engine(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::super::records::{ClientNumber, Role, UserId, primary_key};
    use super::*;

    #[test]
    fn who_is_kept_out_stays_out_in_the_saved_store_though_nobody_can_read_why() {
        let dir = tempfile::tempdir().unwrap();
        let storage = Storage::default();
        let kept_out = [primary_key::<SecondFactor>(&UserId(1)), primary_key::<Hold>(&ClientNumber(1))];
        let account = User {
            name: "ann".to_owned(),
            email: "ann@example.org".to_owned(),
            password: None,
            role: Role::User,
            suspended: false,
            created_at: Timestamp::default(),
            session_epoch: 0,
            first_name: None,
            last_name: None,
            bio: None,
            location: None,
            attributes: std::collections::BTreeMap::new(),
            language: None,
        };
        let store = Store::open(&storage, dir.path()).unwrap();
        let mut batch = Batch::default();
        batch.create(&UserId(1), &account).unwrap();
        kept_out.iter().for_each(|key| batch.write(key.clone(), Some(vec![1, 9])));
        store.engine().commit(batch).wait().unwrap();
        store.engine().close().unwrap();
        drop(store);
        let now = crate::clock::Clock::system().now();
        let saved = salvage(&storage, dir.path(), Seen::in_dir(dir.path()), now).unwrap().unwrap();
        assert_eq!((saved.unreadable, saved.records.get("user")), (2, Some(&1)));
        let store = Store::open(&storage, dir.path()).unwrap();
        for key in kept_out {
            let mut found = None;
            store.engine().get(&key, &mut |value| found = Some(value.to_vec())).unwrap();
            assert_eq!(found, Some(vec![1, 9]));
        }
    }
}
