//! Asks glibc to give memory back.
//!
//! A password hash takes 19 MiB for a moment. glibc learns from the first such block to keep later ones for itself, so a
//! daemon that hashed one password would hold that memory for good: much on a small machine. Its threshold can be fixed
//! only by a call that Rust deems unsafe, or by the environment at the program's start; so `serve` starts itself once more
//! with that, in the same process.
//!
//! What is freed by another thread than the one that took it stays with that one's arena, and sled frees in threads of its
//! own: an import of 200,000 records grew to 230 MB with an arena for each thread, and to 90 MB with one for all. A store
//! that is rewritten while it works has all its pages made by one thread and freed by another: with an arena for each the
//! daemon grew with every rewriting. So everything that has the store starts itself with one.

use std::env;
use std::os::unix::process::CommandExt;
use std::process::Command;

const ARENAS: &str = "MALLOC_ARENA_MAX";
const THRESHOLD: &str = "MALLOC_MMAP_THRESHOLD_";
/// What is larger is given back as soon as it is free.
const LARGE: &str = "65536";

/// Starts the program once more with the threshold fixed and one arena, unless the environment says something about either
/// already. Where that cannot be done, the daemon runs with a larger heap.
pub fn give_back_large_blocks() {
    start_again_with(&[(THRESHOLD, LARGE), (ARENAS, "1")]);
}

/// Starts the program once more with one arena for all threads. To be called before anything was read or written.
pub fn share_one_arena() {
    start_again_with(&[(ARENAS, "1")]);
}

fn start_again_with(settings: &[(&str, &str)]) {
    if !cfg!(target_env = "gnu") || settings.iter().any(|(setting, _)| env::var_os(setting).is_some()) {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let mut arguments = env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = arguments.next() {
        again.arg0(name);
    }
    let error = again.args(arguments).envs(settings.iter().copied()).exec();
    tracing::debug!(%error, "more memory may be kept than is needed");
}
