// Our own JSON files (with comments) read strictly: a wrong type, a missing or an unknown member
// is an error that names file, pointer (RFC 6901) and reason.
#pragma once

#include "kiosk/base/date.h"
#include "kiosk/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace kiosk {

// At most 4 MiB; invalid_configuration otherwise, and for members named twice.
[[nodiscard]] Result<nlohmann::json> read_json_file(const std::string& file);
// The *.json files directly inside `directory`, sorted by name; empty when it does not exist.
[[nodiscard]] std::vector<std::string> json_files_in(const std::string& directory);

// One object of such a file. Members are read one after another; the first error stays, and
// finish() gives it. What is not read before finish() is an unknown member.
class JsonObject {
  public:
    JsonObject(const nlohmann::json& value, std::string file, std::string pointer = "");

    // Leaves `into` as it is when the member is absent.
    void read(std::string_view name, std::string& into);
    void read(std::string_view name, bool& into);
    void read(std::string_view name, int& into);
    void read(std::string_view name, std::int64_t& into);
    void read(std::string_view name, double& into);
    void read(std::string_view name, std::vector<std::string>& into);
    void read(std::string_view name, Date& into);
    void read(std::string_view name, Instant& into);  // as to_iso writes it
    template <class T>
    void read(std::string_view name, std::optional<T>& into) {
        if (member(name) == nullptr) return;
        T value{};
        read(name, value);
        if (!error_) into = std::move(value);
    }
    template <class T>
    void require(std::string_view name, T& into) {
        if (present(name))
            read(name, into);
        else
            complain(name, "is missing");
    }

    // The member's value when it is there (and not null), marked as read.
    [[nodiscard]] const nlohmann::json* member(std::string_view name);
    [[nodiscard]] bool present(std::string_view name) const;
    [[nodiscard]] std::string pointer_to(std::string_view name) const;
    [[nodiscard]] const std::string& file() const { return file_; }

    // Notes an error at a member; an empty name means the object itself.
    void complain(std::string_view name, std::string_view reason);
    void adopt(Error error);  // from a part read elsewhere
    [[nodiscard]] bool failed() const { return error_.has_value(); }
    [[nodiscard]] Result<void> finish();

  private:
    using Fits = bool (*)(const nlohmann::json& value);
    [[nodiscard]] const nlohmann::json* typed(std::string_view name, Fits fits,
                                              std::string_view wanted);

    const nlohmann::json& value_;
    std::string file_;
    std::string pointer_;
    std::vector<const nlohmann::json*> read_;  // as often as they were asked for
    std::optional<Error> error_;
};

}  // namespace kiosk
