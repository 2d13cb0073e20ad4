//! The record of what was written (`shim.c`), and the disk that it leaves when the power goes at one moment of it.
//!
//! What a file holds for certain is what was there at its last sync, and a name is there for certain when its directory was
//! synced since. Of what came later anything may have arrived: each write whole, in part, not at all, out of order, each
//! sector of 512 bytes by itself; each change of a name, in their order.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::Chance;

const HEADER: usize = 32;
const SECTOR: usize = 512;

/// One thing that was done.
enum Event<'r> {
    Create(PathBuf, u64),
    Write(u64, usize, &'r [u8]),
    Truncate(u64, usize),
    Sync(u64),
    SyncDir(PathBuf),
    Rename(PathBuf, PathBuf),
    Unlink(PathBuf),
    Mkdir(PathBuf),
}

/// What of the unsynced arrives.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Loss {
    Everything,
    Nothing,
    /// In each file the first so many writes arrive.
    Later,
    /// Each sector by itself arrives or does not.
    Torn,
}

impl Loss {
    pub(crate) fn any(chance: &mut Chance) -> Self {
        [Self::Everything, Self::Nothing, Self::Later, Self::Torn, Self::Torn, Self::Torn]
            [usize::try_from(chance.below(6)).unwrap()]
    }
}

#[derive(Default, Clone)]
struct File {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

#[derive(Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Write(at, data) => put(content, *at, data),
            Self::Truncate(length) => content.resize(*length, 0),
        }
    }
}

fn put(content: &mut Vec<u8>, at: usize, data: &[u8]) {
    if content.len() < at + data.len() {
        content.resize(at + data.len(), 0);
    }
    content[at..at + data.len()].copy_from_slice(data);
}

#[derive(Clone)]
enum Name {
    Is(PathBuf, usize),
    Moves(PathBuf, PathBuf),
    Goes(PathBuf),
    Dir(PathBuf),
}

impl Name {
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>, dirs: &mut HashSet<PathBuf>) {
        match self {
            Self::Is(path, file) => _ = names.insert(path.clone(), *file),
            Self::Moves(from, to) => {
                if let Some(file) = names.remove(from) {
                    names.insert(to.clone(), file);
                } else if dirs.contains(from) {
                    // With all that is in it.
                    let moved =
                        |path: &Path| path.strip_prefix(from).ok().map(|rest| to.join(rest).components().collect());
                    let inside = std::mem::take(names).into_iter();
                    *names = inside.map(|(path, file)| (moved(&path).unwrap_or(path), file)).collect();
                    *dirs = std::mem::take(dirs).into_iter().map(|dir| moved(&dir).unwrap_or(dir)).collect();
                }
            }
            Self::Goes(path) => {
                names.remove(path);
                dirs.remove(path);
            }
            Self::Dir(path) => _ = dirs.insert(path.clone()),
        }
    }

    fn dir(&self) -> Option<&Path> {
        let (Self::Is(path, _) | Self::Moves(_, path) | Self::Goes(path) | Self::Dir(path)) = self;
        path.parent()
    }
}

/// The disk at one moment of the record.
#[derive(Default)]
pub(crate) struct Disk {
    /// Each file that ever was.
    files: Vec<File>,
    /// Which of them has a number now. A number is used again when its file is gone, though its name may not be gone for good.
    numbers: HashMap<u64, usize>,
    names: BTreeMap<PathBuf, usize>,
    dirs: HashSet<PathBuf>,
    pending: Vec<Name>,
    /// How far the record was followed.
    pub(crate) at: usize,
}

impl Disk {
    /// Follows the record up to `until`, or to the last whole event before it.
    pub(crate) fn follow(&mut self, record: &[u8], until: usize) {
        while let Some((event, length)) = read(&record[self.at..]) {
            if self.at + length > until {
                return;
            }
            self.at += length;
            self.happen(event);
        }
    }

    fn happen(&mut self, event: Event<'_>) {
        match event {
            Event::Create(path, file) => {
                self.numbers.insert(file, self.files.len());
                self.pending.push(Name::Is(path, self.files.len()));
                self.files.push(File::default());
            }
            Event::Write(file, at, data) => self.file(file).pending.push(Change::Write(at, data.to_vec())),
            Event::Truncate(file, length) => self.file(file).pending.push(Change::Truncate(length)),
            Event::Sync(file) => {
                let file = self.file(file);
                for change in std::mem::take(&mut file.pending) {
                    change.apply(&mut file.durable);
                }
            }
            Event::SyncDir(dir) => {
                let (now, later) =
                    std::mem::take(&mut self.pending).into_iter().partition(|name| name.dir() == Some(dir.as_path()));
                self.pending = later;
                for name in Vec::from_iter::<Vec<Name>>(now) {
                    name.apply(&mut self.names, &mut self.dirs);
                }
            }
            Event::Rename(from, to) => self.pending.push(Name::Moves(from, to)),
            Event::Unlink(path) => self.pending.push(Name::Goes(path)),
            Event::Mkdir(path) => self.pending.push(Name::Dir(path)),
        }
    }

