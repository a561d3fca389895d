// The search against a filter that is written down a second time, as plainly as can be, and its
// order.
#include "kiosk/answers/course_search.h"

#include "tests/answers/course_words.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk::answers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Date a_day{std::chrono::year{2026}, std::chrono::November, std::chrono::day{24}};

Date days_on(int days) {
    return Date{std::chrono::sys_days{a_day} + std::chrono::days{days}};
}

template <class T>
const T& one_of(const std::vector<T>& values, std::mt19937& random) {
    return values[random() % values.size()];
}

bool often(std::mt19937& random) {
    return random() % 4 != 0;
}

const std::vector<std::string> subjects = {"Yoga", "Spanisch", "Excel"};
const std::vector<std::string> levels = {"A1", "A1.2", "A2", "B1.1", "C2"};
const std::vector<std::string> places = {"Gohlis", "Grünau"};
const std::vector<std::string> audiences = {"senioren", "kinder"};

Course random_course(int number, std::mt19937& random) {
    Course course;
    course.number = "N" + std::to_string(1000 + number);
    course.title = one_of(subjects, random);
    if (often(random)) course.level_from = course.level_to = one_of(levels, random);
    if (often(random)) course.start = days_on(static_cast<int>(random() % 60) - 20);
    if (course.start && often(random))
        course.end = Date{std::chrono::sys_days{*course.start} +
                          std::chrono::days{static_cast<int>(random() % 30)}};
    for (std::size_t n = random() % 3; n > 0; --n) {
        const int from = static_cast<int>(8 + random() % 12) * 60;
        course.sessions.push_back({static_cast<Weekday>(random() % 7), from, from + 90});
    }
    if (often(random)) course.place.district = one_of(places, random);
    if (often(random)) course.place.accessible = random() % 2 == 0;
    course.mode = static_cast<CourseMode>(random() % 3);
    if (often(random)) course.price = static_cast<Cents>(random() % 4) * 2500;
    if (often(random)) course.seats = 3;
    if (often(random)) course.seats_taken = static_cast<int>(random() % 6);
    if (often(random)) course.audience = {one_of(audiences, random)};
    return course;
}

CourseSlots random_slots(std::mt19937& random) {
    CourseSlots slots;
    const auto rarely = [&] { return random() % 6 == 0; };
    if (random() % 2 == 0) slots.subject = one_of(subjects, random);
    if (rarely()) slots.level = one_of(levels, random);
    if (rarely()) slots.weekday = {static_cast<Weekday>(random() % 7), Weekday::di};
    if (rarely()) slots.weekday_not = {static_cast<Weekday>(random() % 7)};
    if (rarely()) slots.daypart = static_cast<Daypart>(random() % 3);
    if (rarely()) slots.time_from = static_cast<int>(8 + random() % 12) * 60;
    if (rarely()) slots.time_to = static_cast<int>(10 + random() % 12) * 60;
    if (rarely()) slots.price_max = static_cast<Cents>(random() % 4) * 2500;
    slots.free_seats = rarely();
    slots.accessible = rarely();
    if (rarely()) slots.place = one_of(places, random);
    if (rarely()) slots.mode = static_cast<CourseMode>(random() % 2);
    if (rarely()) slots.audience = one_of(audiences, random);
    if (rarely()) slots.date_from = days_on(static_cast<int>(random() % 30));
    if (rarely()) slots.date_to = days_on(static_cast<int>(random() % 60));
    return slots;
}

// Levels as a line of half steps, told apart by their letters alone.
bool levels_meet(const std::string& taught, const std::string& wanted) {
    if (taught.empty()) return false;
    if (taught.substr(0, 2) != wanted.substr(0, 2)) return false;
    return taught.size() == 2 || wanted.size() == 2 || taught == wanted;
}

bool is_wished_time(const CourseSession& session, const CourseSlots& slots) {
    const int hour = session.from / 60;
    if (slots.daypart == Daypart::vormittag && hour >= 12) return false;
    if (slots.daypart == Daypart::nachmittag && (hour < 12 || hour >= 17)) return false;
    if (slots.daypart == Daypart::abend && hour < 17) return false;
    if (slots.time_from && session.from < *slots.time_from) return false;
    if (slots.time_to && session.to > *slots.time_to) return false;
    if (slots.weekday.empty()) return true;
    for (const Weekday day : slots.weekday)
        if (session.weekday == day) return true;
    return false;
}

bool is_wished_week(const Course& course, const CourseSlots& slots) {
    const bool any_wish = slots.daypart || slots.time_from || slots.time_to ||
                          !slots.weekday.empty() || !slots.weekday_not.empty();
    if (!any_wish) return true;
    bool found = false;
    for (const CourseSession& session : course.sessions) {
        for (const Weekday day : slots.weekday_not)
            if (session.weekday == day) return false;
        found = found || is_wished_time(session, slots);
    }
    return found;
}

bool is_wished(const Course& course, const CourseSlots& slots) {
    if (course.end ? *course.end < a_day : course.start && *course.start < a_day) return false;
    if (!slots.subject.empty() && course.title != slots.subject) return false;
    if (!slots.level.empty() && !levels_meet(course.level_from, slots.level)) return false;
    if (slots.price_max && !(course.price && *course.price <= *slots.price_max)) return false;
    if (slots.free_seats &&
        !(course.seats && course.seats_taken && *course.seats > *course.seats_taken))
        return false;
    if (slots.accessible && !(course.place.accessible && *course.place.accessible)) return false;
    if (!slots.place.empty() && course.place.district != slots.place) return false;
    if (slots.mode && course.mode != CourseMode::hybrid && course.mode != *slots.mode) return false;
    if (!slots.audience.empty() &&
        (course.audience.empty() || course.audience[0] != slots.audience))
        return false;
    if (slots.date_from && !(course.start && *course.start >= *slots.date_from)) return false;
    if (slots.date_to && !(course.start && *course.start <= *slots.date_to)) return false;
    return is_wished_week(course, slots);
}

