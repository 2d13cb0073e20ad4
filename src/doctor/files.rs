//! Who can read and change what grantd keeps and reads.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::Report;
use crate::admin::socket;
use crate::clock::Timestamp;
use crate::config::{Config, ConfigError};
use crate::http::secret_file::{self, Located};
use crate::http::tls::pair::Pair;
use crate::store::backup;

/// Looks at modes: of the data, of what is beside it, of keys.
pub fn modes(report: &mut Report, config: &Config, located: &Located) {
    let before = report.findings.len();
    let data_dir = &config.server.data_dir;
    let mut kept_to_oneself = vec![(data_dir.clone(), "700"), (socket::path(data_dir), "600")];
    let backups = data_dir.join(&config.backup.dir);
    let files = backup::files(&backups).unwrap_or_default();
    kept_to_oneself.extend(files.into_iter().map(|(_, path)| (path, "600")));
    for (path, mode) in kept_to_oneself {
        if mode_of(&path).is_some_and(|found| found & 0o077 != 0) {
            let what = format!("others on this machine can reach {}, which holds all accounts' data", path.display());
            report.problem("files", what, format!("chmod {mode} {}", path.display()));
        }
    }
    for path in keys(&located.config) {
        if secret_file::is_open_to_all(path) {
            let what = format!("everybody on this machine can read the key in {}", path.display());
            report.problem("files", what, format!("chmod 600 {}", path.display()));
        }
    }
    if let Some(path) = config.source.as_deref().filter(|path| mode_of(path).is_some_and(|mode| mode & 0o002 != 0)) {
        let what = format!("everybody on this machine can change the configuration in {}", path.display());
        report.problem("files", what, format!("chmod o-w {}", path.display()));
    }
    if let Some(unseen) = located.told() {
        report.missed("keys", unseen);
    }
    if report.findings.len() == before {
        report.looked("files", "data, keys and configuration are nobody else's to read or change");
    }
}

fn keys(config: &Config) -> impl Iterator<Item = &Path> {
    let upstreams = config.upstreams.iter().filter_map(|upstream| upstream.jwt_secret_file.as_deref());
    upstreams.chain(config.server.tls_key.as_deref()).chain(config.accounts.second_factor_key_file.as_deref())
}

fn mode_of(path: &Path) -> Option<u32> {
    Some(fs::metadata(path).ok()?.permissions().mode())
}

/// Looks at the certificate of grantd's own.
pub fn certificate(report: &mut Report, pair: Option<Result<Pair, ConfigError>>, now: Timestamp, issuer: &str) {
    let Some(pair) = pair else { return };
    match pair {
        Ok(pair) => match pair.complaint(now, issuer) {
            Some(complaint) if now >= pair.not_after || now < pair.not_before => {
                report.problem("certificate", complaint, "put a new one in its place; grantd takes it by itself");
            }
            Some(complaint) => {
                report.warn("certificate", complaint, "put a new one in its place; grantd takes it by itself");
            }
            None => report.looked("certificate", format!("{} is good until {}", pair.path.display(), pair.not_after)),
        },
        Err(wrong) => report.problem("certificate", wrong.to_string(), "name the two that were made together"),
    }
}
