#!/usr/bin/python3
"""A test PKI made afresh: card verifiable certificates expire within weeks, so none is kept in the tree.

    pki.py DIR [--curve brainpoolP256r1] [--aes 128] [--rights read-dg4,…]
        trust/csca/csca.pem       whom the terminal trusts for documents
        terminal/chain/N-*.cvcert in order of use, terminal/key.pkcs8, and terminals with one thing wrong
        card/                     what virtual-card --card reads, and cards with one thing wrong
Made with openssl and cvc-create (Debian: openpace), so that no code of the terminal checks itself.
"""
import argparse, datetime, json, shutil, subprocess, sys
from pathlib import Path

PARAMETERS = {"prime256v1": 12, "brainpoolP256r1": 13, "secp384r1": 15, "brainpoolP384r1": 16,
              "brainpoolP512r1": 17}  # TR-03110-3, standardized domain parameters
AES = {128: 2, 192: 3, 256: 4}  # last arc of the PACE and CA protocols
RIGHTS = [f"read-dg{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 17, 18)] + ["verify-age",
                                                                                 "verify-community"]
HOLDER = {
    "pin": "123456", "can": "500540", "puk": "9876543210",
    "data": {
        "document_type": "ID", "issuing_state": "D", "date_of_expiry": "20341031",
        "given_names": "Änne Zoe\u0308", "family_name": "Müller-Lüdenscheidt", "artistic_name": "",
        "academic_title": "", "birth_date": "1964    ", "birth_place": {"free_text": "České Budějovice"},
        "nationality": "D", "birth_name": "GROẞ",
        "address": {"street": "Straße des 17. Juni 135", "city": "Łódź-Viertel", "state": None,
                    "country": "D", "postal_code": "10623"},
        "community_id": "02761100000000",
    },
}


# ---- DER ------------------------------------------------------------------------------------------
def tlv(tag, *parts):
    body = b"".join(parts)
    length = len(body)
    if length < 128:
        head = bytes([length])
    else:
        size = (length.bit_length() + 7) // 8
        head = bytes([0x80 | size]) + length.to_bytes(size, "big")
    return bytes([tag]) + head + body


def oid(text):
    arcs = [int(arc) for arc in text.split(".")]
    out = bytearray()
    for arc in [arcs[0] * 40 + arcs[1], *arcs[2:]]:
        septets = [arc & 0x7F]
        while arc > 0x7F:
            arc >>= 7
            septets.append(arc & 0x7F | 0x80)
        out += bytes(reversed(septets))
    return tlv(0x06, bytes(out))


def integer(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def sequence(*parts):
    return tlv(0x30, *parts)


def set_of(parts):
    return tlv(0x31, *sorted(parts))


BSI = "0.4.0.127.0.7"
CHIP_KEY_ID = 0x41


def infos(curve, aes):
    """What EF.CardAccess says: TR-03110-3 A.1.1, as a German card of the second generation."""
    parameter = PARAMETERS[curve]
    domain = sequence(oid(f"{BSI}.1.2"), integer(parameter))
    return [
        sequence(oid(f"{BSI}.2.2.4.2.{AES[aes]}"), integer(2), integer(parameter)),  # PACE-ECDH-GM
        sequence(oid(f"{BSI}.2.2.3.2.{AES[aes]}"), integer(2), integer(CHIP_KEY_ID)),  # CA-ECDH
        sequence(oid(f"{BSI}.2.2.3.2"), domain, integer(CHIP_KEY_ID)),
        sequence(oid(f"{BSI}.2.2.2"), integer(2)),  # TA
        sequence(oid(f"{BSI}.2.2.6"), tlv(0x16, b"http://bsi.bund.de/cif/npa.xml")),
    ]


def key_info(curve, point):
    algorithm = sequence(oid(f"{BSI}.1.2"), integer(PARAMETERS[curve]))
    return sequence(oid(f"{BSI}.2.2.1.2"), sequence(algorithm, tlv(0x03, b"\0", point)),
                    integer(CHIP_KEY_ID))


# ---- keys and certificates --------------------------------------------------------------------------
def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, **more)
    if done.returncode != 0:
        sys.exit(f"pki: {command[0]} {command[1]}: {done.stderr.decode()}")
    return done.stdout


def key(path, curve, explicit=False):
    pem = run("openssl", "ecparam", "-name", curve, "-genkey", "-noout",
              *(["-param_enc", "explicit"] if explicit else []))
    path.write_bytes(run("openssl", "pkcs8", "-topk8", "-nocrypt", "-outform", "DER", input=pem))
    return path


