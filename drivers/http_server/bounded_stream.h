// A connection as cpp-httplib reads it: no more bytes than allowed, no longer than a deadline. The
// library itself bounds neither the length of a line nor the number of headers.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>

#include <httplib.h>

namespace drivers {

class BoundedStream : public httplib::Stream {
  public:
    // `bell` rings when the server ends: nothing more is read then.
    BoundedStream(int connection, int bell, std::size_t allowance,
                  std::chrono::steady_clock::time_point deadline)
        : connection_(connection), bell_(bell), allowance_(allowance), deadline_(deadline) {}

    void allow(std::size_t bytes) { allowance_ = bytes; }  // from here on

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char* into, std::size_t size) override;
    ssize_t write(const char* bytes, std::size_t size) override;
    void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
    void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
    int socket() const override { return connection_; }

  private:
    [[nodiscard]] bool wait_for(short events) const;

    const int connection_;
    const int bell_;
    std::size_t allowance_;
    const std::chrono::steady_clock::time_point deadline_;
    std::array<char, 4096> received_{};
    std::size_t next_ = 0, end_ = 0;
};

}  // namespace drivers
