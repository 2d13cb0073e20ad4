//! What makes sense: ranges, and settings that must fit each other. And which settings a running daemon cannot change.

use std::ops::RangeInclusive;
use std::path::Path;
use std::time::Duration;

use super::address::home_is_not_expanded;
use super::error::quote;
use super::units::LONGEST;
use super::value::{Value, literal};
use super::{
    Accounts, Audit, Backup, Config, ConfigError, Instance, Listen, OAuth, Server, Storage, format_size, routes,
    scope_groups,
};

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

impl Config {
    /// Checks that every setting is in its range and that they fit each other. [`Config::parse`] has done so; to be called
    /// again after changing a setting, as the command line does.
    ///
    /// # Errors
    /// The first setting that makes no sense. The error names its key but no line: the file may not be to blame.
    pub fn check(&self) -> Result<(), ConfigError> {
        self.server.check()?;
        self.oauth.check()?;
        self.accounts.check()?;
        self.instance.check()?;
        self.storage.check()?;
        self.backup.check()?;
        self.audit.check()?;
        for (index, upstream) in self.upstreams.iter().enumerate() {
            let named = |error| ConfigError { index: Some(index), ..error };
            within("upstream.connect_timeout", &upstream.connect_timeout, MILLISECOND..=MINUTE).map_err(named)?;
            within("upstream.timeout", &upstream.timeout, MILLISECOND..=DAY).map_err(named)?;
            within("upstream.jwt_lifetime", &upstream.jwt_lifetime, 5 * SECOND..=HOUR).map_err(named)?;
        }
        scope_groups::check(&self.scope_groups, &self.scopes)?;
        routes::check(&self.routes, &self.upstreams, &self.scopes, &self.server.listen)
    }
}

impl Server {
    /// Whether TCP addresses speak TLS.
    pub fn speaks_tls(&self) -> bool {
        self.tls_cert.is_some()
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.listen.is_empty() {
            return Err(ConfigError::of("server.listen", "is empty; write an address like \"127.0.0.1:8080\""));
        }
        for (index, listen) in self.listen.iter().enumerate() {
            if self.listen[..index].contains(listen) && !any_free_port(listen) {
                let why = format!("{} stands there twice", literal(listen));
                return Err(ConfigError { index: Some(index), ..ConfigError::of("server.listen", why) });
            }
        }
        if let Some(url) = &self.public_url
            && !(url.is_https() || url.is_loopback() || self.insecure_http)
        {
            let why = format!(
                "{} is plain http, which anyone on the way can read; write https, or insecure_http = true to allow it",
                literal(url)
            );
            return Err(ConfigError::of("server.public_url", why));
        }
        self.check_tls()?;
        check_dir("server.data_dir", &self.data_dir, "/var/lib/grantd")?;
        within("server.max_connections", &self.max_connections, 1..=1_000_000)?;
        within("server.max_connections_per_address", &self.max_connections_per_address, 0..=1_000_000)?;
        within("server.request_timeout", &self.request_timeout, MILLISECOND..=HOUR)?;
        within("server.idle_timeout", &self.idle_timeout, MILLISECOND..=DAY)?;
        if let Some(listen) = self.metrics_listen.0.as_ref().filter(|listen| self.listen.contains(listen))
            && !any_free_port(listen)
        {
            let why = format!("{} is where clients come; write an address of its own", literal(listen));
            return Err(ConfigError::of("server.metrics_listen", why));
        }
        Ok(())
    }

    fn check_tls(&self) -> Result<(), ConfigError> {
        let wrong = |key, why: &str| Err(ConfigError::of(key, why));
        match (&self.tls_cert, &self.tls_key) {
            (None, None) => return Ok(()),
            (Some(_), None) => return wrong("server.tls_cert", "needs tls_key beside it: the file with its key"),
            (None, Some(_)) => {
                return wrong("server.tls_key", "needs tls_cert beside it: the file with its certificate");
            }
            (Some(cert), Some(key)) => {
                let named = [("server.tls_cert", cert), ("server.tls_key", key)];
                if let Some((setting, _)) = named.into_iter().find(|(_, file)| file.as_os_str().is_empty()) {
                    return wrong(setting, "names no file; leave out both keys for no TLS");
                }
            }
        }
        if self.listen.iter().all(|listen| matches!(listen, Listen::Unix(_))) {
            return wrong("server.tls_cert", "means nothing here: Unix sockets speak no TLS, and there are no others");
        }
        if let Some(url) = self.public_url.as_ref().filter(|url| !url.is_https()) {
            let why = format!("{} is plain http, but with tls_cert grantd speaks https; write https", literal(url));
            return Err(ConfigError {
                other_key: Some("server.tls_cert"),
                ..ConfigError::of("server.public_url", why)
            });
        }
        Ok(())
    }
}

