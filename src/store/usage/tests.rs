//! Notes of what was used, while they wait and when they are written.

use super::super::Batch;
use super::super::figures::Counted;
use super::super::meddling::Meddling;
use super::super::records::{Client, ClientType, Grant, PreviousSecret, SecretState, Session, UsedScope};
use super::writing::SLICE;
use super::*;
use crate::scope::ScopeSet;

const LIFETIME: Duration = Duration::from_secs(1000);

fn at(seconds: u64) -> Timestamp {
    Timestamp::from_millis(seconds * 1000)
}

fn write(usage: &Usage, store: &Store) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(usage.write(store, LIFETIME)).unwrap();
}

fn commit(store: &Store, fill: impl FnOnce(&mut Batch)) {
    let mut batch = Batch::default();
    fill(&mut batch);
    store.engine().commit(batch).wait().unwrap();
}

/// Apps 1 to `apps`, which user 1 has authorised, and as many sessions.
fn store(apps: u64) -> Store {
    meddled(apps).0
}

fn meddled(apps: u64) -> (Store, std::sync::Arc<Meddling>) {
    let (store, engine) = Meddling::store();
    for n in 1..=apps {
        let client = Client {
            client_id: format!("client{n}"),
            owner: UserId(1),
            client_type: ClientType::Public,
            secret: None,
            name: "App".to_owned(),
            website: String::new(),
            description: None,
            redirect_uris: Vec::new(),
            scope: ScopeSet::default(),
            issued_at: at(0),
            epoch: 0,
        };
        let grant = Grant { grant_id: n, client_epoch: 0, scope: ScopeSet::default(), granted_at: at(0) };
        let session = Session {
            user: UserId(1),
            epoch: 0,
            created_at: at(0),
            last_used_at: at(0),
            expires_at: at(1000),
            device: String::new(),
            address: String::new(),
            confirmed_at: at(0),
        };
        commit(&store, |batch| {
            batch.create(&ClientNumber(n), &client).unwrap();
            batch.create(&(UserId(1), ClientNumber(n)), &grant).unwrap();
            batch.create(&session_of(n), &session).unwrap();
        });
    }
    (store, engine)
}

fn session_of(n: u64) -> TokenHash {
    TokenHash::of(&n.to_be_bytes())
}

#[test]
fn a_use_is_seen_before_and_after_it_is_written() {
    let (usage, store) = (Usage::default(), store(2));
    usage.note_client(ClientNumber(1), UserId(1), at(50));
    for _ in 0..2 {
        assert_eq!(usage.client_last_used(&store, ClientNumber(1)).unwrap(), Some(at(50)));
        assert_eq!(usage.grant_last_used(&store, ClientNumber(1), UserId(1)).unwrap(), Some(at(50)));
        assert_eq!(usage.client_last_used(&store, ClientNumber(2)).unwrap(), None);
        write(&usage, &store);
    }
    assert_eq!(store.get::<LastUse>(&(ClientNumber(1), UserId(1))).unwrap(), Some(LastUse { at: at(50) }));
}

#[test]
fn a_session_in_use_ends_later_and_one_that_was_ended_stays_ended() {
    let (usage, store) = (Usage::default(), store(3));
    usage.note_session(session_of(1), at(0), at(299));
    assert_eq!(usage.session_last_used(&session_of(1)), None, "too soon to be worth a write");
    usage.note_session(session_of(1), at(0), at(300));
    usage.note_session(session_of(2), at(0), at(400));
    commit(&store, |batch| batch.remove(&store.get_versioned::<Session>(&session_of(2)).unwrap().unwrap()));
    write(&usage, &store);
    let session = |n| store.get::<Session>(&session_of(n)).unwrap();
    let used = session(1).unwrap();
    assert_eq!((used.last_used_at, used.expires_at), (at(300), at(1300)));
    assert_eq!(session(2), None);
    assert_eq!(session(3).unwrap().expires_at, at(1000));
}

