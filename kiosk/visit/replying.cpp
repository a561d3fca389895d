// What the citizen does with an answer: print it, order what it speaks of, look at another.
#include "kiosk/visit/moves.h"

#include <algorithm>

namespace kiosk::visit {
namespace {

using answers::Decision;

// What is printed for somebody who goes on is taken back: it would come out for the next.
void stop_slip(const Replying& replying, Turn& turn) {
    if (replying.slip == SlipState::printing) turn.effects.emplace_back(CancelPrinting{});
}

bool is_told(const Replying& replying) {
    return replying.reply.told.has_value() && !replying.reply.candidates.empty();
}

}  // namespace

Then<Replying> tell_about(Replying& at, const TopicChosen& chosen, Turn& turn) {
    stop_slip(at, turn);
    at.slip = SlipState::none;
    at.work = turn.new_work();
    turn.effects.emplace_back(TellTopic{at.work, chosen.topic, at.reply.aspect, at.reply.language});
    return std::move(at);
}

Then<Replying> reply_again(Replying& at, const Replied& replied, Turn&) {
    if (replied.work != at.work) return std::nullopt;
    return Replying{std::move(at.asking), replied.reply, replied.hotline};
}

// None of those that were offered: then the 115 knows.
Then<Replying> judge_answer(Replying& at, const AnswerJudged& judged, Turn& turn) {
    if (at.reply.decision == Decision::choose) {
        if (judged.helped) return std::nullopt;
        at.reply.decision = Decision::refer;
        at.reply.say.clear();
        return std::move(at);
    }
    if (!is_told(at) || at.helped) return std::nullopt;
    at.helped = judged.helped;
    turn.effects.emplace_back(CountAnswer{at.reply.candidates.front().id, judged.helped});
    return std::move(at);
}

Then<Replying> want_slip(Replying& at, const SlipWanted&, Turn& turn) {
    if (!is_told(at) || at.slip == SlipState::printing || !turn.visit.printer.ready())
        return std::nullopt;
    at.slip = SlipState::printing;
    at.work = turn.new_work();
    turn.effects.emplace_back(PrintSlip{at.work, at.reply.candidates.front().title, *at.reply.told,
                                        at.hotline, at.reply.language});
    return std::move(at);
}

// A slip is no receipt: nobody waits for paper to be filled in.
Then<Replying> follow_slip(Replying& at, const PrintTroubled& troubled, Turn& turn) {
    if (troubled.work != at.work || at.slip != SlipState::printing) return std::nullopt;
    if (troubled.trouble == PrinterTrouble::none) return std::move(at);
    stop_slip(at, turn);
    at.slip = SlipState::not_printed;
    return std::move(at);
}

Then<Replying> finish_slip(Replying& at, const PrintEnded& ended, Turn&) {
    if (ended.work != at.work || at.slip != SlipState::printing) return std::nullopt;
    at.slip =
        ended.report.outcome == PrintOutcome::printed ? SlipState::printed : SlipState::not_printed;
    return std::move(at);
}

Then<Asking> ask_again(Replying& at, const WentBack&, Turn& turn) {
    stop_slip(at, turn);
    return std::move(at.asking);
}

Then<Asking> ask_anew(Replying& at, const Continued&, Turn& turn) {
    stop_slip(at, turn);
    Asking fresh{std::move(at.asking.draft)};
    fresh.typing = true;
    return fresh;
}

// The answer leads to the order it speaks of.
Then<Introduction> order_here(Replying& at, const ServiceChosen& chosen, Turn& turn) {
    if (!can_be_ordered(chosen.service, turn.visit, turn.house)) return std::nullopt;
    stop_slip(at, turn);
    turn.effects.emplace_back(AskPrinter{});
    return Introduction{chosen.service, std::move(at.asking.draft)};
}

}  // namespace kiosk::visit
