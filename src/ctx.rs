//! What every operation is handed: the store, the time, the chance and the configuration. No globals anywhere.

use std::sync::Arc;

use crate::account::Guard;
use crate::account::passkey::RelyingParty;
use crate::account::vault::Vault;
use crate::audit::{Audit, Entry, Event, Origin};
use crate::clock::{Clock, Timestamp};
use crate::config::Config;
use crate::limits::RateLimits;
use crate::look::Look;
use crate::memory;
use crate::metrics::Metrics;
use crate::oauth::client::Parties;
use crate::oauth::standing::Known;
use crate::observed::Observed;
use crate::secret::{Random, TokenHash};
use crate::store::Store;
use crate::store::backup::Tries;
use crate::store::derived::Derived;
use crate::store::records::{Instance, Session, User};
use crate::store::usage::Usage;

/// About 1 KiB each.
const PARTIES_KEPT: usize = 256;
/// About 1 KiB each.
const SESSIONS_KEPT: usize = 1024;

/// A session, whose it is, and whether that account has a second factor.
type KnownSession = Arc<(Session, User, bool)>;

/// The context of an operation. Cheap to clone; one request sees one configuration from beginning to end.
#[derive(Clone)]
pub struct Ctx {
    /// Where the records are.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Where secrets come from.
    pub random: Random,
    /// What the operator has set.
    pub config: Arc<Config>,
    /// The issuer: `public_url`, without a slash at its end.
    pub issuer: Arc<str>,
    /// Who used what last.
    pub usage: Arc<Usage>,
    /// What is counted for whoever watches.
    pub metrics: Arc<Metrics>,
    /// What access tokens stand for, as far as it was asked lately.
    pub tokens: Arc<Known>,
    /// Who is behind which `client_id`, as far as it was asked lately.
    pub parties: Arc<Parties>,
    /// Whose sessions are whose, and whether the account has a second factor, as far as it was asked lately.
    pub sessions: Arc<Derived<TokenHash, KnownSession>>,
    /// What an administrator has set for the whole instance, as far as it was asked lately.
    pub instance: Arc<Derived<(), Arc<Instance>>>,
    /// What sign-ins share.
    pub accounts: Arc<Guard>,
    /// How the backups of this daemon went.
    pub backups: Arc<Tries>,
    /// How often who may ask.
    pub limits: Arc<RateLimits>,
    /// Since when the daemon runs; `None` where a command has the store.
    pub started: Option<Timestamp>,
    /// Where events go.
    pub audit: Audit,
    /// What secrets that must be known again are sealed with.
    pub vault: Arc<Vault>,
    /// What grantd is to passkeys, where there can be any.
    pub passkeys: Arc<Option<RelyingParty>>,
    /// What the pages look like.
    pub look: Arc<Look>,
    /// What passes by and is worth a word of the doctor.
    pub observed: Arc<Observed>,
}

impl Ctx {
    /// A context over `store`, with nothing used and nothing failed yet.
    pub fn new(config: Arc<Config>, issuer: Arc<str>, store: Store, clock: Clock, random: Random) -> Self {
        let accounts = Arc::new(Guard::new(&config.accounts));
        let limits = Arc::new(RateLimits::new(&config.limits, &clock));
        let tokens = Arc::new(Known::within(memory::known_at_first(config.storage.memory)));
        let parties = Arc::new(Derived::new(PARTIES_KEPT));
        let sessions = Arc::new(Derived::new(SESSIONS_KEPT));
        let instance = Arc::new(Derived::new(1));
        let (usage, backups, audit) = (Arc::default(), Arc::default(), Audit::default());
        Self {
            store,
            clock,
            random,
            config,
            issuer,
            usage,
            metrics: Arc::default(),
            tokens,
            parties,
            sessions,
            instance,
            accounts,
            backups,
            limits,
            started: None,
            audit,
            vault: Arc::default(),
            passkeys: Arc::default(),
            look: Arc::default(),
            observed: Arc::default(),
        }
    }

    /// Writes down that `by` has done something. To be called when it is true: after the commit.
    pub fn record(&self, by: &Origin<'_>, event: Event) {
        self.audit.record(Entry::new(self.clock.now(), event, by));
    }
}
