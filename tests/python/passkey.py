"""A passkey without a browser: what an authenticator answers to options (W3C Web Authentication Level 2 §6.3), for those who have
to be there before anybody looks, and for what no browser would send."""

import base64
import hashlib
import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

FLAGS_PRESENT_VERIFIED = 0x05
FLAGS_PRESENT_VERIFIED_INCLUDED = 0x45


def text(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def key_of(secret):
    private = ec.derive_private_key(secret, ec.SECP256R1())
    public = private.public_key().public_numbers()
    x, y = (number.to_bytes(32, "big") for number in (public.x, public.y))
    return private, bytes.fromhex("a5010203262001215820") + x + bytes.fromhex("225820") + y


def credential(key, response):
    identity = text(hashlib.sha256(key).digest())
    return {"id": identity, "rawId": identity, "type": "public-key", "response": response}


def made(options, origin, secret):
    """A new one; the same `secret`, a number, makes the same one again."""
    asked = options["publicKey"]
    _, key = key_of(secret)
    identity = hashlib.sha256(key).digest()
    data = hashlib.sha256(asked["rp"]["id"].encode()).digest() + bytes([FLAGS_PRESENT_VERIFIED_INCLUDED]) + bytes(4)
    data += bytes(16) + len(identity).to_bytes(2, "big") + identity + key
    attestation = b"\xa3cfmtdnonegattStmt\xa0hauthData\x58" + bytes([len(data)]) + data
    client = json.dumps({"type": "webauthn.create", "challenge": asked["challenge"], "origin": origin, "crossOrigin": False})
    return credential(key, {"attestationObject": text(attestation), "clientDataJSON": text(client.encode())})


def answered(options, origin, secret, handle):
    """What the passkey of `secret` answers; `handle` is the user handle that it was made with, in base64url."""
    asked = options["publicKey"]
    private, key = key_of(secret)
    data = hashlib.sha256(asked["rpId"].encode()).digest() + bytes([FLAGS_PRESENT_VERIFIED]) + bytes(4)
    client = json.dumps({"type": "webauthn.get", "challenge": asked["challenge"], "origin": origin}).encode()
    signature = private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
    return credential(key, {"authenticatorData": text(data), "clientDataJSON": text(client), "signature": text(signature),
                            "userHandle": handle})
