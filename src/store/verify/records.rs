//! Every record by itself: whether it can be read, has its secondary keys and its entry in the expiry index. What it
//! refers to is in [`super::references`].

use serde_json::Value as Json;

use super::super::batch::expiry_key;
use super::super::records::{
    AccessToken, AppUsage, AuthorizationCode, Client, Counter, DecidedRequest, Family, Grant, Hold, Instance,
    LastSignIn, LastUse, OneTimeLink, PendingSignIn, Record, RecordKey, RefreshToken, RememberedConsent,
    ResourceServer, ScopeUse, SecondFactor, SecondaryKey, SecretState, Session, User, UserEvent, decode, primary_key,
};
use super::super::{Store, StoreError};
use super::findings::{Fault, Remedy};
use super::references::{Look, Numbers, Refer};
use super::{Run, VerifyError, raw};
use crate::clock::Timestamp;

/// What a record says about its derived keys.
pub(super) struct Derived {
    pub secondary: Vec<SecondaryKey>,
    pub sweep_at: Option<Timestamp>,
}

/// What was found out about one record.
pub(super) struct Examined {
    /// Its key, as exports write it; `None` when it cannot be read.
    pub key: Option<Json>,
    pub faults: Vec<Fault>,
    /// When it is swept.
    pub sweep_at: Option<Timestamp>,
    /// Whether it has ended before its time.
    pub ended: bool,
}

/// Judges a record by its natural key and its value.
type Examine = fn(&Store, &[u8], &[u8], &mut Numbers) -> Result<Examined, StoreError>;

/// One kind of record.
pub(super) struct Kind {
    pub byte: u8,
    pub name: &'static str,
    /// What is wrong with it.
    pub examine: Examine,
    /// The derived keys of the record with this natural key and value; `None` when it cannot be read.
    pub derive: fn(&[u8], &[u8]) -> Option<Derived>,
    /// The natural key as exports write it; `None` when it is malformed.
    pub show_key: fn(&[u8]) -> Option<Json>,
    /// See [`super::put_back()`].
    pub put_back: super::put_back::Return,
}

const fn of<R: Refer>() -> Kind {
    Kind {
        byte: R::KIND,
        name: R::NAME,
        examine: examine::<R>,
        derive: derive::<R>,
        show_key: show_key::<R>,
        put_back: super::put_back::put_back_one::<R>,
    }
}

/// In an order in which nothing refers to what comes later, but for counters: they are judged by all numbers seen.
pub(super) static KINDS: &[Kind] = &[
    of::<Instance>(),
    of::<User>(),
    of::<ResourceServer>(),
    of::<Client>(),
    of::<Grant>(),
    of::<RememberedConsent>(),
    of::<ScopeUse>(),
    of::<Session>(),
    of::<OneTimeLink>(),
    of::<SecondFactor>(),
    of::<PendingSignIn>(),
    of::<Family>(),
    of::<AuthorizationCode>(),
    of::<AccessToken>(),
    of::<RefreshToken>(),
    of::<LastUse>(),
    of::<SecretState>(),
    of::<AppUsage>(),
    of::<DecidedRequest>(),
    of::<UserEvent>(),
    of::<Hold>(),
    of::<LastSignIn>(),
    of::<Counter>(),
];

/// The kind of record that keys with this first byte are of.
pub(super) fn kind(byte: u8) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.byte == byte)
}

