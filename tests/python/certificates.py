"""An authority that exists for one test, and the certificates that it signs."""

import datetime
import ipaddress

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = datetime.timedelta(days=1)


def named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def built(subject, issuer, key, days, extensions, since=-90):
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = x509.CertificateBuilder().subject_name(named(subject)).issuer_name(named(issuer))
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now + since * DAY).not_valid_after(now + days * DAY)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder


class Authority:
    """Signs into `directory`; `file` is what clients trust."""

    def __init__(self, directory, name="Authority of a test"):
        self.directory, self.name, self.key = directory, name, ec.generate_private_key(ec.SECP256R1())
        builder = built(name, name, self.key, 365, [(x509.BasicConstraints(ca=True, path_length=0), True)])
        self.certificate = builder.sign(self.key, hashes.SHA256())
        self.file = directory / "authority.pem"
        self.file.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))

    def pair(self, name="server", days=90, hosts=("localhost",), since=-90):
        """Writes NAME.pem and NAME.key, for `hosts` and 127.0.0.1; answers the certificate."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = [x509.DNSName(host) for host in hosts] + [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        builder = built(name, self.name, key, days, [
            (x509.SubjectAlternativeName(names), False),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False),
        ], since)
        return self.write(name, builder.sign(self.key, hashes.SHA256()), key)

    def own(self, name="server"):
        """Writes the authority's own certificate and key, as who signs for oneself has them."""
        return self.write(name, self.certificate, self.key)

    def write(self, name, certificate, key):
        self.put(f"{name}.pem", certificate.public_bytes(serialization.Encoding.PEM))
        self.put(f"{name}.key", key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                                  serialization.NoEncryption()))
        return certificate

    def put(self, name, content):
        """In the place of what was there, as renewals do it."""
        new = self.directory / "new"
        new.touch(0o600)
        new.write_bytes(content)
        new.rename(self.directory / name)

    def config(self, more="", name="server"):
        """A `[server]` section that speaks TLS."""
        files = f'tls_cert = "{self.directory / name}.pem"\ntls_key = "{self.directory / name}.key"\n'
        return f"[server]\n{files}{more}\n"