impl OAuth {
    fn check(&self) -> Result<(), ConfigError> {
        within("oauth.code_lifetime", &self.code_lifetime, SECOND..=10 * MINUTE)?;
        within("oauth.access_token_lifetime", &self.access_token_lifetime, SECOND..=LONGEST)?;
        within("oauth.refresh_token_lifetime", &self.refresh_token_lifetime, SECOND..=LONGEST)?;
        if self.access_token_lifetime > self.refresh_token_lifetime {
            let why = format!(
                "{} is longer than refresh_token_lifetime, {}; an access token lives as long at most",
                literal(&self.access_token_lifetime),
                literal(&self.refresh_token_lifetime)
            );
            return Err(ConfigError {
                other_key: Some("oauth.refresh_token_lifetime"),
                ..ConfigError::of("oauth.access_token_lifetime", why)
            });
        }
        if self.refresh_reuse_grace >= 10 * MINUTE {
            let why = format!("{} is too long; write less than \"10m\"", literal(&self.refresh_reuse_grace));
            return Err(ConfigError::of("oauth.refresh_reuse_grace", why));
        }
        within("oauth.secret_overlap", &self.secret_overlap, Duration::ZERO..=90 * DAY)?;
        for (index, scheme) in self.extra_redirect_schemes.iter().enumerate() {
            check_redirect_scheme(scheme).map_err(|why| ConfigError {
                index: Some(index),
                ..ConfigError::of("oauth.extra_redirect_schemes", why)
            })?;
        }
        Ok(())
    }
}

fn any_free_port(listen: &Listen) -> bool {
    matches!(listen, Listen::Tcp(address) if address.port() == 0)
}

/// A scheme (RFC 3986 §3.1) that hands a redirect to an app and does nothing else.
fn check_redirect_scheme(scheme: &str) -> Result<(), String> {
    const HARMFUL: [&str; 8] = ["http", "https", "javascript", "data", "file", "vbscript", "blob", "about"];
    if HARMFUL.contains(&scheme.to_ascii_lowercase().as_str()) {
        return Err(format!("{} is never an app's own scheme; write one that only your app opens", quote(scheme)));
    }
    let mut characters = scheme.chars();
    let starts_well = characters.next().is_some_and(|first| first.is_ascii_lowercase());
    let goes_on_well = characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    if !(starts_well && goes_on_well) {
        return Err(format!(
            "{} is not a scheme; write small letters, digits, +, - and . with a letter first, like \"myapp\"",
            quote(scheme)
        ));
    }
    Ok(())
}

impl Accounts {
    fn check(&self) -> Result<(), ConfigError> {
        within("accounts.password_min_length", &self.password_min_length, 4..=128)?;
        within("accounts.password_min_strength", &self.password_min_strength, 0..=4)?;
        within("accounts.session_lifetime", &self.session_lifetime, SECOND..=LONGEST)?;
        within("accounts.argon2_iterations", &self.argon2_iterations, 1..=100)?;
        within("accounts.argon2_parallelism", &self.argon2_parallelism, 1..=255)?;
        within("accounts.argon2_memory", &self.argon2_memory, 8 * KIB..=GIB)?;
        let least = 8 * KIB * u64::from(self.argon2_parallelism);
        if self.argon2_memory < least {
            let why = format!(
                "{} is too little for argon2_parallelism = {}; write at least \"{}\"",
                literal(&self.argon2_memory),
                self.argon2_parallelism,
                format_size(least)
            );
            return Err(ConfigError {
                other_key: Some("accounts.argon2_parallelism"),
                ..ConfigError::of("accounts.argon2_memory", why)
            });
        }
        if !self.argon2_memory.is_multiple_of(KIB) {
            let why = format!("{} is not a whole number of KiB", literal(&self.argon2_memory));
            return Err(ConfigError::of("accounts.argon2_memory", why));
        }
        within("accounts.argon2_concurrency", &self.argon2_concurrency, 1..=256)?;
        within("accounts.login_free_attempts", &self.login_free_attempts, 1..=1000)?;
        within("accounts.login_max_delay", &self.login_max_delay, SECOND..=DAY)?;
        within("accounts.confirm_again", &self.confirm_again, Duration::ZERO..=DAY)?;
        if self.passkey_domain.as_deref().is_some_and(|domain| !is_domain(domain)) {
            let why = "is no domain: lower-case labels between dots, such as \"example.org\"";
            return Err(ConfigError::of("accounts.passkey_domain", why));
        }
        match &self.second_factor_key_file {
            Some(file) if file.as_os_str().is_empty() => {
                Err(ConfigError::of("accounts.second_factor_key_file", "names no file; leave the key out for no key"))
            }
            Some(file) if file.starts_with("~") => {
                let why = home_is_not_expanded(&file.to_string_lossy());
                Err(ConfigError::of("accounts.second_factor_key_file", why))
            }
            _ => Ok(()),
        }
    }
}

/// Whether it is a domain name in the form that browsers compare.
fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        (1..=63).contains(&label.len()) && label.chars().all(good) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

impl Instance {
    /// How long `name` may be, in bytes, here and where an administrator sets it.
    pub const LONGEST_NAME: usize = 100;

