"""What a call costs through Python, and whether memory stays flat: cost.py PACK LOOKUPS TURNS SESSIONS."""

import sys
import time
from pathlib import Path
from typing import Callable, Tuple

import shindan

CODE = "FUJ905 0x02000001"


def memory() -> int:
    """Kilobytes that are in use, as Linux says; 0 elsewhere."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1])


def each(rounds: int, work: Callable[[], object]) -> Tuple[float, int, int]:
    """Nanoseconds each, and the memory after a tenth and at the end."""
    early = 0
    begun = time.perf_counter_ns()
    for at in range(rounds):
        work()
        if at == rounds // 10:
            early = memory()
    return (time.perf_counter_ns() - begun) / rounds, early, memory()


def walk(knowledge: shindan.Knowledge, number: int) -> int:
    """Leads a session from its start to its end, by replies that are the same in each language; how many that took."""
    shown = knowledge.start(CODE, role="admin", lang="en")
    depth = 0
    while replies := shown.turn.replies:
        shown = knowledge.reply(shown.session, shown.turn.step, replies[(number + depth) % len(replies)].id, confirmed=True)
        depth += 1
    return depth


def main(pack: str, lookups: int, turns: int, sessions: int) -> None:
    with shindan.open(pack) as knowledge:
        input = '{"code": "FUJ905", "detail": "0x02000001"}'
        raw, early, late = each(lookups, lambda: knowledge.call("lookup", input))
        typed, _, _ = each(max(lookups // 10, 1), lambda: knowledge.lookup("FUJ905", "0x02000001")[0].rule)
        begun = knowledge.start(CODE, role="reception", lang="en")
        reply = begun.turn.replies[0].id
        turn, early_turns, late_turns = each(turns, lambda: knowledge.reply(begun.session, begun.turn.step, reply).turn.kind)
        given = f'{{"session": {begun.session.to_json()}, "step": "{begun.turn.step}", "reply": "{reply}"}}'
        raw_turn, _, _ = each(turns, lambda: knowledge.call("reply", given))
        numbers, lengths = iter(range(sessions)), [0]

        def one() -> None:
            lengths[0] += walk(knowledge, next(numbers))

        session, early_sessions, late_sessions = each(sessions, one)
    print(
        f"Python: lookup {typed / 1e3:.1f} us typed, {raw / 1e3:.1f} us as JSON, turn {turn / 1e3:.1f} us typed, {raw_turn / 1e3:.1f} us as JSON; "
        f"memory of look-ups {early} to {late} KB, of turns {early_turns} to {late_turns} KB"
    )
    print(f"Python: {sessions} sessions with {lengths[0]} replies, {session / 1e3:.1f} us each; memory {early_sessions} to {late_sessions} KB")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
