//! The `Examples:` of each help page.

/// Of the whole command; the exit codes follow.
pub(crate) const SHINDAN: &str = "\
Examples:
  shindan explain FUJ905 0x02000001          what the code means and what to do
  shindan diagnose FUJ905 0x02000001         step by step, with questions
  shindan diagnose --session today.json 015  the same, to be interrupted and resumed
  shindan scan /var/log/reception.log        which codes a log holds
  shindan tree 011-network --format mermaid  the decision tree, for a page
  shindan check knowledge/caora              every problem in a knowledge pack
  shindan build knowledge/caora              one file, to be shipped";

/// Of `explain`.
pub(crate) const EXPLAIN: &str = "\
Examples:
  shindan explain FUJ905 0x02000001
  shindan explain 011 0x81000005 FUJIP55          several codes: likely causes first
  shindan explain 015 --role reception            what the reception desk may do
  shindan explain FUJ905 0x81000008 --fact environment=test
  shindan explain '【FUJ905】0x02000001 …'        text pasted from the screen
  shindan explain - < message.txt                 the same from a file
  shindan explain 015 --format json | jq -r .match.level

Exit code 0 means an answer; 4 means that nothing sure was found, and the output says what may have been meant.";

/// Of `search`.
pub(crate) const SEARCH: &str = "\
Examples:
  shindan search リモートデスクトップで見ているときだけ動かない
  shindan search --lang en the camera does not take a picture of the face
  shindan search 顔が写らない --format json | jq -r .hits[0].rule

Exit code 0 means that something comes near enough; 4 means that nothing does.";

/// Of `build`.
pub(crate) const BUILD: &str = "\
Examples:
  shindan build knowledge/caora                         writes caora-VERSION.shindan
  shindan build knowledge/caora -o caora.shindan
  shindan explain 011 --knowledge caora.shindan         every command takes the file

The same knowledge gives the same bytes on every machine. A pack with errors is not built: exit code 1.";

/// Of `key`.
pub(crate) const KEY: &str = "\
Examples:
  shindan key new release                               writes release.key and release.pub
  shindan key new ci --no-password                      for a machine that signs
  shindan key show release.pub                          the line that devices are given

Keys and signatures are those of minisign, whose commands read and write the same files.";

/// Of `sign`.
pub(crate) const SIGN: &str = "\
Examples:
  shindan sign caora.shindan --key release.key          writes caora.shindan.minisig
  shindan sign caora.shindan --key release.key --append one file to ship
  minisign -Sm caora.shindan -s release.key             the same with the other tool";

/// Of `verify`.
pub(crate) const VERIFY: &str = "\
Examples:
  shindan verify caora.shindan                          whole, and built from its own rules
  shindan verify caora.shindan --key release.pub        and signed
  shindan verify caora.shindan --key old.pub --key new.pub
                                                        by either, while keys change
  shindan verify caora.shindan --key new.pub --revoked old.pub --at-least 1.2.0

Exit code 3 means that it is not to be used; the message says why.";

/// Of `eval`.
pub(crate) const EVAL: &str = "\
Examples:
  shindan eval knowledge/caora                          every set of questions, with the misses
  shindan eval knowledge/caora --set tuning --thresholds
  shindan eval knowledge/labels --fail-on-miss          before a release
  shindan eval knowledge/caora --format json | jq '.sets[].figures[0]'";

/// Of `diagnose`.
pub(crate) const DIAGNOSE: &str = "\
Examples:
  shindan diagnose FUJ905 0x02000001              asks, on a terminal
  shindan diagnose 画面が真っ暗 --strategy planned
                                                  without a code: first, which entry it is
  shindan diagnose --session today.json 015       saved after every step; the same line resumes it
  shindan diagnose --session today.json --as vendor
                                                  somebody else takes over
  shindan diagnose --session today.json --qr      the resume code of it, to scan
  shindan diagnose --resume '1TS90-MRX7G-…' --lang en --role vendor
                                                  somebody else, on another device

For programs, one step at a time:
  shindan diagnose --format json --session s.json FUJ905 0x02000001
  shindan diagnose --format json --session s.json --reply no
  shindan diagnose --format json --session s.json --back
  shindan diagnose --format json FUJ905 0x02000001 |
    shindan diagnose --format json --session - --reply no

