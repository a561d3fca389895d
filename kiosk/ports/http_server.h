// The other side of kiosk/ports/http.h: what answers the requests that a server takes in.
#pragma once

#include "kiosk/ports/http.h"

#include <map>
#include <string>

namespace kiosk {

// Names of headers are in lower case. A name of a header or of the query that is given twice has
// its values joined by ",".
struct HttpCall {
    std::string method = {};
    std::string path = {};  // decoded, without the query
    std::map<std::string, std::string> query = {};
    std::map<std::string, std::string> headers = {};
    std::string body = {};
    std::string account = {};  // who called, as the kernel says: the account's name on this machine
};

class HttpDesk {
  public:
    virtual ~HttpDesk() = default;
    // Asked by several threads at once. The body is JSON, unless a Content-Type among the headers
    // says otherwise.
    [[nodiscard]] virtual HttpAnswer answer(const HttpCall& call) = 0;
};

}  // namespace kiosk