    fn check(&self) -> Result<(), ConfigError> {
        let name = &self.name;
        let wrong = |why: String| Err(ConfigError::of("instance.name", why));
        if name.trim().is_empty() {
            return wrong("is empty; write what people shall read on every page, like \"Trail Club\"".to_owned());
        }
        if name.contains(char::is_control) {
            return wrong(format!("{} is more than one line of text", quote(name)));
        }
        if name.len() > Self::LONGEST_NAME {
            return wrong(format!("{} is too long; it has room for {} bytes", quote(name), Self::LONGEST_NAME));
        }
        match &self.logo {
            Some(logo) if logo.as_os_str().is_empty() => {
                Err(ConfigError::of("instance.logo", "names no file; leave the key out for no logo"))
            }
            Some(logo) if logo.starts_with("~") => {
                Err(ConfigError::of("instance.logo", home_is_not_expanded(&logo.to_string_lossy())))
            }
            _ => Ok(()),
        }
    }
}

impl Storage {
    fn check(&self) -> Result<(), ConfigError> {
        within("storage.memory", &self.memory, 16 * MIB..=1024 * GIB)?;
        if let Some(cache) = &self.cache {
            within("storage.cache", cache, 64 * KIB..=4 * GIB)?;
        }
        within("storage.flush_every", &self.flush_every, MILLISECOND..=MINUTE)?;
        within("storage.sweep_interval", &self.sweep_interval, SECOND..=DAY)?;
        within("storage.keep_free", &self.keep_free, 0..=1024 * GIB)?;
        within("storage.compact_above", &self.compact_above, 0..=1024 * GIB)?;
        let times = self.compact_when;
        if !(times == 0.0 || (times > 1.0 && times <= 1000.0)) {
            let why = format!("{} makes no sense; write 0 for never, or a number above 1, up to 1000", literal(&times));
            return Err(ConfigError::of("storage.compact_when", why));
        }
        Ok(())
    }
}

impl Backup {
    fn check(&self) -> Result<(), ConfigError> {
        if !self.every.is_zero() {
            within("backup.every", &self.every, SECOND..=365 * DAY)?;
        }
        within("backup.keep", &self.keep, 1..=10_000)?;
        check_dir("backup.dir", &self.dir, "/var/backups/grantd")
    }
}

fn check_dir(key: &str, dir: &Path, example: &str) -> Result<(), ConfigError> {
    let text = dir.to_string_lossy();
    if text.is_empty() || text.contains('\0') {
        return Err(ConfigError::of(key, format!("names no directory; write a path like \"{example}\"")));
    }
    if text.starts_with('~') {
        return Err(ConfigError::of(key, home_is_not_expanded(&text)));
    }
    Ok(())
}

impl Audit {
    fn check(&self) -> Result<(), ConfigError> {
        within("audit.file_size", &self.file_size, 64 * KIB..=GIB)?;
        within("audit.keep", &self.keep, 0..=10_000)?;
        within("audit.events_kept", &self.events_kept, DAY..=LONGEST)
    }
}

fn within<T: Value + PartialOrd>(key: &str, setting: &T, range: RangeInclusive<T>) -> Result<(), ConfigError> {
    if range.contains(setting) {
        return Ok(());
    }
    let (least, most) = (literal(range.start()), literal(range.end()));
    Err(ConfigError::of(key, format!("{} is out of range; write {least} to {most}", literal(setting))))
}

impl Config {
    /// The same, but for what a running daemon cannot change: that is as in `old`.
    #[must_use]
    pub fn keeping_fixed(mut self, old: &Self) -> Self {
        self.server.listen.clone_from(&old.server.listen);
        self.server.data_dir.clone_from(&old.server.data_dir);
        self.server.max_connections = old.server.max_connections;
        self.server.max_connections_per_address = old.server.max_connections_per_address;
        self.server.idle_timeout = old.server.idle_timeout;
        // Another certificate is taken as it comes; to begin or end speaking TLS, the sockets would have to change.
        if self.server.speaks_tls() != old.server.speaks_tls() {
            self.server.tls_cert.clone_from(&old.server.tls_cert);
            self.server.tls_key.clone_from(&old.server.tls_key);
        }
        self.server.metrics_listen.clone_from(&old.server.metrics_listen);
        self.storage = old.storage.clone();
        self
    }
}

/// The keys, as `section.key`, that differ between two configurations and that a running daemon cannot change: where it
/// listens and whether it speaks TLS there, where its data lives, how many connections it takes and keeps, and the whole of
/// `[storage]`.
pub fn restart_needed(old: &Config, new: &Config) -> Vec<&'static str> {
    const FIXED: [&str; 6] = [
        "server.listen",
        "server.data_dir",
        "server.max_connections",
        "server.max_connections_per_address",
        "server.idle_timeout",
        "server.metrics_listen",
    ];
    let (before, now) = (old.settings(), new.settings());
    // What is not set stands in neither.
    let set = now.iter().filter(|(key, _)| !before.iter().any(|(before, _)| before == key));
    let changed = before.iter().filter(|setting| !now.contains(setting)).chain(set).map(|(key, _)| *key);
    let tls = (old.server.speaks_tls() != new.server.speaks_tls()).then_some("server.tls_cert");
    changed.filter(|key| FIXED.contains(key) || key.starts_with("storage.")).chain(tls).collect()
}
