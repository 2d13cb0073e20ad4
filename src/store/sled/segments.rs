//! How large the segments of a store's log are. sled takes the size from its configuration and refuses any other than the
//! one that the store was made with, which stands in its file `conf`; so that is looked at before it is opened, and the log
//! itself where `conf` is not whole.
//!
//! Fresh stores get 128 KiB instead of sled's 512: a segment is given back when half of it is dead, some of them are always
//! being written or waited for, and smaller ones take less (`docs/decisions/015-growth.md`).

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::damage;

/// What fresh stores get.
const FRESH: u64 = 128 << 10;
/// What sled gives a store when it is not asked for anything.
const DEFAULT: u64 = 512 << 10;
/// What a store may have that was made by any version: each twice the one before.
const SIZES: [u64; 3] = [FRESH, 256 << 10, DEFAULT];
/// A segment begins with a CRC-32 of the numbers behind it.
const HEADER: usize = 20;

/// How large the segments of the store at `path` are, or are to be.
pub(super) fn size(path: &Path) -> usize {
    let size = in_conf(path).or_else(|| in_log(&path.join("db"))).unwrap_or(FRESH);
    usize::try_from(size).unwrap_or(usize::MAX)
}

fn in_conf(store: &Path) -> Option<u64> {
    let text = damage::conf(store).ok()??;
    text.lines().find_map(|line| line.strip_prefix("segment_size: "))?.trim().parse().ok()
}

/// Whether the store at `path` tells by itself how it was made.
pub(in super::super) fn are_told(path: &Path) -> bool {
    in_conf(path).is_some()
}

/// The same for a log that has lost its `conf`: where segments begin.
fn in_log(db: &Path) -> Option<u64> {
    let log = File::open(db).ok()?;
    let length = log.metadata().ok()?.len();
    let begins = |at: u64| {
        let mut header = [0; HEADER];
        let read = log.read_exact_at(&mut header, at).is_ok();
        let (seal, rest) = header.split_at(4);
        read && u32::from_le_bytes(seal.try_into().unwrap_or_default()) == !crc32fast::hash(rest)
    };
    if length < FRESH {
        return None;
    }
    // Where a segment begins that cannot begin with larger ones.
    let told = |size: u64| length <= size || (1..=length / size).step_by(2).any(|odd| begins(odd * size));
    Some(SIZES.into_iter().find(|size| told(*size)).unwrap_or(DEFAULT))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_size_of_segments_is_found_with_and_without_their_conf() {
        for (made_with, size) in
            [(None, FRESH), (Some(FRESH), FRESH), (Some(256 << 10), 256 << 10), (Some(DEFAULT), DEFAULT)]
        {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("store");
            let found = || super::size(&path) as u64;
            if let Some(made_with) = made_with {
                let config = sled::Config::new()
                    .path(&path)
                    .segment_size(usize::try_from(made_with).unwrap())
                    .flush_every_ms(None);
                let db = config.open().unwrap();
                (0..5000u32).for_each(|key| drop(db.insert(key.to_be_bytes(), vec![7; 300]).unwrap()));
                db.flush().unwrap();
                drop(db);
                assert_eq!(found(), size);
                // One that does not match its checksum tells nothing.
                let conf = path.join("conf");
                let text = fs::read_to_string(&conf).unwrap_or_else(|_| String::new());
                fs::write(&conf, text.replacen("segment_size: ", "segment_size: 1", 1)).unwrap();
                assert_eq!(found(), size);
                fs::remove_file(conf).unwrap();
            }
            assert_eq!(found(), size, "{made_with:?}");
        }
    }
}
