#include "screens/toolkit/icon_path.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>

namespace screens {

namespace {

struct Point {
    double x = 0;
    double y = 0;
    friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
};

struct Arc {
    double radius_x = 0;
    double radius_y = 0;
    double turn = 0;  // of the ellipse, radians
    bool large = false;
    bool clockwise = false;
};

class PathReader {
  public:
    PathReader(cairo_t* cairo, std::string_view data) : cairo_(cairo), rest_(data) {}

    bool all() {
        cairo_new_path(cairo_);
        skip();
        while (!rest_.empty()) {
            if (std::isalpha(static_cast<unsigned char>(rest_.front())) != 0) {
                command_ = rest_.front();
                rest_.remove_prefix(1);
            } else if (command_ == 'z' || command_ == 'Z' || command_ == 0) {
                return false;  // numbers that belong to nothing
            }
            if (!one()) return false;
            skip();
        }
        return true;
    }

  private:
    void skip() {
        const auto end = rest_.find_first_not_of(" ,\t\n\r");
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end);
    }

    std::optional<double> number() {
        skip();
        double value = 0;
        const auto read = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (read.ec != std::errc{} || !std::isfinite(value)) return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(read.ptr - rest_.data()));
        return value;
    }

    // One digit, which the next number may follow without a space.
    std::optional<bool> flag() {
        skip();
        if (rest_.empty() || (rest_.front() != '0' && rest_.front() != '1')) return std::nullopt;
        const bool set = rest_.front() == '1';
        rest_.remove_prefix(1);
        return set;
    }

    [[nodiscard]] bool relative() const { return command_ >= 'a'; }

    std::optional<Point> point() {
        const auto x = number();
        const auto y = number();
        if (!x || !y) return std::nullopt;
        return relative() ? at_ + Point{*x, *y} : Point{*x, *y};
    }

    bool one() {
        const bool curved = smooth_;
        smooth_ = false;
        switch (std::tolower(static_cast<unsigned char>(command_))) {
            case 'm':
                return move();
            case 'l':
                return line(point());
            case 'h':
                return straight(true);
            case 'v':
                return straight(false);
            case 'c':
                return curve(point());
            case 's':
                return curve(curved ? Point{2 * at_.x - control_.x, 2 * at_.y - control_.y} : at_);
            case 'a':
                return arc();
            case 'z':
                cairo_close_path(cairo_);
                at_ = start_;
                return true;
            default:
                return false;
        }
    }

    bool move() {
        const auto to = point();
        if (!to) return false;
        start_ = at_ = *to;
        cairo_move_to(cairo_, to->x, to->y);
        command_ = relative() ? 'l' : 'L';  // what further points mean
        return true;
    }

    bool line(std::optional<Point> to) {
        if (!to) return false;
        at_ = *to;
        cairo_line_to(cairo_, to->x, to->y);
        return true;
    }

    bool straight(bool across) {
        const auto to = number();
        if (!to) return false;
        Point end = at_;
        double& moved = across ? end.x : end.y;
        moved = relative() ? moved + *to : *to;
        return line(end);
    }

    bool curve(std::optional<Point> first) {
        const auto second = point();
        const auto to = point();
        if (!first || !second || !to) return false;
        cairo_curve_to(cairo_, first->x, first->y, second->x, second->y, to->x, to->y);
        control_ = *second;
        at_ = *to;
        smooth_ = true;
        return true;
    }

    bool arc() {
        const auto radius_x = number();
        const auto radius_y = number();
        const auto degrees = number();
        const auto large = flag();
        const auto clockwise = flag();
        const auto to = point();
        if (!radius_x || !radius_y || !degrees || !large || !clockwise || !to) return false;
        if (*radius_x == 0 || *radius_y == 0) return line(to);
        round({std::abs(*radius_x), std::abs(*radius_y), *degrees * std::numbers::pi / 180, *large,
               *clockwise},
              *to);
        at_ = *to;
        return true;
    }

    // From two points on an ellipse to its middle: SVG 1.1 appendix F.6.5 and F.6.6.
    void round(Arc arc, Point to) {
        const double cosine = std::cos(arc.turn);
        const double sine = std::sin(arc.turn);
        const Point half{(at_.x - to.x) / 2, (at_.y - to.y) / 2};
        const Point from{cosine * half.x + sine * half.y, cosine * half.y - sine * half.x};
        const double reach =
            std::hypot(from.x / arc.radius_x, from.y / arc.radius_y);  // > 1: too far apart
        const double grow = std::max(1.0, reach);
        const double rx = arc.radius_x * grow;
        const double ry = arc.radius_y * grow;
        const double square = std::pow(from.x / rx, 2) + std::pow(from.y / ry, 2);
        if (square == 0) return;
        const double side =
            (arc.large == arc.clockwise ? -1 : 1) * std::sqrt(std::max(0.0, 1 / square - 1));
        const Point middle{side * rx * from.y / ry, -side * ry * from.x / rx};
        const double begin = std::atan2((from.y - middle.y) / ry, (from.x - middle.x) / rx);
        const double end = std::atan2((-from.y - middle.y) / ry, (-from.x - middle.x) / rx);
        cairo_save(cairo_);
        cairo_translate(cairo_, cosine * middle.x - sine * middle.y + (at_.x + to.x) / 2,
                        sine * middle.x + cosine * middle.y + (at_.y + to.y) / 2);
        cairo_rotate(cairo_, arc.turn);
        cairo_scale(cairo_, rx, ry);
        (arc.clockwise ? cairo_arc : cairo_arc_negative)(cairo_, 0, 0, 1, begin, end);
        cairo_restore(cairo_);
    }

    cairo_t* cairo_;
    std::string_view rest_;
    char command_ = 0;
    Point at_;
    Point start_;
    Point control_;        // the second one of the curve before
    bool smooth_ = false;  // the command before was a curve
};

}  // namespace

bool append_path(cairo_t* cairo, std::string_view data) {
    return PathReader(cairo, data).all();
}

}  // namespace screens
