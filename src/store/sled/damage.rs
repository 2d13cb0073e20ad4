//! Which of sled's files is damaged. sled says at most that one is; what it would have read is read here once more.
//!
//! A store is `conf` (a few lines of text and their CRC-32), `snap.LSN` (what the page table was at the last start, its
//! length and its CRC-32), `db` (the log, whose messages carry checksums of their own) and `blobs/`.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::StoreError;

/// The first file found to be damaged, if one is that can be told.
pub(super) fn locate(store: &Path) -> Option<StoreError> {
    conf(store).err().or_else(|| {
        let snapshot = newest_snapshot(store)?;
        match fs::read(&snapshot) {
            Ok(content) if is_sealed(&content, 8) => None,
            Ok(_) => Some(unsealed(&snapshot)),
            Err(error) => Some(damaged(&snapshot, &error.to_string())),
        }
    })
}

/// How the store was made, where that is there and whole.
///
/// # Errors
/// It does not match its checksum.
pub(super) fn conf(store: &Path) -> Result<Option<String>, StoreError> {
    let path = store.join("conf");
    let Ok(content) = fs::read(&path) else { return Ok(None) };
    match content.split_last_chunk::<4>() {
        Some((text, _)) if is_sealed(&content, 0) => Ok(Some(String::from_utf8_lossy(text).into_owned())),
        _ => Err(unsealed(&path)),
    }
}

fn unsealed(path: &Path) -> StoreError {
    damaged(path, "it does not match its checksum")
}

fn damaged(path: &Path, reason: &str) -> StoreError {
    StoreError::Damaged { place: path.display().to_string(), reason: reason.to_owned() }
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
