// Errors are values. A kind decides what the citizen reads; a detail is for the log and never
// holds personal data.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace kiosk {

enum class ErrorKind {
    invalid_input,          // what came in breaks its own rules
    invalid_configuration,  // a file of ours or of the city's is wrong; detail says file, pointer,
                            // reason
    unavailable,            // the other side does not answer; trying later may help
    timed_out,              // no answer within our own limit
    refused,                // the other side answered "no"; trying again does not help
    not_authentic,          // a signature, certificate or tag does not hold
    corrupt,                // stored bytes are not what was written
    no_space,               // the disk is full or past its reserve
    internal,               // a library failed in a way that should not happen
};

[[nodiscard]] std::string_view name_of(ErrorKind kind);

struct [[nodiscard]] Error {
    ErrorKind kind = ErrorKind::internal;
    std::string detail;
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string detail) {
    return tl::unexpected<Error>(Error{kind, std::move(detail)});
}

}  // namespace kiosk

// A name of its own for every use, so that one TRY may stand inside another.
#define KIOSK_JOIN_NAMES(a, b) a##b
#define KIOSK_JOIN(a, b) KIOSK_JOIN_NAMES(a, b)
#define KIOSK_TRY(expression, result)                                  \
    __extension__({                                                    \
        auto result = (expression);                                    \
        if (!result) return tl::unexpected(std::move(result).error()); \
        std::move(result).value();                                     \
    })

// Evaluates an expression of type Result<T>: yields its value, or returns its error to the caller.
#define TRY(expression) KIOSK_TRY(expression, KIOSK_JOIN(try_result_, __COUNTER__))

// The same where only success matters, and for Result<void>.
#define KIOSK_TRY_VOID(expression, result)                             \
    do {                                                               \
        auto result = (expression);                                    \
        if (!result) return tl::unexpected(std::move(result).error()); \
    } while (false)
#define TRY_VOID(expression) KIOSK_TRY_VOID(expression, KIOSK_JOIN(try_result_, __COUNTER__))
