//! The test server: as a command, as a part of a test in Rust, and what its control API does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is wrong")]

mod binary;
mod control;
mod docs;
mod faults;
mod resets;

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

/// The content type of forms, and that of JSON.
const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("Content-Type", "application/json");

/// Asks, and answers status and body.
fn ask(origin: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
    let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let answer = ask_raw(origin, method, path, &more, body);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{method} {path}: {answer:?}"));
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

/// Asks, and answers all that came before the connection ended.
fn ask_raw(origin: &str, method: &str, path: &str, headers: &str, body: &str) -> String {
    let address = origin.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let head =
        format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {length}\r\n");
    stream.write_all(format!("{head}{headers}\r\n{body}").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| panic!("{text}"))
}
