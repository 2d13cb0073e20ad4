//! Every key of the file, named once. Reading a file, printing what is in force and telling a typing mistake from a key all
//! go through [`Config::each_key`]; a setting that is not listed there does not compile.

use std::convert::Infallible;

use super::value::Value;
use super::{
    Accounts, Audit, Backup, Compat, Config, Instance, Limits, OAuth, Route, Scope, ScopeGroup, Server, Storage,
    Upstream,
};

/// Something done with every key in turn.
pub(super) trait Keys {
    /// What can go wrong with one key.
    type Error;

    /// Meets one key, named `section.key`, and its setting.
    fn key<T: Value>(&mut self, name: &'static str, setting: &mut T) -> Result<(), Self::Error>;
}

impl Config {
    /// Meets every key but those of the lists `[[scope]]`, `[[route]]` and `[[upstream]]`, in the order of the file.
    pub(super) fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self {
            server,
            oauth,
            accounts,
            instance,
            limits,
            storage,
            backup,
            audit,
            scopes: _,
            scope_groups: _,
            routes: _,
            upstreams: _,
            compat,
            source: _,
        } = self;
        server.each_key(keys)?;
        oauth.each_key(keys)?;
        accounts.each_key(keys)?;
        instance.each_key(keys)?;
        limits.each_key(keys)?;
        storage.each_key(keys)?;
        backup.each_key(keys)?;
        audit.each_key(keys)?;
        compat.each_key(keys)
    }
}

impl Server {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self {
            listen,
            public_url,
            insecure_http,
            data_dir,
            trusted_proxies,
            tls_cert,
            tls_key,
            max_connections,
            max_connections_per_address,
            request_timeout,
            idle_timeout,
            metrics_listen,
        } = self;
        keys.key("server.listen", listen)?;
        keys.key("server.public_url", public_url)?;
        keys.key("server.insecure_http", insecure_http)?;
        keys.key("server.data_dir", data_dir)?;
        keys.key("server.trusted_proxies", trusted_proxies)?;
        keys.key("server.tls_cert", tls_cert)?;
        keys.key("server.tls_key", tls_key)?;
        keys.key("server.max_connections", max_connections)?;
        keys.key("server.max_connections_per_address", max_connections_per_address)?;
        keys.key("server.request_timeout", request_timeout)?;
        keys.key("server.idle_timeout", idle_timeout)?;
        keys.key("server.metrics_listen", metrics_listen)
    }
}

impl OAuth {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self {
            code_lifetime,
            access_token_lifetime,
            refresh_token_lifetime,
            refresh_reuse_grace,
            pkce,
            remember_consent,
            app_approval,
            extra_redirect_schemes,
            secret_overlap,
        } = self;
        keys.key("oauth.code_lifetime", code_lifetime)?;
        keys.key("oauth.access_token_lifetime", access_token_lifetime)?;
        keys.key("oauth.refresh_token_lifetime", refresh_token_lifetime)?;
        keys.key("oauth.refresh_reuse_grace", refresh_reuse_grace)?;
        keys.key("oauth.pkce", pkce)?;
        keys.key("oauth.remember_consent", remember_consent)?;
        keys.key("oauth.app_approval", app_approval)?;
        keys.key("oauth.extra_redirect_schemes", extra_redirect_schemes)?;
        keys.key("oauth.secret_overlap", secret_overlap)
    }
}

impl Accounts {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self {
            registration,
            password_min_length,
            password_min_strength,
            session_lifetime,
            argon2_memory,
            argon2_iterations,
            argon2_parallelism,
            argon2_concurrency,
            login_free_attempts,
            login_max_delay,
            second_factor,
            second_factor_key_file,
            passkey_domain,
            confirm_again,
        } = self;
        keys.key("accounts.registration", registration)?;
        keys.key("accounts.password_min_length", password_min_length)?;
        keys.key("accounts.password_min_strength", password_min_strength)?;
        keys.key("accounts.session_lifetime", session_lifetime)?;
        keys.key("accounts.argon2_memory", argon2_memory)?;
        keys.key("accounts.argon2_iterations", argon2_iterations)?;
        keys.key("accounts.argon2_parallelism", argon2_parallelism)?;
        keys.key("accounts.argon2_concurrency", argon2_concurrency)?;
        keys.key("accounts.login_free_attempts", login_free_attempts)?;
        keys.key("accounts.login_max_delay", login_max_delay)?;
        keys.key("accounts.second_factor", second_factor)?;
        keys.key("accounts.second_factor_key_file", second_factor_key_file)?;
        keys.key("accounts.passkey_domain", passkey_domain)?;
        keys.key("accounts.confirm_again", confirm_again)
    }
}