impl Run<'_> {
    /// Looks at every record.
    pub(super) fn records(&mut self) -> Result<(), VerifyError> {
        for kind in KINDS {
            let mut ended = 0;
            let number = self.each(kind.byte, |run, key, value| {
                ended += u64::from(run.record(kind, key, value)?);
                Ok(())
            })?;
            if number > 0 {
                self.summary.records.insert(kind.name.to_owned(), number);
            }
            if ended > 0 {
                self.summary.ended.insert(kind.name.to_owned(), ended);
            }
            // What refers to a record that is taken out is judged without it.
            self.settle()?;
        }
        self.counters()
    }

    /// Looks at one record; answers whether it has ended before its time.
    fn record(&mut self, kind: &'static Kind, key: &[u8], value: Vec<u8>) -> Result<bool, VerifyError> {
        let natural = key.get(1..).unwrap_or_default();
        let mut value = value;
        let examined = loop {
            let examined = (kind.examine)(self.store, natural, &value, &mut self.numbers)?;
            if examined.faults.is_empty() {
                break examined;
            }
            // It counts only if the record is still as it was read before all the rest.
            match self.raw(key)? {
                None => return Ok(false),
                Some(now) if now == value => break examined,
                Some(now) => value = now,
            }
        };
        let taken_out = examined.faults.iter().any(|fault| matches!(fault.remedy, Remedy::Quarantine));
        for fault in examined.faults {
            self.found_at(kind.name, key, &value, examined.key.clone(), fault)?;
        }
        if let Some(end) = examined.sweep_at
            && !taken_out
            && self.raw(&expiry_key(end, key))?.is_none()
        {
            self.prolonged.insert(key.to_vec());
        }
        Ok(examined.ended)
    }

    /// A counter must be above every number that was given, be its record lost or not.
    fn counters(&mut self) -> Result<(), VerifyError> {
        let [user, client] = [self.numbers.user, self.numbers.client];
        for (sequence, largest) in [("user", user), ("client", client)] {
            let key = primary_key::<Counter>(&sequence.to_owned());
            let found = self.raw(&key)?;
            let next = found.as_deref().map(decode::<Counter>);
            if largest == 0 || matches!(next, Some(Ok(Counter { next })) if next > largest) {
                continue;
            }
            let least = largest.saturating_add(1);
            let what = match next {
                Some(Ok(Counter { next })) => format!("the next number is {next}, but {largest} was given already"),
                Some(Err(_)) => continue,
                None => format!("it is missing, and {largest} was given already"),
            };
            let value = super::super::records::encode(&Counter { next: least }).map_err(StoreError::Engine)?;
            let remedy = Remedy::Write { key: key.clone(), found, value, anew: "the number" };
            self.found_at(Counter::NAME, &key, &[], Some(sequence.into()), Fault::damage(what, remedy))?;
        }
        self.settle()
    }
}

fn show_key<R: Record>(natural: &[u8]) -> Option<Json> {
    serde_json::to_value(R::Key::from_bytes(natural)?).ok()
}

fn derive<R: Record>(natural: &[u8], value: &[u8]) -> Option<Derived> {
    let key = R::Key::from_bytes(natural)?;
    let record = decode::<R>(value).ok()?;
    Some(Derived { secondary: record.secondary(&key), sweep_at: record.sweep_at() })
}

fn examine<R: Refer>(
    store: &Store,
    natural: &[u8],
    value: &[u8],
    numbers: &mut Numbers,
) -> Result<Examined, StoreError> {
    let unreadable = |what: String, key| {
        let faults = vec![Fault::damage(what, Remedy::Quarantine)];
        Ok(Examined { key, faults, sweep_at: None, ended: false })
    };
    let Some(key) = R::Key::from_bytes(natural) else {
        return unreadable("its key is malformed".to_owned(), None);
    };
    let shown = serde_json::to_value(&key).ok();
    let record = match decode::<R>(value) {
        Ok(record) => record,
        Err(reason) => {
            let what = format!("it cannot be read: {reason}");
            let Some(advice) = R::KEEPS_OUT else { return unreadable(what, shown) };
            let faults = vec![Fault::left(what, advice)];
            return Ok(Examined { key: shown, faults, sweep_at: None, ended: false });
        }
    };
    let mut look = Look::new(store, numbers);
    record.refer(&key, &mut look)?;
    let (mut faults, ended) = look.into_found();
    if !faults.iter().any(|fault| matches!(fault.remedy, Remedy::Quarantine)) {
        for secondary in record.secondary(&key) {
            faults.extend(missing_key::<R>(store, secondary)?);
        }
    }
    Ok(Examined { key: shown, faults, sweep_at: record.sweep_at(), ended })
}

/// What is wrong with a secondary key that must stand.
fn missing_key<R: Record>(store: &Store, secondary: SecondaryKey) -> Result<Option<Fault>, StoreError> {
    let SecondaryKey { key, value, unique } = secondary;
    let found = raw(store, &key)?;
    if found.as_ref() == Some(&value) {
        return Ok(None);
    }
    let name = super::index::name(key.first().copied().unwrap_or_default());
    if let Some(other) = found.as_deref().filter(|_| unique) {
        let rival = raw(store, &[&[R::KIND], other].concat())?.and_then(|record| derive::<R>(other, &record));
        if rival.is_some_and(|rival| rival.secondary.iter().any(|own| own.key == key)) {
            let shown = show_key::<R>(other).unwrap_or_default();
            let what = format!("its {name} is that of {} {shown}, too, and leads there", R::NAME);
            let advice =
                "grantd export, give one of the two another in the file, and import that into an empty directory";
            return Ok(Some(Fault::left(what, advice)));
        }
    }
    let what = match &found {
        None => format!("its entry in the index of {name} is missing"),
        Some(_) => format!("its entry in the index of {name} leads elsewhere"),
    };
    Ok(Some(Fault::damage(what, Remedy::Write { key, found, value, anew: "the entry" })))
}