#[test]
fn what_was_removed_leaves_no_note_behind() {
    let (usage, store) = (Usage::default(), store(2));
    usage.note_client(ClientNumber(1), UserId(1), at(50));
    usage.note_client(ClientNumber(2), UserId(1), at(50));
    let grant = store.get_versioned::<Grant>(&(UserId(1), ClientNumber(1))).unwrap().unwrap();
    let client = store.get_versioned::<Client>(&ClientNumber(2)).unwrap().unwrap();
    commit(&store, |batch| {
        batch.remove(&grant);
        batch.remove(&client);
    });
    write(&usage, &store);
    let notes: Vec<_> = store.all::<LastUse>().map(|note| note.unwrap().0).collect();
    assert_eq!(notes, [(ClientNumber(1), ANYONE), (ClientNumber(2), UserId(1))]);
}

#[test]
fn which_scopes_were_used_is_written_once_it_can_be() {
    let (usage, (store, engine)) = (Usage::default(), meddled(1));
    let (client, user) = (ClientNumber(1), UserId(1));
    usage.note_scope(client, user, "a", Learned::Used, at(5));
    engine.refuse_commits(true);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert!(runtime.block_on(usage.write(&store, LIFETIME)).is_err());
    engine.refuse_commits(false);
    write(&usage, &store);
    assert_eq!(store.get::<ScopeUse>(&(user, client)).unwrap().unwrap().scopes, [used("a", [Some(0), Some(0), None])]);
}

#[test]
fn what_changes_while_it_is_written_keeps_nobody_else_from_it() {
    let (usage, (store, engine)) = (Usage::default(), meddled(3));
    (1..=3).for_each(|n| usage.note_session(session_of(n), at(0), at(500)));
    let ended = store.get_versioned::<Session>(&session_of(2)).unwrap().unwrap();
    let mut faster = Batch::default();
    faster.remove(&ended);
    engine.before_the_next_commit(faster);
    write(&usage, &store);
    let ends = |n| store.get::<Session>(&session_of(n)).unwrap().map(|session| session.expires_at);
    assert_eq!([ends(1), ends(2), ends(3)], [Some(at(1500)), None, Some(at(1500))]);
}

#[test]
fn what_nobody_waits_for_is_written_the_next_time() {
    let apps = 2 * SLICE as u64;
    let (usage, (store, engine)) = (Usage::default(), meddled(apps));
    (1..=apps).for_each(|n| usage.note_session(session_of(n), at(0), at(500)));
    engine.hang_commits(true);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let given_up = async { tokio::time::timeout(Duration::ZERO, usage.write(&store, LIFETIME)).await };
    assert!(runtime.block_on(given_up).is_err());
    engine.hang_commits(false);
    usage.note_session(session_of(1), at(0), at(600));
    write(&usage, &store);
    let written = store.all::<Session>().filter(|session| session.as_ref().unwrap().1.last_used_at > at(0)).count();
    assert!(written >= SLICE, "{written} of {apps}");
    assert_eq!(store.get::<Session>(&session_of(1)).unwrap().unwrap().last_used_at, at(600));
}

#[test]
fn many_notes_are_written_in_few_commits() {
    let apps = 2 * SLICE as u64;
    let (usage, store) = (Usage::default(), store(apps));
    for n in 1..=apps {
        usage.note_client(ClientNumber(n), UserId(1), at(n));
        usage.note_session(session_of(n), at(0), at(500));
    }
    write(&usage, &store);
    assert_eq!(store.all::<LastUse>().count() as u64, 2 * apps);
    assert!(store.all::<Session>().all(|session| session.unwrap().1.expires_at == at(1500)));
}

fn used(scope: &str, days: [Option<u64>; 3]) -> UsedScope {
    let [first_used_on, last_used_on, last_told_on] = days.map(|day| day.map(|day| at(day * 86_400)));
    UsedScope { scope: scope.to_owned(), first_used_on, last_used_on, last_told_on }
}

