// Reads XML of strangers from memory, an element at a time: no files, no network, no entities, no
// document type; libxml2's own limits of depth (256) and of a text's length (10 MB) hold.
#pragma once

#include "kiosk/base/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <libxml/tree.h>

namespace kiosk::answers {

// One element of the document. Names are compared without their namespace.
class XmlElement {
  public:
    explicit XmlElement(xmlNodePtr node) : node_(node) {}

    [[nodiscard]] std::vector<XmlElement> children(std::string_view name) const;
    // Those of any depth, in the document's order.
    [[nodiscard]] std::vector<XmlElement> descendants(std::string_view name) const;
    // The text of the first element that this path of names leads to; empty when there is none.
    [[nodiscard]] std::string text_at(std::initializer_list<std::string_view> path) const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string attribute(const char* name) const;
    [[nodiscard]] int line() const;

  private:
    xmlNodePtr node_;
};

// Calls `use` with every outermost element of that name until it returns false. invalid_input when
// the document is not well-formed; what came before has been used by then.
[[nodiscard]] Result<void> for_each_element(std::string_view xml, const std::string& file,
                                            std::string_view name,
                                            const std::function<bool(const XmlElement&)>& use);

}  // namespace kiosk::answers
