//! An authenticator in software, for tests: what it makes and signs is put together by hand, as the standard has it, so that
//! nothing of it comes from the library that checks it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use crate::account::passkey::Ask;

const PERSON_IS_THERE: u8 = 1;
const PERSON_IS_VERIFIED: u8 = 4;
const KEY_IS_INCLUDED: u8 = 0x40;

/// A device with one passkey.
pub struct Authenticator {
    key: EcdsaKeyPair,
    id: Vec<u8>,
    /// Whose the passkey is, as it was told.
    pub handle: Vec<u8>,
    /// The counter of signatures; stays at 0 where there is none.
    pub counter: u32,
    /// The origin that the browser sees.
    pub origin: String,
    /// Whether it asks for a fingerprint or a PIN.
    pub verifies: bool,
}

impl Authenticator {
    /// One at `origin`, with no passkey yet.
    pub fn new(origin: &str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        let id = digest(&SHA256, key.public_key().as_ref()).as_ref().to_vec();
        Self { key, id, handle: Vec::new(), counter: 0, origin: origin.to_owned(), verifies: true }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["publicKey"]["challenge"];
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn data(&self, party: &str, more: u8) -> Vec<u8> {
        let verified = if self.verifies { PERSON_IS_VERIFIED } else { 0 };
        let mut data = digest(&SHA256, party.as_bytes()).as_ref().to_vec();
        data.push(PERSON_IS_THERE | verified | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Makes the passkey: the `PublicKeyCredential` in JSON.
    pub fn make(&mut self, ask: &Ask) -> String {
        let options: Value = serde_json::from_str(&ask.options).unwrap();
        let public = &options["publicKey"];
        self.handle = URL_SAFE_NO_PAD.decode(public["user"]["id"].as_str().unwrap()).unwrap();
        let mut data = self.data(public["rp"]["id"].as_str().unwrap(), KEY_IS_INCLUDED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let (x, y) = self.key.public_key().as_ref()[1..].split_at(32);
        data.extend([&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..], x, &[0x22, 0x58, 32], y].concat());
        let length = u8::try_from(data.len()).unwrap();
        let attestation = [b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58", &[length][..], &data].concat();
        let client = self.client_data("webauthn.create", &options);
        self.credential(&json!({ "attestationObject": text(&attestation), "clientDataJSON": text(&client) }))
    }

    /// Answers with the passkey.
    pub fn answer(&self, ask: &Ask) -> String {
        let options: Value = serde_json::from_str(&ask.options).unwrap();
        let data = self.data(options["publicKey"]["rpId"].as_str().unwrap(), 0);
        let client = self.client_data("webauthn.get", &options);
        let signed = [&data, digest(&SHA256, &client).as_ref()].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.credential(&json!({
            "authenticatorData": text(&data),
            "clientDataJSON": text(&client),
            "signature": text(signature.as_ref()),
            "userHandle": text(&self.handle),
        }))
    }

    fn credential(&self, response: &Value) -> String {
        let id = text(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
