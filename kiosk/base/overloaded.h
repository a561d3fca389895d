// One lambda per alternative of a std::variant: std::visit(overloaded{…}, step).
#pragma once

namespace kiosk {

template <class... Fs>
struct overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

}  // namespace kiosk
