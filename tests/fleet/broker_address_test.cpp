#include "kiosk/fleet/broker_address.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using kiosk::fleet::BrokerAddress;
using kiosk::fleet::parse_broker;

TEST(BrokerAddress, IsANameOrAnAddressWithAPort) {
    EXPECT_EQ(parse_broker("bell.leipzig.de:8883"), (BrokerAddress{"bell.leipzig.de", 8883}));
    EXPECT_EQ(parse_broker("127.0.0.1:1"), (BrokerAddress{"127.0.0.1", 1}));
    EXPECT_EQ(parse_broker("[::1]:8883"), (BrokerAddress{"::1", 8883}));
    for (const char* wrong : {"", "bell", ":8883", "bell:", "bell:0", "bell:65536", "bell:88x",
                              "be ll:1", "::1:8883", "mqtts://bell:8883", "bell:-1"})
        EXPECT_EQ(parse_broker(wrong), std::nullopt) << wrong;
}

}  // namespace
}  // namespace tests
