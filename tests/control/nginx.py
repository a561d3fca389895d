"""A real nginx before a control room, with the configuration that is shipped, on a port of loopback."""
import os
import re
import signal
import socket
import subprocess
import time

SHIPPED = os.path.dirname(os.path.abspath(__file__)) + "/../../config/fleet/nginx.conf"


class Nginx:
    """`server`: its key and certificate; `authority` and `revoked`: files that say which terminals are known."""

    def __init__(self, folder, room, server, authority, revoked):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        with open(SHIPPED) as file:
            site = file.read()
        for pattern, value in ((r"listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"), (r"ssl_certificate [^;]+", f"ssl_certificate {server.file}"),
                               (r"ssl_certificate_key [^;]+", f"ssl_certificate_key {server.key}"),
                               (r"ssl_client_certificate [^;]+", f"ssl_client_certificate {authority}"),
                               (r"ssl_crl [^;]+", f"ssl_crl {revoked}"), (r"unix:[^;]+terminals.sock", f"unix:{room.state}/terminals.sock")):
            site, count = re.subn(pattern, value, site)
            assert count == 1, pattern
        self.log = folder + "/error.log"
        with open(folder + "/nginx.conf", "w") as file:
            places = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
            account = "user root;" if os.geteuid() == 0 else ""
            file.write(f"{account} daemon off; pid {folder}/nginx.pid; error_log {self.log} warn; worker_shutdown_timeout 2s;"
                       f"events {{}} http {{ {places} {site} }}")
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-c", folder + "/nginx.conf", "-e", self.log], stderr=subprocess.DEVNULL)
        until = time.monotonic() + 10
        while socket.socket().connect_ex(("127.0.0.1", self.port)) != 0:
            assert self.process.poll() is None and time.monotonic() < until, open(self.log).read()
            time.sleep(0.05)

    def reload(self):
        self.process.send_signal(signal.SIGHUP)
        time.sleep(1)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
