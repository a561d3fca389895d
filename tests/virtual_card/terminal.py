"""An eID terminal for tests of the card, in plain Python arithmetic: it shares no code with the kiosk
and none with the card, so that a fault of either shows. Slow, and honest about nothing but the wire."""
import functools, hashlib, os, secrets, socket, subprocess, tempfile, time
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC

CAN, PIN, PUK = 2, 3, 4
AUTHENTICATION_TERMINAL = bytes.fromhex("04007f000703010202")
ALL_RIGHTS = bytes.fromhex("001fffffff")
APPLICATION = bytes.fromhex("e80704007f00070302")
AGE, VALIDITY, COMMUNITY = (bytes.fromhex(f"04007f0007030104{n:02x}") for n in (1, 2, 3))


# ---- BER ----------------------------------------------------------------------------------------
def tlv(tag, *parts):
    body = b"".join(parts)
    head = tag.to_bytes((tag.bit_length() + 7) // 8, "big")
    if len(body) < 128:
        return head + bytes([len(body)]) + body
    size = (len(body).bit_length() + 7) // 8
    return head + bytes([0x80 | size]) + len(body).to_bytes(size, "big") + body


def items(data):
    at, out = 0, []
    while at < len(data):
        start, tag = at, data[at]
        at += 1
        if tag & 0x1F == 0x1F:
            tag = tag << 8 | data[at]
            at += 1
        length = data[at]
        at += 1
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[at:at + size], "big")
            at += size
        out.append((tag, data[at:at + length], data[start:at + length]))
        at += length
    return out


def find(data, *path):
    for tag in path:
        data = next((value for found, value, _ in items(data) if found == tag), None)
        if data is None:
            return None
    return data


# ---- curves, their numbers as openssl knows them ------------------------------------------------
@functools.lru_cache(maxsize=None)
class Curve:
    NAMES = {12: "prime256v1", 13: "brainpoolP256r1", 15: "secp384r1", 16: "brainpoolP384r1",
             17: "brainpoolP512r1"}

    def __init__(self, parameter):
        der = subprocess.run(["openssl", "ecparam", "-name", self.NAMES[parameter], "-param_enc",
                              "explicit", "-outform", "DER"], capture_output=True, check=True).stdout
        _, field, curve, base, order = [value for _, value, _ in items(items(der)[0][1])][:5]
        number = lambda data: int.from_bytes(data, "big")
        self.p, self.n = number(items(field)[1][1]), number(order)
        self.a, self.b = (number(value) for _, value, _ in items(curve)[:2])
        self.size = (self.p.bit_length() + 7) // 8
        self.g = self.point(base)

    def point(self, data):
        assert data[0] == 4 and len(data) == 2 * self.size + 1
        x, y = (int.from_bytes(part, "big") for part in (data[1:1 + self.size], data[1 + self.size:]))
        assert (y * y - x * x * x - self.a * x - self.b) % self.p == 0
        return x, y

    def x_bytes(self, point):
        return point[0].to_bytes(self.size, "big")

    def encode(self, point):
        return b"\4" + self.x_bytes(point) + point[1].to_bytes(self.size, "big")

    def add(self, left, right):
        if left is None or right is None:
            return left or right
        if left[0] == right[0]:
            if (left[1] + right[1]) % self.p == 0:
                return None
            slope = (3 * left[0] ** 2 + self.a) * pow(2 * left[1], -1, self.p)
        else:
            slope = (right[1] - left[1]) * pow(right[0] - left[0], -1, self.p)
        x = (slope * slope - left[0] - right[0]) % self.p
        return x, (slope * (left[0] - x) - left[1]) % self.p

    def times(self, factor, point):
        out = None
        while factor:
            if factor & 1:
                out = self.add(out, point)
            point, factor = self.add(point, point), factor >> 1
        return out

    def secret(self):
        return 1 + secrets.randbelow(self.n - 1)


# ---- AES and keys -------------------------------------------------------------------------------
def aes(key, iv, data, encrypt=True):
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv) if iv is not None else modes.ECB())
    step = cipher.encryptor() if encrypt else cipher.decryptor()
    return step.update(data) + step.finalize()


