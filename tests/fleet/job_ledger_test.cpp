// A terminal's memory of its jobs, by itself.
#include "kiosk/fleet/job_ledger.h"

#include "kiosk/jose/eddsa.h"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using kiosk::Instant;
using kiosk::fleet::Addressee;
using kiosk::fleet::Job;
using kiosk::fleet::JobLedger;
using kiosk::fleet::Verb;
using kiosk::fleet::When;
using nlohmann::json;

class Ledger : public testing::Test {
  protected:
    [[nodiscard]] Job job(std::int64_t number, Verb verb = Verb::restart) const {
        return {.city = "leipzig",
                .terminal = "leipzig-042",
                .number = number,
                .verb = verb,
                .issued = now_,
                .expires = now_ + 1h};
    }
    [[nodiscard]] std::string signed_job(std::int64_t number) const {
        return sign(job(number), key_).value();
    }
    // Of a newer control room: signed and for this terminal, with a verb that is not known here.
    [[nodiscard]] std::string newer_job(std::int64_t number, const std::string& verb) const {
        auto newer = to_json(job(number));
        newer["verb"] = verb;
        return kiosk::jose::sign_eddsa(key_, "kiosk-job+json", newer).value();
    }
    void take(const std::vector<std::string>& jobs, std::int64_t acknowledged = 0) {
        ledger_.take(jobs, acknowledged, addressee_, now_);
    }
    [[nodiscard]] std::int64_t next() const {
        return ledger_.next() == nullptr ? 0 : ledger_.next()->number;
    }
    // "1 restart done", one after the other.
    [[nodiscard]] std::vector<std::string> results() const {
        std::vector<std::string> said;
        for (const auto& result : ledger_.results())
            said.push_back(std::to_string(result.number) + ' ' + result.verb + ' ' +
                           result.outcome);
        return said;
    }

    const Instant now_ = kiosk::parse_instant("2026-12-01T10:14:05Z").value();
    const kiosk::jose::SigningKey key_ = kiosk::jose::SigningKey::generate().value();
    const Addressee addressee_{"leipzig", "leipzig-042", key_.verifying_key().value()};
    JobLedger ledger_;
};

using Words = std::vector<std::string>;

TEST_F(Ledger, JobsComeInTheOrderOfTheirNumbersAndOnce) {
    take({signed_job(2), signed_job(1)});
    take({signed_job(1), signed_job(2)});
    EXPECT_EQ(next(), 1);
    ledger_.end("done", "", now_);
    EXPECT_EQ(next(), 2);
    ledger_.end("done", "", now_);
    take({signed_job(1), signed_job(2)});
    EXPECT_EQ(next(), 0);
    EXPECT_EQ(results(), (Words{"1 restart done", "2 restart done"}));
}

TEST_F(Ledger, NothingGetsBeforeAJobThatHasBegun) {
    take({signed_job(2)});
    ledger_.begin();
    take({signed_job(1)});
    EXPECT_EQ(next(), 2);
    ledger_.end("done", "", now_);
    EXPECT_EQ(next(), 0);
}

TEST_F(Ledger, OnlyWhatHasNotBegunExpires) {
    take({signed_job(1)});
    EXPECT_FALSE(ledger_.drop_expired(now_ + 59min));
    ledger_.begin();
    EXPECT_FALSE(ledger_.drop_expired(now_ + 1h));
    ledger_.end("done", "", now_);
    take({signed_job(2)});
    EXPECT_TRUE(ledger_.drop_expired(now_ + 1h));
    EXPECT_EQ(results(), (Words{"1 restart done", "2 restart expired"}));
}

TEST_F(Ledger, ResultsAreForgottenWhenTheyAreAcknowledged) {
    take({signed_job(1), signed_job(2)});
    ledger_.end("done", "", now_);
    ledger_.end("done", "", now_);
    take({}, 1);
    EXPECT_EQ(results(), Words{"2 restart done"});
    take({}, 2);
    EXPECT_EQ(results(), Words{});
    EXPECT_EQ(ledger_.head().number, 2);
}

