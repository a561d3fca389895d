// The slot of a virtual reader (vpcd): messages of two bytes length and a body over TCP. The card
// is laid on the reader by connecting and taken away by closing.
#pragma once

#include "tests/virtual_card/ber.h"

namespace virtual_card {

class ReaderSlot {
  public:
    explicit ReaderSlot(int port) : port_(port) {}
    ReaderSlot(const ReaderSlot&) = delete;
    ReaderSlot& operator=(const ReaderSlot&) = delete;
    ~ReaderSlot() { take_away(); }

    // Waits up to five seconds for the reader to be there.
    bool lay();
    void take_away();
    // Nothing: the reader is gone.
    std::optional<Bytes> receive();
    bool send(View message);

  private:
    bool read_whole(Bytes& into);
    int port_;
    int socket_ = -1;
};

}  // namespace virtual_card
