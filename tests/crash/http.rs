//! As much of an HTTP client as this needs: one kept connection, one request at a time, errors as they come.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

pub(crate) struct Http {
    address: String,
    connection: Option<BufReader<TcpStream>>,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: bool,
    pub(crate) body: Value,
}

impl Http {
    /// To `http://ADDR:PORT`.
    pub(crate) fn to(url: &str) -> Self {
        Self { address: url.trim_start_matches("http://").to_owned(), connection: None }
    }

    pub(crate) fn get(&mut self, path: &str, bearer: &str) -> io::Result<Answer> {
        self.ask("GET", path, bearer, "", "")
    }

    pub(crate) fn delete(&mut self, path: &str, bearer: &str) -> io::Result<Answer> {
        self.ask("DELETE", path, bearer, "", "")
    }

    pub(crate) fn json(&mut self, path: &str, bearer: &str, body: &Value) -> io::Result<Answer> {
        self.ask("POST", path, bearer, "application/json", &body.to_string())
    }

    pub(crate) fn form(&mut self, path: &str, bearer: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.ask("POST", path, bearer, "application/x-www-form-urlencoded", &body)
    }

    fn ask(&mut self, method: &str, path: &str, bearer: &str, kind: &str, body: &str) -> io::Result<Answer> {
        let answer = self.exchange(method, path, bearer, kind, body);
        if answer.is_err() {
            self.connection = None;
        }
        answer
    }

    fn exchange(&mut self, method: &str, path: &str, bearer: &str, kind: &str, body: &str) -> io::Result<Answer> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            None => {
                let connection = TcpStream::connect(&self.address)?;
                connection.set_nodelay(true)?;
                connection.set_read_timeout(Some(Duration::from_secs(60)))?;
                self.connection.insert(BufReader::new(connection))
            }
        };
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n", body.len());
        if !bearer.is_empty() {
            head += &format!("Authorization: Bearer {bearer}\r\n");
        }
        if !kind.is_empty() {
            head += &format!("Content-Type: {kind}\r\n");
        }
        connection.get_mut().write_all(format!("{head}\r\n{body}").as_bytes())?;
        let (status, length, retry_after, closes) = read_head(connection)?;
        let mut body = vec![0; length];
        connection.read_exact(&mut body)?;
        if closes {
            self.connection = None;
        }
        Ok(Answer { status, retry_after, body: serde_json::from_slice(&body).unwrap_or(Value::Null) })
    }
}

fn read_head(connection: &mut BufReader<TcpStream>) -> io::Result<(u16, usize, bool, bool)> {
    let (mut status, mut length, mut retry_after, mut closes) = (0, 0, false, false);
    loop {
        let mut line = String::new();
        if connection.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            return Ok((status, length, retry_after, closes));
        }
        if let Some(rest) = line.strip_prefix("http/1.1 ") {
            status = rest[..3].parse().map_err(io::Error::other)?;
        } else if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.parse().map_err(io::Error::other)?;
        }
        retry_after |= line.starts_with("retry-after: ");
        closes |= line == "connection: close";
    }
}
