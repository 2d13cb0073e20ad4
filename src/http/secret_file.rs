//! Files that hold a key: where one is, and who can read it. What is in it is for others to judge.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::config::Config;

/// Where systemd keeps the credentials of the running service, for root and the service alone.
const OF_THE_SERVICE: &str = "/run/credentials/grantd.service";

/// Where a configured file is. A name without a slash is looked for among systemd's credentials first.
pub fn find(file: &Path) -> PathBuf {
    found_in(file, own_credentials().as_slice()).unwrap_or_else(|| file.to_owned())
}

fn own_credentials() -> Option<PathBuf> {
    env::var_os("CREDENTIALS_DIRECTORY").map(PathBuf::from)
}

/// The credential of that name.
fn found_in(file: &Path, directories: &[PathBuf]) -> Option<PathBuf> {
    if !is_name(file) {
        return None;
    }
    directories.iter().map(|directory| directory.join(file)).find(|credential| credential.is_file())
}

fn is_name(file: &Path) -> bool {
    file.components().count() == 1 && !file.is_absolute()
}

/// A configuration whose keys can be read by who is not the service.
pub struct Located {
    /// The configuration, its files where they are found now. What needs one that is not found is left out.
    pub config: Config,
    /// The names that are not found: credentials that only the service has.
    pub missing: Vec<PathBuf>,
}

/// Looks for the keys as a command does that looks at an installation: a name is a credential of its own or of the running
/// service, or else a file beside, and where it is none of these nobody but the service can tell what is in it.
pub fn locate(config: &Config) -> Located {
    let mut directories: Vec<_> = own_credentials().into_iter().collect();
    directories.push(PathBuf::from(OF_THE_SERVICE));
    locate_in(config, &directories)
}

fn locate_in(config: &Config, directories: &[PathBuf]) -> Located {
    let mut located = Located { config: config.clone(), missing: Vec::new() };
    let Located { config, missing } = &mut located;
    let mut place = |file: &mut PathBuf| match found_in(file, directories) {
        Some(found) => *file = found,
        None if is_name(file) && !file.is_file() => missing.push(file.clone()),
        None => {}
    };
    let server = &mut config.server;
    server.tls_cert.iter_mut().chain(&mut server.tls_key).for_each(&mut place);
    config.accounts.second_factor_key_file.iter_mut().for_each(&mut place);
    config.upstreams.iter_mut().filter_map(|upstream| upstream.jwt_secret_file.as_mut()).for_each(&mut place);
    let gone = |file: &Option<PathBuf>| file.as_ref().is_some_and(|file| missing.contains(file));
    if gone(&server.tls_cert) || gone(&server.tls_key) {
        (server.tls_cert, server.tls_key) = (None, None);
    }
    if gone(&config.accounts.second_factor_key_file) {
        config.accounts.second_factor_key_file = None;
    }
    config.upstreams.retain(|upstream| !gone(&upstream.jwt_secret_file));
    located
}

impl Located {
    /// The names that are not found, in a sentence.
    pub fn told(&self) -> Option<String> {
        let names: Vec<_> = self.missing.iter().map(|name| name.display().to_string()).collect();
        (!names.is_empty()).then(|| {
            format!(
                "{}: no file here, and no credential that can be seen from here; LoadCredential= of the service may bring \
                 it. Root can see those of a service that runs",
                names.join(", ")
            )
        })
    }
}

/// Whether everybody on this machine can read it.
pub fn is_open_to_all(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o007 != 0)
}

/// Says so in the log if everybody on this machine can read it.
pub fn warn_if_open_to_all(path: &Path) {
    if is_open_to_all(path) {
        tracing::warn!("everybody on this machine can read the key in {}: chmod 600 {0}", path.display());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Upstream;

    #[test]
    fn a_name_is_a_credential_of_the_service_or_a_file_here_or_is_left_out() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("upstream.key"), "k").unwrap();
        let upstream = |file: &str| Upstream { jwt_secret_file: Some(file.into()), ..Upstream::default() };
        let upstreams = ["upstream.key", "not-there.key", "/not/there.key"].map(upstream).to_vec();
        let mut config = Config { upstreams, ..Config::default() };
        (config.server.tls_cert, config.server.tls_key) = (Some("Cargo.toml".into()), Some("privkey.pem".into()));
        let located = locate_in(&config, &[dir.path().join("none"), dir.path().to_owned()]);
        let files: Vec<_> = located.config.upstreams.iter().filter_map(|one| one.jwt_secret_file.clone()).collect();
        assert_eq!(files, [dir.path().join("upstream.key"), "/not/there.key".into()], "what has a slash is no name");
        assert_eq!((located.config.server.tls_cert.clone(), located.config.server.tls_key.clone()), (None, None));
        assert_eq!(located.missing, [PathBuf::from("privkey.pem"), "not-there.key".into()]);
        assert!(located.told().unwrap().starts_with("privkey.pem, not-there.key: no file here"));
        let located = locate_in(&Config::default(), &[]);
        assert_eq!((located.config, located.missing.len()), (Config::default(), 0));
    }
}
