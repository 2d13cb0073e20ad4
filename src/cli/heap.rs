//! Asks the allocator to give memory back.
//!
//! A password hash takes 19 MiB for a moment, a rewriting of the store as much as the store has pages. jemalloc keeps what
//! was freed for ten seconds or until somebody asks for more, and a daemon may not be asked for anything all night. How it
//! is to behave stands in the environment when the program starts, so everything that has the store starts itself once
//! more with that, in the same process.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::Command;

const SETTINGS: &str = "_RJEM_MALLOC_CONF";
/// Two arenas: with one for each thread more is held that another could use. What was freed goes back within a second, by
/// a thread that does only that.
const GIVE_BACK: &str = "narenas:2,dirty_decay_ms:1000,muzzy_decay_ms:0,background_thread:true";

/// Starts the program once more with the allocator's settings, unless the environment has some already. To be called before
/// anything was read or written. Where it cannot be done, more memory is kept than is needed.
pub fn give_back() {
    if env::var_os(SETTINGS).is_some() {
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
