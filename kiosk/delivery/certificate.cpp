#include "kiosk/delivery/certificate.h"

#include "kiosk/base/free_with.h"
#include "kiosk/delivery/setback.h"
#include "kiosk/jose/key.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace kiosk::delivery {

using namespace std::chrono_literals;

namespace {

constexpr auto tolerated_clock_error = 5min;
constexpr auto oldest_list = 7 * 24h;
constexpr std::size_t longest_chain = 8;
constexpr std::size_t most_points = 8;

using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;
using List = std::unique_ptr<X509_CRL, FreeWith<X509_CRL_free>>;
using Input = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;
using Store = std::unique_ptr<X509_STORE, FreeWith<X509_STORE_free>>;
using Check = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;
using Points = std::unique_ptr<STACK_OF(DIST_POINT), FreeWith<CRL_DIST_POINTS_free>>;
struct FreeStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Chain = std::unique_ptr<STACK_OF(X509), FreeStack>;

Input input_of(std::string_view bytes) {
    return Input(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

Instant instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    const Date date{std::chrono::year(parts.tm_year + 1900),
                    std::chrono::month(static_cast<unsigned>(parts.tm_mon) + 1),
                    std::chrono::day(static_cast<unsigned>(parts.tm_mday))};
    return std::chrono::sys_days(date) + std::chrono::hours(parts.tm_hour) +
           std::chrono::minutes(parts.tm_min) + std::chrono::seconds(parts.tm_sec);
}

std::vector<Certificate> chain_of(const jose::Jwk& jwk) {
    std::vector<Certificate> chain;
    for (const Bytes& der : jwk.x5c) {
        const unsigned char* bytes = der.data();
        Certificate certificate(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
        if (!certificate || chain.size() == longest_chain) return {};
        chain.push_back(std::move(certificate));
    }
    return chain;
}

List parse_list(const std::string& bytes) {
    if (bytes.starts_with("-----")) {
        const Input input = input_of(bytes);
        return List(PEM_read_bio_X509_CRL(input.get(), nullptr, nullptr, nullptr));
    }
    const auto* der = reinterpret_cast<const unsigned char*>(bytes.data());
    return List(d2i_X509_CRL(nullptr, &der, static_cast<long>(bytes.size())));
}

std::vector<std::string> distribution_points(X509* certificate) {
    std::vector<std::string> urls;
    const Points points(static_cast<STACK_OF(DIST_POINT)*>(
        X509_get_ext_d2i(certificate, NID_crl_distribution_points, nullptr, nullptr)));
    for (int i = 0; points && i < sk_DIST_POINT_num(points.get()); ++i) {
        const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
        if (point->distpoint == nullptr || point->distpoint->type != 0) continue;
        const GENERAL_NAMES* names = point->distpoint->name.fullname;
        for (int j = 0; j < sk_GENERAL_NAME_num(names) && urls.size() < most_points; ++j) {
            const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, j);
            if (name->type != GEN_URI) continue;
            const ASN1_IA5STRING* uri = name->d.uniformResourceIdentifier;
            const std::string url(reinterpret_cast<const char*>(ASN1_STRING_get0_data(uri)),
                                  static_cast<std::size_t>(ASN1_STRING_length(uri)));
            if (url.starts_with("http://") || url.starts_with("https://")) urls.push_back(url);
        }
    }
    return urls;
}

Instant issue_of(const List& list) {
    return instant_of(X509_CRL_get0_lastUpdate(list.get()));
}

// One list of each issuer: an older one may lack what was revoked since.
void keep_newest(std::vector<List>& lists, List list) {
    const auto rival = std::find_if(lists.begin(), lists.end(), [&](const List& known) {
        return X509_NAME_cmp(X509_CRL_get_issuer(known.get()), X509_CRL_get_issuer(list.get())) ==
               0;
    });
    if (rival == lists.end())
        lists.push_back(std::move(list));
    else if (issue_of(*rival) <= issue_of(list))
        *rival = std::move(list);
}

// Lists of the files and, after them, of the distribution points; the age limit holds for each of
// them.
std::vector<List> lists_for(const std::vector<Certificate>& chain, const Trust& trust, Instant now,
                            const FetchList& fetch_list) {
    std::vector<std::string> sources = trust.revocation_lists;
    for (const Certificate& certificate : chain)
        for (const std::string& url : distribution_points(certificate.get()))
            sources.push_back(fetch_list(url));
    std::vector<List> lists;
    for (const std::string& source : sources) {
        List list = parse_list(source);
        if (!list) continue;
        if (now - issue_of(list) <= oldest_list) keep_newest(lists, std::move(list));
    }
    ERR_clear_error();
    return lists;
}

Store store_of(const Trust& trust, const std::vector<List>& lists) {
    Store store(X509_STORE_new());
    for (const std::string& pem : trust.roots) {
        const Input input = input_of(pem);
        while (true) {
            const Certificate root(PEM_read_bio_X509(input.get(), nullptr, nullptr, nullptr));
            if (!root) break;
            X509_STORE_add_cert(store.get(), root.get());
        }
    }
    for (const List& list : lists) X509_STORE_add_crl(store.get(), list.get());
    ERR_clear_error();
    return store;
}

std::string code_of_verification(int error) {
    switch (error) {
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return "certificate_expired";
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "certificate_not_yet_valid";
        case X509_V_ERR_CERT_REVOKED:
            return "certificate_revoked";
        case X509_V_ERR_UNABLE_TO_GET_CRL:
            return "revocation_list_missing";
        case X509_V_ERR_CRL_HAS_EXPIRED:
            return "revocation_list_expired";
        case X509_V_ERR_CRL_NOT_YET_VALID:
            return "revocation_list_not_yet_valid";
        case X509_V_ERR_CRL_SIGNATURE_FAILURE:
            return "revocation_list_forged";
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            return "certificate_unknown_authority";
        case X509_V_ERR_CERT_SIGNATURE_FAILURE:
            return "certificate_forged";
        default:
            return "certificate_invalid_" + std::to_string(error);
    }
}

// Says nothing about how the leaf may be used.
Result<void> check_chain(const std::vector<Certificate>& chain, X509_STORE* store, Instant now) {
    const Chain others(sk_X509_new_null());
    for (std::size_t i = 1; i < chain.size(); ++i) sk_X509_push(others.get(), chain[i].get());
    const Check check(X509_STORE_CTX_new());
    if (X509_STORE_CTX_init(check.get(), store, chain.front().get(), others.get()) != 1)
        return fail(ErrorKind::internal, "certificate_check");
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(check.get());
    X509_VERIFY_PARAM_set_time(
        rules, std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(now)));
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
    X509_VERIFY_PARAM_set_auth_level(rules, 2);  // ≥ 112 bit: 2048-bit RSA, SHA-256
    if (X509_verify_cert(check.get()) == 1) return {};
    const int error = X509_STORE_CTX_get_error(check.get());
    ERR_clear_error();
    return fail(ErrorKind::not_authentic, code_of_verification(error));
}

Result<void> check_leaf(X509* leaf, const jose::Jwk& jwk, jose::Use use) {
    const jose::KeyHandle key = TRY(jose::public_key(jwk));
    const EVP_PKEY* certified = X509_get0_pubkey(leaf);
    if (certified == nullptr || EVP_PKEY_eq(certified, key.get()) != 1)
        return fail(ErrorKind::not_authentic, "certificate_of_another_key");
    const std::uint32_t allowed = X509_get_key_usage(leaf);
    const std::uint32_t needed = use == jose::Use::encrypt
                                     ? KU_KEY_ENCIPHERMENT | KU_DATA_ENCIPHERMENT
                                     : KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION;
    if (allowed == UINT32_MAX || (allowed & needed) == 0)
        return fail(ErrorKind::refused, "certificate_usage");
    return {};
}

std::vector<std::string> files_in(const std::string& directory, std::string_view ending,
                                  std::string_view other_ending) {
    std::vector<std::string> contents;
    std::error_code none;
    if (directory.empty()) return contents;
    for (const auto& entry : std::filesystem::directory_iterator(directory, none)) {
        const std::string ends = entry.path().extension().string();
        if (ends != ending && ends != other_ending) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        contents.emplace_back(std::istreambuf_iterator<char>(file),
                              std::istreambuf_iterator<char>());
    }
    return contents;
}

// A list that was made just now may be a little ahead of our clock.
Instant time_to_judge_at(const std::vector<List>& lists, Instant now) {
    Instant at = now;
    for (const List& list : lists)
        if (issue_of(list) <= now + tolerated_clock_error) at = std::max(at, issue_of(list));
    return at;
}

}  // namespace

