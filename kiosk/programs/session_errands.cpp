#include "kiosk/programs/session_errands.h"

#include "kiosk/duty/printer_words.h"

namespace kiosk::programs {

Errands::Errands(const Setup& setup, const Clock& clock, OrderDesk& orders, ReceiptDesk& receipts,
                 CardDesk& cards)
    : wanted_(!setup.settings.fleet.url.empty()),
      has_reader_(setup.settings.eid.way != EidWay::none),
      clock_(clock),
      orders_(orders),
      receipts_(receipts),
      cards_(cards) {}

void Errands::look() {
    if (wanted_) orders_.look_for_duties();
}

void Errands::stand(bool in_use, const std::string& closed_because, bool reader_is_there) {
    if (!wanted_) return;
    const Instant now = clock_.now();
    duty::Standing standing{
        .at = written_ ? written_->at : now, .in_use = in_use, .closed_because = closed_because};
    if (has_reader_) standing.card_reader = reader_is_there ? "deviceOnline" : "noDevice";
    const bool is_old = written_ && (now - written_->at >= duty::standing_every ||
                                     now < written_->at);  // a clock that was set back
    if (written_ == standing && !is_old) return;
    standing.at = now;
    written_ = standing;
    orders_.write_standing(standing);
}

void Errands::hear(const ErrandGiven& given) {
    if (!running_) orders_.begin_errand(given.errand);
}

void Errands::hear(const ErrandBegun& begun) {
    running_ = begun.errand;
    switch (running_->verb) {
        case fleet::Verb::test_print:
            return receipts_.test_print();
        case fleet::Verb::test_reader:
            return has_reader_ ? cards_.test_reader() : end("failed", "noDevice");
        case fleet::Verb::restart:
            return;  // when nobody is there
        default:
            return end("failed", "not_understood");
    }
}

bool Errands::wants_restart() const {
    return running_ && running_->verb == fleet::Verb::restart;
}

void Errands::hear_that_it_ended() {
    if (wants_restart()) end("done", "");
}

void Errands::hear(const TestPrinted& printed) {
    if (!running_ || running_->verb != fleet::Verb::test_print) return;
    if (printed.report.outcome == PrintOutcome::printed) return end("done", "");
    end("failed", std::string(duty::word_for(printed.report.trouble)));
}

void Errands::hear(const ReaderTested& tested) {
    if (!running_ || running_->verb != fleet::Verb::test_reader) return;
    end(tested.is_there ? "done" : "failed", tested.is_there ? "" : "noDevice");
}

void Errands::end(std::string outcome, std::string detail) {
    orders_.report_errand({running_->number, std::move(outcome), std::move(detail)});
    running_.reset();
}

}  // namespace kiosk::programs
