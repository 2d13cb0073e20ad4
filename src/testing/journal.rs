//! What was asked and answered, with every secret in it, for tests that look at what a client did. The oldest are given up
//! when there are too many.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use hyper::header::HeaderMap;
use serde::{Deserialize, Serialize};

use super::faults::Kind;
use crate::clock::Timestamp;
use crate::http::request::Request;

/// How many are kept.
const MOST: usize = 1000;
/// How many bytes of bodies are kept of all of them.
const MOST_BYTES: usize = 8 << 20;

/// One request and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Counted from 1 since the start or the last reset.
    pub number: u64,
    /// When it came, by the server's clock (RFC 3339).
    pub time: String,
    /// Its method.
    pub method: String,
    /// Its path as it was sent.
    pub path: String,
    /// Its query as it was sent.
    pub query: Option<String>,
    /// Its headers, names in lower case; several of one name are joined by `, `.
    pub headers: BTreeMap<String, String>,
    /// Its body as text; `null` for what was handed to an upstream or could not be taken.
    pub body: Option<String>,
    /// The status of the answer, before a fault changed it; `null` where a fault kept the request from being looked at, and
    /// as long as it is not answered: for good where the client did not wait for that.
    pub status: Option<u16>,
    /// The headers of the answer.
    pub response_headers: BTreeMap<String, String>,
    /// The body of the answer as text; `null` for what came from an upstream.
    pub response_body: Option<String>,
    /// The fault that it met.
    pub fault: Option<Kind>,
}

impl Exchange {
    /// A request that has just come.
    pub(super) fn begin(request: &Request, body: Option<&Bytes>, now: Timestamp) -> Self {
        Self {
            number: 0,
            time: now.rfc3339(),
            method: request.method.to_string(),
            path: request.path().to_owned(),
            query: request.query().map(str::to_owned),
            headers: headers(request.headers()),
            body: body.map(text),
            status: None,
            response_headers: BTreeMap::new(),
            response_body: None,
            fault: None,
        }
    }

    /// Notes the answer.
    pub(super) fn answered(&mut self, status: u16, headers: &HeaderMap, body: Option<&Bytes>) {
        self.status = Some(status);
        self.response_headers = self::headers(headers);
        self.response_body = body.map(text);
    }

    fn bytes(&self) -> usize {
        [&self.body, &self.response_body].into_iter().flatten().map(String::len).sum()
    }
}

fn text(bytes: &Bytes) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    let value = |name| {
        let values = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        values.collect::<Vec<_>>().join(", ")
    };
    headers.keys().map(|name| (name.as_str().to_owned(), value(name))).collect()
}

/// Which exchanges are wanted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wanted {
    /// Only those with this path.
    pub path: Option<String>,
    /// Only those with this method.
    pub method: Option<String>,
}

/// The exchanges that are kept.
#[derive(Default)]
pub(super) struct Journal(Mutex<Kept>);

/// An exchange that waits for its answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Begun(u64);

#[derive(Default)]
struct Kept {
    /// Each with what tells it from those that were forgotten, in order.
    exchanges: VecDeque<(u64, Exchange)>,
    bytes: usize,
    /// Since the start or the last time that all were forgotten.
    count: u64,
    /// Since the start.
    begun: u64,
}

impl Kept {
    fn give_up_too_many(&mut self) {
        while self.exchanges.len() > MOST || (self.bytes > MOST_BYTES && self.exchanges.len() > 1) {
            let gone = self.exchanges.pop_front().map_or(0, |(_, gone)| gone.bytes());
            self.bytes = self.bytes.saturating_sub(gone);
        }
    }
}

impl Journal {
    /// Adds one that is whole.
    pub(super) fn add(&self, exchange: Exchange) {
        let Begun(_) = self.begin(exchange);
    }