Trust load_trust(const std::string& trust_directory, const std::string& crl_directory,
                 bool test_environment) {
    return {.roots = files_in(trust_directory, ".pem", ".crt"),
            .revocation_lists = files_in(crl_directory, ".crl", ".crl"),
            .without_certificates = test_environment};
}

Result<Trusted> check_key(const jose::Jwk& jwk, jose::Use use, const Trust& trust, Instant now,
                          const FetchList& fetch_list) {
    if (auto fit = jose::check_use(jwk, use); !fit)
        return fail(ErrorKind::refused, code_of(fit.error().detail));
    if (jwk.x5c.empty() && trust.without_certificates)
        return Trusted{.checked = now, .valid_until = now + 30 * 24h};
    const std::vector<Certificate> chain = chain_of(jwk);
    if (chain.empty()) return fail(ErrorKind::refused, "certificate_missing");
    TRY_VOID(check_leaf(chain.front().get(), jwk, use));
    Trusted trusted{.checked = now, .valid_until = instant_of(X509_get0_notAfter(chain[0].get()))};
    if (trust.without_certificates) return trusted;
    const std::vector<List> lists = lists_for(chain, trust, now, fetch_list);
    const Store store = store_of(trust, lists);
    TRY_VOID(check_chain(chain, store.get(), time_to_judge_at(lists, now)));
    for (const Certificate& certificate : chain)
        trusted.valid_until =
            std::min(trusted.valid_until, instant_of(X509_get0_notAfter(certificate.get())));
    for (const List& list : lists) trusted.checked = std::min(trusted.checked, issue_of(list));
    return trusted;
}

}  // namespace kiosk::delivery
