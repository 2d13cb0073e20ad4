//! The operations, each with what its answers must be.

use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use form_urlencoded::Serializer;
use serde_json::Value;

use crate::loader::Operation;
use crate::offer::{Offer, Validation};
use crate::reply::Reply;
use crate::wire::request;

/// What the token endpoint gave.
#[derive(Clone)]
pub struct Pair {
    pub access: String,
    pub refresh: String,
}

/// Asks whether tokens are good, one after the other.
pub struct Validating {
    requests: Vec<Vec<u8>>,
    asked: usize,
    expected: Validation,
    /// The answer that was looked at last: the same again need not be read again.
    known: Vec<u8>,
}

impl Validating {
    pub fn new(validation: &Validation, tokens: &[Pair]) -> Self {
        let expected = validation.clone();
        let requests = tokens.iter().map(|pair| validation_request(&expected, &pair.access)).collect();
        Self { requests, asked: 0, expected, known: Vec::new() }
    }

    fn check_head(&self, reply: &Reply<'_>) -> Result<(), String> {
        match self.expected.expect_head.iter().find(|(name, value)| reply.header(name) != Some(value)) {
            Some((name, value)) => Err(format!("{name} is not {value}: {}", reply.header_lines())),
            None => Ok(()),
        }
    }

    fn check_body(&self, reply: &Reply<'_>) -> Result<(), String> {
        let body = if self.expected.expect.is_empty() { Value::Null } else { json(reply)? };
        match self.expected.expect.iter().find(|(pointer, value)| body.pointer(pointer) != Some(value)) {
            Some((pointer, value)) => Err(format!("{pointer} is not {value}: {}", reply.shown())),
            None => Ok(()),
        }
    }
}

/// What asks for a token.
pub fn validation_request(validation: &Validation, token: &str) -> Vec<u8> {
    let fill = |text: &str| text.replace("{token}", token);
    let end = if validation.headers.is_empty() { "" } else { "\r\n" };
    let headers = fill(&validation.headers) + end;
    request(&validation.method, &validation.path, &headers, &fill(&validation.body))
}

impl Operation for Validating {
    fn begin(&mut self) -> Vec<u8> {
        self.asked += 1;
        self.requests[self.asked % self.requests.len()].clone()
    }

    fn read(&mut self, reply: &Reply<'_>) -> Result<Option<Vec<u8>>, String> {
        expect_ok(reply)?;
        self.check_head(reply)?;
        if self.known.is_empty() || self.known != reply.body {
            self.check_body(reply)?;
            self.known = reply.body.to_vec();
        }
        Ok(None)
    }
}

/// Refreshes, each time with the refresh token that came last.
pub struct Refreshing {
    offer: Arc<Offer>,
    pub pair: Pair,
}

impl Refreshing {
    pub fn new(offer: &Arc<Offer>, pair: Pair) -> Self {
        Self { offer: Arc::clone(offer), pair }
    }
}

impl Operation for Refreshing {
    fn begin(&mut self) -> Vec<u8> {
        let mut form = credentials(&self.offer);
        form.append_pair("grant_type", "refresh_token").append_pair("refresh_token", &self.pair.refresh);
        request("POST", &self.offer.token, "", &form.finish())
    }

    fn read(&mut self, reply: &Reply<'_>) -> Result<Option<Vec<u8>>, String> {
        let new = pair(reply, &self.offer.scope)?;
        if new.access == self.pair.access || new.refresh == self.pair.refresh {
            return Err(format!("refreshing gave the same token again: {}", reply.shown()));
        }
        self.pair = new;
        Ok(None)
    }
}

/// The code flow with PKCE for somebody who is signed in: the authorization endpoint, then the token endpoint.
pub struct Flow {
    offer: Arc<Offer>,
    session: String,
    verifier: String,
    challenge: String,
    name: usize,
    flows: u64,
    at_token_endpoint: bool,
    /// Everything that it was given.
    pub given: Vec<Pair>,
}

impl Flow {
    /// The flow of the connection with this number.
    pub fn new(offer: &Arc<Offer>, number: usize) -> Self {
        let verifier = format!("{number:0>64}");
        let challenge = ring::digest::digest(&ring::digest::SHA256, verifier.as_bytes());
        Self {
            offer: Arc::clone(offer),
            session: format!("{}\r\n", offer.sessions[number % offer.sessions.len()]),
            challenge: BASE64_URL_SAFE_NO_PAD.encode(challenge),
            verifier,
            name: number,
            flows: 0,
            at_token_endpoint: false,
            given: Vec::new(),
        }
    }

    fn state(&self) -> String {
        format!("{}-{}", self.name, self.flows)
    }

    fn exchange(&self, code: &str) -> Vec<u8> {
        let mut form = credentials(&self.offer);
        form.append_pair("grant_type", "authorization_code")
            .append_pair("redirect_uri", &self.offer.redirect_uri)
            .append_pair("code_verifier", &self.verifier)
            .append_pair("code", code);
        request("POST", &self.offer.token, "", &form.finish())
    }
}

