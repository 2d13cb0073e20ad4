//! `grantd sweep`, `backup`, `restore`, `export`, `import`: what is done with the data as a whole.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, PipeReader, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use clap::Args;

use super::connect::{self, Data};
use super::user::unexpected;
use super::{Failure, Global, heap, owner, show};
use crate::admin::{Answer, Request};
use crate::config::{Config, parse_duration};
use crate::store::Store;
use crate::store::transfer::{self, Counts, TransferError};
use crate::store::verify::{self, PutBack};

#[derive(Args)]
pub struct Sweep {
    /// Only what ended at least this long ago, such as 7d
    #[arg(long, value_name = "DURATION", value_parser = duration, allow_hyphen_values = true)]
    older_than: Option<Duration>,
}

fn duration(text: &str) -> Result<Duration, String> {
    if text.starts_with('-') {
        return Err("a duration cannot be negative: what is still usable is never removed".to_owned());
    }
    parse_duration(text)
}

impl Sweep {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let older_than = u64::try_from(self.older_than.unwrap_or_default().as_millis()).unwrap_or(u64::MAX);
        let Answer::Counts(counts) = connect::ask(global, Request::Sweep { older_than })? else {
            return Err(unexpected());
        };
        if global.json {
            return show::json(&serde_json::json!({ "removed": counts }));
        }
        let rows: Vec<_> = counts.iter().map(|(kind, count)| vec![kind.clone(), count.to_string()]).collect();
        show::table(&["KIND", "REMOVED"], &rows, "Nothing had expired.")
    }
}

#[derive(Args)]
pub struct Backup {
    /// The file to write, - for standard output; it appears when it is complete
    file: PathBuf,
}

impl Backup {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        heap::give_back();
        if self.file == Path::new("-") {
            let mut output = BufWriter::new(io::stdout().lock());
            return Data::reach(&global.config()?, false)?.export(&mut output).map_err(Failure::failed);
        }
        let data = Apart::begin(global.read()?)?;
        let read_back = |written: &mut dyn BufRead, (): &()| transfer::verify(written).map(drop);
        transfer::write_file(&self.file, |output| data.export(output), read_back).map_err(Failure::failed)?;
        show::done(global, &format!("{} holds all data now, and reads back as it should.", self.file.display()))
    }
}

/// The data in the hands of a thread of its own, which works as the owner of the data directory where this is root. The
/// one that began it can still write what root alone may.
struct Apart {
    stream: PipeReader,
    thread: JoinHandle<Result<(), TransferError>>,
}

impl Apart {
    /// Reaches the data; what cannot be reached is told before any file is begun.
    fn begin(config: Config) -> Result<Self, Failure> {
        let (stream, sink) = io::pipe()?;
        let (tell, reached) = mpsc::sync_channel(1);
        let thread = thread::Builder::new().name("grantd-data".to_owned()).spawn(move || {
            let data = owner::assume(config).and_then(|config| Data::reach(&config, false));
            let (data, told) = match data {
                Ok(data) => (Some(data), Ok(())),
                Err(failure) => (None, Err(failure)),
            };
            let _heard = tell.send(told);
            let Some(data) = data else { return Ok(()) };
            let mut sink = BufWriter::new(sink);
            data.export(&mut sink)?;
            Ok(sink.flush()?)
        })?;
        reached.recv().map_err(Failure::failed)??;
        Ok(Self { stream, thread })
    }

    /// Writes an export to `output`.
    fn export(mut self, output: &mut dyn Write) -> Result<(), TransferError> {
        let copied = io::copy(&mut self.stream, output);
        // It must not wait for somebody who reads no more.
        drop(self.stream);
        let exported = self.thread.join().unwrap_or_else(|_| Err(io::Error::other("reading it failed").into()));
        copied?;
        exported
    }
}

#[derive(Args)]
pub struct Export {
    /// The file to write, - for standard output
    #[arg(default_value = "-", hide_default_value = true)]
    file: PathBuf,
}

impl Export {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        Backup { file: self.file }.run(global)
    }
}

#[derive(Args)]
pub struct Restore {
    /// The backup, - for standard input
    file: PathBuf,
}

impl Restore {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        heap::give_back();
        if self.file == Path::new("-") {
            return fill(global, &mut io::stdin().lock());
        }
        fill(global, &mut open(&self.file)?)
    }
}

#[derive(Args)]
pub struct Import {
    /// The export, - for standard input
    #[arg(default_value = "-", hide_default_value = true)]
    file: PathBuf,
    /// The file is one that grantd check --data --repair wrote: put back into the data what is sound
    #[arg(long)]
    quarantined: bool,
}

