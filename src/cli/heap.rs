//! Asks the allocator to give memory back.
//!
//! A rewriting of the store takes as much memory as the store has pages. jemalloc has an arena for each of four threads a
//! core, and keeps what was freed for ten seconds of work. How it is to behave stands in the environment when the program
//! starts, so everything that has the store starts itself once more with that, in the same process.

use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::{env, fs};

const SETTINGS: &str = "_RJEM_MALLOC_CONF";
/// Two arenas: with more of them more is held that another could use. What was freed goes back within a second, while
/// anything is done at all; what is larger than 8 MiB, as the memory of a password hash, at once. Not by a thread of
/// jemalloc's own: that would be there before root's rights are put down, and keep them.
const GIVE_BACK: &str = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0";

/// Starts the program once more with the allocator's settings, unless the environment has some already. To be called before
/// anything was read or written. Where it cannot be done, more memory is kept than is needed.
pub fn give_back() {
    if env::var_os(SETTINGS).is_some() || !is_started_by_name() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let mut arguments = env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    let error = again.args(arguments).env(SETTINGS, GIVE_BACK).exec();
    tracing::debug!(%error, "more memory may be kept than is needed");
}

/// Whether the system has started this program itself. Where it has started another one that runs it (`ld.so grantd`, an
/// emulator), that is what would be started again, with arguments that are not its own.
fn is_started_by_name() -> bool {
    let ours: Vec<u8> = env::args_os().flat_map(|argument| [argument.as_bytes(), b"\0"].concat()).collect();
    fs::read("/proc/self/cmdline").is_ok_and(|systems| systems == ours)
}
