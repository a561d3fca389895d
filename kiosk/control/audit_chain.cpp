#include "kiosk/control/audit_chain.h"

#include "kiosk/jose/digest.h"

namespace kiosk::control {
namespace {

constexpr std::size_t rows_at_once = 500;

std::string netstring(const std::string& text) {
    return std::to_string(text.size()) + ':' + text + ',';
}

}  // namespace

std::string first_head() {
    return std::string(64, '0');
}

std::string hash_of(const AuditEntry& entry, const std::string& hash_before) {
    std::string covered = netstring(hash_before) + netstring(std::to_string(entry.number)) +
                          netstring(std::to_string(entry.at.time_since_epoch().count()));
    for (const std::string* column :
         {&entry.who, &entry.origin, &entry.act, &entry.object, &entry.reason})
        covered += netstring(*column);
    return jose::sha256_hex(covered);
}

AuditEntry chained(AuditEntry entry, const std::optional<AuditEntry>& last) {
    entry.number = last ? last->number + 1 : 1;
    entry.hash = hash_of(entry, last ? last->hash : first_head());
    return entry;
}

Result<ChainCheck> check_chain(ControlStore& store) {
    ChainCheck check;
    for (;;) {
        const auto rows = TRY(store.audit_after(check.rows, rows_at_once));
        for (const AuditEntry& row : rows) {
            if (row.number != check.rows + 1 || row.hash != hash_of(row, check.head)) {
                check.wrong_row = row.number;
                return check;
            }
            check.rows = row.number;
            check.head = row.hash;
        }
        if (rows.size() < rows_at_once) return check;
    }
}

}  // namespace kiosk::control
