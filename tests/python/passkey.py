"""A passkey without a browser: what an authenticator answers to the options that ask for a new one (W3C Web Authentication
Level 2 §6.5), for those who have to be there before anybody looks."""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric import ec

FLAGS_PRESENT_VERIFIED_INCLUDED = 0x45


def text(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def made(options, origin, secret):
    """The credential; the same `secret`, a number, makes the same one again."""
    asked = options["publicKey"]
    public = ec.derive_private_key(secret, ec.SECP256R1()).public_key().public_numbers()
    x, y = (number.to_bytes(32, "big") for number in (public.x, public.y))
    key = bytes.fromhex("a5010203262001215820") + x + bytes.fromhex("225820") + y
    identity = hashlib.sha256(key).digest()
    data = hashlib.sha256(asked["rp"]["id"].encode()).digest() + bytes([FLAGS_PRESENT_VERIFIED_INCLUDED]) + bytes(4)
    data += bytes(16) + len(identity).to_bytes(2, "big") + identity + key
    attestation = b"\xa3cfmtdnonegattStmt\xa0hauthData\x58" + bytes([len(data)]) + data
    client = json.dumps({"type": "webauthn.create", "challenge": asked["challenge"], "origin": origin, "crossOrigin": False})
    response = {"attestationObject": text(attestation), "clientDataJSON": text(client.encode())}
    return {"id": text(identity), "rawId": text(identity), "type": "public-key", "response": response}
