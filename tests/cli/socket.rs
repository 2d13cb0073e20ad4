//! What comes over the administration socket from somebody who is no grantd command.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use crate::{Place, wait_until};

fn say(place: &Place, bytes: &[u8]) -> String {
    let mut stream = UnixStream::connect(place.path("data/grantd.sock")).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // It may refuse before it has read everything.
    let _written = stream.write_all(bytes);
    let mut answer = String::new();
    let _cut = BufReader::new(stream).read_line(&mut answer);
    answer
}

#[test]
fn nonsense_is_answered_with_an_error_and_never_quoted() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    for line in ["junk hunter2\n", "{}\n", "[]\n", "\n", "{\"version\":1}\n"] {
        assert_eq!(say(&place, line.as_bytes()), "{\"error\":\"the request cannot be read\"}\n", "{line}");
    }
    let unknown = say(&place, b"{\"version\":1,\"request\":{\"user-add\":{\"password\":\"hunter2\"}}}\n");
    assert!(unknown.contains("does not know this command: restart it"), "{unknown}");
    let other = say(&place, b"{\"version\":999,\"request\":\"user-list\"}\n");
    assert!(other.contains("another version than this command: restart it"), "{other}");
    let good = say(&place, b"{\"version\":1,\"request\":\"user-list\"}\n");
    assert_eq!(good, "{\"ok\":{\"users\":[]}}\n");
    let huge = say(&place, &vec![b'x'; 1024 * 1024]);
    assert!(huge.is_empty() || huge.contains("cannot be read"), "{huge}");
    assert!(!(unknown + &other + &daemon.stop()).contains("hunter2"));
}

/// A command may be older than the daemon that it meets: until that is restarted after an upgrade, or the other way round.
#[test]
fn a_command_of_an_older_version_gets_no_answer_that_it_does_not_know() {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    // More than there is on the disk: nothing can be stored.
    place.configure("[storage]\nkeep_free = \"1024GiB\"\n");
    let daemon = place.daemon(&[]);
    let health = |version: u32| say(&place, format!("{{\"version\":{version},\"request\":\"health\"}}\n").as_bytes());
    let told = health(2);
    assert!(told.starts_with("{\"ok\":{\"waiting\":\"there is no room left on the disk"), "{told}");
    // The first version had two answers: that it need not be restarted, and why it must be.
    assert_eq!(health(1), "{\"ok\":\"done\"}\n");
    assert!(health(0).contains("restart it") && health(4).contains("restart it"));
    // Whatever else there is was there in the first version, and is asked for as that.
    assert_eq!(
        say(&place, b"{\"version\":1,\"request\":\"user-list\"}\n"),
        say(&place, b"{\"version\":2,\"request\":\"user-list\"}\n")
    );
    assert!(place.ok(&["healthcheck"]).contains("validates tokens, but there is no room left"));
    daemon.stop();
    // A daemon of the first version, as far as these two ask it.
    let listener = std::os::unix::net::UnixListener::bind(place.path("data/grantd.sock")).unwrap();
    let asked = std::thread::spawn(move || {
        [(); 2].map(|()| {
            let (mut stream, _) = listener.accept().unwrap();
            let mut line = String::new();
            BufReader::new(&stream).read_line(&mut line).unwrap();
            let answer: &[u8] = if line.contains("\"version\":1") {
                b"{\"ok\":{\"users\":[]}}\n"
            } else {
                b"{\"error\":\"restart it\"}\n"
            };
            stream.write_all(answer).unwrap();
            line
        })
    });
    assert_eq!(place.json(&["user", "list"]), serde_json::json!([]));
    assert_eq!(place.refused(1, &["healthcheck"]), "grantd: restart it\n");
    assert!(asked.join().unwrap()[1].contains("\"version\":2"));
}

/// An export far larger than what a socket holds, begun and not read.
fn stall(place: &Place) -> UnixStream {
    let value = "x".repeat(1000);
    for number in 0..20 {
        let name = format!("user{number}");
        place.add_user(&name, &[]);
        for note in 0..31 {
            let request = serde_json::json!({ "version": 1, "request": { "user-set":
                { "name": name, "key": format!("note{note}"), "value": value } } });
            let answer = say(place, format!("{request}\n").as_bytes());
            assert!(answer.starts_with("{\"ok\""), "{answer}");
        }
    }
    let mut stalled = UnixStream::connect(place.path("data/grantd.sock")).unwrap();
    stalled.write_all(b"{\"version\":1,\"request\":\"export\"}\n").unwrap();
    let mut first = [0; 12];
    stalled.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"{\"ok\":\"done\"");
    stalled
}

#[test]
fn a_stream_that_nobody_reads_does_not_keep_the_daemon_from_stopping() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    let stalled = stall(&place);
    // Others are served meanwhile, and their copy is whole.
    assert_eq!(place.ok(&["export"]).lines().filter(|line| line.contains("\"kind\":\"user\"")).count(), 20);
    let began = Instant::now();
    daemon.stop();
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    drop(stalled);
}

#[test]
fn a_second_signal_stops_at_once() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    let stalled = stall(&place);
    daemon.signal("TERM");
    wait_until(|| !place.path("data/grantd.sock").exists());
    let began = Instant::now();
    daemon.signal("TERM");
    let (status, _, log) = daemon.end();
    assert_eq!(status, Some(1), "{log}");
    assert!(began.elapsed() < Duration::from_secs(5) && log.contains("stopped at once"), "{log}");
    drop(stalled);
    assert_eq!(place.json(&["user", "list"]).as_array().unwrap().len(), 20);
}
