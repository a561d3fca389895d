#include "screens/toolkit/keyboard.h"

#include <algorithm>
#include <array>

namespace screens {

namespace {

using namespace kiosk::visit;

constexpr int letter_columns = 12;
constexpr int pad_columns = 3;
constexpr int lone_pad_columns = 5;

// Three rows of eleven, twelve and ten keys, parted by spaces; of twelve where there is no shift.
struct Letters {
    std::array<std::string_view, 3> rows;
    KeyboardPage other_case;
};

constexpr std::array<Letters, keyboard_pages> letters = {{
    {{"Q W E R T Z U I O P Ü", "A S D F G H J K L Ö Ä '", "Y X C V B N M ß - ."}, keyboard_small},
    {{"q w e r t z u i o p ü", "a s d f g h j k l ö ä '", "y x c v b n m ß - ."},
     keyboard_capitals},
    {{"À Á Â Ã Å Æ Ç È É Ê Ë", "Ì Í Î Ï Ñ Ò Ó Ô Õ Ø Œ ’", "Ù Ú Û Ý Ÿ Ð Þ ẞ - ."},
     keyboard_accented_small},
    {{"à á â ã å æ ç è é ê ë", "ì í î ï ñ ò ó ô õ ø œ ’", "ù ú û ý ÿ ð þ ß - ."},
     keyboard_accented_capitals},
    {{"Ą Ă Ć Č Ď Đ Ę Ě Ğ Ē İ", "Ł Ľ Ń Ň Ő Ř Ś Š Ş Ș Ā Ī", "Ť Ț Ů Ű Ū Ź Ž Ż Ģ Ķ"},
     keyboard_eastern_small},
    {{"ą ă ć č ď đ ę ě ğ ē ı", "ł ľ ń ň ő ř ś š ş ș ā ī", "ť ț ů ű ū ź ž ż ģ ķ"},
     keyboard_eastern_capitals},
    {{"! ? ; : ( ) & + = @ #", "_ % * § € ° ~ < > \" ' ’", "„ “ ” – [ ] | ² - ."},
     keyboard_capitals},
    {{"й ц у к е н г ш щ з х", "ф ы в а п р о л д ж э і", "я ч с м и т ь б ю ъ ї є"},
     keyboard_cyrillic},
    {{"ض ص ث ق ف غ ع ه خ ح ج", "ش س ي ب ل ا ت ن م ك ط د", "ئ ء ؤ ر ى ة و ز ظ ذ أ إ"},
     keyboard_arabic},
}};

std::vector<std::string> split(std::string_view row) {
    std::vector<std::string> keys;
    while (!row.empty()) {
        const std::size_t end = std::min(row.find(' '), row.size());
        keys.emplace_back(row.substr(0, end));
        row.remove_prefix(std::min(end + 1, row.size()));
    }
    return keys;
}

class Keys {
  public:
    Keys(const KeyboardWords& words, bool personal) : words_(words), personal_(personal) {}

    Node& key(const std::string& id, const std::string& row, int columns, int span, Event event) {
        Node node;
        node.id = "key." + id;
        node.role = Role::key;
        node.region = Region::keyboard;
        node.row = row;
        node.columns = columns;
        node.span = span;
        node.event = std::move(event);
        nodes.push_back(std::move(node));
        return nodes.back();
    }

    void types(const std::string& text, const std::string& row, int columns, int span = 1) {
        Node& node = key(text, row, columns, span, Typed{text});
        node.label = text;
        node.personal = personal_;  // which keys are pressed is what the citizen types
    }

    void erases(const std::string& row, int columns, int span) {
        Node& node = key("erase", row, columns, span, Erased{});
        node.icon = "erase";
        node.label = words_("erase");
        node.emphasis = Emphasis::quiet;
    }

    void turns(KeyboardPage page, std::string_view word, std::string label, std::string icon,
               const std::string& row, int span) {
        Node& node =
            key("page." + std::string(word), row, letter_columns, span, KeyboardPageTurned{page});
        node.icon = std::move(icon);
        node.label = node.icon.empty() ? std::move(label) : words_(word);
        node.spoken = words_(word);
        node.emphasis = Emphasis::quiet;
    }

    void done(const std::string& row, int columns, int span) {
        Node& node = key("done", row, columns, span, FieldTouched{});
        node.label = words_("done");
        node.icon = "check";  // where the word has no room
        node.emphasis = Emphasis::primary;
    }

    void space(const std::string& row, int span) {
        Node& node = key("space", row, letter_columns, span, Typed{" "});
        node.icon = "space";
        node.label = words_("space");
    }

    std::vector<Node> nodes;

