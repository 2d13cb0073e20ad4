//! One log on the disk: a file that only grows at its end, and the files that it was before it grew too large.
//!
//! `audit.jsonl` is written; once it is full it becomes `audit-20261123T202411.123Z.jsonl` by one rename, and the oldest
//! beyond `keep` is removed. A file that was set aside never changes nor gets another name. Whole lines are
//! appended, as many by one write as fit. A crash can tear the last one; what it left is cut off at the next start. Readers
//! skip what is no line.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock::Timestamp;

const ENDING: &str = ".jsonl";
/// Longer than any line.
const TAIL: u64 = 64 * 1024;

/// Which of the logs: what nobody needs credentials for has one of its own, so that no flood of it pushes the rest out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// `audit.jsonl`: what somebody did who may.
    Deeds,
    /// `attempts.jsonl`: what anybody can cause.
    Attempts,
}

impl Stream {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Deeds, Self::Attempts];

    const fn stem(self) -> &'static str {
        match self {
            Self::Deeds => "audit",
            Self::Attempts => "attempts",
        }
    }

    /// The file that is written.
    pub fn current(self, data_dir: &Path) -> PathBuf {
        data_dir.join(format!("{}{ENDING}", self.stem()))
    }

    /// The files that were set aside, the oldest first.
    pub fn set_aside(self, data_dir: &Path) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(data_dir)? {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let middle = name.strip_prefix(self.stem()).and_then(|rest| rest.strip_prefix('-'));
            if middle.is_some_and(|middle| middle.ends_with(ENDING)) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }
}

/// How large the files may grow and how many are kept beside the one that is written.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// In bytes.
    pub file_size: u64,
    /// How many that were set aside.
    pub keep: usize,
}

/// A log that is open for writing.
pub struct Log {
    stream: Stream,
    data_dir: PathBuf,
    file: File,
    size: u64,
}

impl Log {
    /// Opens the log in `data_dir`, making what is missing. Cuts off a torn last line.
    pub fn open(data_dir: &Path, stream: Stream) -> io::Result<Self> {
        DirBuilder::new().recursive(true).mode(0o700).create(data_dir)?;
        let mut file = open_file(&stream.current(data_dir))?;
        let size = heal(&mut file)?;
        Ok(Self { stream, data_dir: data_dir.to_owned(), file, size })
    }

    /// Appends whole lines, and takes out of `lines` what is in a file. No file grows beyond its bound, however much comes
    /// at once; a line that is longer than that stands in one of its own.
    ///
    /// # Errors
    /// The disk takes no more: what is left in `lines` is in no file.
    pub fn append(&mut self, lines: &mut Vec<u8>, bounds: Bounds, now: Timestamp) -> io::Result<()> {
        while !lines.is_empty() {
            let part = match whole_lines(lines, bounds.file_size.saturating_sub(self.size)) {
                0 if self.size > 0 => {
                    self.rotate(bounds.keep, now)?;
                    continue;
                }
                0 => lines.iter().position(|byte| *byte == b'\n').map_or(lines.len(), |end| end + 1),
                part => part,
            };
            self.write(lines.get(..part).unwrap_or(lines))?;
            lines.drain(..part);
        }
        Ok(())
    }

    /// Appends by one write. When it fails the file is as it was.
    fn write(&mut self, lines: &[u8]) -> io::Result<()> {
        if let Err(error) = self.file.write_all(lines) {
            // What was written of it is no line; if it cannot be taken back now, the next start does.
            let _shortened = self.file.set_len(self.size);
            return Err(error);
        }
        self.size += u64::try_from(lines.len()).unwrap_or(0);
        Ok(())
    }

    /// Sees that what was appended survives a power cut.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Sets the file aside under a name of its own and begins another.
    fn rotate(&mut self, keep: usize, now: Timestamp) -> io::Result<()> {
        self.file.sync_data()?;
        // The names tell the order, also where the clock was set back.
        let newest = self.stream.set_aside(&self.data_dir)?.last().and_then(|path| moment(path));
        let at = newest.map_or(now, |newest| now.max(newest.plus(Duration::from_millis(1))));
        let name = self.data_dir.join(format!("{}-{}{ENDING}", self.stream.stem(), at.file_name()));
        let current = self.stream.current(&self.data_dir);
        fs::rename(&current, name)?;
        self.file = open_file(&current)?;
        self.size = 0;
        let files = self.stream.set_aside(&self.data_dir)?;
        for old in files.iter().take(files.len().saturating_sub(keep)) {
            fs::remove_file(old)?;
        }
        File::open(&self.data_dir)?.sync_all()
    }
}

/// The moment at which a file was set aside, told by its name.
pub fn moment(path: &Path) -> Option<Timestamp> {
    let (_, moment) = path.file_stem()?.to_str()?.split_once('-')?;
    Timestamp::parse(moment)
}

/// How many bytes the lines take that fit into `room`.
fn whole_lines(lines: &[u8], room: u64) -> usize {
    let room = usize::try_from(room).unwrap_or(usize::MAX).min(lines.len());
    lines.iter().take(room).rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1)
}

