//! Certificates that are refused, complained of, and replaced while they are shown.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tempfile::TempDir;

use super::SPEAKS_HTTPS;
use super::keeper::{Keeper, watch};
use super::pair::{Files, Pair};
use crate::clock::Timestamp;
use crate::config::Config;

const NAMES: [&str; 3] = ["auth.example.org", "127.0.0.1", "::1"];
const ISSUER: &str = "https://auth.example.org";
/// 2026-06-15T00:00:00Z, in the middle of the certificates' life.
const NOW: Timestamp = Timestamp::from_millis(1_781_481_600_000);

/// A certificate for the year 2026, and its key.
fn pem() -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(NAMES.map(str::to_owned)).unwrap();
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    (params.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

fn write(dir: &TempDir, (cert, key): &(String, String)) {
    fs::write(dir.path().join("cert.pem"), cert).unwrap();
    fs::write(dir.path().join("key.pem"), key).unwrap();
}

fn files(dir: &TempDir) -> Files {
    let mut config = Config { source: Some("grantd.toml".into()), ..Config::default() };
    config.server.tls_cert = Some(dir.path().join("cert.pem"));
    config.server.tls_key = Some(dir.path().join("key.pem"));
    Files::of(&config).unwrap()
}

fn refusal(dir: &TempDir) -> String {
    Pair::read(files(dir)).err().unwrap().to_string()
}

#[test]
fn a_pair_knows_its_life_and_its_names() {
    let dir = tempfile::tempdir().unwrap();
    write(&dir, &pem());
    let pair = Pair::read(files(&dir)).unwrap();
    assert_eq!(
        (pair.not_before.to_string(), pair.not_after.to_string()),
        ("2026-01-01T00:00:00Z".into(), "2027-01-01T00:00:00Z".into())
    );
    for good in [ISSUER, "https://AUTH.example.org:8443", "https://127.0.0.1:8080", "https://[::1]:8080"] {
        assert_eq!(pair.complaint(NOW, good), None, "{good}");
    }
    let days = |days: u64| Duration::from_secs(days * 24 * 3600);
    for (now, issuer, complaint) in [
        (NOW, "https://other.example", "is not for the host of https://other.example"),
        (pair.not_after, ISSUER, "has expired on 2027-01-01T00:00:00Z"),
        (pair.not_after.minus(days(14)), ISSUER, "expires on 2027-01-01T00:00:00Z: renew it"),
        (pair.not_before.minus(days(1)), ISSUER, "is good from 2026-01-01T00:00:00Z on only"),
    ] {
        let told = pair.complaint(now, issuer).unwrap();
        assert!(told.contains(complaint) && told.contains("cert.pem"), "{told}");
    }
    assert_eq!(pair.complaint(pair.not_after.minus(days(15)), ISSUER), None);
}

#[test]
fn what_is_no_pair_is_refused_with_the_file_at_fault() {
    let dir = tempfile::tempdir().unwrap();
    assert!(refusal(&dir).starts_with("grantd.toml: server.tls_cert: there is no file "));
    let (cert, key) = pem();
    write(&dir, &(key.clone(), key.clone()));
    assert!(refusal(&dir).contains("server.tls_cert: ") && refusal(&dir).contains("cert.pem holds no certificate"));
    let damaged = cert.replacen("MII", "AAA", 1);
    write(&dir, &(damaged, key.clone()));
    assert!(refusal(&dir).contains("cert.pem holds a certificate that cannot be read"), "{}", refusal(&dir));
    write(&dir, &(cert.clone(), key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY")));
    assert!(refusal(&dir).contains("key.pem holds no private key in PEM that can be read"), "{}", refusal(&dir));
    write(&dir, &(cert.clone(), pem().1));
    let refused = refusal(&dir);
    assert!(
        refused.contains("server.tls_key: the key in ") && refused.contains("key.pem does not belong"),
        "{refused}"
    );
    // A line that goes wrong in the middle of a key is not quoted.
    let broken = key.replacen("\nM", "\n-----BEGIN M", 1);
    write(&dir, &(cert, broken.clone()));
    let quoted = broken.lines().nth(1).unwrap().trim_start_matches("-----BEGIN ");
    assert!(!refusal(&dir).contains(&quoted[..20]), "{}", refusal(&dir));
}

#[tokio::test]
async fn files_that_are_replaced_are_noticed_and_a_broken_pair_changes_nothing() {
    const EVERY: Duration = Duration::from_millis(5);
    let dir = tempfile::tempdir().unwrap();
    write(&dir, &pem());
    let keeper = Keeper::new(Pair::read(files(&dir)).unwrap(), NOW, ISSUER);
    let first = keeper.shown();
    let watching = tokio::spawn(watch(keeper.clone(), EVERY, || (NOW, ISSUER.into()), std::future::pending::<()>()));
    // A key that belongs to another certificate: refused, once for each time the files change.
    fs::write(dir.path().join("key.pem"), pem().1).unwrap();
    until(|| keeper.refused()).await;
    assert_eq!(keeper.shown(), first);
    // As renewals do it: a new file in the place of the old one.
    let renewed = pem();
    replace(dir.path(), "key.pem", &renewed.1);
    replace(dir.path(), "cert.pem", &renewed.0);
    until(|| keeper.shown() != first).await;
    assert!(!keeper.refused());
    watching.abort();
}

fn replace(dir: &Path, name: &str, text: &str) {
    fs::write(dir.join("new"), text).unwrap();
    fs::rename(dir.join("new"), dir.join(name)).unwrap();
}

async fn until(holds: impl Fn() -> bool) {
    let wait = async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), wait).await.expect("it never came");
}

#[test]
fn the_answer_without_tls_tells_its_own_length() {
    let (head, body) = str::from_utf8(SPEAKS_HTTPS).unwrap().split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{}", body.len());
}