impl Import {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        match (self.quarantined, self.file == Path::new("-")) {
            (false, _) => Restore { file: self.file }.run(global),
            (true, true) => Err(Failure::Usage(
                "--quarantined takes the name of a file: what is put back is taken out of it".to_owned(),
            )),
            (true, false) => put_back(global, &self.file),
        }
    }
}

fn open(path: &Path) -> Result<BufReader<File>, Failure> {
    let file = File::open(path);
    file.map(BufReader::new).map_err(|error| Failure::Failed(format!("{} cannot be read: {error}", path.display())))
}

/// Puts back what a repair took out. The daemon must not run: it is a person who reads and corrects the file meanwhile.
fn put_back(global: &Global, file: &Path) -> Result<(), Failure> {
    let config = global.read()?;
    let inside =
        above(file).is_ok_and(|dir| config.server.data_dir.canonicalize().is_ok_and(|data_dir| dir == data_dir));
    let config = owner::assume(config)?;
    // It lies in the data directory, as a rule, which root may have to reach otherwise now.
    let file = match file.file_name().filter(|_| inside) {
        Some(name) => &config.server.data_dir.join(name),
        None => file,
    };
    refuse_running(&config)?;
    if !connect::has_data(&config) {
        return Err(Failure::Failed(format!("there is no data in {}", config.server.data_dir.display())));
    }
    let store = connect::open(&config)?;
    let done = verify::put_back(&store, file).map_err(Failure::failed);
    connect::close(&store)?;
    let done = done?;
    if global.json {
        return show::json(&serde_json::json!({ "records": done }));
    }
    let row = |line: PutBack| vec![line.what, line.refused.map_or("put back".to_owned(), |why| format!("left: {why}"))];
    show::table(&["RECORD", "OUTCOME"], &done.into_iter().map(row).collect::<Vec<_>>(), "There was nothing in it.")
}

/// The directory that a file is in, without links on the way.
fn above(file: &Path) -> io::Result<PathBuf> {
    let dir = file.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    dir.canonicalize()
}

/// Reads an export into the data directory, which must be empty.
fn fill(global: &Global, input: &mut dyn BufRead) -> Result<(), Failure> {
    let config = global.config()?;
    let data_dir = &config.server.data_dir;
    refuse_running(&config)?;
    refuse_non_empty(data_dir)?;
    // Opened many times, each a fraction of a second; rewriting it in between would be in vain.
    let storage = connect::small(&config.storage);
    let store = connect::open(&config)?;
    let mut renew = |store: Store| {
        store.engine().close()?;
        drop(store);
        Store::open_unjudged(&storage, data_dir)
    };
    let imported = transfer::import_renewing(store, &mut renew, input);
    if imported.as_ref().is_err_and(|error| !matches!(error, TransferError::NotEmpty)) {
        // It was empty before, so that the next try finds it empty again. A crash before this leaves a store that is
        // marked as unfinished and does not open.
        let _gone = fs::remove_dir_all(data_dir.join("store"));
        let _gone = fs::remove_file(data_dir.join("grantd.lock"));
    }
    report(global, &imported.map_err(Failure::failed)?)
}

fn refuse_running(config: &Config) -> Result<(), Failure> {
    match connect::daemon(config)? {
        Some(_) => Err(Failure::Failed("a daemon is running over the data: stop it first, then try again".to_owned())),
        None => Ok(()),
    }
}

/// What grantd keeps beside a store may lie there (backups, what a repair put aside, the audit log), and a README: the
/// repository has one.
fn refuse_non_empty(data_dir: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(data_dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Failure::Failed(format!("{} cannot be read: {error}", data_dir.display()))),
    };
    for entry in entries {
        let name = entry?.file_name();
        if !name.to_str().is_some_and(may_stay) {
            return Err(Failure::Failed(format!(
                "{} is not empty: name an empty data directory with --data-dir, or move {} away",
                data_dir.display(),
                data_dir.join(name).display()
            )));
        }
    }
    Ok(())
}

fn may_stay(name: &str) -> bool {
    ["README.md", "backups", "grantd.lock", "grantd.sock"].contains(&name)
        || ["store.damaged-", "grantd.quarantine-", "audit", "attempts"].iter().any(|own| name.starts_with(own))
}

fn report(global: &Global, counts: &Counts) -> Result<(), Failure> {
    if global.json {
        return show::json(&serde_json::json!({ "imported": counts }));
    }
    let rows: Vec<_> = counts.iter().map(|(kind, count)| vec![(*kind).to_owned(), count.to_string()]).collect();
    show::table(&["KIND", "IMPORTED"], &rows, "There was nothing in it.")
}
