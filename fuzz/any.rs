//! All targets of `grantd::fuzzing` in one program, which `$GRANTD_FUZZ_TARGET` chooses from: to link one for each takes
//! minutes.
#![no_main]

use std::sync::OnceLock;

use grantd::fuzzing;
use libfuzzer_sys::fuzz_target;

static TARGET: OnceLock<fn(&[u8])> = OnceLock::new();

fn chosen() -> fn(&[u8]) {
    let name = std::env::var("GRANTD_FUZZ_TARGET").expect("GRANTD_FUZZ_TARGET names a target");
    fuzzing::target(&name).unwrap_or_else(|| panic!("there is no target {name:?}: {:?}", fuzzing::TARGETS))
}

fuzz_target!(|data: &[u8]| TARGET.get_or_init(chosen)(data));
