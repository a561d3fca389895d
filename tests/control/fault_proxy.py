"""The network between a terminal and its control room, for tests that break it: what comes to a port on loopback goes to
kiosk-fleet's socket with the name that nginx would have read from the certificate, or meets a mishap.

    Proxy(socket_path, terminal).mode = "pass" | "refuse" | "reset" | "silent" | "drip" | "portal" | "delay"
"""
import socket
import struct
import threading
import time


class Proxy:
    def __init__(self, behind, terminal):
        self.behind, self.terminal, self.mode = behind, terminal, "pass"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        self.met = {}  # how often each mode was met
        threading.Thread(target=self.serve, daemon=True).start()

    def close(self):
        self.listener.close()

    def serve(self):
        while True:
            try:
                caller, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(caller,), daemon=True).start()

    def answer(self, caller):
        try:
            with caller:
                caller.settimeout(30)
                while self.answer_one(caller):
                    pass
        except OSError:
            pass

    def answer_one(self, caller):
        """One request on a connection that is kept; whether there may be another."""
        request = read_message(caller)
        if not request:
            return False
        mode = self.mode
        self.met[mode] = self.met.get(mode, 0) + 1
        if mode == "refuse":
            return False
        if mode == "reset":
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if mode == "silent":  # a line whose other end is gone
            time.sleep(20)
            return False
        if mode == "portal":
            body = b"<html><body>Willkommen im WLAN</body></html>"
            caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            return True
        if mode == "delay":
            time.sleep(2)
        answer = self.pass_on(request)
        if mode == "drip":
            for byte in answer[:100]:
                caller.sendall(bytes([byte]))
                time.sleep(0.3)
            return False
        caller.sendall(answer)
        return True

    def pass_on(self, request):
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"x-terminal:", b"connection:"))]
        lines += [b"X-Terminal: " + self.terminal.encode(), b"Connection: close"]
        with socket.socket(socket.AF_UNIX) as room:
            room.settimeout(10)
            room.connect(self.behind)
            room.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + body)
            return read_message(room)


def read_message(line):
    """Head and body; empty when the other side has hung up."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = line.recv(65536)
        if not more:
            return b""
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for header in head.split(b"\r\n")[1:]:
        name, _, value = header.partition(b":")
        if name.strip().lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        more = line.recv(65536)
        if not more:
            break
        body += more
    return head + b"\r\n\r\n" + body
