//! Which of sled's files is damaged. sled says at most that one is; what it would have read is read here once more.
//!
//! A store is `conf` (a few lines of text and their CRC-32), `snap.LSN` (what the page table was at the last start, its
//! length and its CRC-32), `db` (the log, whose messages carry checksums of their own) and `blobs/`.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::StoreError;

/// The first file found to be damaged, if one is that can be told.
pub(super) fn locate(store: &Path) -> Option<StoreError> {
    let conf = store.join("conf");
    let named = |path: &Path, reason: &str| {
        Some(StoreError::Damaged { place: path.display().to_string(), reason: reason.to_owned() })
    };
    if fs::read(&conf).is_ok_and(|content| !is_sealed(&content, 0)) {
        return named(&conf, "it does not match its checksum");
    }
    let snapshot = newest_snapshot(store)?;
    match fs::read(&snapshot) {
        Ok(content) if is_sealed(&content, 8) => None,
        Ok(_) => named(&snapshot, "it does not match its checksum"),
        Err(error) => named(&snapshot, &error.to_string()),
    }
}

/// The snapshot that sled would read.
fn newest_snapshot(store: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(store).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    entries.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("snap."))).max()
}

/// Whether the last four bytes are the CRC-32 of what stands before them and before `between` more bytes.
fn is_sealed(content: &[u8], between: usize) -> bool {
    let Some((rest, seal)) = content.split_last_chunk::<4>() else { return false };
    let Some(sealed) = rest.len().checked_sub(between).and_then(|length| rest.get(..length)) else { return false };
    !sealed.is_empty() && crc32fast::hash(sealed) == u32::from_le_bytes(*seal)
}
