//! What the writer does beside writing, a step at a time so that commits never wait long: counting what the store holds,
//! where that is not known from its last clean stop.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::super::Key;
use super::super::tally::Live;
use super::Shared;
use super::files::Disk;
use super::swap::sync_dir;

/// How many keys are counted in one step, and how long the writer is left alone between two.
const SLICE: usize = 256;
const BETWEEN_SLICES: Duration = Duration::from_millis(2);
/// Beside sled's files: how much there was at the last clean stop.
const TALLY: &str = "tally";

/// The state of it all.
pub(super) struct Upkeep {
    last_step: Instant,
}

impl Upkeep {
    pub(super) fn new() -> Self {
        Self { last_step: Instant::now() }
    }

    /// When the writer is to be woken for the next step, if one is coming.
    pub(super) fn next(&self, shared: &Shared) -> Option<Instant> {
        shared.tally.goes_on_after().map(|_| self.last_step + BETWEEN_SLICES)
    }

    /// Does the next step, if it is time. Everything must be flushed.
    pub(super) fn step(&mut self, shared: &Shared) {
        if self.next(shared).is_none_or(|next| next > Instant::now()) {
            return;
        }
        self.last_step = Instant::now();
        if let Some(after) = shared.tally.goes_on_after() {
            count(shared, &after);
        }
    }
}

/// Counts the next few keys.
fn count(shared: &Shared, after: &Key) {
    let start = if after.is_empty() { Vec::new() } else { [after.as_slice(), &[0][..]].concat() };
    let pairs = shared.handle.ask(|db| {
        let pairs = db.range(start..).take(SLICE);
        pairs.map(|pair| pair.map(|(key, value)| (key.to_vec(), value.len()))).collect::<Result<Vec<_>, _>>()
    });
    match pairs {
        Ok(pairs) => {
            let ended = pairs.len() < SLICE;
            shared.tally.count(&pairs, ended);
        }
        Err(error) => {
            tracing::debug!(%error, "what is in the store cannot be counted");
            shared.tally.give_up();
        }
    }
}

/// What a clean stop leaves.
#[derive(Serialize, Deserialize)]
struct Left {
    /// How many groups had been made durable: it holds as long as there are no more.
    groups: u64,
    live: Live,
}

/// What the store held when it was stopped cleanly, if that is what happened last: to be believed by who only asks whether
/// something is worth while.
pub(super) fn left(store: &Path) -> Option<Live> {
    read(store).map(|left| left.live)
}

/// The same for who counts on. It is taken away before anything is written, and not believed where something was.
pub(super) fn take(disk: &Disk) -> Option<Live> {
    let left = read(disk.store())?;
    fs::remove_file(disk.store().join(TALLY)).and_then(|()| sync_dir(disk.store())).ok()?;
    (left.groups == disk.groups()).then_some(left.live)
}

fn read(store: &Path) -> Option<Left> {
    serde_json::from_slice(&fs::read(store.join(TALLY)).ok()?).ok()
}

/// Notes what the store holds, after the last write.
pub(super) fn leave(shared: &Shared, disk: &Disk) {
    let Some(live) = shared.tally.live() else { return };
    if let Err(error) = write(disk.store(), &Left { groups: disk.groups(), live }) {
        tracing::debug!(%error, "how much there is will be counted at the next start");
    }
}

fn write(store: &Path, left: &Left) -> io::Result<()> {
    let mut file = File::create(store.join(TALLY))?;
    file.write_all(&serde_json::to_vec(left)?)?;
    file.sync_all()?;
    sync_dir(store)
}
