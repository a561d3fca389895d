#include "drivers/mail/message.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace drivers {
namespace {

constexpr std::size_t longest_address = 254;  // RFC 5321, erratum 1690
constexpr std::size_t longest_word = 75;      // of an encoded word, RFC 2047 §2

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

// RFC 2047 §4.2: what may stand for itself in any header.
bool stands_for_itself(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// A header holds ASCII only, and a line break in it would begin another header.
std::string encoded_words(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    static constexpr std::string_view begin = "=?UTF-8?Q?", end = "?=";
    std::string words, word;
    const auto close = [&] {
        if (word.empty()) return;
        if (!words.empty()) words += ' ';
        words += std::string(begin) + word + std::string(end);
        word.clear();
    };
    for (std::size_t next = 0; next < text.size();) {
        std::string character;
        do {
            const auto byte = static_cast<unsigned char>(text[next]);
            if (stands_for_itself(text[next]))
                character += text[next];
            else
                character += {'=', digits[byte >> 4U], digits[byte & 15U]};
        } while (++next < text.size() && continues(text[next]) && character.size() < 12);
        if (begin.size() + word.size() + character.size() + end.size() > longest_word) close();
        word += character;
    }
    close();
    return words;
}

// RFC 5322 §3.3, in English whatever the machine speaks.
std::string date_now() {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                     "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 32> rest{};
    std::strftime(rest.data(), rest.size(), "%Y %H:%M:%S +0000", &utc);
    return std::string(days.at(utc.tm_wday)) + ", " + std::to_string(utc.tm_mday) + ' ' +
           months.at(utc.tm_mon) + ' ' + rest.data();
}

}  // namespace

bool is_address(std::string_view text) {
    static constexpr std::string_view brackets = "<>,;:\\\"()[]";
    const auto breaks = [](char c) {
        return c <= ' ' || c == 0x7f || brackets.find(c) != std::string_view::npos;
    };
    const std::size_t at = text.find('@');
    return text.size() <= longest_address && at != std::string_view::npos && at > 0 &&
           at + 1 < text.size() && text.find('@', at + 1) == std::string_view::npos &&
           std::none_of(text.begin(), text.end(), breaks);
}

std::vector<std::string> headers_of(const kiosk::Mail& mail, const std::string& from) {
    return {"Date: " + date_now(),
            "From: <" + from + '>',
            "To: <" + mail.to + '>',
            "Message-ID: <" + mail.id + from.substr(from.find('@')) + '>',
            "Subject: " + encoded_words(mail.subject),
            "Auto-Submitted: auto-generated"};  // RFC 3834: nobody's absence notice answers it
}

}  // namespace drivers