def point(path):
    return run("openssl", "pkey", "-inform", "DER", "-in", path, "-pubout", "-outform", "DER")


def raw_point(path, curve):
    size = {"prime256v1": 32, "brainpoolP256r1": 32, "secp384r1": 48, "brainpoolP384r1": 48,
            "brainpoolP512r1": 64}[curve]
    return point(path)[-(2 * size + 1):]


def day(offset):
    return (datetime.date.today() + datetime.timedelta(days=offset)).strftime("%y%m%d")


class Verifiers:
    """CVCA, DV and terminals of one country."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        for name in ["cvca", "dv", "at", "other"]:
            key(folder / f"{name}.pkcs8", "brainpoolP256r1", explicit=True)
        self.cvca = self.certificate("ZZATCVCA00001", "cvca", None, "cvca", "cvca",
                                     RIGHTS + ["can-allowed", "pin-management", "rid"])
        self.dv = self.certificate("ZZATDVXX00001", "dv_domestic", self.cvca, "cvca", "dv",
                                   RIGHTS + ["can-allowed", "pin-management", "rid"])

    def certificate(self, chr_, role, issuer, signer, subject, rights, first=0, last=30, name=None):
        out = self.folder / f"{name or chr_}.cvcert"
        run("cvc-create", f"--role={role}", f"--chr={chr_}", f"--issued={day(first)}",
            f"--expires={day(last)}", f"--sign-with={self.folder / signer}.pkcs8",
            "--scheme=ECDSA_SHA_256", f"--key={self.folder / subject}.pkcs8", f"--out-cert={out}",
            f"--out-desc={out}.desc", f"--out-key={out}.key",
            *([f"--sign-as={issuer}"] if issuer else ["--type=at"]), *[f"--{r}" for r in rights])
        return out

    def terminal(self, name, rights, **more):
        return self.certificate("ZZATKIOS00001", "terminal", self.dv, "dv", "at", rights, name=name,
                                **more)


def write_terminal(folder, chain, private_key):
    (folder / "chain").mkdir(parents=True)
    for number, certificate in enumerate(chain, 1):
        shutil.copy(certificate, folder / "chain" / f"{number}-{certificate.stem}.cvcert")
    shutil.copy(private_key, folder / "key.pkcs8")


def make_terminals(into, rights):
    country, foreign = Verifiers(into / "verifiers"), Verifiers(into / "foreign-verifiers")
    good = country.terminal("terminal", rights)
    at = country.folder / "at.pkcs8"
    wrong_car = country.certificate("ZZATDVXX00009", "dv_domestic", country.cvca, "cvca", "dv", RIGHTS)
    twins = {
        "": [country.dv, good],
        "-expired": [country.dv, country.terminal("expired", rights, first=-40, last=-2)],
        "-not-yet-valid": [country.dv, country.terminal("early", rights, first=3, last=30)],
        "-wrong-car": [wrong_car, good],
        "-swapped": [good, country.dv],
        "-foreign": [foreign.dv, foreign.terminal("terminal", rights)],
        "-no-dg17": [country.dv, country.terminal("no-dg17", [r for r in rights if r != "read-dg17"])],
        "-can-allowed": [country.dv, country.terminal("can-allowed", rights + ["can-allowed"])],
        "-pin-management": [country.dv, country.terminal("pin-management", rights + ["pin-management"])],
    }
    for name, chain in twins.items():
        write_terminal(into / f"terminal{name}", chain, at)
    write_terminal(into / "terminal-other-key", [country.dv, good], country.folder / "other.pkcs8")
    flipped = bytearray(good.read_bytes())
    flipped[-1] ^= 1
    (country.folder / "flipped.cvcert").write_bytes(flipped)
    write_terminal(into / "terminal-flipped", [country.dv, country.folder / "flipped.cvcert"], at)
    return country.cvca


class Signers:
    """A CSCA and its document signer; every country of this test bears the same name."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        self.issue("csca", "/C=DE/O=test/CN=csca", ["-x509", "-days", "3650"],
                   "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n")
        self.issue("ds", "/C=DE/O=test/CN=ds", ["-x509", "-days", "90"] + self.by_csca(),
                   "keyUsage=critical,digitalSignature\n")

    def by_csca(self):
        return ["-CA", str(self.folder / "csca.pem"), "-CAkey", str(self.folder / "csca.key")]

    def issue(self, name, subject, how, extensions):
        run("openssl", "ecparam", "-name", "brainpoolP256r1", "-genkey", "-noout", "-out",
            self.folder / f"{name}.key")
        (self.folder / f"{name}.cnf").write_text(
            "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\n[ext]\nsubjectKeyIdentifier=hash\n"
            + extensions)
        run("openssl", "req", "-new", "-key", self.folder / f"{name}.key", "-subj", subject,
            "-config", self.folder / f"{name}.cnf", "-extensions", "ext", "-sha256", *how,
            "-out", self.folder / f"{name}.pem")

    def expired_signer(self):
        run("openssl", "req", "-new", "-key", self.folder / "ds.key", "-subj", "/C=DE/O=test/CN=ds",
            "-config", self.folder / "ds.cnf", "-out", self.folder / "ds.csr")
        (self.folder / "index.txt").write_text("")
        (self.folder / "ca.cnf").write_text(
            f"[ca]\ndefault_ca=c\n[c]\ndatabase={self.folder}/index.txt\nnew_certs_dir={self.folder}\n"
            f"rand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\n[ext]\n"
            "keyUsage=critical,digitalSignature\n")
        run("openssl", "ca", "-batch", "-config", self.folder / "ca.cnf", "-extensions", "ext",
            "-preserveDN", "-notext", "-cert", self.folder / "csca.pem", "-keyfile",
            self.folder / "csca.key", "-in", self.folder / "ds.csr", "-startdate", "20240101000000Z",
            "-enddate", "20250101000000Z", "-out", self.folder / "ds-expired.pem")

    def sign(self, content, *options, signer="ds", content_type=f"{BSI}.3.2.1"):
        return run("openssl", "cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-md", "sha256",
                   "-econtent_type", content_type, "-signer", self.folder / f"{signer}.pem",
                   "-inkey", self.folder / f"{signer.split('-')[0]}.key", "-outform", "DER", *options, input=content)


