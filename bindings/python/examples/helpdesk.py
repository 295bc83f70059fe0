"""What a product does with the library: look up a code, print the steps for a role, walk a diagnosis, save and resume, scan a log.

    python helpdesk.py PACK LOG
"""

import sys

import shindan


def answer(knowledge: shindan.Knowledge, diagnosis: shindan.Diagnosis) -> shindan.Diagnosis:
    """Stands in for a person: says no where that is asked, else takes the first reply that nobody has to confirm.

    A product shows the text of ``confirm`` and replies with ``confirmed=True`` once a person has accepted it.
    """
    turn = diagnosis.turn
    show(turn)
    replies = [one for one in turn.replies if one.confirm is None]
    reply = next((one for one in replies if one.id == "no"), replies[0])
    print(f"  > {reply.id}")
    return knowledge.reply(diagnosis.session, turn.step, reply.id)


def show(turn: shindan.Turn) -> None:
    """What to know first, the question or what is to be done, each step of it, and when to stop."""
    for caution in [*turn.cautions, turn.caution]:
        if caution is not None:
            print(f"  ! {caution.text}")
    print(f"  {turn.text.text}")
    for step in turn.steps:
        print(f"  - {step.text.text}")
    if turn.stop is not None:
        print(f"  ! {turn.stop.text}")


def main(pack: str, log: str) -> None:
    with shindan.open(pack) as knowledge:
        row = knowledge.lookup("E1", "0x01")[0]
        print(f"E1 0x01: rule {row.rule}, row {row.row}")

        found = knowledge.explain("E1 0x01", role="reception")
        print(f"match: {found.match.level}")
        for remedy in found.answers[0].remediation:
            for step in remedy.steps:
                print(f"  step: {step.text.text}")

        print("diagnosis:")
        diagnosis = answer(knowledge, knowledge.start("E1 0x01", role="reception"))
        # Saved: the session is all that has to be kept. Resumed here, or on another device, on another day.
        saved = diagnosis.session.to_json()
        print("  saved and resumed")
        diagnosis = knowledge.turn(shindan.Session.from_json(saved))
        while diagnosis.turn.end is None:
            diagnosis = answer(knowledge, diagnosis)
        print(f"  outcome: {diagnosis.turn.end.outcome}")

        print("log:")
        for match in knowledge.scan_file(log):
            print(f"  line {match.line}: {match.code} {match.detail} {match.level}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: helpdesk.py PACK LOG")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        main(*sys.argv[1:])
    except (shindan.Error, OSError) as error:
        sys.exit(f"{getattr(error, 'kind', 'file')}: {error}")