def mac(key, data):
    cmac = CMAC(algorithms.AES(key))
    cmac.update(data)
    return cmac.finalize()[:8]


def derive(secret, counter, size, nonce=b""):
    digest = hashlib.sha1 if size == 16 else hashlib.sha256
    return digest(secret + nonce + counter.to_bytes(4, "big")).digest()[:size]


def pad(data):
    return data + b"\x80" + bytes(-(len(data) + 1) % 16)


class Channel:
    def __init__(self, secret, size, nonce=b""):
        self.enc, self.mac, self.counter = (derive(secret, 1, size, nonce),
                                            derive(secret, 2, size, nonce), 0)

    def step(self):
        self.counter += 1
        self.ssc = self.counter.to_bytes(16, "big")
        self.iv = aes(self.enc, None, self.ssc)

    def wrap(self, cla, ins, p1, p2, data, le):
        self.step()
        header = bytes([cla | 0x0C, ins, p1, p2])
        covered = tlv(0x87, b"\1" + aes(self.enc, self.iv, pad(data))) if data else b""
        if le is not None:
            wide = le > 256
            covered += tlv(0x97, (le % 65536).to_bytes(2, "big") if wide else bytes([le % 256]))
        body = covered + tlv(0x8E, mac(self.mac, self.ssc + pad(header)
                                       + (pad(covered) if covered else b"")))
        return command(header[0], ins, p1, p2, body, 65536)

    def unwrap(self, data):
        self.step()
        covered = b"".join(whole for tag, _, whole in items(data) if tag != 0x8E)
        assert find(data, 0x8E) == mac(self.mac, self.ssc + pad(covered)), "wrong MAC"
        cryptogram, plain = find(data, 0x87), b""
        if cryptogram:
            plain = aes(self.enc, self.iv, cryptogram[1:], False).rstrip(b"\0")
            assert plain[-1:] == b"\x80"
            plain = plain[:-1]
        return plain, int.from_bytes(find(data, 0x99), "big")


def command(cla, ins, p1, p2, data=b"", le=None):
    head = bytes([cla, ins, p1, p2])
    if len(data) > 255 or (le or 0) > 256:
        return (head + b"\0" + (len(data).to_bytes(2, "big") + data if data else b"")
                + ((le % 65536).to_bytes(2, "big") if le is not None else b""))
    return (head + (bytes([len(data)]) + data if data else b"")
            + (bytes([le % 256]) if le is not None else b""))


# ---- ways to a card -----------------------------------------------------------------------------
class Slot:
    """Plays the virtual reader itself: no pcscd, one card process."""

    def __init__(self, program, card, *options, log=None):
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(10)
            words = [program, "--card", card, "--port", server.getsockname()[1], *options]
            if log:
                words += ["--log", log]
            self.process = subprocess.Popen([str(word) for word in words],
                                            env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})
            self.line, _ = server.accept()
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reset()

    def send(self, message):
        self.line.sendall(len(message).to_bytes(2, "big") + message)

    def whole(self, size):
        out = b""
        while len(out) < size:
            piece = self.line.recv(size - len(out))
            if not piece:
                raise ConnectionError("card removed")
            out += piece
        return out

    def receive(self):
        return self.whole(int.from_bytes(self.whole(2), "big"))

    def reset(self):
        self.send(b"\2")
        self.send(b"\4")
        return self.receive()

    def transmit(self, raw):
        self.send(raw)
        return self.receive()

    def close(self):
        self.line.close()
        return self.process.wait(10)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class PcscReader:
    """A card in a reader of the real pcscd (PCSCLITE_CSOCK_NAME says which)."""

    def __init__(self, name, seconds=5):
        from smartcard.System import readers
        end = time.monotonic() + seconds
        while True:
            try:
                reader = next(reader for reader in readers() if str(reader).startswith(name))
                self.connection = reader.createConnection()
                self.connection.connect()
                return
            except Exception:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def transmit(self, raw):
        data, sw1, sw2 = self.connection.transmit(list(raw))
        return bytes(data) + bytes([sw1, sw2])

    def reset(self):
        self.connection.reconnect()


