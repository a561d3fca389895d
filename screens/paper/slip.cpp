#include "screens/paper/slip.h"

#include "kiosk/answers/address.h"

namespace screens {

using kiosk::answers::Line;

Scene slip_scene(const Slip& slip, const kiosk::Office& office,
                 const kiosk::text::Catalogue& texts) {
    Scene scene;
    scene.id = "slip";
    scene.language = texts.has(slip.language, "slip.title") ? slip.language : "de";
    scene.right_to_left = texts.right_to_left(scene.language);
    const auto add = [&scene](std::string id, Role role, std::string label) -> Node& {
        return scene.nodes.emplace_back(
            Node{.id = std::move(id), .role = role, .label = std::move(label)});
    };
    const auto answer = [&](std::string id, Role role, std::string label) -> Node& {
        Node& node = add(std::move(id), role, std::move(label));
        node.language = slip.language;
        return node;
    };
    add("slip.city", Role::text, office.city).region = Region::banner;
    answer("slip.title", Role::heading, slip.title).emphasis = Emphasis::primary;
    std::size_t number = 0;
    for (const Line& line : slip.told.lines) {
        const std::string id = "slip.line." + std::to_string(++number);
        answer(id, Role::text, line.label.empty() ? line.text : line.label + ": " + line.text);
        if (!line.url.empty()) answer(id + ".url", Role::text, line.url);
    }
    if (!slip.told.source.name.empty())
        add("slip.source", Role::text,
            texts(scene.language, "slip.source",
                  {{"source", slip.told.source.name}, {"as_of", slip.told.as_of}}))
            .emphasis = Emphasis::quiet;
    if (const std::string address = address_of(slip.told); !address.empty()) {
        Node& code = add("slip.code", Role::qr, texts(scene.language, "slip.code"));
        code.value = address;
        code.row = "more";
        add("slip.code.text", Role::text, texts(scene.language, "slip.code")).row = "more";
        Node& written = add("slip.address", Role::text, address);
        written.emphasis = Emphasis::quiet;
        written.row = "more";
    }
    if (!slip.hotline.empty()) answer("slip.hotline", Role::text, slip.hotline);
    add("slip.no_promise", Role::text,
        texts(scene.language, "slip.no_promise", {{"printed", slip.printed}}))
        .emphasis = Emphasis::quiet;
    return scene;
}

}  // namespace screens
