// The switchboard: mishaps by name, each for a number of times and, where it makes sense, for one
// kind of request only.
#pragma once

#include <list>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace stand_in {

// What a request is about; "any" matches all.
enum class Matter { token, destination, keys, announce, attachment, submit, events, other };
[[nodiscard]] std::string_view name_of(Matter matter);

struct Fault {
    std::string name;
    int count = 1;           // negative: until cleared
    std::string on = "any";  // name of a matter
    int amount = 0;          // milliseconds, seconds or a number, as the fault needs
};

class Faults {
  public:
    [[nodiscard]] static const std::set<std::string>& known();
    // False for a name that does not exist.
    bool set(const Fault& fault);
    void clear() { faults_.clear(); }
    // Uses the fault up by one when it is set for this matter.
    [[nodiscard]] std::optional<Fault> take(std::string_view name, Matter matter = Matter::other);

  private:
    std::list<Fault> faults_;
};

}  // namespace stand_in
