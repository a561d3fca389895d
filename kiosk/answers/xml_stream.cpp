#include "kiosk/answers/xml_stream.h"

#include <climits>
#include <memory>

#include <libxml/xmlreader.h>

namespace kiosk::answers {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

struct FreeXml {
    void operator()(xmlChar* text) const { xmlFree(text); }
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};
using Reader = std::unique_ptr<xmlTextReader, FreeXml>;

bool is_element(const xmlNode* node, std::string_view name) {
    return node->type == XML_ELEMENT_NODE && view(node->name) == name;
}

void collect(xmlNodePtr parent, std::string_view name, std::vector<XmlElement>& found) {
    for (xmlNodePtr node = parent->children; node != nullptr; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        if (is_element(node, name)) found.emplace_back(node);
        collect(node, name, found);  // the parser allows 256 levels
    }
}

tl::unexpected<Error> malformed(xmlTextReader* reader, const std::string& file,
                                std::string_view reason) {
    return fail(ErrorKind::invalid_input,
                file + ": line " + std::to_string(xmlTextReaderGetParserLineNumber(reader)) + ": " +
                    std::string(reason));
}

}  // namespace

std::vector<XmlElement> XmlElement::children(std::string_view name) const {
    std::vector<XmlElement> found;
    for (xmlNodePtr node = node_->children; node != nullptr; node = node->next)
        if (is_element(node, name)) found.emplace_back(node);
    return found;
}

std::vector<XmlElement> XmlElement::descendants(std::string_view name) const {
    std::vector<XmlElement> found;
    collect(node_, name, found);
    return found;
}

std::string XmlElement::text_at(std::initializer_list<std::string_view> path) const {
    XmlElement at = *this;
    for (const std::string_view name : path) {
        const auto found = at.children(name);
        if (found.empty()) return {};
        at = found.front();
    }
    return at.text();
}

std::string XmlElement::text() const {
    const std::unique_ptr<xmlChar, FreeXml> content(xmlNodeGetContent(node_));
    return std::string(view(content.get()));
}

std::string XmlElement::attribute(const char* name) const {
    const std::unique_ptr<xmlChar, FreeXml> value(
        xmlGetProp(node_, reinterpret_cast<const xmlChar*>(name)));
    return std::string(view(value.get()));
}

int XmlElement::line() const {
    return static_cast<int>(xmlGetLineNo(node_));
}

Result<void> for_each_element(std::string_view xml, const std::string& file, std::string_view name,
                              const std::function<bool(const XmlElement&)>& use) {
    if (xml.size() > INT_MAX) return fail(ErrorKind::invalid_input, file + ": is too large");
    const Reader reader(xmlReaderForMemory(
        xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA));
    if (!reader) return fail(ErrorKind::invalid_input, file + ": cannot be read as XML");
    // Without this some errors would print lines of the document.
    xmlTextReaderSetStructuredErrorHandler(
        reader.get(), [](void*, xmlErrorPtr) {}, nullptr);
    int more = xmlTextReaderRead(reader.get());
    while (more == 1) {
        const int type = xmlTextReaderNodeType(reader.get());
        if (type == XML_READER_TYPE_DOCUMENT_TYPE)
            return malformed(reader.get(), file, "declares a document type, which is not read");
        const bool wanted = type == XML_READER_TYPE_ELEMENT &&
                            view(xmlTextReaderConstLocalName(reader.get())) == name;
        if (wanted) {
            xmlNodePtr node = xmlTextReaderExpand(reader.get());
            if (node == nullptr) break;
            if (!use(XmlElement(node))) return {};
        }
        more = wanted ? xmlTextReaderNext(reader.get()) : xmlTextReaderRead(reader.get());
    }
    if (more != 0) return malformed(reader.get(), file, "not well-formed XML");
    return {};
}

}  // namespace kiosk::answers