A reply whose `confirm` is not empty is refused unless that text was shown and --confirmed is given.";

/// Of `scan`.
pub(crate) const SCAN: &str = "\
Examples:
  shindan scan reception.log                      every match, then a summary
  shindan scan *.log --summary                    the summary alone
  journalctl -u caora | shindan scan --format jsonl | jq -r .rule
  shindan scan old.log --encoding shift_jis --format csv > old.csv
  shindan scan nightly.log --fail-on-match        as a gate in a job

A bare number such as 011 counts only where something says that it is a code: 【011：, エラー011,
code=011, or a detail code next to it. A line is printed only with --show-lines. `start` and `end`
count bytes: in the file if it is UTF-8, else in its text as UTF-8 without the byte order mark.";

/// Of `tree`.
pub(crate) const TREE: &str = "\
Examples:
  shindan tree 011-network
  shindan tree FUJ905 0x02000001 --role reception
  shindan tree 015-photo-read --lang en --format mermaid > tree.mmd
  shindan tree 011-network --format svg > tree.svg
  shindan tree 011-network --format dot | dot -Tpdf > tree.pdf
  shindan tree 015-photo-read --session today.json --format svg > path.svg";

/// Of `plan`.
pub(crate) const PLAN: &str = "\
Examples:
  shindan plan printer.json
  shindan plan printer.json --mode requires       what the order costs without the safety rule
  shindan plan printer.json --format json | jq .expected_cost
  generate-model | shindan plan - --no-search

The file holds causes with weights, questions and actions with their chances under each cause, and
one step that hands over. `Best possible order` is proven for these numbers, under these rules.";

/// Of `learn`.
pub(crate) const LEARN: &str = "\
Examples:
  shindan diagnose --record outcomes.jsonl FUJ905 0x02000001
                                                  a line is appended when the session ends
  shindan learn outcomes.jsonl                    what would change, with its evidence
  shindan learn desk-*.jsonl --write learned.json files of several desks, in any order
  shindan diagnose --overlay learned.json --strategy planned FUJ905 0x02000001

A record holds names of the pack alone: rules, steps, replies, the day. An overlay changes what is
likely, never what may be done: review it, and keep it with the pack.";

/// Of `check`.
pub(crate) const CHECK: &str = "\
Examples:
  shindan check                                   the packs in ./knowledge
  shindan check knowledge/caora --deny-warnings   as a gate in a build
  shindan check knowledge/caora --format json | jq '.diagnostics | length'
  shindan check --format github                   in a build, beside the lines of a change
  shindan check --explain SD0201                  what a diagnostic means";

/// Of `diff`.
pub(crate) const DIFF: &str = "\
Examples:
  shindan diff v1.0.0:knowledge/caora knowledge/caora
  shindan diff old/caora new/caora --session kept.json
  shindan diff HEAD~1:knowledge/caora knowledge/caora --format markdown --lang ja

Every code and example of both versions is looked up in both; questions in eval/*.yaml and sessions that
are given are replayed, too.";

/// Of `release`.
pub(crate) const RELEASE: &str = "\
Examples:
  shindan release check knowledge/caora --base v1.0.0:knowledge/caora
  shindan release notes knowledge/caora --base v1.0.0:knowledge/caora >> CHANGELOG.md

What may make a step less safe has to be ticked in the change log: `release notes` writes the lines. Where pages
that `snapshot` wrote are kept, in snapshots beside the pack or where --snapshots says, they have to be those of this
version, and a version whose pages changed cannot keep its number.";

/// Of `snapshot`.
pub(crate) const SNAPSHOT: &str = "\
Examples:
  shindan snapshot knowledge/caora -o snapshots          then review the differences with git
  shindan snapshot knowledge/caora -o snapshots --check  as a gate in a build
  shindan snapshot knowledge/caora -o snapshots --check --format json | jq -r '.snapshots.changed[]'";

/// Of `list`.
pub(crate) const LIST: &str = "\
Examples:
  shindan list
  shindan list FUJ905
  shindan list --format json | jq -r '.rules[].rule'";

/// Of `completions`.
pub(crate) const COMPLETIONS: &str = "\
Examples:
  shindan completions bash > ~/.local/share/bash-completion/completions/shindan
  shindan completions powershell >> $PROFILE";
