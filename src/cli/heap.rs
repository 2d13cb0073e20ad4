//! Asks glibc to give large blocks back.
//!
//! A password hash takes 19 MiB for a moment. glibc learns from the first such block to keep later ones for itself, so a
//! daemon that hashed one password would hold that memory for good: much on a small machine. Its threshold can be fixed
//! only by a call that Rust deems unsafe, or by the environment at the program's start; so `serve` starts itself once more
//! with that, in the same process.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::Command;

const THRESHOLD: &str = "MALLOC_MMAP_THRESHOLD_";
const ONE_MIB: &str = "1048576";

/// Starts the program once more with the threshold fixed, unless the environment says something about it already. Where
/// that cannot be done, the daemon runs with a larger heap.
pub fn give_back_large_blocks() {
    if !cfg!(target_env = "gnu") || env::var_os(THRESHOLD).is_some() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let mut arguments = env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    let error = again.args(arguments).env(THRESHOLD, ONE_MIB).exec();
    tracing::debug!(%error, "large blocks of memory may be kept");
}