fn open_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).read(true).append(true).mode(0o600).open(path)
}

/// Cuts off what stands after the last whole line; answers the size.
fn heal(file: &mut File) -> io::Result<u64> {
    let size = file.metadata()?.len();
    let from = size.saturating_sub(TAIL);
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    Read::by_ref(file).take(size - from).read_to_end(&mut tail)?;
    let torn = match tail.iter().rposition(|byte| *byte == b'\n') {
        Some(end) => tail.len() - end - 1,
        None => tail.len(),
    };
    if torn == 0 {
        return Ok(size);
    }
    tracing::warn!(bytes = torn, "the last line of the audit log was torn by a crash; it is cut off");
    let whole = size - u64::try_from(torn).unwrap_or(0);
    file.set_len(whole)?;
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_795_465_451_000);

    fn bounds(file_size: u64, keep: usize) -> Bounds {
        Bounds { file_size, keep }
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_full_file_is_set_aside_and_the_oldest_beyond_the_bound_is_removed() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = Log::open(dir.path(), Stream::Deeds).unwrap();
        for number in 0..10 {
            // A clock that stands still must not make two files of one name.
            log.append(&mut format!("{number}23456789\n").into_bytes(), bounds(20, 2), NOW).unwrap();
        }
        let aside = Stream::Deeds.set_aside(dir.path()).unwrap();
        assert_eq!(
            aside.iter().map(|path| read(path)).collect::<Vec<_>>(),
            ["423456789\n523456789\n", "623456789\n723456789\n"]
        );
        assert_eq!(read(&Stream::Deeds.current(dir.path())), "823456789\n923456789\n");
        assert!(Stream::Attempts.set_aside(dir.path()).unwrap().is_empty());
        // Fewer are kept from the next one on.
        log.append(&mut b"x\n".to_vec(), bounds(20, 0), NOW).unwrap();
        assert!(Stream::Deeds.set_aside(dir.path()).unwrap().is_empty());
    }

    #[test]
    fn however_much_comes_at_once_no_file_exceeds_its_bound() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = Log::open(dir.path(), Stream::Deeds).unwrap();
        log.append(&mut b"begun\n".to_vec(), bounds(20, 9), NOW).unwrap();
        let mut lines = b"1\n22\n333\n4444\n55555\nlonger than a whole file\n6\n7\n".to_vec();
        log.append(&mut lines, bounds(20, 9), NOW).unwrap();
        assert!(lines.is_empty());
        let aside = Stream::Deeds.set_aside(dir.path()).unwrap();
        assert_eq!(
            aside.iter().map(|path| read(path)).collect::<Vec<_>>(),
            ["begun\n1\n22\n333\n4444\n", "55555\n", "longer than a whole file\n"]
        );
        assert_eq!(read(&Stream::Deeds.current(dir.path())), "6\n7\n");
    }

    #[test]
    fn what_was_written_before_a_failure_is_not_written_again() {
        let dir = tempfile::tempdir().unwrap();
        let mut log = Log::open(dir.path(), Stream::Deeds).unwrap();
        // A file cannot take the place of a directory; and the name after this one is no moment to go on from.
        let in_the_way = dir.path().join(format!("audit-{}.jsonl", NOW.file_name()));
        fs::create_dir(&in_the_way).unwrap();
        fs::write(dir.path().join("audit-not-a-moment.jsonl"), "").unwrap();
        let mut lines = b"1\n2\n3\n4\n".to_vec();
        assert!(log.append(&mut lines, bounds(4, 9), NOW).is_err());
        assert_eq!((lines.as_slice(), read(&Stream::Deeds.current(dir.path())).as_str()), (&b"3\n4\n"[..], "1\n2\n"));
        fs::remove_dir(&in_the_way).unwrap();
        log.append(&mut lines, bounds(4, 9), NOW).unwrap();
        assert_eq!(
            (read(&in_the_way).as_str(), read(&Stream::Deeds.current(dir.path())).as_str()),
            ("1\n2\n", "3\n4\n")
        );
    }

    #[test]
    fn a_torn_last_line_is_cut_off_and_whole_ones_are_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let current = Stream::Attempts.current(dir.path());
        for (before, after) in [("", ""), ("a\nb\n", "a\nb\n"), ("a\nb", "a\n"), ("torn", ""), ("a\n\0\0\0", "a\n")] {
            fs::write(&current, before).unwrap();
            let mut log = Log::open(dir.path(), Stream::Attempts).unwrap();
            assert_eq!(read(&current), after, "{before:?}");
            log.append(&mut b"next\n".to_vec(), bounds(1000, 1), NOW).unwrap();
            assert_eq!(read(&current), format!("{after}next\n"));
        }
    }

    #[test]
    fn nobody_else_can_read_the_files() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let data_dir = dir.path().join("data");
        Log::open(&data_dir, Stream::Deeds).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&data_dir), mode(&Stream::Deeds.current(&data_dir))), (0o700, 0o600));
    }
}