impl Instance {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self { name, language, logo, accent } = self;
        keys.key("instance.name", name)?;
        keys.key("instance.language", language)?;
        keys.key("instance.logo", logo)?;
        keys.key("instance.accent", accent)
    }
}

impl Limits {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self { login, register, apps, links, token, client, client_failures } = self;
        keys.key("limits.login", login)?;
        keys.key("limits.register", register)?;
        keys.key("limits.apps", apps)?;
        keys.key("limits.links", links)?;
        keys.key("limits.token", token)?;
        keys.key("limits.client", client)?;
        keys.key("limits.client_failures", client_failures)
    }
}

impl Storage {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self {
            engine,
            memory,
            cache,
            durability,
            flush_every,
            sweep_interval,
            compact_when,
            compact_above,
            keep_free,
        } = self;
        keys.key("storage.engine", engine)?;
        keys.key("storage.memory", memory)?;
        keys.key("storage.cache", cache)?;
        keys.key("storage.durability", durability)?;
        keys.key("storage.flush_every", flush_every)?;
        keys.key("storage.sweep_interval", sweep_interval)?;
        keys.key("storage.compact_when", compact_when)?;
        keys.key("storage.compact_above", compact_above)?;
        keys.key("storage.keep_free", keep_free)
    }
}

impl Backup {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self { every, keep, dir } = self;
        keys.key("backup.every", every)?;
        keys.key("backup.keep", keep)?;
        keys.key("backup.dir", dir)
    }
}

impl Audit {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self { file_size, keep, events_kept, log } = self;
        keys.key("audit.file_size", file_size)?;
        keys.key("audit.keep", keep)?;
        keys.key("audit.events_kept", events_kept)?;
        keys.key("audit.log", log)
    }
}

impl Compat {
    fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self { fittrackee_redirects } = self;
        keys.key("compat.fittrackee_redirects", fittrackee_redirects)
    }
}

impl Scope {
    /// Meets the keys of one `[[scope]]`.
    pub(super) fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self { name, description, descriptions, admin_only } = self;
        keys.key("scope.name", name)?;
        keys.key("scope.description", description)?;
        // A table: what comes after it in the file would be part of it.
        keys.key("scope.admin_only", admin_only)?;
        keys.key("scope.descriptions", descriptions)
    }
}

impl ScopeGroup {
    /// Meets the keys of one `[[scope_group]]`.
    pub(super) fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self { name, title, titles } = self;
        keys.key("scope_group.name", name)?;
        keys.key("scope_group.title", title)?;
        keys.key("scope_group.titles", titles)
    }
}

impl Route {
    /// Meets the keys of one `[[route]]`.
    pub(super) fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self { path, methods, scope, first_party, public, optional, role, line: _ } = self;
        keys.key("route.path", path)?;
        keys.key("route.methods", methods)?;
        keys.key("route.scope", scope)?;
        keys.key("route.first_party", first_party)?;
        keys.key("route.public", public)?;
        keys.key("route.optional", optional)?;
        keys.key("route.role", role)
    }
}

impl Upstream {
    /// Meets the keys of one `[[upstream]]`.
    pub(super) fn each_key<K: Keys>(&mut self, keys: &mut K) -> Result<(), K::Error> {
        let Self {
            path,
            url,
            identity,
            pass_unknown_tokens,
            connect_timeout,
            timeout,
            jwt_secret_file,
            jwt_header,
            jwt_claims,
            jwt_lifetime,
            line: _,
        } = self;
        keys.key("upstream.path", path)?;
        keys.key("upstream.url", url)?;
        keys.key("upstream.identity", identity)?;
        keys.key("upstream.pass_unknown_tokens", pass_unknown_tokens)?;
        keys.key("upstream.connect_timeout", connect_timeout)?;
        keys.key("upstream.timeout", timeout)?;
        keys.key("upstream.jwt_secret_file", jwt_secret_file)?;
        keys.key("upstream.jwt_header", jwt_header)?;
        keys.key("upstream.jwt_claims", jwt_claims)?;
        keys.key("upstream.jwt_lifetime", jwt_lifetime)
    }
}

/// The names of all keys, in the order of the file.
pub(super) fn names() -> Vec<&'static str> {
    struct Names(Vec<&'static str>);
    impl Keys for Names {
        type Error = Infallible;
        fn key<T: Value>(&mut self, name: &'static str, _: &mut T) -> Result<(), Infallible> {
            self.0.push(name);
            Ok(())
        }
    }
    let mut names = Names(Vec::new());
    let Ok(()) = Config::default().each_key(&mut names);
    let Ok(()) = Scope::default().each_key(&mut names);
    let Ok(()) = ScopeGroup::default().each_key(&mut names);
    let Ok(()) = Route::default().each_key(&mut names);
    let Ok(()) = Upstream::default().each_key(&mut names);
    names.0
}
