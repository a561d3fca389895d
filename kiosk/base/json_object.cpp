#include "kiosk/base/json_object.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace kiosk {
namespace {

constexpr std::size_t largest_file = 4U << 20U;

using nlohmann::json;

std::string line_of(std::string_view text, std::size_t byte) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
    return std::to_string(1 + std::count(text.begin(), end, '\n'));
}

// Builds the value itself, because nlohmann's own builder keeps the last of two equal members; a
// file with two has been edited by mistake.
class Builder : public nlohmann::json_sax<json> {
  public:
    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t& /*written*/) override {
        return put(value);
    }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t& value) override { return put(std::move(value)); }
    bool start_object(std::size_t /*unknown*/) override { return open(json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t /*unknown*/) override { return open(json::array()); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        const auto [member, fresh] = open_.back()->get_ref<json::object_t&>().try_emplace(name);
        if (!fresh) twice = name;
        member_ = &member->second;
        return true;
    }
    bool parse_error(std::size_t byte, const std::string& /*token*/,
                     const json::exception& /*error*/) override {
        broken_at = byte;
        return false;
    }

    json whole;
    std::string twice;  // a name that an object has two members of
    std::size_t broken_at = 0;

  private:
    template <class Value>
    json& place(Value&& made) {
        if (open_.empty()) return whole = std::forward<Value>(made);
        if (!open_.back()->is_array()) return *member_ = std::forward<Value>(made);
        return open_.back()->get_ref<json::array_t&>().emplace_back(std::forward<Value>(made));
    }
    template <class Value>
    bool put(Value&& made) {
        place(std::forward<Value>(made));
        return true;
    }
    bool open(json container) {
        open_.push_back(&place(std::move(container)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<json*> open_;
    json* member_ = nullptr;  // whose value comes next
};

Result<json> parse(const std::string& text, const std::string& file) {
    Builder builder;
    if (!json::sax_parse(text, &builder, json::input_format_t::json, true, true))
        return fail(ErrorKind::invalid_configuration,
                    file + ": line " + line_of(text, builder.broken_at) + ": not well-formed JSON");
    if (!builder.twice.empty())
        return fail(ErrorKind::invalid_configuration,
                    file + ": member named twice: " + builder.twice);
    return std::move(builder.whole);
}

}  // namespace

Result<json> read_json_file(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return fail(ErrorKind::invalid_configuration, file + ": cannot be read");
    std::string text;
    std::array<char, 16384> piece{};
    while (text.size() <= largest_file && stream) {
        stream.read(piece.data(), piece.size());
        text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad() || text.empty())
        return fail(ErrorKind::invalid_configuration, file + ": cannot be read or is empty");
    if (text.size() > largest_file)
        return fail(ErrorKind::invalid_configuration, file + ": is larger than 4 MiB");
    return parse(text, file);
}

std::vector<std::string> json_files_in(const std::string& directory) {
    std::vector<std::string> files;
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(directory, absent))
        if (entry.path().extension() == ".json") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

JsonObject::JsonObject(const json& value, std::string file, std::string pointer)
    : value_(value), file_(std::move(file)), pointer_(std::move(pointer)) {
    if (!value_.is_object()) complain("", "must be an object");
}

bool JsonObject::present(std::string_view name) const {
    if (!value_.is_object()) return false;
    const auto found = value_.find(name);
    return found != value_.end() && !found->is_null();
}

const json* JsonObject::member(std::string_view name) {
    if (!value_.is_object()) return nullptr;
    const auto found = value_.find(name);
    if (found == value_.end()) return nullptr;
    read_.push_back(&*found);
    return found->is_null() ? nullptr : &*found;
}

const json* JsonObject::typed(std::string_view name, Fits fits, std::string_view wanted) {
    const json* value = member(name);
    if (value == nullptr || fits(*value)) return value;
    complain(name, "must be " + std::string(wanted));
    return nullptr;
}

void JsonObject::read(std::string_view name, std::string& into) {
    const auto fits = [](const json& value) { return value.is_string(); };
    if (const json* value = typed(name, fits, "a string"))
        into = value->get_ref<const std::string&>();
}

void JsonObject::read(std::string_view name, bool& into) {
    const auto fits = [](const json& value) { return value.is_boolean(); };
    if (const json* value = typed(name, fits, "true or false")) into = value->get<bool>();
}

void JsonObject::read(std::string_view name, std::int64_t& into) {
    const auto fits = [](const json& value) {
        return value.is_number_integer() &&
               (!value.is_number_unsigned() ||
                value.get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
    };
    if (const json* value = typed(name, fits, "a whole number")) into = value->get<std::int64_t>();
}

void JsonObject::read(std::string_view name, int& into) {
    std::int64_t wide = into;
    read(name, wide);
    if (wide < INT32_MIN || wide > INT32_MAX)
        complain(name, "is out of range");
    else
        into = static_cast<int>(wide);
}

void JsonObject::read(std::string_view name, double& into) {
    const auto fits = [](const json& value) { return value.is_number(); };
    if (const json* value = typed(name, fits, "a number")) into = value->get<double>();
}

void JsonObject::read(std::string_view name, std::vector<std::string>& into) {
    const auto fits = [](const json& value) { return value.is_array(); };
    const json* value = typed(name, fits, "a list of strings");
    if (value == nullptr) return;
    into.clear();
    for (const json& element : *value) {
        if (!element.is_string()) return complain(name, "must be a list of strings");
        into.push_back(element.get_ref<const std::string&>());
    }
}

void JsonObject::read(std::string_view name, Date& into) {
    std::string iso;
    read(name, iso);
    if (iso.empty()) return;
    const auto date = parse_date(iso);
    if (date)
        into = *date;
    else
        complain(name, "must be a day that exists, as 2026-12-31");
}

void JsonObject::read(std::string_view name, Instant& into) {
    if (member(name) == nullptr) return;
    std::string iso;
    read(name, iso);
    if (const auto instant = parse_instant(iso))
        into = *instant;
    else
        complain(name, "must be an instant as 2026-11-24T05:21:53Z");
}

std::string JsonObject::pointer_to(std::string_view name) const {
    std::string pointer = pointer_;
    if (!name.empty()) pointer += '/';
    for (const char c : name) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

void JsonObject::complain(std::string_view name, std::string_view reason) {
    if (error_) return;
    const std::string pointer = pointer_to(name);
    error_ = Error{ErrorKind::invalid_configuration,
                   file_ + ": " + (pointer.empty() ? "/" : pointer) + ": " + std::string(reason)};
}

void JsonObject::adopt(Error error) {
    if (!error_) error_ = std::move(error);
}

Result<void> JsonObject::finish() {
    std::ranges::sort(read_);
    if (value_.is_object())
        for (const auto& [name, value] : value_.items())
            if (!std::ranges::binary_search(read_, &value)) complain(name, "is not a known member");
    if (error_) return tl::unexpected(*error_);
    return {};
}

}  // namespace kiosk