# ---- the protocol -------------------------------------------------------------------------------
class Refused(Exception):
    def __init__(self, step, status):
        super().__init__(f"{step}: {status:04X}")
        self.step, self.status = step, status


class Terminal:
    def __init__(self, line):
        self.line, self.channel, self.exchanges = line, None, 0

    def reset(self):
        self.line.reset()
        self.channel = None

    def send(self, cla, ins, p1, p2, data=b"", le=None):
        self.exchanges += 1
        raw = (self.channel.wrap(cla, ins, p1, p2, data, le) if self.channel
               else command(cla, ins, p1, p2, data, le))
        answer = self.line.transmit(raw)
        if self.channel and len(answer) > 2:
            return self.channel.unwrap(answer[:-2])
        return answer[:-2], int.from_bytes(answer[-2:], "big")

    def must(self, step, *arguments, also=()):
        data, status = self.send(*arguments)
        if status != 0x9000 and status not in also:
            raise Refused(step, status)
        return data

    def read(self, sfi):
        out = b""
        while True:
            at = (0x80 | sfi, len(out)) if len(out) < 256 else divmod(len(out), 256)
            part, status = self.send(0, 0xB0, *at, b"", 65536)
            if status not in (0x9000, 0x6282):
                raise Refused(f"read {sfi:02X}", status)
            out += part
            if self.is_whole(out):
                return out

    @staticmethod
    def is_whole(out):
        """Whether the BER-TLV that begins here is all there."""
        size = out[1] & 0x7F if out[1] & 0x80 else 0
        length = int.from_bytes(out[2:2 + size], "big") if size else out[1]
        return len(out) >= 2 + size + length

    def card_access(self):
        self.must("select", 0, 0xA4, 0, 0x0C, bytes.fromhex("3f00"))
        self.access = self.read(0x1C)
        for _, info, _ in items(find(self.access, 0x31)):
            name = find(info, 0x06)
            if name.startswith(bytes.fromhex("04007f0007020204")):
                self.pace_name = name
                self.curve = Curve([value for tag, value, _ in items(info) if tag == 2][1][0])
            if name.startswith(bytes.fromhex("04007f0007020203")) and len(name) == 10:
                self.chip_name = name
        self.key_size = {2: 16, 3: 24, 4: 32}[self.pace_name[-1]]
        return self.access

    def pin_status(self):
        return self.send(0, 0x22, 0xC1, 0xA4, tlv(0x80, self.pace_name) + tlv(0x83, bytes([PIN])))[1]

    def step(self, name, last, *parts):
        body = self.must(name, 0 if last else 0x10, 0x86, 0, 0, tlv(0x7C, *parts), 256)
        return find(body, 0x7C)

    def pace(self, password, secret, rights=None):
        chat = tlv(0x7F4C, tlv(0x06, AUTHENTICATION_TERMINAL), tlv(0x53, rights)) if rights else b""
        self.must("pace-set", 0, 0x22, 0xC1, 0xA4,
                  tlv(0x80, self.pace_name) + tlv(0x83, bytes([password])) + chat,
                  also=(0x63C2, 0x63C1))
        c = self.curve
        nonce = aes(derive(secret.encode(), 3, self.key_size), bytes(16),
                    find(self.step("pace-nonce", False), 0x80), False)
        mapping = c.secret()
        theirs = c.point(find(self.step("pace-map", False, tlv(0x81, c.encode(c.times(mapping, c.g)))),
                              0x82))
        base = c.add(c.times(int.from_bytes(nonce, "big"), c.g), c.times(mapping, theirs))
        own = c.secret()
        own_point = c.encode(c.times(own, base))
        their_point = find(self.step("pace-agree", False, tlv(0x83, own_point)), 0x84)
        shared = c.x_bytes(c.times(own, c.point(their_point)))
        self.pace_key_x, self.pace_secret_x = their_point[1:1 + c.size], shared
        channel = Channel(shared, self.key_size)
        token = lambda point: mac(channel.mac, tlv(0x7F49, tlv(0x06, self.pace_name), tlv(0x86, point)))
        answer = self.step("pace-token", True, tlv(0x85, token(their_point)))
        assert find(answer, 0x86) == token(own_point), "the card's token is wrong"
        self.channel, self.authority = channel, find(answer, 0x87)

    def authenticate(self, folder, auxiliary=()):
        folder = Path(folder)
        for path in sorted((folder / "chain").iterdir()):
            body = find(path.read_bytes(), 0x7F21)
            issuer, self.holder = find(body, 0x7F4E, 0x42), find(body, 0x7F4E, 0x5F20)
            self.must("ta-issuer", 0, 0x22, 0x81, 0xB6, tlv(0x83, issuer))
            self.must("ta-certificate", 0, 0x2A, 0, 0xBE, body)
            scheme = find(body, 0x7F4E, 0x7F49, 0x06)
        c = self.curve
        self.key = c.secret()
        self.point = c.encode(c.times(self.key, c.g))
        compressed = self.point[1:1 + c.size]
        aux = tlv(0x67, *[tlv(0x73, tlv(0x06, name), tlv(0x53, value)) for name, value in auxiliary]) \
            if auxiliary else b""
        self.must("ta-set", 0, 0x22, 0x81, 0xA4, tlv(0x80, scheme) + tlv(0x83, self.holder) + aux
                  + tlv(0x91, compressed))
        challenge = self.must("ta-challenge", 0, 0x84, 0, 0, b"", 8)
        signature = sign(folder / "key.pkcs8", self.pace_key_x + challenge + compressed + aux)
        self.must("ta-sign", 0, 0x82, 0, 0, signature)

    def authenticate_chip(self, trust):
        security = self.read(0x1D)
        c = self.curve
        chip = c.point(find(chip_key_info(security, trust), 0x30, 0x03)[1:])
        self.must("ca-set", 0, 0x22, 0x41, 0xA4, tlv(0x80, self.chip_name) + tlv(0x84, b"\x41"))
        answer = self.step("ca-agree", True, tlv(0x80, self.point))
        shared = c.x_bytes(c.times(self.key, chip))
        channel = Channel(shared, self.key_size, find(answer, 0x81))
        token = mac(channel.mac, tlv(0x7F49, tlv(0x06, self.chip_name), tlv(0x86, self.point)))
        assert token == find(answer, 0x82), "not the chip of this document"
        self.channel = channel

    def open_application(self):
        self.must("select-application", 0, 0xA4, 4, 0x0C, APPLICATION)

    def verify(self, name):
        return self.send(0x80, 0x20, 0x80, 0, tlv(0x06, name))[1]

    def group(self, number):
        return self.read(number)

    def session(self, pki, password=PIN, secret="123456", terminal="terminal", rights=ALL_RIGHTS, aux=()):
        """The whole of General Authentication, up to the opened application."""
        self.card_access()
        self.pace(password, secret, rights)
        self.authenticate(Path(pki) / terminal, aux)
        self.authenticate_chip(Path(pki) / "trust")
        self.open_application()

    def change_pin(self, pin):
        return self.send(0, 0x2C, 2, 3, pin.encode())[1]

    def unblock(self):
        return self.send(0, 0x2C, 3, 3)[1]


def sign(key, data):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        der = subprocess.run(["openssl", "dgst", "-sha256", "-keyform", "DER", "-sign", str(key),
                              file.name], capture_output=True, check=True).stdout
    return b"".join(value.lstrip(b"\0").rjust(32, b"\0") for _, value, _ in items(items(der)[0][1]))


def chip_key_info(security, trust):
    with tempfile.NamedTemporaryFile() as file:
        file.write(security)
        file.flush()
        content = subprocess.run(
            ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", file.name, "-purpose",
             "any", "-CAfile", str(next((Path(trust) / "csca").iterdir()))],
            capture_output=True, check=True).stdout
    return next(info for _, info, _ in items(find(content, 0x31))
                if find(info, 0x06) == bytes.fromhex("04007f000702020102"))
