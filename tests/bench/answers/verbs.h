// What bench_answers does. Each verb prints its table, and as the last line its figures as JSON.
#pragma once

namespace kiosk::answers {

void compare();  // with other search engines: the right topic first, among three, time
void ablate();   // our engine without each of its parts
void mutated();  // the slowest of ten thousand questions that no citizen would type
// 1,000 topics and 3,000 courses written into `folder`, which load() then reads: in a process of
// its own, so that its memory is measured alone.
void write_load(const char* folder);
void load(const char* folder);

}  // namespace kiosk::answers