def make_cards(into, cvca, curve, aes):
    country, foreign = Signers(into / "signers"), Signers(into / "foreign-signers")
    country.expired_signer()
    (into / "trust" / "csca").mkdir(parents=True)
    shutil.copy(country.folder / "csca.pem", into / "trust" / "csca")
    (into / "trust-empty" / "csca").mkdir(parents=True)

    chip, clone = key(into / "chip.pkcs8", curve), key(into / "clone.pkcs8", curve)
    access = infos(curve, aes)
    security = set_of(access + [key_info(curve, raw_point(chip, curve))])
    weaker = "prime256v1" if curve != "prime256v1" else "brainpoolP256r1"
    good = country.sign(security)
    flipped = bytearray(good)
    flipped[flipped.index(raw_point(chip, curve)) + 20] ^= 1
    bad_signature = bytearray(good)
    bad_signature[-1] ^= 1
    cards = {
        "": good, "-keyid": country.sign(security, "-keyid"),
        "-foreign-csca": foreign.sign(security), "-flipped": bytes(flipped),
        "-bad-signature": bytes(bad_signature), "-truncated": good[:-40],
        "-expired-ds": country.sign(security, signer="ds-expired"),
        "-wrong-type": country.sign(security, content_type="1.2.840.113549.1.7.1"),
        "-trailing": good + b"\x04\x01\x00",
        "-differs": country.sign(set_of(infos(weaker, aes) + [key_info(curve, raw_point(chip, curve))])),
        "-no-key": country.sign(set_of(access)),
        "-self-signed": foreign.sign(security, signer="csca"), "-cloned": good,
    }
    for name, document in cards.items():
        folder = into / f"card{name}"
        folder.mkdir()
        (folder / "cardaccess.der").write_bytes(set_of(access))
        (folder / "cardsecurity.der").write_bytes(document)
        shutil.copy(clone if name == "-cloned" else chip, folder / "chip.pkcs8")
        shutil.copy(cvca, folder / "cvca.cvcert")
        (folder / "card.json").write_text(json.dumps(HOLDER, ensure_ascii=False, indent=2))


def make(into, curve="brainpoolP256r1", aes=128, rights=None):
    into = Path(into).resolve()
    into.mkdir(parents=True, exist_ok=True)
    make_cards(into, make_terminals(into, rights or RIGHTS), curve, aes)
    return into


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dir")
    parser.add_argument("--curve", default="brainpoolP256r1", choices=PARAMETERS)
    parser.add_argument("--aes", type=int, default=128, choices=AES)
    parser.add_argument("--rights", type=lambda text: text.split(","))
    given = parser.parse_args()
    make(given.dir, given.curve, given.aes, given.rights)