    /// Adds one that has no answer yet.
    pub(super) fn begin(&self, mut exchange: Exchange) -> Begun {
        let mut kept = self.lock();
        kept.count += 1;
        kept.begun += 1;
        exchange.number = kept.count;
        kept.bytes += exchange.bytes();
        let begun = kept.begun;
        kept.exchanges.push_back((begun, exchange));
        kept.give_up_too_many();
        Begun(begun)
    }

    /// Notes the answer, unless the exchange was forgotten meanwhile.
    pub(super) fn answered(&self, Begun(begun): Begun, status: u16, headers: &HeaderMap, body: Option<&Bytes>) {
        let mut kept = self.lock();
        let Ok(place) = kept.exchanges.binary_search_by_key(&begun, |(number, _)| *number) else { return };
        let Some((_, exchange)) = kept.exchanges.get_mut(place) else { return };
        let before = exchange.bytes();
        exchange.answered(status, headers, body);
        let more = exchange.bytes().saturating_sub(before);
        kept.bytes += more;
        kept.give_up_too_many();
    }

    /// Those that are wanted, the oldest first.
    pub(super) fn list(&self, wanted: &Wanted) -> Vec<Exchange> {
        let is_wanted = |exchange: &&Exchange| {
            wanted.path.as_ref().is_none_or(|path| exchange.path == *path)
                && wanted.method.as_ref().is_none_or(|method| exchange.method.eq_ignore_ascii_case(method))
        };
        self.lock().exchanges.iter().map(|(_, exchange)| exchange).filter(is_wanted).cloned().collect()
    }

    /// Forgets all of them and counts anew.
    pub(super) fn clear(&self) {
        let mut kept = self.lock();
        *kept = Kept { begun: kept.begun, ..Kept::default() };
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange(path: &str, body: usize) -> Exchange {
        let (method, path, time) = ("GET".to_owned(), path.to_owned(), String::new());
        let (headers, response_headers) = (BTreeMap::new(), BTreeMap::new());
        let body = Some("x".repeat(body));
        let (query, status, response_body, fault) = (None, None, None, None);
        Exchange { number: 0, time, method, path, query, headers, body, status, response_headers, response_body, fault }
    }

    #[test]
    fn the_oldest_are_given_up_and_the_rest_keep_their_numbers() {
        let journal = Journal::default();
        for _ in 0..MOST + 5 {
            journal.begin(exchange("/a", 1));
        }
        journal.begin(exchange("/b", 1));
        let all = journal.list(&Wanted::default());
        assert_eq!((all.len(), all[0].number), (MOST, 7));
        let of_b = journal.list(&Wanted { path: Some("/b".to_owned()), method: Some("get".to_owned()) });
        assert_eq!(of_b.iter().map(|one| one.number).collect::<Vec<_>>(), [MOST as u64 + 6]);
        for _ in 0..3 {
            journal.begin(exchange("/large", MOST_BYTES / 2));
        }
        assert_eq!(journal.list(&Wanted::default()).len(), 2);
        journal.clear();
        journal.begin(exchange("/c", MOST_BYTES + 1));
        assert_eq!(journal.list(&Wanted::default()).iter().map(|one| one.number).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn an_answer_goes_to_its_own_request_if_that_was_not_forgotten() {
        let journal = Journal::default();
        let [first, second] = ["/a", "/b"].map(|path| journal.begin(exchange(path, 1)));
        journal.answered(second, 200, &HeaderMap::new(), Some(&Bytes::from_static(b"bb")));
        let told = || journal.list(&Wanted::default()).iter().map(|one| one.status).collect::<Vec<_>>();
        assert_eq!(told(), [None, Some(200)], "in the order in which they came");
        journal.clear();
        journal.begin(exchange("/c", 1));
        journal.answered(first, 200, &HeaderMap::new(), None);
        assert_eq!(told(), [None], "not that of one that has its number now");
        let large = Bytes::from(vec![b'x'; MOST_BYTES]);
        let last = journal.begin(exchange("/d", 1));
        journal.answered(last, 200, &HeaderMap::new(), Some(&large));
        assert_eq!(told(), [Some(200)], "the bytes of answers count");
    }
}
