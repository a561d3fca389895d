#include "kiosk/base/bytes.h"
#include "kiosk/base/date.h"

#include <gtest/gtest.h>

namespace kiosk {
namespace {

TEST(Base64url, FollowsTheVectorsOfRfc4648) {
    EXPECT_EQ(to_base64url(view_of("foobar")), "Zm9vYmFy");
    EXPECT_EQ(to_base64url(view_of("fooba")), "Zm9vYmE");
    EXPECT_EQ(text_of(*from_base64url("Zm9vYg")), "foob");
}

TEST(Base64url, RefusesPaddingForeignCharactersAndStrayBits) {
    for (const auto* text : {"Zm9vYg==", "Zm9v Yg", "Zm9vYh", "Z", "Zm9+"})
        EXPECT_FALSE(from_base64url(text)) << text;
}

TEST(Base32, FollowsTheVectorsOfRfc4648InLowerCase) {
    EXPECT_EQ(to_base32(view_of("foobar")), "mzxw6ytboi");
}

TEST(Date, AcceptsOnlyDaysThatExist) {
    EXPECT_TRUE(parse_date("2024-02-29"));
    EXPECT_FALSE(parse_date("2023-02-29"));
    EXPECT_FALSE(parse_date("2023-13-01"));
    EXPECT_FALSE(parse_date("24.12.2023"));
}

TEST(Date, KnowsGermanSummerTime) {
    using namespace std::chrono;
    const auto at = [](int h, int d, unsigned m) {
        return Instant{sys_days{year{2026} / month{m} / day{static_cast<unsigned>(d)}} + hours{h}};
    };
    EXPECT_EQ(to_iso(local_date(at(22, 30, 6))), "2026-07-01");
    EXPECT_EQ(to_iso(local_date(at(22, 30, 12))), "2026-12-30");
    EXPECT_EQ(to_iso(local_date(at(23, 30, 12))), "2026-12-31");
}

TEST(Age, ABirthdayOn29FebruaryCountsOn1March) {
    const auto born = *parse_date("2008-02-29");
    EXPECT_EQ(full_years(born, *parse_date("2024-02-28")), 15);
    EXPECT_EQ(full_years(born, *parse_date("2025-02-28")), 16);
    EXPECT_EQ(full_years(born, *parse_date("2025-03-01")), 17);
}

}  // namespace
}  // namespace kiosk
