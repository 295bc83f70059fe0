// The same program as helpdesk.c, with what C++ adds: handles and results that free themselves, and exceptions.
//
//   helpdesk PACK LOG
#include <cstdio>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

#include "json.h"
#include "shindan.h"

namespace {

/// What an entry gave; freed with its scope.
class Result {
 public:
  Result() = default;
  Result(const Result &) = delete;
  Result &operator=(const Result &) = delete;
  Result(Result &&other) noexcept : raw_(other.raw_) { other.raw_ = shindan_result{}; }
  ~Result() { shindan_result_free(&raw_); }

  shindan_result *into() { return &raw_; }
  shindan_handle handle() const { return raw_.handle; }
  std::string text() const { return raw_.text == nullptr ? std::string() : std::string(raw_.text, raw_.length); }

  /// Throws what the library says.
  void check() const {
    if (raw_.status != SHINDAN_OK) throw std::runtime_error(text());
  }

 private:
  shindan_result raw_{};
};

/// Loaded knowledge or a scanner; closed with its scope.
template <int32_t (*Close)(shindan_handle)>
class Handle {
 public:
  explicit Handle(const Result &opened) : number_(opened.handle()) {}
  Handle(const Handle &) = delete;
  Handle &operator=(const Handle &) = delete;
  ~Handle() { Close(number_); }
  shindan_handle number() const { return number_; }

