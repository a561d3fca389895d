"""A terminal's report that is in order."""
import datetime


def report(terminal, paper="paperFull"):
    now = datetime.datetime.utcnow().strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"schema": 1, "terminal": terminal, "city": "leipzig", "at": now, "software": "1.0.0",
            "service": {"state": "in_service", "cause": "", "since": now, "in_use": False},
            "parts": [{"part": "paper", "state": paper, "since": now}],
            "journal": {"waiting": 0, "oldest_waiting_s": 0, "needs_staff": 0},
            "jobs": {"results": [], "head": {"number": 0, "hash": "0" * 64}, "refused": 0}}