#[test]
fn the_days_on_which_scopes_were_used_are_kept_before_and_after_they_are_written() {
    let (usage, store) = (Usage::default(), store(2));
    let (client, user) = (ClientNumber(1), UserId(1));
    let day = 86_400;
    for (scope, learned, moment) in [
        ("a", Learned::Used, 3 * day + 5),
        ("b", Learned::Told, 3 * day + 6),
        ("a", Learned::Used, 4 * day),
        ("a", Learned::Told, 4 * day + 9),
    ] {
        usage.note_scope(client, user, scope, learned, at(moment));
    }
    let noted = vec![used("a", [Some(3), Some(4), Some(4)]), used("b", [None, None, Some(3)])];
    for _ in 0..2 {
        let known = usage.scopes_used(&store, user, client).unwrap().unwrap();
        assert_eq!((known.since, known.scopes), (at(3 * day + 5), noted.clone()));
        assert_eq!(usage.scopes_used(&store, user, ClientNumber(2)).unwrap(), None);
        write(&usage, &store);
    }
    usage.note_scope(client, user, "b", Learned::Used, at(9 * day));
    let later = vec![noted[0].clone(), used("b", [Some(9), Some(9), Some(3)])];
    assert_eq!(usage.scopes_used(&store, user, client).unwrap().unwrap().scopes, later);
    write(&usage, &store);
    let written = store.get::<ScopeUse>(&(user, client)).unwrap().unwrap();
    assert_eq!((written.since, written.scopes), (at(3 * day + 5), later));
}

#[test]
fn the_use_of_a_consent_that_has_ended_is_not_written() {
    let (usage, store) = (Usage::default(), store(2));
    usage.note_scope(ClientNumber(1), UserId(1), "a", Learned::Used, at(5));
    usage.note_scope(ClientNumber(2), UserId(1), "a", Learned::Used, at(5));
    usage.note_client(ClientNumber(2), UserId(1), at(5));
    let grant = store.get_versioned::<Grant>(&(UserId(1), ClientNumber(1))).unwrap().unwrap();
    commit(&store, |batch| batch.remove(&grant));
    usage.forget(ClientNumber(2), UserId(1));
    write(&usage, &store);
    assert_eq!(store.all::<ScopeUse>().count(), 0);
    assert_eq!(store.get::<LastUse>(&(ClientNumber(2), UserId(1))).unwrap(), None);
}

/// Everything that is told of what was noted.
#[derive(Debug, PartialEq)]
struct Told {
    last_used: [Option<Timestamp>; 2],
    session: Timestamp,
    secret: Option<Timestamp>,
    scopes: Option<ScopeUse>,
    figures: Figures,
}

const ONE: (ClientNumber, UserId) = (ClientNumber(1), UserId(1));

fn told(usage: &Usage, store: &Store) -> Told {
    let (session, secret) = (usage.session_last_used(&session_of(1)), usage.previous_secret_last_used(ONE.0));
    let written = store.get::<SecretState>(&ONE.0).unwrap().unwrap().previous.unwrap();
    Told {
        last_used: [UserId(1), ANYONE].map(|user| usage.grant_last_used(store, ONE.0, user).unwrap()),
        session: store.get::<Session>(&session_of(1)).unwrap().unwrap().last_used_at.max(session.unwrap_or_default()),
        secret: written.last_used_at.max(secret),
        scopes: usage.scopes_used(store, ONE.1, ONE.0).unwrap(),
        figures: usage.figures(store, ONE.0, Day::of(at(500))).unwrap(),
    }
}

/// A use of everything that is noted.
fn use_all(usage: &Usage, store: &Store) {
    let previous = PreviousSecret { hash: session_of(9), expires_at: at(2000), last_used_at: None };
    let state = SecretState { previous: Some(previous), reported_at: None };
    commit(store, |batch| batch.create(&ONE.0, &state).unwrap());
    usage.note_client(ONE.0, ONE.1, at(500));
    usage.note_session(session_of(1), at(0), at(500));
    usage.note_previous_secret(ONE.0, at(500));
    usage.note_scope(ONE.0, ONE.1, "a", Learned::Used, at(500));
    (0..3).for_each(|_| usage.of_app(ONE.0).note(Counted::Request, at(500)));
}

/// Polls a write once, has `look` look meanwhile, and gives it up.
fn while_it_is_written(usage: &Usage, store: &Store, look: impl FnOnce()) {
    let mut writing = std::pin::pin!(usage.write(store, LIFETIME));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(writing.as_mut().poll(&mut cx).is_pending());
    look();
}

