//! Calls of the system, counted by strace: this test once more, as a child, with marks in the trace where an operation
//! begins and ends.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::{env, fs, io};

use crate::BEFORE;
use crate::bare;
use crate::world::{OPERATIONS, World};

const COUNTED: u32 = 200;
/// A file that is not there; trying to open it leaves a mark in the trace.
const MARK: &str = "/nowhere/grantd-costs-";

/// How many calls of the system the daemon makes for each operation.
pub fn of_each_operation() -> io::Result<BTreeMap<String, f64>> {
    let trace = tempfile::NamedTempFile::new()?;
    let child = Command::new("strace")
        .args(["-f", "-qq", "-o"])
        .arg(trace.path())
        .arg(env::current_exe()?)
        .args(["--exact", "--ignored", "calls::traced"])
        .stdout(Stdio::null())
        .status()?;
    if !child.success() {
        return Err(io::Error::other("strace could not trace the daemon"));
    }
    Ok(read(&fs::read_to_string(trace.path())?))
}

/// Counts the lines between marks, but for those of the thread that sets the marks: it is the client.
fn read(trace: &str) -> BTreeMap<String, f64> {
    let (mut calls, mut running) = (BTreeMap::new(), None);
    for line in trace.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        if let Some((_, mark)) = call.split_once(MARK) {
            let name = mark.split('"').next().unwrap_or_default();
            running = (name != "end").then(|| (thread.to_owned(), name.to_owned()));
        } else if let Some((client, operation)) = &running
            && thread != client
            && !call.trim_start().starts_with(['<', '+', '-'])
        {
            *calls.entry(operation.clone()).or_insert(0.0) += 1.0 / f64::from(COUNTED);
        }
    }
    calls
}

/// For a profile by hand: `GRANTD_COSTS_ONLY` names one operation, `GRANTD_COSTS_TIMES` says how often it is done, and with
/// `GRANTD_COSTS_BARE` a hyper server answers that does nothing else.
#[test]
#[ignore = "what is traced, not a test"]
fn traced() {
    let mark = |name: &str| drop(fs::File::open(format!("{MARK}{name}")));
    let only = env::var("GRANTD_COSTS_ONLY").ok();
    let times = env::var("GRANTD_COSTS_TIMES").map_or(COUNTED as usize, |times| times.parse().unwrap());
    let world = World::start();
    for operation in OPERATIONS.into_iter().filter(|operation| only.as_deref().is_none_or(|only| only == *operation)) {
        let mut client = world.client(operation);
        client.repeat(BEFORE);
        if env::var_os("GRANTD_COSTS_BARE").is_some() {
            client.ask_instead(bare::serve(client.last_answer()));
        }
        mark(operation);
        client.repeat(times);
        mark("end");
    }
    world.stop();
}

#[test]
fn a_trace_is_read() {
    let lines = [
        "1 openat(AT_FDCWD, \"/nowhere/grantd-costs-bearer\", O_RDONLY) = -1 ENOENT",
        "1 sendto(3, \"x\") = 1",
        "2 epoll_wait(4, <unfinished ...>",
        "2 <... epoll_wait resumed>) = 1",
        "2 --- SIGCHLD ---",
        "1 openat(AT_FDCWD, \"/nowhere/grantd-costs-end\", O_RDONLY) = -1 ENOENT",
        "2 close(3) = 0",
    ];
    assert_eq!(read(&lines.join("\n")), [("bearer".to_owned(), 1.0 / f64::from(COUNTED))].into());
}
