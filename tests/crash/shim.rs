//! The layer of `shim.c`: built once a run, handed to the daemon by `LD_PRELOAD`.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The library; built with the C compiler that a crate among the dependencies needs anyway.
pub(crate) fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crash/shim.c");
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("shim-{}.so", std::process::id()));
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
        let arguments = ["-O1", "-Wall", "-Wextra", "-Werror", "-Wno-nonnull-compare", "-shared", "-fPIC", "-o"];
        let built =
            Command::new(compiler).args(arguments).arg(&library).arg(source).args(["-ldl", "-lpthread"]).status();
        assert!(built.unwrap().success(), "the layer under the store could not be built");
        library
    })
}

/// What is to fail. The daemon maps the file.
pub(crate) struct Control {
    pub(crate) path: PathBuf,
    file: File,
}

/// `ENOSPC` and `EIO`.
pub(crate) const NO_SPACE: u32 = 28;
pub(crate) const BROKEN: u32 = 5;

impl Control {
    pub(crate) fn new(path: PathBuf) -> Self {
        fs::write(&path, [0; 32]).unwrap();
        let file = OpenOptions::new().read(true).write(true).open(&path).unwrap();
        Self { path, file }
    }

    /// How many operations there were.
    pub(crate) fn count(&self) -> u64 {
        let mut count = [0; 8];
        self.file.read_exact_at(&mut count, 0).unwrap();
        u64::from_le_bytes(count)
    }

    /// The operations `from..until` fail with `error`; syncs are counted for a broken disk only.
    pub(crate) fn fail(&self, from: u64, until: u64, error: u32) {
        let asked = [
            &from.to_le_bytes()[..],
            &until.to_le_bytes(),
            &error.to_le_bytes(),
            &u32::from(error == BROKEN).to_le_bytes(),
        ];
        self.file.write_all_at(&asked.concat(), 8).unwrap();
    }

    /// Nothing fails any more.
    pub(crate) fn mend(&self) {
        self.fail(0, 0, 0);
    }
}
