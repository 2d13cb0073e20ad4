//! The log read from its end: the newest line first, and no more of the files than is asked for.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

use super::files::Stream;
use super::read::{Filter, Line, files, whole_line};

/// How much is read at once.
const BLOCK: u64 = 64 * 1024;

/// A part of the log, the newest line first.
#[derive(Debug, Clone, Default)]
pub struct Newest {
    /// The lines.
    pub lines: Vec<Line>,
    /// Whether there are older ones.
    pub more: bool,
}

/// So many lines that the filter lets through, without the `skip` newest ones. Blocks.
pub fn newest(data_dir: &Path, filter: &Filter, skip: usize, limit: usize) -> io::Result<Newest> {
    let mut streams = Vec::new();
    for stream in Stream::ALL {
        let mut lines = Lines::of(data_dir, stream, filter)?;
        let next = lines.next(filter)?;
        streams.push((next, lines));
    }
    let mut found = Newest::default();
    let mut skipped = 0;
    loop {
        let newest = streams
            .iter_mut()
            .filter(|(next, _)| next.is_some())
            .max_by_key(|(next, _)| next.as_ref().map(|line| line.time));
        let Some((next, lines)) = newest else { return Ok(found) };
        let Some(line) = next.take() else { return Ok(found) };
        if found.lines.len() == limit {
            found.more = true;
            return Ok(found);
        }
        *next = lines.next(filter)?;
        if skipped < skip {
            skipped += 1;
        } else {
            found.lines.push(line);
        }
    }
}

/// The lines of one stream over all its files, the newest first.
struct Lines {
    files: IntoIter<PathBuf>,
    open: Option<Backwards>,
}

impl Lines {
    fn of(data_dir: &Path, stream: Stream, filter: &Filter) -> io::Result<Self> {
        let mut files = files(data_dir, stream, filter.since)?;
        files.reverse();
        Ok(Self { files: files.into_iter(), open: None })
    }

    /// The next line that the filter lets through.
    fn next(&mut self, filter: &Filter) -> io::Result<Option<Line>> {
        loop {
            if let Some(open) = &mut self.open {
                while let Some(line) = open.line()? {
                    if let Some(line) = whole_line(&line).and_then(|text| Line::parse(text, filter)) {
                        return Ok(Some(line));
                    }
                }
            }
            let Some(path) = self.files.next() else { return Ok(None) };
            self.open = match File::open(&path) {
                // It was removed meanwhile.
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                file => Some(Backwards::over(file?)?),
            };
        }
    }
}

/// One file from its end.
struct Backwards {
    file: File,
    /// Where what is read begins.
    begin: u64,
    read: Vec<u8>,
}

impl Backwards {
    fn over(mut file: File) -> io::Result<Self> {
        let begin = file.seek(SeekFrom::End(0))?;
        Ok(Self { file, begin, read: Vec::new() })
    }

    /// The line before, with its end; the last one may have none, where it was torn or is being written.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        // Of what was read already nothing is looked at twice.
        let mut unseen = self.read.len().saturating_sub(1);
        loop {
            if let Some(end) = self.read.get(..unseen).and_then(|read| read.iter().rposition(|byte| *byte == b'\n')) {
                return Ok(Some(self.read.split_off(end + 1)));
            }
            if self.begin == 0 {
                let first = std::mem::take(&mut self.read);
                return Ok((!first.is_empty()).then_some(first));
            }
            let more = self.begin.min(BLOCK);
            self.begin -= more;
            self.file.seek(SeekFrom::Start(self.begin))?;
            let mut block = Vec::new();
            (&mut self.file).take(more).read_to_end(&mut block)?;
            unseen = if self.read.is_empty() { block.len().saturating_sub(1) } else { block.len() };
            block.append(&mut self.read);
            self.read = block;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::audit::Origin;
    use crate::audit::event::{Entry, Event};
    use crate::audit::read::{is_event, names};
    use crate::clock::Timestamp;

    fn line(at: u64, event: Event) -> String {
        let entry = Entry::new(Timestamp::from_millis(at), event, &Origin::system());
        serde_json::to_string(&entry).unwrap() + "\n"
    }

    /// Deeds at even moments in two files, attempts at every third of them, a torn line, and one longer than a block.
    fn log() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        let deeds = |from, to| (from..to).filter(|n| n % 2 == 0).map(|n| line(n, Event::Stopped)).collect::<String>();
        let mut long = line(1000, Event::Started { version: "v".repeat(3 * 64 * 1024) });
        long += "{\"time\":\"20";
        fs::write(dir.path().join("audit-19700101T000000.500Z.jsonl"), deeds(0, 500)).unwrap();
        fs::write(dir.path().join("audit.jsonl"), deeds(500, 1000) + &long).unwrap();
        let attempts: String = (0..900).filter(|n| n % 3 == 0).map(|n| line(n, Event::SignInThrottled)).collect();
        fs::write(dir.path().join("attempts.jsonl"), attempts).unwrap();
        dir
    }

    #[test]
    fn the_newest_lines_of_both_logs_come_first_whatever_the_page() {
        let dir = log();
        let all = super::super::read::last(dir.path(), &Filter::default(), usize::MAX).unwrap();
        let mut times: Vec<_> = all.iter().map(|line| line.time).collect();
        times.reverse();
        assert_eq!(times.len(), 500 + 300 + 1);
        for size in [1, 7, 100, 5000] {
            let mut paged = Vec::new();
            loop {
                let part = newest(dir.path(), &Filter::default(), paged.len(), size).unwrap();
                assert!(part.lines.len() == size || !part.more);
                paged.extend(part.lines.into_iter().map(|line| line.time));
                if !part.more || paged.len() > 40 * size {
                    break;
                }
            }
            assert_eq!(paged, times[..paged.len()], "in pages of {size}");
        }
        let whole = newest(dir.path(), &Filter::default(), 0, 5000).unwrap();
        assert!(whole.lines.len() == times.len() && !whole.more);
    }

    #[test]
    fn a_filter_lets_through_what_it_names() {
        let dir = log();
        let of = |filter: &Filter| newest(dir.path(), filter, 0, 5000).unwrap().lines.len();
        let event = Some("sign_in_throttled".to_owned());
        assert_eq!(of(&Filter { event, ..Filter::default() }), 300);
        let (since, until) = (Some(Timestamp::from_millis(100)), Some(Timestamp::from_millis(110)));
        assert_eq!(of(&Filter { since, until, ..Filter::default() }), 5 + 3);
        let nowhere = tempfile::tempdir().unwrap();
        assert!(newest(nowhere.path(), &Filter::default(), 0, 5).unwrap().lines.is_empty());
    }

    #[test]
    fn every_event_has_a_name() {
        let documented = include_str!("../../docs/audit.md");
        let all = names();
        assert!(all.len() > 40 && all.contains(&"signed_in".to_owned()) && !is_event("signed") && !is_event(""));
        for name in &all {
            let short = name.rsplit_once('_').map(|(_, end)| format!("`…_{end}`")).unwrap_or_default();
            let rotated = documented.contains("`…_secret_rotated`") && name == "resource_server_secret_rotated";
            let told = documented.contains(&format!("`{name}`")) || documented.contains(&short) || rotated;
            assert!(told, "docs/audit.md says nothing of {name}");
        }
    }
}