TEST_F(Ledger, WhatIsNotUnderstoodIsRefusedInItsTurn) {
    take({signed_job(1), newer_job(2, "make_coffee"), signed_job(3)});
    EXPECT_EQ(next(), 1);
    ledger_.end("done", "", now_);
    EXPECT_EQ(next(), 0) << "the third would pass over the second";
    take({newer_job(2, "make_coffee"), signed_job(3)}, 1);
    EXPECT_EQ(results(), Words{"2 make_coffee refused"});
    EXPECT_EQ(next(), 3);
    EXPECT_EQ(ledger_.refused(), 0) << "it was no forgery";
}

TEST_F(Ledger, AnotherTerminalsAndAForgersJobsAreOnlyCounted) {
    Job stray = job(1);
    stray.terminal = "leipzig-043";
    Job foreign = job(1);
    foreign.city = "dresden";
    const auto forger = kiosk::jose::SigningKey::generate().value();
    take({sign(stray, key_).value(), sign(foreign, key_).value(), sign(job(1), forger).value(), "",
          "a.b.c"});
    EXPECT_EQ(next(), 0);
    EXPECT_EQ(ledger_.refused(), 5);
    EXPECT_EQ(ledger_.head(), kiosk::fleet::ChainHead{});
}

TEST_F(Ledger, WithNoRoomForOneMoreResultNothingIsDone) {
    for (std::int64_t number = 1; number <= 100; ++number) {
        take({signed_job(number)});
        ledger_.end("done", "", now_);
    }
    take({signed_job(101)});
    EXPECT_EQ(ledger_.next(), nullptr);
    take({newer_job(101, "make_coffee")});
    EXPECT_EQ(ledger_.results().size(), 100U);
    take({}, 1);
    EXPECT_EQ(next(), 101);
}

TEST_F(Ledger, IsReadAsItWasWritten) {
    take({signed_job(1), signed_job(2), signed_job(3), "forged"});
    ledger_.end("failed", "paperOut", now_ + 300ms);
    ledger_.begin();
    EXPECT_EQ(JobLedger::parse(ledger_.to_json()).value(), ledger_);
    EXPECT_EQ(JobLedger::parse(JobLedger().to_json()).value(), JobLedger());
}

TEST_F(Ledger, WhatContradictsItselfIsNotRead) {
    take({signed_job(1), signed_job(2), signed_job(3)});
    ledger_.end("done", "", now_);
    const json whole = json::parse(ledger_.to_json());
    ASSERT_TRUE(JobLedger::parse(whole.dump()));
    const auto refused = [&](const char* pointer, const json& value) {
        json changed = whole;
        changed[json::json_pointer(pointer)] = value;
        const auto read = JobLedger::parse(changed.dump());
        return !read && read.error().kind == kiosk::ErrorKind::corrupt;
    };
    EXPECT_TRUE(refused("/head_hash", "none"));
    EXPECT_TRUE(refused("/head_number", -1));
    EXPECT_TRUE(refused("/head_number", 2)) << "the second waits";
    EXPECT_TRUE(refused("/head_number", 0)) << "the first has ended";
    EXPECT_TRUE(refused("/results/0/detail", "Erika Mustermann")) << "no word";
    EXPECT_TRUE(refused("/results/0/at", "soon"));
    EXPECT_TRUE(refused("/waiting/1/number", 2)) << "twice";
    EXPECT_TRUE(refused("/waiting/0/verb", "make_coffee"));
    EXPECT_TRUE(refused("/refused", -1));
    EXPECT_TRUE(refused("/unknown", 1));
    json idle = whole;
    idle["waiting"] = json::array();
    idle["begun"] = true;
    EXPECT_FALSE(JobLedger::parse(idle.dump())) << "nothing could ever be next";
    for (const char* text : {"", "[]", "null", "{", "{}"}) EXPECT_FALSE(JobLedger::parse(text));
}

TEST_F(Ledger, AfterALossWhatIsOpenIsInterruptedAndNewJobsAreDone) {
    ledger_ = JobLedger::after_loss();
    take({signed_job(7), signed_job(8)}, 6);
    EXPECT_EQ(results(), (Words{"7 restart interrupted", "8 restart interrupted"}));
    take({signed_job(6)}, 8);
    EXPECT_EQ(next(), 0) << "it had ended before";
    take({signed_job(9)}, 8);
    EXPECT_EQ(next(), 9);
}

}  // namespace
}  // namespace tests