  private:
    const KeyboardWords& words_;
    bool personal_;
};

bool accented(int page) {
    return page >= keyboard_accented_capitals && page <= keyboard_eastern_small;
}
bool is_script(int page) {
    return page == keyboard_cyrillic || page == keyboard_arabic;
}
bool small(int page) {
    return page % 2 == 1;
}

void letter_row(Keys& keys, int page, std::size_t row, bool email) {
    const std::string name = "letters." + std::to_string(row + 1);
    for (std::string text : split(letters.at(static_cast<std::size_t>(page)).rows.at(row))) {
        if (email && page != keyboard_signs && text == "'") text = "@";
        if (email && page != keyboard_signs && text == "ß") text = "_";
        keys.types(text, name, letter_columns);
    }
}

// A script's name in that script: who reads it finds it.
void question_row(Keys& keys, int page) {
    const std::string row = "letters.4";
    const KeyboardPage plain = small(page) ? keyboard_small : keyboard_capitals;
    const bool foreign = is_script(page);
    if (accented(page) || foreign)
        keys.turns(plain, "letters", "abc", {}, row, 2);
    else
        keys.turns(small(page) ? keyboard_accented_small : keyboard_accented_capitals, "accents",
                   small(page) ? "éñø" : "ÉÑØ", {}, row, 2);
    if (accented(page)) {
        const bool eastern = page >= keyboard_eastern_capitals;
        keys.turns(eastern ? (small(page) ? keyboard_accented_small : keyboard_accented_capitals)
                           : (small(page) ? keyboard_eastern_small : keyboard_eastern_capitals),
                   eastern ? "accents" : "eastern", eastern ? "éñø" : "łšğ", {}, row, 2);
    } else {
        if (page != keyboard_cyrillic) keys.turns(keyboard_cyrillic, "cyrillic", "абв", {}, row, 2);
        if (page != keyboard_arabic) keys.turns(keyboard_arabic, "arabic", "ابت", {}, row, 2);
    }
    keys.space(row, accented(page) || foreign ? 5 : 3);
    keys.done(row, letter_columns, 3);
}

void last_row(Keys& keys, int page) {
    const std::string row = "letters.4";
    const KeyboardPage plain = small(page) ? keyboard_small : keyboard_capitals;
    if (accented(page) || page == keyboard_signs)
        keys.turns(plain, "letters", small(page) ? "abc" : "ABC", {}, row, 2);
    else
        keys.turns(small(page) ? keyboard_accented_small : keyboard_accented_capitals, "accents",
                   small(page) ? "éñø" : "ÉÑØ", {}, row, 2);
    if (page == keyboard_accented_capitals || page == keyboard_accented_small)
        keys.turns(small(page) ? keyboard_eastern_small : keyboard_eastern_capitals, "eastern",
                   small(page) ? "łšğ" : "ŁŠĞ", {}, row, 2);
    else if (accented(page))
        keys.turns(small(page) ? keyboard_accented_small : keyboard_accented_capitals, "accents",
                   small(page) ? "éñø" : "ÉÑØ", {}, row, 2);
    else if (page != keyboard_signs)
        keys.turns(keyboard_signs, "signs", "!?&", {}, row, 2);
    keys.space(row, page == keyboard_signs ? 7 : 5);
    keys.done(row, letter_columns, 3);
}

void pad_row(Keys& keys, int row, const std::string& name, int columns) {
    for (int digit = 1; digit <= 3; ++digit)
        keys.types(std::to_string(3 * (row - 1) + digit), name + std::to_string(row), columns);
}

void letter_keys(Keys& keys, int page, KeyboardKind kind) {
    const bool email = kind == KeyboardKind::email;
    const Letters& set = letters.at(static_cast<std::size_t>(page));
    letter_row(keys, page, 0, email);
    keys.erases("letters.1", letter_columns, 1);
    pad_row(keys, 1, "pad.", pad_columns);
    letter_row(keys, page, 1, email);
    pad_row(keys, 2, "pad.", pad_columns);
    const bool upper = small(set.other_case);
    if (page != keyboard_signs && !is_script(page))
        keys.turns(set.other_case, upper ? "small" : "capitals", {}, upper ? "shift-on" : "shift",
                   "letters.3", 2);
    letter_row(keys, page, 2, email);
    pad_row(keys, 3, "pad.", pad_columns);
    if (kind == KeyboardKind::question)
        question_row(keys, page);
    else
        last_row(keys, page);
    keys.types(",", "pad.4", pad_columns);
    keys.types("0", "pad.4", pad_columns);
    keys.types("/", "pad.4", pad_columns);
}

void digit_keys(Keys& keys, bool full_stop) {
    pad_row(keys, 1, "digits.", lone_pad_columns);
    keys.erases("digits.1", lone_pad_columns, 2);
    pad_row(keys, 2, "digits.", lone_pad_columns);
    pad_row(keys, 3, "digits.", lone_pad_columns);
    keys.types("0", "digits.4", lone_pad_columns, full_stop ? 2 : 3);
    if (full_stop) keys.types(".", "digits.4", lone_pad_columns);
    keys.done("digits.4", lone_pad_columns, 2);
}

}  // namespace

std::vector<Node> keyboard_nodes(KeyboardKind kind, int page, const KeyboardWords& words,
                                 bool personal) {
    Keys keys(words, personal);
    const bool shown = kind == KeyboardKind::question || !is_script(page);
    if (page < 0 || page >= keyboard_pages || !shown) page = keyboard_capitals;
    switch (kind) {
        case KeyboardKind::letters:
        case KeyboardKind::email:
        case KeyboardKind::question:
            letter_keys(keys, page, kind);
            break;
        case KeyboardKind::digits:
        case KeyboardKind::date:
            digit_keys(keys, kind == KeyboardKind::date);
            break;
    }
    return std::move(keys.nodes);
}

}  // namespace screens