    fn file(&mut self, number: u64) -> &mut File {
        let new = self.files.len();
        let file = *self.numbers.entry(number).or_insert(new);
        if file == new {
            self.files.push(File::default());
        }
        &mut self.files[file]
    }

    /// Writes down at `root` what is found after the power went.
    pub(crate) fn after_power_loss(&self, root: &Path, loss: Loss, chance: &mut Chance) {
        let (mut names, mut dirs) = (self.names.clone(), self.dirs.clone());
        let kept = match loss {
            Loss::Everything => 0,
            Loss::Nothing => self.pending.len(),
            Loss::Later | Loss::Torn => usize::try_from(chance.below(self.pending.len() as u64 + 1)).unwrap(),
        };
        self.pending.iter().take(kept).for_each(|name| name.apply(&mut names, &mut dirs));
        fs::create_dir_all(root).unwrap();
        // A directory whose own name was not synced takes all in it with it.
        let there = |path: &Path| path.ancestors().skip(1).all(|dir| dir == Path::new("") || dirs.contains(dir));
        let mut sorted: Vec<&PathBuf> = dirs.iter().collect();
        sorted.sort();
        for dir in sorted.into_iter().filter(|dir| there(dir)) {
            fs::create_dir_all(root.join(dir)).unwrap();
        }
        for (path, file) in names.iter().filter(|(path, _)| there(path)) {
            let file = self.files[*file].clone();
            fs::write(root.join(path), file.after_power_loss(loss, chance)).unwrap();
        }
    }
}

impl File {
    fn after_power_loss(self, loss: Loss, chance: &mut Chance) -> Vec<u8> {
        let mut content = self.durable;
        let kept = chance.below(self.pending.len() as u64 + 1);
        for (number, change) in self.pending.iter().enumerate() {
            match loss {
                Loss::Everything => {}
                Loss::Nothing => change.apply(&mut content),
                Loss::Later if (number as u64) < kept => change.apply(&mut content),
                Loss::Later => {}
                Loss::Torn => match change {
                    // Half of the writes arrive whole, some not at all, some in part.
                    Change::Write(at, data) => tear(&mut content, *at, data, chance),
                    truncated if chance.below(2) == 0 => truncated.apply(&mut content),
                    Change::Truncate(_) => {}
                },
            }
        }
        content
    }
}

fn tear(content: &mut Vec<u8>, at: usize, data: &[u8], chance: &mut Chance) {
    let of_ten = [0, 5, 9, 10, 10, 10][usize::try_from(chance.below(6)).unwrap()];
    let mut done = 0;
    while done < data.len() {
        // Sectors are those of the disk, not of the write.
        let end = (SECTOR - (at + done) % SECTOR + done).min(data.len());
        if chance.below(10) < of_ten {
            put(content, at + done, &data[done..end]);
        }
        done = end;
    }
}

/// How far a record goes whose writer was killed, and may have left half an event at its end.
pub(crate) fn whole(record: &[u8]) -> usize {
    let mut at = 0;
    while let Some((_, length)) = read(&record[at..]) {
        at += length;
    }
    at
}

/// Where it tells of a store that took the place of another one.
pub(crate) fn rewritings(record: &[u8]) -> Vec<usize> {
    let (mut at, mut found) = (0, Vec::new());
    while let Some((event, length)) = read(&record[at..]) {
        at += length;
        if matches!(event, Event::Rename(from, _) if from == Path::new("store.new")) {
            found.push(at);
        }
    }
    found
}

fn read(record: &[u8]) -> Option<(Event<'_>, usize)> {
    let number = |at: usize| Some(u64::from_le_bytes(record.get(at..at + 8)?.try_into().ok()?));
    let size = |at| number(at).map(|number| usize::try_from(number).unwrap());
    let (file, offset, length) = (number(8)?, size(16)?, size(24)?);
    let data = record.get(HEADER..HEADER + length)?;
    let path = |bytes: &[u8]| PathBuf::from(String::from_utf8(bytes.to_vec()).unwrap());
    let event = match record[0] {
        b'C' => Event::Create(path(data), file),
        b'W' => Event::Write(file, offset, data),
        b'T' => Event::Truncate(file, offset),
        b'S' => Event::Sync(file),
        b'D' => Event::SyncDir(path(data)),
        b'R' => {
            let (from, to) = data.split_at(data.iter().position(|byte| *byte == 0).unwrap());
            Event::Rename(path(from), path(&to[1..]))
        }
        b'U' | b'X' => Event::Unlink(path(data)),
        b'M' => Event::Mkdir(path(data)),
        other => panic!("{other} is no event"),
    };
    Some((event, HEADER + length))
}
