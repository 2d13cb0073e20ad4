//! The log read again: over all its files, both streams in the order of time, filtered; and followed as it grows.
//!
//! It reads the files themselves, so it needs no daemon, and reads lines that a newer version wrote as well: those it
//! hands on as they are.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::event::{Entry, Event};
use super::files::{Stream, moment};
use crate::clock::Timestamp;

/// Which lines are wanted. What is `None` lets all through.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The account's name, in any case: what is about it, and what it has done.
    pub user: Option<String>,
    /// The `client_id` of the app: what is about it, and what it has done.
    pub app: Option<String>,
    /// The name of the event.
    pub event: Option<String>,
    /// The names of events of which it may be any; none lets all through.
    pub among: Vec<&'static str>,
    /// Nothing before this.
    pub since: Option<Timestamp>,
    /// Nothing from this on.
    pub until: Option<Timestamp>,
}

/// One line of a log.
#[derive(Debug, Clone)]
pub struct Line {
    /// As it stands there.
    pub text: String,
    /// When it was written.
    pub time: Timestamp,
    /// What it says; `None` for an event that only a newer version knows.
    pub entry: Option<Entry>,
}

impl Line {
    /// A line that has a time; anything else is none.
    pub(super) fn parse(text: &str, filter: &Filter) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let time = Timestamp::parse(value["time"].as_str()?)?;
        filter.wants(&value, time).then(|| Self {
            text: text.to_owned(),
            time,
            entry: serde_json::from_value(value).ok(),
        })
    }
}

impl Filter {
    fn wants(&self, line: &Value, time: Timestamp) -> bool {
        let by = &line["by"];
        let user = |wanted: &str| {
            let about = [&line["user"], &line["owner"], &by["for"]];
            let does = Some(&by["name"]).filter(|_| by["who"] == "user");
            let mut names = about.into_iter().map(|user| &user["name"]).chain(does).filter_map(Value::as_str);
            names.any(|name| name.eq_ignore_ascii_case(wanted))
        };
        let app = |wanted: &str| [&line["app"], by].iter().any(|app| app["client_id"] == wanted);
        self.since.is_none_or(|since| time >= since)
            && self.until.is_none_or(|until| time < until)
            && self.event.as_deref().is_none_or(|event| line["event"] == event)
            && (self.among.is_empty() || self.among.iter().any(|event| line["event"] == *event))
            && self.app.as_deref().is_none_or(app)
            && self.user.as_deref().is_none_or(user)
    }
}

/// Whether there is an event of this name.
pub fn is_event(name: &str) -> bool {
    names().iter().any(|known| known == name)
}

/// The names of all events, in the order of [`Event`].
pub fn names() -> Vec<String> {
    // Who reads events is the one that knows them all: it says so when it is shown another.
    let parsed = serde_json::from_value::<Event>(serde_json::json!({ "event": "" }));
    let told = parsed.err().map(|error| error.to_string()).unwrap_or_default();
    told.split('`').skip(1).step_by(2).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The last `most` lines that the filter lets through, the newest last.
pub fn last(data_dir: &Path, filter: &Filter, most: usize) -> io::Result<Vec<Line>> {
    let mut all = Vec::new();
    for stream in Stream::ALL {
        let mut lines = VecDeque::new();
        for file in files(data_dir, stream, filter.since)? {
            read(&file, |text| {
                lines.extend(Line::parse(text, filter));
                if lines.len() > most {
                    lines.pop_front();
                }
            })?;
        }
        all.extend(lines);
    }
    // Lines of one moment stay in the order of their file.
    all.sort_by_key(|line| line.time);
    Ok(all.split_off(all.len().saturating_sub(most)))
}

/// The files of a stream, the oldest first. A file that was set aside before `since` holds nothing after it.
pub(super) fn files(data_dir: &Path, stream: Stream, since: Option<Timestamp>) -> io::Result<Vec<PathBuf>> {
    let mut files = match stream.set_aside(data_dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        files => files?,
    };
    files.retain(|path| since.is_none_or(|since| moment(path).is_none_or(|moment| moment >= since)));
    files.push(stream.current(data_dir));
    Ok(files)
}

/// Reads the lines of one file. One that is gone meanwhile has none.
fn read(path: &Path, mut each: impl FnMut(&str)) -> io::Result<()> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        file => file?,
    };
    let mut reader = BufReader::new(file);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        if let Some(text) = whole_line(&line) {
            each(text);
        }
        line.clear();
    }
    Ok(())
}

/// The text of a line that ends; what a crash or a write under way has left is none.
pub(super) fn whole_line(line: &[u8]) -> Option<&str> {
    str::from_utf8(line.strip_suffix(b"\n")?).ok()
}

/// Both logs as they grow.
pub struct Follower {
    data_dir: PathBuf,
    ends: Vec<End>,
}

/// The end of one log.
struct End {
    stream: Stream,
    file: Option<File>,
    /// The beginning of a line that is not whole yet.
    begun: Vec<u8>,
}

impl Follower {
    /// Begins at the ends of the files as they are now.
    pub fn at_end(data_dir: &Path) -> io::Result<Self> {
        let mut ends = Vec::new();
        for stream in Stream::ALL {
            let mut file = opened(&stream.current(data_dir))?;
            if let Some(file) = &mut file {
                file.seek(SeekFrom::End(0))?;
            }
            ends.push(End { stream, file, begun: Vec::new() });
        }
        Ok(Self { data_dir: data_dir.to_owned(), ends })
    }

    /// What was written since it was asked last.
    pub fn news(&mut self, filter: &Filter) -> io::Result<Vec<Line>> {
        let mut lines = Vec::new();
        for end in &mut self.ends {
            end.news(&self.data_dir, &mut |text| lines.extend(Line::parse(text, filter)))?;
        }
        lines.sort_by_key(|line| line.time);
        Ok(lines)
    }
}

impl End {
    fn news(&mut self, data_dir: &Path, each: &mut impl FnMut(&str)) -> io::Result<()> {
        let current = self.stream.current(data_dir);
        let old = self.file.as_ref().map(inode).transpose()?;
        self.read_on(each)?;
        let Some(new) = opened(&current)? else { return Ok(()) };
        if old == Some(inode(&new)?) {
            return Ok(());
        }
        // It was set aside meanwhile: what it got at last, those that came and went after it, and the new one.
        self.read_on(each)?;
        let aside = self.stream.set_aside(data_dir)?;
        let known = aside.iter().position(|path| opened(path).ok().flatten().and_then(|f| inode(&f).ok()) == old);
        for path in known.map_or(&[][..], |known| aside.get(known + 1..).unwrap_or_default()) {
            read(path, &mut *each)?;
        }
        self.begun.clear();
        self.file = Some(new);
        self.read_on(each)
    }

    fn read_on(&mut self, each: &mut impl FnMut(&str)) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.read_to_end(&mut self.begun)?;
        let whole = self.begun.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        for line in self.begun.drain(..whole).collect::<Vec<_>>().split_inclusive(|byte| *byte == b'\n') {
            whole_line(line).into_iter().for_each(&mut *each);
        }
        Ok(())
    }
}

fn opened(path: &Path) -> io::Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn inode(file: &File) -> io::Result<u64> {
    Ok(file.metadata()?.ino())
}
