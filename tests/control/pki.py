"""An authority and what it issues, made afresh for each test."""
import datetime
import os

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOUR = datetime.timedelta(hours=1)


class Party:
    """A key and a certificate, as PEM files."""

    def __init__(self, folder, name, certificate, key):
        self.certificate, self.key_object = certificate, key
        self.file, self.key = os.path.join(folder, name + ".pem"), os.path.join(folder, name + ".key")
        with open(self.file, "wb") as file:
            file.write(certificate.public_bytes(serialization.Encoding.PEM))
        with open(self.key, "wb") as file:
            file.write(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


class Authority(Party):
    def __init__(self, folder, name):
        self.folder, self.revoked = folder, []
        key = ec.generate_private_key(ec.SECP256R1())
        subject = named(name)
        certificate = builder(subject, subject, key, 1).add_extension(x509.BasicConstraints(ca=True, path_length=0), True).sign(key, hashes.SHA256())
        super().__init__(folder, name, certificate, key)

    def issue(self, name, hours=1, more=()):
        """For somebody at localhost, from an hour ago; `hours` may be negative. `more`: further parts of the name."""
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = builder(named(name, more), self.certificate.subject, key, hours).add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost")]), False).sign(self.key_object, hashes.SHA256())
        return Party(self.folder, f"{name}-{certificate.serial_number:x}", certificate, key)

    def revoke(self, *parties):
        """The list of all that are revoked, at the path that is returned."""
        self.revoked += [party.certificate.serial_number for party in parties]
        now = datetime.datetime.utcnow()
        made = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject).last_update(now - HOUR).next_update(now + HOUR)
        for number in self.revoked:
            made = made.add_revoked_certificate(x509.RevokedCertificateBuilder().serial_number(number).revocation_date(now - HOUR).build())
        path = self.file + ".crl"
        with open(path, "wb") as file:
            file.write(made.sign(self.key_object, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
        return path


def named(name, more=()):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), *more])


def builder(subject, issuer, key, hours):
    now = datetime.datetime.utcnow()
    return (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(now + min(-HOUR, (hours - 1) * HOUR)).not_valid_after(now + hours * HOUR))