impl Operation for Flow {
    fn begin(&mut self) -> Vec<u8> {
        self.flows += 1;
        self.at_token_endpoint = false;
        let authorize = &self.offer.authorize;
        let mut form = Serializer::new(authorize.more.clone());
        form.append_pair("response_type", "code")
            .append_pair("client_id", &self.offer.client_id)
            .append_pair("redirect_uri", &self.offer.redirect_uri)
            .append_pair("scope", &self.offer.scope)
            .append_pair("state", &self.state())
            .append_pair("code_challenge", &self.challenge)
            .append_pair("code_challenge_method", "S256");
        let form = form.finish();
        match authorize.method.as_str() {
            "GET" => request("GET", &format!("{}?{form}", authorize.path), &self.session, ""),
            method => request(method, &authorize.path, &self.session, &form),
        }
    }

    fn read(&mut self, reply: &Reply<'_>) -> Result<Option<Vec<u8>>, String> {
        if self.at_token_endpoint {
            self.given.push(pair(reply, &self.offer.scope)?);
            return Ok(None);
        }
        self.at_token_endpoint = true;
        let location = location(reply)?;
        let query = location.strip_prefix(&self.offer.redirect_uri).and_then(|rest| rest.strip_prefix('?'));
        let query = query.ok_or_else(|| format!("it leads elsewhere: {location}"))?;
        let parameter = |name| form_urlencoded::parse(query.as_bytes()).find(|(own, _)| own == name);
        if parameter("state").is_none_or(|(_, state)| state != self.state()) {
            return Err(format!("another state than {}: {location}", self.state()));
        }
        let (_, code) = parameter("code").ok_or_else(|| format!("no code: {location}"))?;
        Ok(Some(self.exchange(&code)))
    }
}

/// Nine validations, then a refresh of another sign-in.
pub struct Mixed {
    pub validating: Validating,
    pub refreshing: Refreshing,
    pub begun: u64,
}

impl Mixed {
    fn refreshes(&self) -> bool {
        self.begun.is_multiple_of(10)
    }
}

impl Operation for Mixed {
    fn begin(&mut self) -> Vec<u8> {
        self.begun += 1;
        if self.refreshes() { self.refreshing.begin() } else { self.validating.begin() }
    }

    fn read(&mut self, reply: &Reply<'_>) -> Result<Option<Vec<u8>>, String> {
        if self.refreshes() { self.refreshing.read(reply) } else { self.validating.read(reply) }
    }
}

/// The same request over and over, and the body that it must be answered with.
#[derive(Clone)]
pub struct Same {
    pub request: Vec<u8>,
    pub body: Vec<u8>,
}

impl Operation for Same {
    fn begin(&mut self) -> Vec<u8> {
        self.request.clone()
    }

    fn read(&mut self, reply: &Reply<'_>) -> Result<Option<Vec<u8>>, String> {
        expect_ok(reply)?;
        if reply.body == self.body { Ok(None) } else { Err(format!("another body: {}", reply.shown())) }
    }
}

fn credentials(offer: &Offer) -> Serializer<'static, String> {
    let mut form = Serializer::new(String::new());
    form.append_pair("client_id", &offer.client_id).append_pair("client_secret", &offer.client_secret);
    form
}

/// A good answer of the token endpoint (RFC 6749 §5.1).
fn pair(reply: &Reply<'_>, scope: &str) -> Result<Pair, String> {
    expect_ok(reply)?;
    let body = json(reply)?;
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let pair = Pair { access: text("access_token"), refresh: text("refresh_token") };
    let granted = body["scope"].as_str().unwrap_or(scope);
    let good = pair.access.len() > 20
        && pair.refresh.len() > 20
        && text("token_type").eq_ignore_ascii_case("bearer")
        && body["expires_in"].as_u64().is_some_and(|seconds| seconds > 0)
        && scope.split(' ').all(|one| granted.split(' ').any(|other| one == other));
    if good { Ok(pair) } else { Err(format!("not a token answer: {}", reply.shown())) }
}

/// Where the authorization endpoint sends the browser.
fn location(reply: &Reply<'_>) -> Result<String, String> {
    match reply.status {
        302 | 303 => reply.header("location").map(str::to_owned),
        200 => json(reply)?["redirect_url"].as_str().map(str::to_owned),
        _ => None,
    }
    .ok_or_else(|| format!("no redirect: {}", reply.shown()))
}

fn expect_ok(reply: &Reply<'_>) -> Result<(), String> {
    if reply.status == 200 { Ok(()) } else { Err(reply.shown()) }
}

fn json(reply: &Reply<'_>) -> Result<Value, String> {
    serde_json::from_slice(reply.body).map_err(|error| format!("{error}: {}", reply.shown()))
}