std::vector<std::string> numbers_of(const std::vector<const Course*>& courses) {
    std::vector<std::string> numbers;
    for (const Course* course : courses) numbers.push_back(course->number);
    return numbers;
}

TEST(CourseSearch, FindsExactlyWhatAPlainFilterFinds) {
    std::mt19937 random(20261124);
    std::vector<Course> courses;
    for (int i = 0; i < 400; ++i) courses.push_back(random_course(i, random));
    const CourseSearch search(courses, shipped_course_words());
    int found_any = 0;
    for (int round = 0; round < 1500; ++round) {
        const CourseSlots slots = random_slots(random);
        std::vector<std::string> wished;
        for (const Course& course : courses)
            if (is_wished(course, slots)) wished.push_back(course.number);
        const FoundCourses found = search.find(slots, a_day);
        std::vector<std::string> numbers = numbers_of(found.courses);
        std::ranges::sort(numbers);
        ASSERT_EQ(numbers, wished) << round;
        found_any += wished.empty() ? 0 : 1;
        for (const auto& [wish, count] : found.given_up) {
            const CourseSlots fewer = without(slots, wish);
            ASSERT_EQ(static_cast<std::size_t>(std::ranges::count_if(
                          courses, [&](const Course& one) { return is_wished(one, fewer); })),
                      count)
                << name_of(wish);
        }
    }
    EXPECT_GT(found_any, 500);
}

Course course_on(const std::string& number, int days, int taken = 0) {
    Course course;
    course.number = number;
    course.title = "Yoga";
    course.start = days_on(days);
    course.end = days_on(days + 40);
    course.seats = 5;
    course.seats_taken = taken;
    return course;
}

TEST(CourseSearch, TheNextToBeginComesFirstAndOfADayTheOneWithFreeSeats) {
    std::vector<Course> courses = {course_on("4", 20), course_on("3", 3, 5), course_on("2", 3),
                                   course_on("1", 3), course_on("begun", -7)};
    const CourseSlots none;
    EXPECT_THAT(numbers_of(CourseSearch(courses, shipped_course_words()).find(none, a_day).courses),
                ElementsAre("1", "2", "3", "4", "begun"));
    std::ranges::reverse(courses);
    EXPECT_THAT(numbers_of(CourseSearch(courses, shipped_course_words()).find(none, a_day).courses),
                ElementsAre("1", "2", "3", "4", "begun"));
}

TEST(CourseSearch, WhatIsOverIsNotEvenFoundByItsNumber) {
    const CourseSearch search({course_on("Y-1", -41), course_on("Y-2", -40)},
                              shipped_course_words());
    CourseSlots slots;
    slots.course_number = "y1";
    EXPECT_THAT(search.find(slots, a_day).courses, IsEmpty());
    slots.course_number = "y 2";
    EXPECT_THAT(numbers_of(search.find(slots, a_day).courses), ElementsAre("Y-2"));
}

TEST(CourseSearch, ACourseIsAlsoOneInTheWiderSubjectButNotInALanguageItIsHeldIn) {
    const auto found = [](const std::string& title, const std::string& subject) {
        Course course;
        course.number = "1";
        course.title = title;
        CourseSlots slots;
        slots.subject = subject;
        return !CourseSearch({course}, shipped_course_words()).find(slots, a_day).courses.empty();
    };
    EXPECT_TRUE(found("Yin Yoga am Morgen", "Yoga"));
    EXPECT_TRUE(found("Italienisch kochen", "Kochen"));
    EXPECT_FALSE(found("Italienisch kochen", "Italienisch"));
    EXPECT_FALSE(found("Yoga auf Englisch", "Englisch"));
    EXPECT_TRUE(found("Yoga auf Englisch", "Yoga"));
}

TEST(CourseSearch, AKeywordInPassingMakesNoCourseInIt) {
    Course course;
    course.number = "1";
    course.title = "Kickboxen";
    course.keywords = {"Fragen auf Englisch", "Fitness"};
    const CourseSearch search({course}, shipped_course_words());
    CourseSlots slots;
    slots.subject = "Englisch";
    EXPECT_THAT(search.find(slots, a_day).courses, IsEmpty());
    slots.subject = "Fitness";
    EXPECT_THAT(numbers_of(search.find(slots, a_day).courses), ElementsAre("1"));
}

TEST(CourseSearch, AStreetIsFoundShortAndLong) {
    Course course = course_on("1", 3);
    course.place.street = "Karl-Liebknecht-Str. 5";
    const CourseSearch search({course}, shipped_course_words());
    CourseSlots slots;
    slots.place = "Karl-Liebknecht-Straße";
    EXPECT_THAT(numbers_of(search.find(slots, a_day).courses), ElementsAre("1"));
    slots.place = "Karl-Marx-Straße";
    EXPECT_THAT(search.find(slots, a_day).courses, IsEmpty());
}

TEST(CourseSearch, SaysWhichOneWishToGiveUp) {
    Course course = course_on("1", 3);
    course.sessions = {{Weekday::di, 1080, 1170}};
    const CourseSearch search({course}, shipped_course_words());
    CourseSlots slots;
    slots.subject = "Yoga";
    slots.weekday = {Weekday::mo};
    const FoundCourses found = search.find(slots, a_day);
    EXPECT_THAT(found.courses, IsEmpty());
    EXPECT_THAT(found.given_up, ElementsAre(std::pair(CourseWish::weekday, std::size_t{1})));
}

}  // namespace
}  // namespace kiosk::answers