#[test]
fn what_is_being_written_is_seen_once() {
    for hang in [Meddling::hang_commits, Meddling::hang_answers] {
        let (usage, (store, engine)) = (Usage::default(), meddled(1));
        use_all(&usage, &store);
        let before = told(&usage, &store);
        assert_eq!((before.last_used, before.session, before.secret), ([Some(at(500)); 2], at(500), Some(at(500))));
        assert_eq!((before.scopes.as_ref().unwrap().scopes.len(), before.figures.requests), (1, 3));
        hang(&engine, true);
        while_it_is_written(&usage, &store, || {
            assert_eq!(told(&usage, &store), before);
            usage.of_app(ONE.0).note(Counted::Request, at(501));
            assert_eq!(told(&usage, &store).figures.requests, 4);
        });
    }
}

#[test]
fn what_is_written_between_two_looks_is_seen_once() {
    // After which of the six reads it is written.
    for reads in 0..6 {
        let (usage, (store, engine)) = (Arc::new(Usage::default()), meddled(1));
        use_all(&usage, &store);
        let before = told(&usage, &store);
        let (writer, written) = (Arc::clone(&usage), store.clone());
        after_reads(&engine, reads, move || write(&writer, &written));
        assert_eq!(told(&usage, &store), before, "after {reads} reads");
        write(&usage, &store);
        assert_eq!(told(&usage, &store), before, "after {reads} reads");
    }
}

/// Does something after the read that comes after `reads` more.
fn after_reads(engine: &Arc<Meddling>, reads: usize, between: impl FnOnce() + Send + 'static) {
    match reads.checked_sub(1) {
        None => engine.after_the_next_read(between),
        Some(fewer) => {
            let next = Arc::clone(engine);
            engine.after_the_next_read(move || after_reads(&next, fewer, between));
        }
    }
}

#[test]
fn a_consent_that_ends_while_its_use_is_written_takes_that_along() {
    let (usage, (store, engine)) = (Usage::default(), meddled(1));
    use_all(&usage, &store);
    engine.hang_commits(true);
    while_it_is_written(&usage, &store, || {
        usage.forget(ONE.0, ONE.1);
        let now = told(&usage, &store);
        assert_eq!((now.last_used, now.scopes), ([None, Some(at(500))], None));
    });
}

#[test]
fn a_use_of_a_consent_that_is_given_anew_meanwhile_is_not_of_the_new_one() {
    let (usage, (store, engine)) = (Arc::new(Usage::default()), meddled(1));
    use_all(&usage, &store);
    let grant = store.get_versioned::<Grant>(&(ONE.1, ONE.0)).unwrap().unwrap();
    let mut anew = Batch::default();
    anew.replace(&grant, &Grant { grant_id: 7, ..Grant::clone(&grant) }).unwrap();
    engine.before_the_next_commit(anew);
    // The first read is the writer's.
    let ended = Arc::clone(&usage);
    engine.after_the_next_read(move || ended.forget(ONE.0, ONE.1));
    write(&usage, &store);
    assert_eq!(store.get::<Grant>(&(ONE.1, ONE.0)).unwrap().unwrap().grant_id, 7);
    let now = told(&usage, &store);
    assert_eq!((now.last_used, now.scopes, now.session), ([None, Some(at(500))], None, at(500)));
}

#[test]
fn figures_only_rise_for_who_looks_while_they_are_written() {
    let (usage, store) = (Usage::default(), store(1));
    let counts = usage.of_app(ONE.0);
    let requests = || usage.figures(&store, ONE.0, Day::of(at(500))).unwrap().requests;
    std::thread::scope(|scope| {
        let counting = scope.spawn(|| (0..20_000).for_each(|_| counts.note(Counted::Request, at(500))));
        let writing = scope.spawn(|| (0..300).for_each(|_| write(&usage, &store)));
        let mut last = 0;
        while !(counting.is_finished() && writing.is_finished()) {
            let now = requests();
            assert!((last..=20_000).contains(&now), "{now} after {last}");
            last = now;
        }
    });
    assert_eq!(requests(), 20_000);
}