 private:
  shindan_handle number_;
};

using Knowledge = Handle<shindan_close>;
using Scanner = Handle<shindan_scanner_free>;

Result open(const std::string &path) {
  Result opened;
  shindan_open_file(path.data(), path.size(), nullptr, 0, opened.into());
  opened.check();
  return opened;
}

std::string call(const Knowledge &knowledge, const std::string &operation, const std::string &input) {
  Result result;
  shindan_call(knowledge.number(), operation.data(), operation.size(), input.data(), input.size(), result.into());
  result.check();
  return result.text();
}

json whole(const std::string &text) { return json{text.data(), text.size()}; }

/// A value as it stands in the JSON, to be handed back.
std::string raw(json value) { return value.at == nullptr ? std::string() : std::string(value.at, value.length); }

/// A text.
std::string text(json value) {
  char *copy = json_copy(value);
  std::string text(copy);
  std::free(copy);
  return text;
}

void look_up(const Knowledge &knowledge) {
  const std::string code = "E1", detail = "0x01";
  shindan_row rows[4];
  size_t count = 0;
  if (shindan_lookup(knowledge.number(), code.data(), code.size(), detail.data(), detail.size(), rows, 4, &count) !=
          SHINDAN_OK ||
      count == 0) {
    throw std::runtime_error("E1 0x01 is not in the table");
  }
  std::cout << "E1 0x01: rule " << std::string(rows[0].rule, rows[0].rule_length) << ", row "
            << std::string(rows[0].row, rows[0].row_length) << "\n";
}

/// Prints each text of a list.
void print_each(const char *before, json list, const std::string &text_at) {
  for (int i = 0;; i++) {
    const json words = json_in(list, (std::to_string(i) + text_at).c_str());
    if (words.at == nullptr) return;
    std::cout << before << text(words) << "\n";
  }
}

void print_steps(const Knowledge &knowledge) {
  const std::string found = call(knowledge, "explain", R"({"text": "E1 0x01", "role": "reception"})");
  std::cout << "match: " << text(json_in(whole(found), "match/level")) << "\n";
  const json remedies = json_in(whole(found), "answers/0/remediation");
  for (int i = 0;; i++) {
    const json steps = json_in(remedies, (std::to_string(i) + "/steps").c_str());
    if (steps.at == nullptr) break;
    print_each("  step: ", steps, "/text/text");
  }
}

/// Prints a text, if there is one.
void print_if(const char *before, json words) {
  if (words.at != nullptr) std::cout << before << text(words) << "\n";
}

/// Shows a turn: what to know first, the question or what is to be done, each step of it, and when to stop.
void show(json turn) {
  print_each("  ! ", json_in(turn, "cautions"), "/text");
  print_if("  ! ", json_in(turn, "caution/text"));
  print_if("  ", json_in(turn, "text/text"));
  print_each("  - ", json_in(turn, "steps"), "/text/text");
  print_if("  ! ", json_in(turn, "stop/text"));
}

/// Stands in for a person: says no where that is asked, else takes the first reply that nobody has to confirm. A product shows the
/// text of `confirm` and adds "confirmed": true once a person has accepted it.
json choose(json turn) {
  json first{nullptr, 0};
  for (int i = 0;; i++) {
    const json reply = json_in(turn, ("replies/" + std::to_string(i)).c_str());
    if (reply.at == nullptr) return first;
    if (json_in(reply, "confirm").at != nullptr) continue;
    if (first.at == nullptr) first = reply;
    if (text(json_in(reply, "id")) == "no") return reply;
  }
}

/// Shows a turn and replies.
std::string reply(const Knowledge &knowledge, const std::string &shown) {
  const json turn = json_in(whole(shown), "turn");
  show(turn);
  const json id = json_in(choose(turn), "id");
  std::cout << "  > " << text(id) << "\n";
  // Values go in as they came out.
  return call(knowledge, "reply",
              "{\"session\": " + raw(json_in(whole(shown), "session")) + ", \"step\": " + raw(json_in(turn, "step")) +
                  ", \"reply\": " + raw(id) + "}");
}

void diagnose(const Knowledge &knowledge) {
  std::string shown = call(knowledge, "start", R"({"text": "E1 0x01", "role": "reception"})");
  shown = reply(knowledge, shown);
  // Saved: the session is all that has to be kept. Resumed here, or on another device, on another day.
  const std::string saved = raw(json_in(whole(shown), "session"));
  std::cout << "  saved and resumed\n";
  shown = call(knowledge, "turn", "{\"session\": " + saved + "}");
  while (json_in(whole(shown), "turn/end/outcome").at == nullptr) shown = reply(knowledge, shown);
  std::cout << "  outcome: " << text(json_in(whole(shown), "turn/end/outcome")) << "\n";
}

/// Prints the matches: a line of JSON each.
void print_matches(const std::string &lines) {
  for (size_t at = 0; at < lines.size();) {
    const size_t end = lines.find('\n', at);
    const std::string line = lines.substr(at, end - at);
    const json match = whole(line);
    std::cout << "  line " << text(json_in(match, "line")) << ": " << text(json_in(match, "code")) << " "
              << text(json_in(match, "detail")) << " " << text(json_in(match, "level")) << "\n";
    at = end + 1;
  }
}

void scan(const Knowledge &knowledge, const std::string &name) {
  std::ifstream log(name, std::ios::binary);
  if (!log) throw std::runtime_error(name + " cannot be read");
  Result made;
  shindan_scanner_new(knowledge.number(), nullptr, 0, 0, made.into());
  made.check();
  const Scanner scanner(made);
  char piece[4096];
  while (log.read(piece, sizeof piece) || log.gcount() > 0) {
    Result found;
    shindan_scanner_push(scanner.number(), reinterpret_cast<const uint8_t *>(piece), (size_t)log.gcount(), found.into());
    found.check();
    print_matches(found.text());
  }
  Result last;
  shindan_scanner_finish(scanner.number(), nullptr, last.into());
  last.check();
  print_matches(last.text());
}

}  // namespace

int main(int argc, char **argv) {
  if (argc != 3) {
    std::cerr << "usage: helpdesk PACK LOG\n";
    return 2;
  }
  if (shindan_abi_version() != SHINDAN_ABI_VERSION) {
    std::cerr << "this program was compiled for another library\n";
    return 1;
  }
  try {
    const Knowledge knowledge(open(argv[1]));
    look_up(knowledge);
    print_steps(knowledge);
    std::cout << "diagnosis:\n";
    diagnose(knowledge);
    std::cout << "log:\n";
    scan(knowledge, argv[2]);
  } catch (const std::exception &error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
