"""What a run promised on standard output, and whether a journal keeps it."""
import json
import subprocess

ORDER_OF_STATES = ["sealed", "announced", "uploading", "in_doubt", "submitted", "forwarded", "accepted"]


class Promises:
    """The lines of commit_orders: each was written after the journal had answered."""

    def __init__(self, lines):
        self.digest, self.state, self.refused, self.erased, self.counter = {}, {}, set(), set(), 0
        for line in lines:
            word, *rest = line.split()
            if word == "counter":
                self.counter = max(self.counter, int(rest[0]))
            elif word == "ack":
                self.digest[rest[0]] = rest[1]
                self.state[rest[0]] = "sealed"
            elif word == "state":
                self.state[rest[0]] = rest[1]
            elif word == "erased":
                self.erased.add(rest[0])
            elif word == "refused":
                self.refused.add(rest[0])


def read_journals(program, folders):
    """{folder: what read_journal found}; it reads before it writes anything, lest recovery hide a loss."""
    found = {}
    for start in range(0, len(folders), 100):
        run = subprocess.run([program, *folders[start:start + 100]], stdout=subprocess.PIPE, check=True)
        for line in run.stdout.splitlines():
            journal = json.loads(line)
            found[journal["folder"]] = journal
    return found


def broken_promises(promises, journal):
    """Sentences; none: everything promised is there."""
    if not journal["opened"]:
        return ["the journal cannot be opened: " + journal["problem"]]
    broken = [] if journal["integrity"] == "ok" else ["integrity: " + journal["integrity"]]
    orders = {order["id"]: order for order in journal["orders"]}
    for order_id, digest in promises.digest.items():
        order = orders.get(order_id)
        if order is None:
            broken.append("an acknowledged order is lost")
        elif order["digest"] != digest and (order["digest"] or order["state"] != "accepted"):
            broken.append("an acknowledged order is not what was sealed")
        elif ORDER_OF_STATES.index(order["state"]) < ORDER_OF_STATES.index(promises.state[order_id]):
            broken.append(f"an order fell back from {promises.state[order_id]} to {order['state']}")
        elif order_id in promises.erased and order["digest"]:
            broken.append("erased content came back")
    if promises.refused & set(orders):
        broken.append("an order that was refused is there")
    if journal["next_counter"] <= promises.counter:
        broken.append("a counter value would be given twice")
    return broken
